// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApiTableModel.h"

#include "apis/ApiWords.h"

#include "widgets/CellDelegate.h"
#include "widgets/NumberFormat.h"
#include "widgets/State.h"
#include "widgets/Theme.h"

#include <QLocale>

#include <algorithm>
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

void ApiTableModel::setFigures(const client::UsageFigures& usage)
{
    m_hasFigures = true;
    m_figures.clear();
    for (const client::UsageItem& item : usage.items)
        m_figures.insert(item.id, item);
    if (!m_apis.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ApiTableModel::rowOf(const QString& id) const
{
    const auto at = std::ranges::find(m_apis, id.toStdString(),
                                      [](const auto& api) -> const auto& { return api.value.id; });
    return at == m_apis.end() ? -1 : static_cast<int>(at - m_apis.begin());
}

QString ApiTableModel::teamName(const model::Api& api) const
{
    const QString id = QString::fromStdString(api.team);
    return m_teams.value(id, id);
}

std::optional<client::UsageItem> ApiTableModel::figuresOf(const QString& id) const
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
    switch (column) {
    case Calls:
        return figures->perSecond;
    case Failed:
        return figures->failedPercent();
    case Latency:
        return figures->p95Ms.value_or(NAN);
    default:
        return figures->parts;
    }
}

QVariant ApiTableModel::figureData(const model::Api& api, int column, int role) const
{
    const double value = figure(api, column);
    const Trouble trouble = troubleOf(figuresOf(QString::fromStdString(api.id)));
    switch (role) {
    case Qt::DisplayRole:
        if (column == Callers)
            return std::isnan(value) ? u"0"_s : wholeNumber(static_cast<std::int64_t>(value));
        if (column == Calls)
            return value > 0 && value < 0.995 ? QLocale().toString(value, 'f', 2)
                                              : perSecond(value).number;
        if (column == Latency)
            return milliseconds(value).number;
        return std::isnan(value) ? u"\u2013"_s : QLocale().toString(value, 'f', 2);
    case CellUnit:
        return column == Latency && !std::isnan(value) ? QVariant(milliseconds(value).unit)
                                                       : QVariant();
    case CellSpark:
        return column == Calls && !std::isnan(value)
                   ? QVariant::fromValue(figuresOf(QString::fromStdString(api.id))->calls)
                   : QVariant();
    case CellSparkRole:
        return int(trouble == Trouble::Refused               ? ui::Role::Limit
                   : api.state == model::ApiState::Published ? ui::Role::Accent
                                                             : ui::Role::Series7);
    case Qt::FontRole:
        return textFont(TextSize::Secondary, column == Failed && trouble == Trouble::Failed
                                                 ? QFont::Bold
                                                 : QFont::Normal);
    case Qt::ForegroundRole:
        if (column == Failed && trouble == Trouble::Failed)
            return int(ui::Role::Bad);
        return column == Calls || (column == Callers && value > 0)
                   ? int(ui::Role::Text)
                   : int(column == Latency && !std::isnan(value) ? ui::Role::Text
                                                                 : ui::Role::Muted);
    case Qt::ToolTipRole:
        if (const auto item = figuresOf(QString::fromStdString(api.id)); item && column == Calls)
            return tr("%1 calls in the last hour, %2 refused a second now")
                .arg(wholeNumber(std::llround(item->callsOfTheHour())),
                     perSecond(item->refusedPerSecond).number);
        return {};
    default:
        return {};
    }
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
    case Failed:
    case Latency:
    case Callers: {
        const double value = figure(api.value, column);
        return std::isnan(value) ? -1.0 : value;
    }
    case Team:
        return teamName(api.value);
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
    if (column >= Calls && role != SortRole && role != Qt::TextAlignmentRole) {
        if (const QVariant own = figureData(api, column, role); own.isValid())
            return own;
    }
    const Trouble trouble = troubleOf(figuresOf(QString::fromStdString(api.id)));
    switch (role) {
    case SortRole:
        return sortValue(stored, column);
    case IdRole:
        return QString::fromStdString(api.id);
    case SearchRole:
        return searchText(api);
    case StateRole:
        return static_cast<int>(api.state);
    case Qt::FontRole:
        return textFont(TextSize::Secondary,
                        column == Name && trouble == Trouble::Failed ? QFont::Bold : QFont::Normal);
    case Qt::TextAlignmentRole:
        return int((column >= Calls ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        if (column == Team || column == Revision)
            return int(ui::Role::Muted);
        return {};
    case CellState:
        if (column != Name)
            return {};
        return int(!isServed(api.state) || trouble == Trouble::None ? stateShape(api.state)
                   : trouble == Trouble::Failed                     ? State::Failed
                                                                    : State::Full);
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
    case Calls:
        return tr("Calls/s, 1 h");
    case Failed:
        return tr("5xx, %");
    case Latency:
        return tr("p95");
    case Callers:
        return tr("Callers");
    default:
        return {};
    }
}

} // namespace gatehouse::ui
