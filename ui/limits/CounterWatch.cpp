// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/CounterWatch.h"

#include <QDateTime>

#include <algorithm>

using namespace std::chrono_literals;

namespace gatehouse::ui {
namespace {
constexpr auto kShownEvery = 2s;
constexpr auto kHiddenEvery = 10s;
constexpr qint64 kSpanMillis = 30'000;
constexpr qint64 kHoursEveryMillis = 10'000;
constexpr qint64 kLeastSpanMillis = 4'000;
} // namespace

CounterWatch::CounterWatch(client::AdminClient& client, QObject* parent)
    : QObject(parent)
    , m_client(client)
{
    m_timer.setInterval(kHiddenEvery);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_next >= m_rules.size()) // a round that takes longer is not overtaken
            readNow();
    });
}

void CounterWatch::setRules(const QStringList& ids)
{
    m_rules = ids;
    m_known.removeIf([&ids](const auto& each) { return !ids.contains(each.key()); });
    readNow();
    m_timer.start();
}

void CounterWatch::setShown(bool shown)
{
    m_timer.setInterval(shown ? kShownEvery : kHiddenEvery);
}

void CounterWatch::readNow()
{
    m_next = 0;
    readNext();
    // Minutes change less often than rounds begin.
    const qint64 ours = QDateTime::currentMSecsSinceEpoch();
    if (m_client.endpoint().isEmpty() || ours - m_hoursRead < kHoursEveryMillis)
        return;
    m_hoursRead = ours;
    m_client.limitHours({this, m_hourTicket},
                        [this](const client::Answer<client::LimitHours>& answer) {
                            if (answer)
                                m_hours = *answer;
                        });
}

void CounterWatch::readMore(const QString& rule, qint64 offset)
{
    m_client.limitCounters(
        {this, m_moreTicket}, rule, int(offset), kMostCounters,
        [this, rule, offset](const client::Answer<client::LimitCounters>& answer) {
            if (answer)
                Q_EMIT moreRead(rule, offset, answer->items);
        });
}

void CounterWatch::setServerTime(qint64 millis)
{
    m_ahead = millis - QDateTime::currentMSecsSinceEpoch();
}

qint64 CounterWatch::now() const
{
    return QDateTime::currentMSecsSinceEpoch() + m_ahead;
}

void CounterWatch::readNext()
{
    if (m_client.endpoint().isEmpty())
        return;
    if (m_next >= m_rules.size()) {
        Q_EMIT roundDone();
        return;
    }
    const QString rule = m_rules.at(m_next);
    m_client.limitCounters({this, m_ticket}, rule, 0, kMostCounters,
                           [this, rule](const client::Answer<client::LimitCounters>& answer) {
                               ++m_next;
                               // A rule that is gone, or a lost connection: the list tells it.
                               if (answer)
                                   take(rule, *answer);
                               readNext();
                           });
}

void CounterWatch::take(const QString& rule, const client::LimitCounters& read)
{
    const QList<client::LimitCounter>& counters = read.items;
    Known& known = m_known[rule];
    known.counters = counters;
    known.total = read.total;
    if (counters.isEmpty()) {
        known.samples.clear();
    } else {
        const client::LimitCounter& first = counters.first();
        const qint64 time = now();
        if (!known.samples.isEmpty() && known.samples.last().partition != first.partition)
            known.samples.clear(); // another counter is the fullest now
        known.samples.append({time, first.partition, first.used});
        while (known.samples.first().timeMillis < time - kSpanMillis)
            known.samples.removeFirst();
    }
    Q_EMIT this->read(rule);
}

qint64 CounterWatch::totalOf(const QString& rule) const
{
    return m_known.value(rule).total;
}

QList<double> CounterWatch::hourOf(const QString& rule) const
{
    return m_hours.use.value(rule);
}

const QList<client::LimitCounter>* CounterWatch::countersOf(const QString& rule) const
{
    const auto at = m_known.constFind(rule);
    return at == m_known.cend() ? nullptr : &at->counters;
}

std::optional<qint64> CounterWatch::fullAt(const QString& rule) const
{
    const auto at = m_known.constFind(rule);
    if (at == m_known.cend() || at->samples.size() < 2)
        return std::nullopt;
    const Sample& first = at->samples.first();
    const Sample& last = at->samples.last();
    const auto span = double(last.timeMillis - first.timeMillis);
    const double grown = last.used - first.used;
    if (span < kLeastSpanMillis || grown <= 0)
        return std::nullopt;
    const double wait = at->counters.first().remaining * span / grown;
    constexpr double kYear = 365.0 * 86'400'000;
    if (wait > kYear)
        return std::nullopt;
    return last.timeMillis + qint64(wait);
}

int CounterWatch::fullRules() const
{
    return int(std::ranges::count_if(m_known, [](const Known& known) {
        return !known.counters.isEmpty() && known.counters.first().isFull();
    }));
}

} // namespace gatehouse::ui
