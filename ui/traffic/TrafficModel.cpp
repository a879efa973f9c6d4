// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficModel.h"

#include "traffic/TrafficText.h"

#include "client/AdminClient.h"
#include "client/Names.h"
#include "widgets/CellDelegate.h"
#include "widgets/NumberFormat.h"
#include "widgets/State.h"
#include "widgets/Theme.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {

constexpr int kPage = 200;
constexpr qsizetype kMost = 20'000;
constexpr qsizetype kMostHeld = 2'000;
constexpr int kMissedPage = 500;
constexpr int kMissedPages = 4; ///< More than these were missed: the list is read anew.

QString dash()
{
    return u"–"_s;
}

} // namespace

TrafficModel::TrafficModel(client::AdminClient& client, const client::Names& names, QObject* parent)
    : QAbstractTableModel(parent)
    , m_client(client)
    , m_names(names)
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
    m_missed.clear();
    m_missedTicket.cancel();
    m_heldCount = 0;
    m_hole = false;
    m_skipped = 0;
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
    if (!following || m_heldCount == 0)
        return;
    if (m_hole)
        return reload();
    m_heldCount = 0;
    insertAt(0, std::exchange(m_held, {}));
    Q_EMIT heldBackChanged(0);
}

void TrafficModel::add(const QList<client::TrafficRecord>& batch, qint64 skipped)
{
    QList<client::TrafficRecord> newest;
    newest.reserve(batch.size());
    for (auto it = batch.rbegin(); it != batch.rend(); ++it) {
        if (!m_ids.contains(it->id))
            newest.append(*it);
    }
    m_totalToday += newest.size() + skipped;
    m_skipped += skipped;
    if (newest.isEmpty())
        return;
    if (m_following)
        insertAt(0, std::move(newest));
    else
        hold(std::move(newest));
}

void TrafficModel::hold(QList<client::TrafficRecord> newestFirst)
{
    m_heldCount += int(newestFirst.size());
    m_held = newestFirst + m_held;
    if (m_held.size() > kMostHeld) {
        m_held.resize(kMostHeld);
        m_hole = true;
    }
    Q_EMIT heldBackChanged(m_heldCount);
}

void TrafficModel::catchUp()
{
    m_missed.clear();
    if (m_records.isEmpty())
        reload();
    else if (!m_ticket.isWaiting())
        askMissed({}, kMissedPages);
}

void TrafficModel::askMissed(const QString& cursor, int pagesLeft)
{
    m_client.traffic({this, m_missedTicket}, m_filter, cursor, kMissedPage,
                     [this, pagesLeft](client::Answer<client::TrafficPage> answer) {
                         if (answer)
                             mergeMissed(std::move(*answer), pagesLeft - 1);
                     });
}

void TrafficModel::mergeMissed(client::TrafficPage page, int pagesLeft)
{
    m_totalToday = page.totalToday;
    QSet<QString> held;
    for (const client::TrafficRecord& record : std::as_const(m_held))
        held.insert(record.id);
    // The page is walked from its newest; what the list lacks goes before the next one that it has.
    bool meets = false;
    for (client::TrafficRecord& record : page.items) {
        if (held.contains(record.id))
            continue;
        if (!m_ids.contains(record.id)) {
            m_missed.append(std::move(record));
            continue;
        }
        meets = true;
        if (m_missed.isEmpty())
            continue;
        if (m_following)
            insertAt(rowOf(record.id), std::exchange(m_missed, {}));
        else
            hold(std::exchange(m_missed, {}));
    }
    if (meets || page.next.isEmpty()) {
        m_missed.clear(); // older than all that is listed: scrolling down brings it
        return;
    }
    if (pagesLeft > 0)
        return askMissed(page.next, pagesLeft);
    // Too much was missed to be put in its place.
    if (m_following)
        return reload();
    m_hole = true;
    hold(std::exchange(m_missed, {}));
}

void TrafficModel::insertAt(int row, QList<client::TrafficRecord> records)
{
    records.removeIf(
        [this](const client::TrafficRecord& record) { return m_ids.contains(record.id); });
    if (records.isEmpty())
        return;
    beginInsertRows({}, row, row + int(records.size()) - 1);
    for (const client::TrafficRecord& record : std::as_const(records))
        m_ids.insert(record.id);
    if (row == 0) {
        m_records = records + m_records;
    } else {
        m_records = m_records.first(row) + records + m_records.sliced(row);
    }
    endInsertRows();
    trim();
}

void TrafficModel::trim()
{
    if (m_records.size() <= kMost)
        return;
    beginRemoveRows({}, int(kMost), int(m_records.size()) - 1);
    for (qsizetype i = kMost; i < m_records.size(); ++i)
        m_ids.remove(m_records[i].id);
    m_records.resize(kMost);
    m_next.clear(); // what left is no page of the server's: older ones come with the next reload
    endRemoveRows();
}

bool TrafficModel::reaches(qint64 millis) const
{
    if (m_ticket.isWaiting())
        return false;
    return m_next.isEmpty() ? m_records.size() < kMost
                            : !m_records.isEmpty() && m_records.last().timeMillis <= millis;
}

void TrafficModel::renamed()
{
    if (!m_records.isEmpty())
        Q_EMIT dataChanged(index(0, Application), index(int(m_records.size()) - 1, Model));
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

QString TrafficModel::who(const client::TrafficRecord& record, int column) const
{
    using Kind = client::Names::Kind;
    if (column == Application)
        return record.application.isEmpty() ? dash()
                                            : m_names.name(Kind::Application, record.application);
    if (!record.api.isEmpty())
        return m_names.name(Kind::Api, record.api);
    // Models that are called by their own addresses belong to no API.
    return record.kind == client::TrafficKind::Ai ? tr("Models") : record.path;
}

QString TrafficModel::text(const client::TrafficRecord& record, int column) const
{
    switch (column) {
    case Time:
        return record.time().toString(u"HH:mm:ss.zzz"_s);
    case Status:
        return record.status == 0 ? tr("cut") : QString::number(record.status);
    case Application:
    case Api:
        return who(record, column);
    case Model:
        return record.modelUsed.isEmpty() ? insteadOfModel(record) : record.modelUsed;
    case Total:
        return milliseconds(double(record.totalMicros()) / 1000).number;
    case Tokens:
        return record.tokens() == 0 ? dash() : wholeNumber(record.tokens());
    case Cost:
        return record.costNanoUsd == 0 ? dash() : costText(record.costNanoUsd);
    default:
        return {};
    }
}

QString TrafficModel::unit(const client::TrafficRecord& record, int column)
{
    if (column == Total)
        return milliseconds(double(record.totalMicros()) / 1000).unit;
    if (column == Status && record.attempts.size() > 1)
        return u" %1×"_s.arg(record.attempts.size());
    return {};
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
    case CellUnit:
        return unit(record, column);
    case CellState:
        return column == Status ? QVariant(int(stateOfStatus(record.status))) : QVariant();
    case Qt::TextAlignmentRole:
        return int((column >= Total ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        if (column == Time)
            return textFont(TextSize::Code);
        if (column == Status && stateOfStatus(record.status) != State::Good)
            return textFont(TextSize::Secondary, QFont::Bold);
        return {};
    case Qt::ForegroundRole:
        if (column == Status) {
            const State state = stateOfStatus(record.status);
            return int(state == State::Good ? Role::Text : roleOf(state));
        }
        if (text(record, column) == dash() || (column == Model && record.modelUsed.isEmpty()))
            return int(Role::Muted);
        return int(Role::Text);
    case Qt::ToolTipRole:
        if (column == Time)
            return record.time().toString(Qt::ISODateWithMs);
        if (column == Cost && record.costNanoUsd > 0)
            return tr("%1 nano-dollars").arg(wholeNumber(record.costNanoUsd));
        if (column == Application || column == Api || column == Model)
            return text(record, column) + u'\n' + record.method + u' ' + record.path;
        return record.method + u' ' + record.path;
    case Qt::AccessibleTextRole:
        return headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + u' ' +
               text(record, column) + unit(record, column);
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
