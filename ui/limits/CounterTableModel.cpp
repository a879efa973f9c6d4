// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/CounterTableModel.h"

#include "limits/LimitWords.h"
#include "widgets/CellDelegate.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

CounterTableModel::CounterTableModel(const client::Names& names, QObject* parent)
    : QAbstractTableModel(parent)
    , m_names(names)
{
}

void CounterTableModel::setCounters(const model::LimitRule& rule,
                                    QList<client::LimitCounter> counters, qint64 total,
                                    qint64 nowMillis)
{
    m_now = nowMillis;
    m_total = total;
    if (rule == m_rule && counters.size() <= m_counters.size() &&
        (counters.size() == m_counters.size() || counters.size() < total)) {
        // Selection and scroll stay, and so does what was asked for further down.
        std::ranges::move(counters, m_counters.begin());
        if (!m_counters.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rule = rule;
    m_counters = std::move(counters);
    m_asked = -1;
    endResetModel();
}

void CounterTableModel::addCounters(qint64 offset, const QList<client::LimitCounter>& counters)
{
    if (offset != m_counters.size() || counters.isEmpty())
        return;
    beginInsertRows({}, int(offset), int(offset + counters.size()) - 1);
    m_counters.append(counters);
    endInsertRows();
}

bool CounterTableModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_counters.size() < m_total && m_asked != m_counters.size();
}

void CounterTableModel::fetchMore(const QModelIndex&)
{
    m_asked = m_counters.size();
    Q_EMIT moreWanted(m_asked);
}

int CounterTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_counters.size());
}

int CounterTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CounterTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const client::LimitCounter& counter = m_counters.at(index.row());
    if (role == Qt::TextAlignmentRole && index.column() != Counter)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole && counter.isFull() && index.column() != Counter)
        return static_cast<int>(Role::Limit);
    if (role == CellState && index.column() == Counter)
        return static_cast<int>(useState(counter.share(), counter.isFull()));
    if (role == CellUnit && index.column() == Share)
        return u"%"_s;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Counter:
        return partitionName(m_rule, counter.partition, m_names);
    case Used:
        return countText(m_rule.unit, counter.used) + u" / "_s +
               countText(m_rule.unit, counter.limit);
    case Share:
        return QString::number(std::llround(std::floor(counter.share() * 100)));
    case Clears:
        return counter.clearsMillis > 0 ? whenText(counter.clearsMillis, m_now) : u"\u2013"_s;
    default:
        return {};
    }
}

QVariant CounterTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Counter ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Counter:
        return tr("Counter");
    case Used:
        return tr("Used");
    case Share:
        return tr("Share");
    case Clears:
        return tr("Empty");
    default:
        return {};
    }
}

} // namespace gatehouse::ui
