// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Collections.h"

#include <QAbstractTableModel>
#include <QHash>

namespace gatehouse::ui {

/// The model routes: name, strategy, targets in order, calls a second. GUI thread only.
class RouteTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Strategy,
        Targets,
        Now,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRoutes(QList<client::Stored<model::ModelRoute>> routes);
    /// By the name that callers ask for.
    void setCalls(const QHash<QString, double>& perSecond);
    [[nodiscard]] const QList<client::Stored<model::ModelRoute>>& routes() const
    {
        return m_routes;
    }
    [[nodiscard]] const client::Stored<model::ModelRoute>* route(const QString& name) const;
    [[nodiscard]] int rowOf(const QString& name) const;
    [[nodiscard]] QString nameAt(int row) const;
    [[nodiscard]] std::optional<double> callsOf(const QString& name) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    QList<client::Stored<model::ModelRoute>> m_routes;
    QHash<QString, double> m_calls;
};

[[nodiscard]] QString strategyWord(model::RouteStrategy strategy);

} // namespace gatehouse::ui
