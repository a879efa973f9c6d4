// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Chip.h"

#include "widgets/Icon.h"
#include "widgets/StylePaint.h"

#include <QPainter>

namespace gatehouse::ui {

Chip::Chip(const QString& text, Kind kind, QWidget* parent)
    : QAbstractButton(parent)
    , m_kind(kind)
{
    setText(text);
    setFont(textFont(TextSize::Secondary));
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setToolTip(tr("Remove %1").arg(text));
}

QSize Chip::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 32,
            std::max(grid::kControlSmall, fontMetrics().height() + 8)};
}

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Roles& c = roles(this);
    const bool filter = m_kind == Kind::Filter;
    paint::box(&painter, rect(), c(filter ? Role::AccentTint : Role::QuietTint), c(Role::Accent),
               grid::kRadiusSmall, hasFocus() ? 2 : 0);
    const QColor color = c(filter ? Role::Accent : Role::Text);
    painter.setPen(color);
    painter.drawText(rect().adjusted(8, 0, -22, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
    paintIcon(&painter, QRect(width() - 20, (height() - 14) / 2, 14, 14), Icon::Cross, color);
}

} // namespace gatehouse::ui
