// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/TableSetup.h"

#include "widgets/CellDelegate.h"

#include <QHeaderView>
#include <QTableView>

namespace gatehouse::ui {

void setUpTable(QTableView* table, int rowHeight, bool lines)
{
    table->setItemDelegate(new CellDelegate(rowHeight, lines, table));
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setMouseTracking(true);
    table->setWordWrap(false);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setMinimumSectionSize(16);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(grid::scaled(rowHeight));
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setFixedHeight(grid::scaled(grid::kRowHeader));
    table->horizontalHeader()->setMinimumSectionSize(24);
}

} // namespace gatehouse::ui
