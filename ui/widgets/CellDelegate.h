// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Theme.h"

#include <QMargins>
#include <QStyledItemDelegate>

class QHeaderView;

namespace gatehouse::ui {

/// What a cell says beside its text; models answer these roles, CellDelegate draws them.
enum CellRole : int
{
    CellState = Qt::UserRole + 300, ///< int(State): a shape before the text.
    CellUnit,                       ///< Muted words after the text.
    CellSecond,                     ///< Muted code after the text.
    CellTag,                        ///< int(Role): the text is a tag in this colour.
    CellBar,                        ///< 0 to 1: a bar at the right of the cell.
    CellDot,                        ///< true: an accent disc after the text.
    CellBelow,                      ///< A second, muted line (rows of 44).
    CellSpark,     ///< QList<double>: a line over time before the (right-aligned) text.
    CellSparkRole, ///< int(Role) of that line; accent unless given.
};

/// What a cell of a column keeps free at its sides: the outer padding at the edges of the view,
/// else the gap. Headers, delegates and whoever makes columns fit share it.
[[nodiscard]] QMargins cellPadding(const QHeaderView& header, int section);

/// Draws the cells of every table, tree and list of the panels.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(int rowHeight, bool lines, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// What is elided is told whole.
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

    /// How wide a cell must be to show all it has in one line, padding not counted.
    [[nodiscard]] static int contentWidth(const QModelIndex& index, const QFont& font);

private:
    int m_rowHeight;
    bool m_lines;
};

} // namespace gatehouse::ui
