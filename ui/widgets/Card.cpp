// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Card.h"

#include "widgets/Theme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace gatehouse::ui {

Card::Card(QWidget* parent)
    : QWidget(parent)
    , m_body(new QVBoxLayout(this))
{
    m_body->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    m_body->setSpacing(4);
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(roles(this)(Role::Line));
    painter.setBrush(roles(this)(Role::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), grid::kRadius,
                            grid::kRadius);
}

} // namespace gatehouse::ui
