// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ListTable.h"

#include "widgets/Theme.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QShortcut>
#include <QSortFilterProxyModel>

namespace gatehouse::ui {

ListTable::ListTable(QSortFilterProxyModel& rows, int idRole, QWidget* parent)
    : QTableView(parent)
    , m_rows(rows)
    , m_idRole(idRole)
{
    m_rows.setSortCaseSensitivity(Qt::CaseInsensitive);
    m_rows.setSortLocaleAware(true);
    m_rows.setDynamicSortFilter(false); // rows must not jump with every new figure
    setModel(&m_rows);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                if (!index.isValid())
                    return;
                m_isFresh = false;
                m_selected = idAt(index);
                Q_EMIT chosen(m_selected);
            });
    connect(this, &QTableView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT opened(idAt(index)); });
    const auto key = [this](Qt::Key which, auto act) {
        connect(new QShortcut(which, this, nullptr, nullptr, Qt::WidgetShortcut),
                &QShortcut::activated, this, act);
    };
    key(Qt::Key_F2, [this] { Q_EMIT opened(m_selected); });
    key(Qt::Key_Delete, [this] { Q_EMIT deleteAsked(m_selected); });
    key(Qt::Key_Escape, [this] { Q_EMIT closeAsked(); });
    key(Qt::Key_Space, [this] { Q_EMIT chosen(m_selected); });
}

void ListTable::setColumns(const Columns& columns)
{
    setSortingEnabled(true);
    sortByColumn(columns.sorted, Qt::DescendingOrder);
    int column = 0;
    for (const int width : columns.widths)
        horizontalHeader()->resizeSection(column++, grid::scaled(width));
    horizontalHeader()->setSectionResizeMode(columns.stretched, QHeaderView::Stretch);
}

QString ListTable::idAt(const QModelIndex& index) const
{
    return index.data(m_idRole).toString();
}

void ListTable::sortNow()
{
    m_rows.sort(horizontalHeader()->sortIndicatorSection(),
                horizontalHeader()->sortIndicatorOrder());
}

void ListTable::keepPlace(const std::function<void()>& change)
{
    const QString kept = m_selected;
    const int scrolled = verticalScrollBar()->value();
    change();
    sortNow();
    m_selected = kept;
    if (!kept.isEmpty())
        select(kept);
    verticalScrollBar()->setValue(scrolled);
}

void ListTable::select(const QString& id)
{
    for (int row = 0; !id.isEmpty() && row < m_rows.sourceModel()->rowCount(); ++row) {
        const QModelIndex source = m_rows.sourceModel()->index(row, 0);
        if (source.data(m_idRole).toString() != id)
            continue;
        const QModelIndex index = m_rows.mapFromSource(source);
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                     QItemSelectionModel::Rows);
        scrollTo(index);
        Q_EMIT chosen(id);
        return;
    }
    Q_EMIT chosen({});
}

void ListTable::selectFirst()
{
    if (m_isFresh && m_selected.isEmpty() && m_rows.rowCount() > 0)
        selectRow(0);
}

} // namespace gatehouse::ui
