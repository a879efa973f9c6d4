// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApiTableModel.h"

#include "apis/ApiWords.h"

#include "widgets/CellDelegate.h"
#include "widgets/NumberFormat.h"
#include "widgets/State.h"
#include "widgets/Theme.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

void ApiTableModel::setApis(QList<client::Stored<model::Api>> apis)
{
    beginResetModel();
    m_apis = std::move(apis);
    endResetModel();
}

void ApiTableModel::setTeamNames(const QHash<QString, QString>& names)
{
    m_teams = names;
    if (!m_apis.isEmpty())
        Q_EMIT dataChanged(index(0, Team), index(rowCount() - 1, Team));
}

void ApiTableModel::setFigures(const QList<client::RankedItem>& apis)
{
    m_figures.clear();
    for (const client::RankedItem& item : apis)
        m_figures.insert(item.id, item);
    if (!m_apis.isEmpty())
        Q_EMIT dataChanged(index(0, Calls), index(rowCount() - 1, Refused));
}

int ApiTableModel::rowOf(const QString& id) const
{
    for (int row = 0; row < m_apis.size(); ++row) {
        if (m_apis.at(row).value.id == id.toStdString())
            return row;
    }
    return -1;
}

QString ApiTableModel::teamName(const model::Api& api) const
{
    const QString id = QString::fromStdString(api.team);
    return m_teams.value(id, id);
}

std::optional<client::RankedItem> ApiTableModel::figuresOf(const QString& id) const
{
    const auto it = m_figures.constFind(id);
    return it == m_figures.constEnd() ? std::nullopt : std::optional(*it);
}

int ApiTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_apis.size());
}

int ApiTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

double ApiTableModel::figure(const model::Api& api, int column) const
{
    const auto figures = figuresOf(QString::fromStdString(api.id));
    if (!figures)
        return NAN;
    return column == Calls ? figures->perSecond : figures->refusedPerSecond;
}

QString ApiTableModel::searchText(const model::Api& api) const
{
    QStringList words{displayName(api), QString::fromStdString(api.id),
                      QString::fromStdString(api.basePath), teamName(api), stateName(api.state)};
    for (const model::Route& route : api.routes)
        words.append(QString::fromStdString(api.basePath + route.path));
    return words.join(u'\n');
}

QVariant ApiTableModel::sortValue(const client::Stored<model::Api>& api, int column) const
{
    switch (column) {
    case Revision:
        return api.json.value(u"revision"_s).toInt();
    case Condition:
        return static_cast<int>(api.value.state);
    case Calls:
    case Refused: {
        const double value = figure(api.value, column);
        return std::isnan(value) ? -1.0 : value;
    }
    case Team:
        return teamName(api.value);
    case BasePath:
        return QString::fromStdString(api.value.basePath);
    default:
        return displayName(api.value);
    }
}

QVariant ApiTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const client::Stored<model::Api>& stored = m_apis.at(index.row());
    const model::Api& api = stored.value;
    const int column = index.column();
    switch (role) {
    case SortRole:
        return sortValue(stored, column);
    case SearchRole:
        return searchText(api);
    case StateRole:
        return static_cast<int>(api.state);
    case Qt::FontRole:
        return column == BasePath ? textFont(TextSize::Code) : textFont(TextSize::Secondary);
    case Qt::TextAlignmentRole:
        return int((column >= Calls ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        if (column == Team || column == Revision)
            return int(ui::Role::Muted);
        if (column == Refused && figure(api, Refused) >= 0.005)
            return int(ui::Role::Limit);
        return {};
    case CellState:
        return column == Name ? QVariant(int(stateShape(api.state))) : QVariant();
    case CellTag: // what is normal is a plain word
        return column == Condition && api.state != model::ApiState::Published
                   ? QVariant(int(stateRole(api.state)))
                   : QVariant();
    case KindRole:
        return static_cast<int>(api.kind);
    case TeamRole:
        return QString::fromStdString(api.team);
    case OrderRole:
        return stateOrder(api.state);
    case Qt::ToolTipRole:
        return column == Name && !api.description.empty()
                   ? QVariant(displayName(api) + u'\n' + QString::fromStdString(api.description))
                   : QVariant();
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (column) {
    case Name:
        return displayName(api);
    case Revision: {
        const int revision = stored.json.value(u"revision"_s).toInt();
        return revision > 0 ? QString(u"r%1"_s.arg(revision)) : QString();
    }
    case Condition:
        return api.state == model::ApiState::Published ? stateName(api.state).toLower()
                                                       : stateName(api.state);
    case Calls:
    case Refused:
        return perSecond(figure(api, column)).number;
    default:
        return sortValue(stored, column);
    }
}

QVariant ApiTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= Calls ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("API");
    case Team:
        return tr("Team");
    case Condition:
        return tr("State");
    case BasePath:
        return tr("Base path");
    case Calls:
        return tr("Calls/s");
    case Refused:
        return tr("Refused/s");
    default:
        return {};
    }
}

} // namespace gatehouse::ui
