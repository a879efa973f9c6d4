// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficModel.h"

#include "client/AdminClient.h"
#include "widgets/ChartScale.h"
#include "widgets/State.h"
#include "widgets/Theme.h"

#include <QGuiApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {

constexpr int kPage = 200;
constexpr qsizetype kMost = 20'000;
constexpr qsizetype kMostHeld = 2'000;

QString dash()
{
    return u"–"_s;
}

} // namespace

TrafficModel::TrafficModel(client::AdminClient& client, QObject* parent)
    : QAbstractTableModel(parent)
    , m_client(client)
{
}

void TrafficModel::setFilter(const client::TrafficFilter& filter)
{
    m_filter = filter;
    reload();
}

void TrafficModel::reload()
{
    m_held.clear();
    Q_EMIT heldBackChanged(0);
    ask({});
}

void TrafficModel::ask(const QString& cursor)
{
    if (m_client.endpoint().isEmpty())
        return;
    Q_EMIT loadingChanged(true);
    m_client.traffic({this, m_ticket}, m_filter, cursor, kPage,
                     [this, first = cursor.isEmpty()](client::Answer<client::TrafficPage> answer) {
                         Q_EMIT loadingChanged(false);
                         if (answer)
                             append(std::move(*answer), first);
                         else
                             Q_EMIT failed(answer.error());
                     });
}

void TrafficModel::append(client::TrafficPage page, bool first)
{
    m_next = page.next;
    m_totalToday = page.totalToday;
    if (first) {
        beginResetModel();
        m_records = std::move(page.items);
        m_ids.clear();
        for (const client::TrafficRecord& record : m_records)
            m_ids.insert(record.id);
        endResetModel();
        return;
    }
    page.items.removeIf(
        [this](const client::TrafficRecord& record) { return m_ids.contains(record.id); });
    if (page.items.isEmpty())
        return;
    const int at = int(m_records.size());
    beginInsertRows({}, at, at + int(page.items.size()) - 1);
    for (client::TrafficRecord& record : page.items) {
        m_ids.insert(record.id);
        m_records.append(std::move(record));
    }
    endInsertRows();
}

void TrafficModel::setFollowing(bool following)
{
    m_following = following;
    if (following && !m_held.isEmpty()) {
        putOnTop(std::exchange(m_held, {}));
        Q_EMIT heldBackChanged(0);
    }
}

void TrafficModel::add(const QList<client::TrafficRecord>& batch)
{
    QList<client::TrafficRecord> newest;
    newest.reserve(batch.size());
    for (auto it = batch.rbegin(); it != batch.rend(); ++it) {
        if (!m_ids.contains(it->id))
            newest.append(*it);
    }
    m_totalToday += newest.size();
    if (newest.isEmpty())
        return;
    if (m_following) {
        putOnTop(std::move(newest));
        return;
    }
    m_held = newest + m_held;
    if (m_held.size() > kMostHeld)
        m_held.resize(kMostHeld);
    Q_EMIT heldBackChanged(int(m_held.size()));
}

void TrafficModel::putOnTop(QList<client::TrafficRecord> newestFirst)
{
    beginInsertRows({}, 0, int(newestFirst.size()) - 1);
    for (const client::TrafficRecord& record : newestFirst)
        m_ids.insert(record.id);
    m_records = newestFirst + m_records;
    endInsertRows();
    if (m_records.size() <= kMost)
        return;
    beginRemoveRows({}, int(kMost), int(m_records.size()) - 1);
    for (qsizetype i = kMost; i < m_records.size(); ++i)
        m_ids.remove(m_records[i].id);
    m_records.resize(kMost);
    m_next.clear(); // what left is no page of the server's: older ones come with the next reload
    endRemoveRows();
}

int TrafficModel::rowOf(const QString& id) const
{
    if (!m_ids.contains(id))
        return -1;
    const auto it =
        std::find_if(m_records.cbegin(), m_records.cend(),
                     [&id](const client::TrafficRecord& record) { return record.id == id; });
    return it == m_records.cend() ? -1 : int(it - m_records.cbegin());
}

int TrafficModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_records.size());
}

int TrafficModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool TrafficModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && !m_next.isEmpty() && !m_ticket.isWaiting() &&
           m_records.size() < kMost;
}

void TrafficModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent))
        ask(m_next);
}

QString TrafficModel::text(const client::TrafficRecord& record, int column) const
{
    switch (column) {
    case Time:
        return record.time().toString(u"HH:mm:ss.zzz"_s);
    case Status: {
        const QString status = record.status == 0 ? tr("cut") : QString::number(record.status);
        const qsizetype tries = record.attempts.size();
        return tries > 1 ? status + u"  %1×"_s.arg(tries) : status;
    }
    case Application:
        return record.application.isEmpty() ? dash() : record.application;
    case Api:
        return record.api.isEmpty() ? record.path : record.api;
    case Model:
        if (!record.modelUsed.isEmpty())
            return record.modelUsed;
        return record.modelAsked.isEmpty() ? record.method + u' ' + record.path : record.modelAsked;
    case Total:
        return valueText(ChartUnit::Millis, double(record.totalMicros()) / 1000);
    case Tokens:
        return record.tokens() == 0 ? dash() : QLocale().toString(record.tokens());
    case Cost:
        return record.costNanoUsd == 0
                   ? dash()
                   : u"$"_s + QLocale().toString(double(record.costNanoUsd) / 1e9, 'g', 3);
    default:
        return {};
    }
}

QVariant TrafficModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_records.size())
        return {};
    const client::TrafficRecord& record = m_records[index.row()];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(record, column);
    case Qt::TextAlignmentRole:
        return int((column >= Total ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        if (column == Time)
            return textFont(TextSize::Code);
        return textFont(TextSize::Secondary,
                        column == Status && record.status >= 429 ? QFont::Bold : QFont::Normal);
    case Qt::ForegroundRole: {
        const Roles& colors = roles(QGuiApplication::palette());
        if (column == Status) {
            const State state = stateOfStatus(record.status);
            return state == State::Good ? colors(Role::Text) : colors(roleOf(state));
        }
        const bool muted = column == Model && record.modelUsed.isEmpty();
        return colors(muted ? Role::Muted : Role::Text);
    }
    case Qt::ToolTipRole:
        return column == Time ? record.time().toString(Qt::ISODateWithMs)
                              : record.method + u' ' + record.path;
    case Qt::AccessibleTextRole:
        return headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + u' ' +
               text(record, column);
    default:
        return {};
    }
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= Total ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Status:
        return tr("Status");
    case Application:
        return tr("Application");
    case Api:
        return tr("API");
    case Model:
        return tr("Model used");
    case Total:
        return tr("Total");
    case Tokens:
        return tr("Tokens");
    case Cost:
        return tr("Cost");
    default:
        return {};
    }
}

} // namespace gatehouse::ui
