// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RouteTable.h"

#include "models/RouteTableModel.h"

#include "widgets/TableSetup.h"
#include "widgets/Theme.h"

#include <QHeaderView>

namespace gatehouse::ui {

RouteTable::RouteTable(RouteTableModel* model, QWidget* parent)
    : QTableView(parent)
    , m_routes(model)
{
    setAccessibleName(tr("Routes"));
    setModel(model);
    setUpTable(this, grid::kRow, true);
    QHeaderView* head = horizontalHeader();
    head->setSectionResizeMode(RouteTableModel::Targets, QHeaderView::Stretch);
    head->resizeSection(RouteTableModel::Name, grid::scaled(108));
    head->resizeSection(RouteTableModel::Strategy, grid::scaled(96));
    head->resizeSection(RouteTableModel::Now, grid::scaled(88));
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                if (!index.isValid())
                    return;
                m_marked = m_routes->nameAt(index.row());
                Q_EMIT chosen(m_marked);
            });
    const auto open = [this](const QModelIndex& index) {
        Q_EMIT chosen(m_routes->nameAt(index.row()));
    };
    connect(this, &QTableView::activated, this, open);
    connect(this, &QTableView::clicked, this, open);
    connect(model, &RouteTableModel::modelReset, this, [this] { mark(m_marked); });
}

void RouteTable::mark(const QString& name)
{
    m_marked = name;
    const QSignalBlocker quiet(selectionModel());
    const int row = name.isEmpty() ? -1 : m_routes->rowOf(name);
    if (row < 0) {
        setCurrentIndex({});
        clearSelection();
    } else {
        selectRow(row);
    }
    viewport()->update();
}

QString RouteTable::marked() const
{
    return m_marked;
}

void RouteTable::filter(const QString& words)
{
    for (int row = 0; row < m_routes->rowCount(); ++row) {
        const QString targets =
            m_routes->index(row, RouteTableModel::Targets).data(Qt::ToolTipRole).toString();
        setRowHidden(
            row,
            !words.isEmpty() &&
                !(m_routes->nameAt(row) + u' ' + targets).contains(words, Qt::CaseInsensitive));
    }
}

} // namespace gatehouse::ui
