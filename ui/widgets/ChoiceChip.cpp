// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ChoiceChip.h"

#include "widgets/StylePaint.h"
#include "widgets/Variants.h"

#include <QPainter>

namespace gatehouse::ui {
namespace {
constexpr int kMostWidth = 180;
} // namespace

ChoiceChip::ChoiceChip(const QString& name, QWidget* parent)
    : QComboBox(parent)
{
    setAccessibleName(name);
    setControlSize(this, ControlSize::Small);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QComboBox::currentTextChanged, this, [this](const QString& text) {
        updateGeometry();
        setToolTip(shownText() == text ? QString() : text);
    });
}

QString ChoiceChip::shownText() const
{
    return fontMetrics().elidedText(currentText(), Qt::ElideRight, grid::scaled(kMostWidth));
}

QSize ChoiceChip::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(shownText()) + 2 * grid::kGap,
            std::max(grid::kControlSmall, fontMetrics().height() + 8)};
}

QSize ChoiceChip::minimumSizeHint() const
{
    return sizeHint();
}

void ChoiceChip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Roles& c = roles(this);
    const bool chosen = currentIndex() > 0;
    const Role ground = chosen ? Role::AccentTint : underMouse() ? Role::Hover : Role::QuietTint;
    paint::box(&painter, rect(), c(ground), c(Role::Accent), grid::kRadiusSmall,
               hasFocus() ? 2 : 0);
    painter.setFont(font());
    painter.setPen(c(!isEnabled() ? Role::Disabled : chosen ? Role::Accent : Role::Text));
    painter.drawText(rect(), Qt::AlignCenter, shownText());
}

} // namespace gatehouse::ui
