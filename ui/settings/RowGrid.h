// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QGridLayout;

namespace gatehouse::ui {

class SettingRow;

/// Small settings side by side, as many in a line as there is room for.
class RowGrid : public QWidget
{
    Q_OBJECT

public:
    explicit RowGrid(QWidget* parent = nullptr);
    /// It becomes a child.
    void add(SettingRow* row);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void place(int columns);

    QGridLayout* m_cells;
    QList<SettingRow*> m_rows;
    int m_columns = 0;
};

} // namespace gatehouse::ui
