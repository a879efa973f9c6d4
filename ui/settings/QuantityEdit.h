// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"

#include <QDoubleSpinBox>

namespace gatehouse::ui {

/// A number with its unit that keeps the exact value it was given until the person changes it, so
/// that showing 250 ms or 1,000,001 bytes never rounds what is stored.
class QuantityEdit : public QDoubleSpinBox
{
    Q_OBJECT

public:
    /// `scale` smallest steps are one unit: 1024 for KiB of bytes, 1000 for seconds of
    /// milliseconds.
    QuantityEdit(const QString& unit, double scale, double greatest, QWidget* parent = nullptr);

    void setExact(std::int64_t steps);
    [[nodiscard]] std::int64_t exact() const;

protected:
    [[nodiscard]] QString textFromValue(double value) const override;

private:
    double m_scale;
    std::int64_t m_given = 0;
    double m_shown = 0;
};

} // namespace gatehouse::ui
