// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTableView;

namespace gatehouse::ui {

/// Gives a table what all tables of the panels have: cells by CellDelegate, rows of one height, one
/// row selected, no grid.
void setUpTable(QTableView* table, int rowHeight, bool lines);

} // namespace gatehouse::ui
