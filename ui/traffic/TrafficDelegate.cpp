// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficDelegate.h"

#include <QMouseEvent>
#include <QPainter>
#include <QTableView>

namespace gatehouse::ui {

namespace {

constexpr int kOuter = grid::kSide - grid::kGap; ///< What the outer cells have more than others.

/// The cell without the outer padding; `position` is the visual place among the shown columns.
QRect inner(QRect rect, const QHeaderView& header, int section)
{
    int first = 0;
    while (first < header.count() && header.isSectionHidden(header.logicalIndex(first)))
        ++first;
    int last = header.count() - 1;
    while (last > first && header.isSectionHidden(header.logicalIndex(last)))
        --last;
    if (header.logicalIndex(first) == section)
        rect.setLeft(rect.left() + kOuter);
    if (header.logicalIndex(last) == section)
        rect.setRight(rect.right() - kOuter);
    return rect;
}

} // namespace

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
    cell.rect = inner(option.rect, *m_view->horizontalHeader(), index.column());
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

TrafficHeader::TrafficHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(false);
    setHighlightSections(false);
}

void TrafficHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const Roles& colors = roles(this);
    painter->fillRect(rect, colors(Role::Surface));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colors(Role::Line));
    painter->setFont(textFont(TextSize::Secondary, QFont::Bold));
    painter->setPen(colors(Role::Muted));
    const QRect words = inner(rect, *this, section).adjusted(grid::kGap, 0, -grid::kGap, 0);
    const auto side =
        Qt::Alignment(model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt());
    painter->drawText(words, side,
                      painter->fontMetrics().elidedText(
                          model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString(),
                          Qt::ElideRight, words.width()));
}

} // namespace gatehouse::ui
