// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficStrip.h"

#include "traffic/TrafficModel.h"

#include "client/AdminClient.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {

namespace {

constexpr int kBars = 116;
constexpr std::chrono::seconds kDay = 24h;
constexpr std::chrono::seconds kLeast = 2min;
constexpr qint64 kMostCounted = 5'000; ///< Records that are read to count a filtered strip.
constexpr int kTimes = 16;             ///< How much more than the list the strip shows.

std::chrono::seconds longest(std::chrono::seconds last)
{
    return last == 0s ? kDay : std::min(last * kTimes, kDay);
}

/// The first step of which the server knows something.
int firstKnown(const client::OverviewFigures& figures)
{
    const QList<double> values = figures.series.value(u"requests"_s);
    int first = 0;
    while (first < figures.points && std::isnan(values.value(first, 0)))
        ++first;
    return first;
}

} // namespace

TrafficStrip::TrafficStrip(client::AdminClient& client, TrafficModel& model, QWidget* parent)
    : TimeStrip(parent)
    , m_client(client)
    , m_model(model)
{
    setObjectName(u"trafficStrip"_s);
    m_reload.setInterval(5s);
    m_gather.setSingleShot(true);
    m_gather.setInterval(200ms);
    connect(&m_reload, &QTimer::timeout, this, &TrafficStrip::load);
    connect(&m_gather, &QTimer::timeout, this, &TrafficStrip::count);
}

void TrafficStrip::setActive(bool active)
{
    m_active = active;
    if (active) {
        m_reload.start();
        return;
    }
    m_reload.stop();
    m_gather.stop();
    m_ticket.cancel();
}

void TrafficStrip::showFor(std::chrono::seconds last, bool filtered, qint64 fromMillis,
                           qint64 toMillis)
{
    if (last != m_last)
        m_seriesFrom = 0;
    m_last = last;
    m_filtered = filtered;
    m_rangeFrom = fromMillis;
    m_rangeTo = toMillis;
    load();
}

qint64 TrafficStrip::now() const
{
    return QDateTime::currentMSecsSinceEpoch() + m_ahead;
}

void TrafficStrip::load()
{
    if (!m_active || m_client.endpoint().isEmpty())
        return;
    if (m_filtered)
        return count();
    std::chrono::seconds span = longest(m_last);
    if (m_seriesFrom > 0)
        span = std::clamp(std::chrono::seconds((now() - m_seriesFrom) / 1000),
                          std::min(span, std::max(kLeast, m_last)), span);
    m_client.overview({this, m_ticket}, span, kBars,
                      [this, span](const client::Answer<client::OverviewFigures>& answer) {
                          if (answer)
                              take(*answer, span);
                      });
}

void TrafficStrip::take(const client::OverviewFigures& figures, std::chrono::seconds asked)
{
    const qint64 end = figures.fromMillis + figures.stepMillis * figures.points;
    const int first = firstKnown(figures);
    // A gateway that has run for an hour has an hour to show, not an empty day before it.
    constexpr int kSmallPart = 4;
    if (m_seriesFrom == 0 && first * kSmallPart > figures.points &&
        asked > std::max(kLeast, m_last)) {
        m_ahead = end - QDateTime::currentMSecsSinceEpoch();
        m_seriesFrom = figures.fromMillis + figures.stepMillis * first;
        load();
        return;
    }
    const auto at = [&figures](const QString& name, int i) {
        const double value = figures.series.value(name).value(i);
        return std::isnan(value) ? 0.0 : value;
    };
    // What is left of an empty beginning is rounding.
    const int from = m_seriesFrom > 0 && first * kSmallPart < figures.points ? first : 0;
    QList<Bar> bars;
    for (int i = from; i < figures.points; ++i) {
        bars.append({at(u"status_2xx"_s, i) + at(u"status_4xx"_s, i), at(u"status_429"_s, i),
                     at(u"status_5xx"_s, i)});
    }
    setKnownFrom(0);
    setBars(std::move(bars), figures.fromMillis + figures.stepMillis * from, figures.stepMillis);
    markRange(end);
}

void TrafficStrip::markRange(qint64 end)
{
    if (m_rangeTo > 0)
        setRange(m_rangeFrom, m_rangeTo);
    else if (m_last > 0s && m_last < longest(m_last))
        setRange(end - std::chrono::milliseconds(m_last).count(), end);
    else
        clearRange();
}

void TrafficStrip::count()
{
    if (m_rangeTo > 0)
        return; // the bars stay as they were, so that another time can be chosen
    m_ticket.cancel();
    const qint64 span = std::chrono::milliseconds(m_last > 0s ? m_last : kDay).count();
    const qint64 step = span / kBars;
    const qint64 start = now() - step * kBars;
    QList<Bar> bars(kBars);
    for (const client::TrafficRecord& record : m_model.records()) {
        const qint64 place = (record.timeMillis - start) / step;
        if (record.timeMillis < start || place >= kBars)
            continue;
        if (record.status == 429)
            bars[place].refused += 1;
        else if (record.status >= 500 || record.status == 0)
            bars[place].failed += 1;
        else
            bars[place].good += 1;
    }
    const bool whole = m_model.reaches(start);
    setKnownFrom(whole || m_model.rowCount() == 0 ? 0 : m_model.records().last().timeMillis);
    setBars(std::move(bars), start, step);
    clearRange();
}

void TrafficStrip::listChanged()
{
    if (!m_filtered || m_rangeTo > 0 || !m_active)
        return;
    const qint64 span = std::chrono::milliseconds(m_last > 0s ? m_last : kDay).count();
    if (m_model.rowCount() < kMostCounted && !m_model.reaches(now() - span))
        QTimer::singleShot(0, &m_model, [model = &m_model] { model->fetchMore({}); });
    if (!m_gather.isActive())
        m_gather.start();
}

} // namespace gatehouse::ui
