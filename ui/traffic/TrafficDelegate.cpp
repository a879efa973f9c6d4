// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficDelegate.h"

#include <QMouseEvent>
#include <QPainter>
#include <QTableView>

namespace gatehouse::ui {

TrafficDelegate::TrafficDelegate(QTableView* view)
    : CellDelegate(grid::kRowDense, false, view)
    , m_view(view)
{
    view->viewport()->setMouseTracking(true);
    view->viewport()->installEventFilter(this);
}

void TrafficDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    QStyleOptionViewItem cell = option;
    cell.state.setFlag(QStyle::State_MouseOver, false);
    const Roles& colors = roles(option.palette);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, colors(Role::AccentTint));
    else if (index.row() == m_hovered)
        painter->fillRect(option.rect, colors(Role::Hover));
    CellDelegate::paint(painter, cell, index);
}

bool TrafficDelegate::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseMove)
        setHovered(m_view->rowAt(int(static_cast<QMouseEvent*>(event)->position().y())));
    else if (event->type() == QEvent::Leave || event->type() == QEvent::Wheel)
        setHovered(-1);
    return CellDelegate::eventFilter(watched, event);
}

void TrafficDelegate::setHovered(int row)
{
    if (row == m_hovered)
        return;
    m_hovered = row;
    m_view->viewport()->update();
}

} // namespace gatehouse::ui
