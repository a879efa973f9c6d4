// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Tag.h"

#include <QPainter>

namespace gatehouse::ui {

Tag::Tag(QWidget* parent)
    : QLabel(parent)
{
    setFont(textFont(TextSize::Secondary));
    setAlignment(Qt::AlignCenter);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred); // a word or a number is never cut
}

void Tag::show(const QString& text, Role role)
{
    m_role = role;
    setText(text);
    updateGeometry();
    update();
}

QSize Tag::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 14, grid::scaled(18)};
}

void Tag::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(roles(this)(tintOf(m_role)));
    const QRectF box(0, (height() - grid::scaled(18)) / 2.0, width(), grid::scaled(18));
    painter.drawRoundedRect(box, grid::kRadiusSmall, grid::kRadiusSmall);
    painter.setPen(roles(this)(m_role));
    painter.drawText(box, Qt::AlignCenter, text());
}

} // namespace gatehouse::ui
