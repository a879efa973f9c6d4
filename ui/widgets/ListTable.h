// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include <functional>
#include <span>

class QSortFilterProxyModel;

namespace gatehouse::ui {

/// The table of a panel that lists things with ids, behind a filter. Rows keep their place while
/// figures change: they are sorted when a person asks, or sortNow(). Enter and F2 open, Space looks
/// at, Delete deletes, Escape closes what stands beside it.
class ListTable : public QTableView
{
    Q_OBJECT

public:
    struct Columns
    {
        std::span<const int> widths; ///< In pixels of the usual font.
        int stretched = 0;           ///< Takes what is left.
        int sorted = 0;              ///< From the most to the least.
    };

    /// `rows` is behind the table and owned by somebody who outlives it; `idRole` gives a row's id.
    ListTable(QSortFilterProxyModel& rows, int idRole, QWidget* parent = nullptr);

    /// After the looks of the table were set up.
    void setColumns(const Columns& columns);
    void sortNow();
    /// `change` may make all rows anew: selection and scrolling stay.
    void keepPlace(const std::function<void()>& change);

    [[nodiscard]] const QString& selected() const { return m_selected; }
    /// Selected when its row comes; empty = nothing.
    void setSelected(const QString& id) { m_selected = id; }
    /// chosen() tells it, also when it was selected before; with nothing where there is no row.
    void select(const QString& id);
    /// The first row, while nobody has chosen one.
    void selectFirst();
    /// A person chose something: no row is selected by itself any more.
    void setChosen() { m_isFresh = false; }

Q_SIGNALS:
    /// Empty = what was selected is gone.
    void chosen(const QString& id);
    void opened(const QString& id);
    void deleteAsked(const QString& id);
    void closeAsked();

private:
    [[nodiscard]] QString idAt(const QModelIndex& index) const;

    QSortFilterProxyModel& m_rows;
    const int m_idRole;
    QString m_selected;
    bool m_isFresh = true;
};

} // namespace gatehouse::ui
