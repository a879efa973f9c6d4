// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RouteTableModel.h"

#include "widgets/CellDelegate.h"
#include "widgets/NumberFormat.h"
#include "widgets/Theme.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

QString strategyWord(model::RouteStrategy strategy)
{
    switch (strategy) {
    case model::RouteStrategy::Priority:
        return RouteTableModel::tr("priority");
    case model::RouteStrategy::Weighted:
        return RouteTableModel::tr("weighted");
    case model::RouteStrategy::LeastLatency:
        return RouteTableModel::tr("fastest");
    case model::RouteStrategy::LowestCost:
        return RouteTableModel::tr("cheapest");
    }
    return {};
}

void RouteTableModel::setRoutes(QList<client::Stored<model::ModelRoute>> routes)
{
    beginResetModel();
    m_routes = std::move(routes);
    endResetModel();
}

void RouteTableModel::setCalls(const QHash<QString, double>& perSecond)
{
    m_calls = perSecond;
    if (!m_routes.isEmpty())
        Q_EMIT dataChanged(index(0, Now), index(rowCount() - 1, Now));
}

const client::Stored<model::ModelRoute>* RouteTableModel::route(const QString& name) const
{
    const int row = rowOf(name);
    return row < 0 ? nullptr : &m_routes.at(row);
}

int RouteTableModel::rowOf(const QString& name) const
{
    for (int row = 0; row < m_routes.size(); ++row) {
        if (nameAt(row) == name)
            return row;
    }
    return -1;
}

QString RouteTableModel::nameAt(int row) const
{
    return QString::fromStdString(m_routes.at(row).value.name);
}

std::optional<double> RouteTableModel::callsOf(const QString& name) const
{
    const auto it = m_calls.constFind(name);
    return it == m_calls.constEnd() ? std::nullopt : std::optional<double>(*it);
}

int RouteTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_routes.size());
}

int RouteTableModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant RouteTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const model::ModelRoute& route = m_routes.at(index.row()).value;
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Now ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    switch (index.column()) {
    case Name:
        if (role == Qt::DisplayRole)
            return nameAt(index.row());
        if (role == Qt::FontRole)
            return textFont(TextSize::Body, QFont::Bold);
        break;
    case Strategy:
        if (role == Qt::DisplayRole)
            return strategyWord(route.strategy);
        if (role == Qt::ForegroundRole)
            return int(Role::Muted);
        break;
    case Targets:
        if (role == Qt::DisplayRole || role == Qt::ToolTipRole) {
            QStringList names;
            for (const auto& target : route.targets)
                names.append(QString::fromStdString(
                    role == Qt::DisplayRole ? target.model : target.provider + "/" + target.model));
            return names.join(role == Qt::DisplayRole ? u"  \u203a  "_s : u"\n"_s);
        }
        break;
    case Now: {
        const Quantity calls = perSecond(m_calls.value(nameAt(index.row()), NAN));
        if (role == Qt::DisplayRole)
            return calls.number;
        if (role == CellUnit)
            return calls.unit;
        break;
    }
    default:
        break;
    }
    return {};
}

QVariant RouteTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Now ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Route");
    case Strategy:
        return tr("Strategy");
    case Targets:
        return tr("Targets in order");
    case Now:
        return tr("Now");
    default:
        return {};
    }
}

} // namespace gatehouse::ui
