// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/QuantityEdit.h"

#include "widgets/Theme.h"

#include <QLocale>

#include <cmath>

namespace gatehouse::ui {
namespace {
constexpr int kWidth = 116;
}

QuantityEdit::QuantityEdit(const QString& unit, double scale, double greatest, QWidget* parent)
    : QDoubleSpinBox(parent)
    , m_scale(scale)
{
    setDecimals(3);
    setRange(0, greatest);
    setGroupSeparatorShown(true);
    if (!unit.isEmpty())
        setSuffix(QLatin1Char(' ') + unit);
    setFixedWidth(grid::scaled(kWidth));
}

void QuantityEdit::setExact(std::int64_t steps)
{
    m_given = steps;
    setValue(static_cast<double>(steps) / m_scale);
    m_shown = value();
}

std::int64_t QuantityEdit::exact() const
{
    return value() == m_shown ? m_given : std::llround(value() * m_scale);
}

QString QuantityEdit::textFromValue(double value) const
{
    // As many decimals as it needs: 10, 0.25.
    int digits = 0;
    while (digits < decimals() &&
           std::abs(value * std::pow(10, digits) - std::round(value * std::pow(10, digits))) > 1e-9)
        ++digits;
    return locale().toString(value, 'f', digits);
}

} // namespace gatehouse::ui
