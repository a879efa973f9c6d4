// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Bar.h"

#include <QHBoxLayout>
#include <QPainter>

namespace gatehouse::ui {

Bar::Bar(int height, Role ground, QWidget* parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_ground(ground)
{
    setFixedHeight(grid::scaled(height));
    m_row->setContentsMargins(grid::kSide, 0, grid::kSide, 1);
    m_row->setSpacing(grid::kGap);
}

void Bar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), roles(this)(m_ground));
    painter.fillRect(QRect(0, height() - 1, width(), 1), roles(this)(Role::Line));
}

} // namespace gatehouse::ui
