// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

class QMenu;

namespace gatehouse::ui {

class TrafficModel;

/// The rows of exchanges. A column is as wide as what stands in it and its head; it never gets
/// narrower again, so that nothing jumps. Names are cut at a limit, the model's name takes the
/// rest.
class TrafficTable : public QTableView
{
    Q_OBJECT

public:
    /// The model outlives the table.
    TrafficTable(TrafficModel* model, QWidget* parent);

    /// Puts a switch for every column into a menu.
    void addColumnSwitches(QMenu* menu);

protected:
    void changeEvent(QEvent* event) override;

private:
    void setBaseWidths();
    void fit(int first, int last);

    TrafficModel* m_model;
};

} // namespace gatehouse::ui
