// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Collections.h"
#include "client/Figures.h"

#include <QAbstractTableModel>
#include <QHash>

namespace gatehouse::ui {

/// The APIs of the workspace, one dense row each. GUI thread only. Figures are refreshed in place.
class ApiTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Team,
        Revision,
        Condition,
        Calls,
        Failed,
        Latency,
        Callers,
        ColumnCount
    };
    enum Role : int
    {
        SortRole = Qt::UserRole + 440, ///< Raw values.
        SearchRole,                    ///< Everything that a filter looks at.
        KindRole,                      ///< int(ApiKind)
        TeamRole,                      ///< Id
        OrderRole, ///< Sorts where a column does not decide: what is served first, then by name.
        StateRole, ///< int(model::ApiState)
        IdRole
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setApis(QList<client::Stored<model::Api>> apis);
    void setTeamNames(const QHash<QString, QString>& names);
    void setFigures(const client::UsageFigures& usage);
    [[nodiscard]] const QList<client::Stored<model::Api>>& apis() const { return m_apis; }
    [[nodiscard]] int rowOf(const QString& id) const;
    [[nodiscard]] QString teamName(const model::Api& api) const;
    [[nodiscard]] std::optional<client::UsageItem> figuresOf(const QString& id) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QVariant sortValue(const client::Stored<model::Api>& api, int column) const;
    [[nodiscard]] QString searchText(const model::Api& api) const;
    [[nodiscard]] double figure(const model::Api& api, int column) const;
    [[nodiscard]] QVariant figureData(const model::Api& api, int column, int role) const;

    QList<client::Stored<model::Api>> m_apis;
    QHash<QString, QString> m_teams;
    QHash<QString, client::UsageItem> m_figures;
    bool m_hasFigures = false;
};

} // namespace gatehouse::ui
