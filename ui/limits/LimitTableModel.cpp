// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LimitTableModel.h"

#include "limits/CounterWatch.h"
#include "limits/LimitWords.h"
#include "limits/StagedLimits.h"
#include "widgets/CellDelegate.h"

#include <QFont>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

QString idOf(const model::LimitRule& rule)
{
    return QString::fromStdString(rule.id);
}

QStringList matched(const model::LimitRule& rule, const char* dimension)
{
    QStringList values;
    if (const auto at = rule.match.find(dimension); at != rule.match.end()) {
        for (const std::string& value : at->second)
            values.append(QString::fromStdString(value));
    }
    return values;
}

} // namespace

LimitTableModel::LimitTableModel(const client::Names& names, const CounterWatch& counters,
                                 const StagedLimits& staged, QObject* parent)
    : QAbstractTableModel(parent)
    , m_names(names)
    , m_counters(counters)
    , m_staged(staged)
{
}

void LimitTableModel::setRules(QList<client::Stored<model::LimitRule>> rules)
{
    beginResetModel();
    m_rules = std::move(rules);
    endResetModel();
}

int LimitTableModel::rowOf(const QString& id) const
{
    const auto at = std::ranges::find(
        m_rules, id.toStdString(), [](const auto& rule) -> const auto& { return rule.value.id; });
    return at == m_rules.end() ? -1 : static_cast<int>(at - m_rules.begin());
}

void LimitTableModel::refresh(const QString& id)
{
    if (m_rules.isEmpty())
        return;
    if (id.isEmpty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    } else if (const int row = rowOf(id); row >= 0) {
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

int LimitTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rules.size());
}

int LimitTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString LimitTableModel::searchText(const model::LimitRule& rule) const
{
    QStringList words{displayName(rule), idOf(rule), plainText(sentenceRuns(rule, m_names)),
                      unitName(rule.unit), actionName(rule.action)};
    for (const std::string& dimension : rule.partition)
        words.append(dimensionName(QString::fromStdString(dimension)));
    return words.join(u' ');
}

int LimitTableModel::stateOf(const model::LimitRule& rule) const
{
    const auto* counters = m_counters.countersOf(idOf(rule));
    if (!counters || counters->isEmpty())
        return static_cast<int>(counters ? State::Good : State::Idle);
    return static_cast<int>(useState(counters->first().share(), counters->first().isFull()));
}

QVariant LimitTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const model::LimitRule& rule = m_rules.at(index.row()).value;
    switch (role) {
    case IdRole:
        return idOf(rule);
    case SearchRole:
        return searchText(rule);
    case ModeRole:
        return static_cast<int>(modeOf(rule));
    case StateRole:
        return stateOf(rule);
    case ApisRole:
        return matched(rule, "api");
    case TeamsRole:
        return matched(rule, "team");
    default:
        break;
    }
    return index.column() == Rule ? ruleData(rule, index.row(), role)
                                  : figureData(rule, index.column(), role);
}

QVariant LimitTableModel::ruleData(const model::LimitRule& rule, int row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return plainText(sentenceRuns(rule, m_names));
    case SortRole:
        return displayName(rule);
    case RunsRole:
        return row;
    case CellState:
        return stateOf(rule);
    case PendingRole: {
        const StagedLimit* change = m_staged.find(idOf(rule));
        return change ? tr("pending: %1").arg(stagedWords(*change)) : QString();
    }
    case CellBelow: {
        const auto* counters = m_counters.countersOf(idOf(rule));
        return secondLine(rule, counters ? m_counters.totalOf(idOf(rule)) : -1);
    }
    case Qt::ToolTipRole:
        return QStringList{displayName(rule), plainText(sentenceRuns(rule, m_names)),
                           ruleData(rule, row, PendingRole).toString()}
            .join(u'\n')
            .trimmed();
    default:
        return {};
    }
}

QString LimitTableModel::runsOut(const model::LimitRule& rule) const
{
    const auto* counters = m_counters.countersOf(idOf(rule));
    if (!counters)
        return u"\u2013"_s;
    if (counters->isEmpty())
        return tr("unused");
    const client::LimitCounter& first = counters->first();
    if (first.isFull())
        return first.clearsMillis > 0
                   ? tr("empty %1").arg(whenText(first.clearsMillis, m_counters.now()))
                   : tr("full");
    if (const auto at = m_counters.fullAt(idOf(rule)))
        return tr("full %1").arg(whenText(*at, m_counters.now()));
    return tr("not in sight");
}

QVariant LimitTableModel::figureData(const model::LimitRule& rule, int column, int role) const
{
    const auto* counters = m_counters.countersOf(idOf(rule));
    const bool used = counters && !counters->isEmpty();
    const double share = used ? counters->first().share() : 0;
    const bool full = used && counters->first().isFull();
    if (role == UseRole) {
        QList<double> use;
        for (qsizetype i = 0; counters && i < counters->size(); ++i)
            use.append(counters->at(i).isFull() ? 1 : std::min(0.999, counters->at(i).share()));
        return QVariant::fromValue(use);
    }
    if (role == HourRole)
        return QVariant::fromValue(m_counters.hourOf(idOf(rule)));
    if (role == SortRole) {
        if (column == RunsOut) {
            const auto at = m_counters.fullAt(idOf(rule));
            return full ? 0.0 : at ? double(*at) : 1e18;
        }
        return column == Counters ? double(m_counters.totalOf(idOf(rule))) : share;
    }
    if (role == Qt::TextAlignmentRole && column != Counters)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole && column != Counters)
        return static_cast<int>(full                ? gatehouse::ui::Role::Limit
                                : column == RunsOut ? gatehouse::ui::Role::Muted
                                                    : gatehouse::ui::Role::Text);
    if (role == Qt::FontRole && full && column != Counters) {
        QFont font;
        font.setBold(true);
        return font;
    }
    if (column == Used && role == Qt::DisplayRole)
        return counters ? QString::number(std::llround(std::floor(share * 100))) : u"\u2013"_s;
    if (column == Used && role == CellUnit && counters)
        return u"%"_s;
    if (column == Used && role == Qt::ToolTipRole && used)
        return tr("%1 of %2 used")
            .arg(countText(rule.unit, counters->first().used),
                 countText(rule.unit, counters->first().limit));
    if (column == RunsOut && role == Qt::DisplayRole)
        return runsOut(rule);
    if (column == RunsOut && role == Qt::ToolTipRole)
        return tr("If the fullest counter fills on as in the last half minute");
    if (column == Counters && role == Qt::ToolTipRole)
        return tr("Above: how full the fullest counter was in the last hour. Below: the counters "
                  "now, fullest first.");
    if (column == Counters && role == Qt::AccessibleTextRole && used)
        return tr("%1 counters, the fullest at %2 %")
            .arg(m_counters.totalOf(idOf(rule)))
            .arg(std::lround(share * 100));
    return {};
}

QVariant LimitTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= Used ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Rule:
        return tr("Rule");
    case Counters:
        return tr("Last hour, counters");
    case Used:
        return tr("Used");
    case RunsOut:
        return tr("Runs out");
    default:
        return {};
    }
}

} // namespace gatehouse::ui
