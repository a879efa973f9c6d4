// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/Telemetry.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gatehouse::telemetry {

namespace {

constexpr int kBusyMillis = 20;
constexpr int kIdleMillis = 1000;
/// A longer silence of our own thread means that the machine slept: a gap, no zeros.
constexpr std::int64_t kSuspendedSeconds = 10;
/// How long after its end a second counts as finished: the rings are read within 20 ms.
constexpr auto kGrace = std::chrono::milliseconds(100);

std::int64_t secondOf(Timestamp time)
{
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

std::int64_t lastFinished(Timestamp now)
{
    return secondOf(now - kGrace) - 1;
}

Timestamp endOf(const RequestRecord& record)
{
    return record.start + std::chrono::microseconds(record.phases.lastByte);
}

} // namespace

Telemetry::Telemetry(const Clock& clock)
    : m_clock(clock)
{
    m_series.rollDay(m_clock.wall());
    m_lastSecond = secondOf(m_clock.wall());
}

Telemetry::~Telemetry()
{
    stop();
}

void Telemetry::addSink(RecordSink& sink)
{
    m_sinks.push_back(&sink);
}

void Telemetry::start()
{
    // advance() asks, on that thread as well, whether it is there.
    const std::lock_guard lock(m_mutex);
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Telemetry::stop()
{
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_wakeUp.ring();
    std::jthread ending;
    {
        const std::lock_guard lock(m_mutex);
        ending.swap(m_thread);
    }
    ending.join();
    drain();
}

void Telemetry::run(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        if (drain()) {
            m_wakeUp.wait(kBusyMillis);
            continue;
        }
        m_wakeUp.announceSleep();
        m_wakeUp.wait(drain() ? kBusyMillis : kIdleMillis);
    }
}

void Telemetry::poll()
{
    drain();
}

std::shared_ptr<WorkerShard> Telemetry::attachWorker()
{
    auto shard = std::make_shared<WorkerShard>(m_wakeUp);
    const std::lock_guard lock(m_shardsMutex);
    m_shards.push_back(shard);
    return shard;
}

bool Telemetry::drain()
{
    m_batch.clear();
    std::size_t sources = 0;
    {
        const std::lock_guard lock(m_shardsMutex);
        std::erase_if(m_shards, [this, &sources](const std::shared_ptr<WorkerShard>& shard) {
            // Asked before the ring is emptied: whoever let go of the shard pushes nothing any
            // more.
            const bool gone = shard.use_count() == 1;
            const std::size_t before = m_batch.size();
            shard->m_records.drain([this](RequestRecord&& record) {
                m_batch.push_back(std::make_shared<const RequestRecord>(std::move(record)));
            });
            sources += m_batch.size() > before;
            if (gone)
                m_droppedByGone += shard->dropped();
            return gone;
        });
    }
    // Each ring is in the order of the ends; whoever asks for the newest means all workers.
    if (sources > 1)
        std::ranges::stable_sort(m_batch, {}, [](const RecordPtr& r) { return endOf(*r); });
    if (!m_batch.empty()) {
        for (RecordSink* sink : m_sinks)
            sink->take(m_batch);
    }
    {
        // Counted after the sinks have it: what a total counts can be found.
        const std::lock_guard lock(m_mutex);
        advance();
        for (const RecordPtr& record : m_batch) {
            m_series.count(*record);
            m_top.count(*record);
            m_usage.count(*record);
            m_counters.count(*record);
        }
    }
    const bool any = !m_batch.empty();
    m_batch.clear();
    return any;
}

void Telemetry::advance()
{
    const Timestamp now = m_clock.wall();
    const std::int64_t second = secondOf(now);
    m_series.rollDay(now);
    if (m_running) {
        const bool suspended = m_thread.joinable() && second - m_lastSecond > kSuspendedSeconds;
        m_series.markRunning(suspended ? second : m_lastSecond + 1, second);
        m_series.sampleActive(second, activeNow());
    }
    m_lastSecond = second;
}

std::int64_t Telemetry::activeNow()
{
    const std::lock_guard lock(m_shardsMutex);
    std::int64_t sum = 0;
    for (const auto& shard : m_shards)
        sum += shard->active.load(std::memory_order_relaxed);
    return sum;
}

void Telemetry::setRunning(bool running)
{
    const std::lock_guard lock(m_mutex);
    advance();
    if (running && !m_running)
        m_series.markRunning(m_lastSecond, m_lastSecond);
    m_running = running;
}

void Telemetry::load(const std::vector<RequestRecord>& records, Timestamp from, Timestamp to)
{
    const std::lock_guard lock(m_mutex);
    m_series.rollDay(m_clock.wall());
    m_series.markRunning(secondOf(from), secondOf(to));
    for (const RequestRecord& record : records) {
        m_series.count(record);
        m_top.count(record);
        m_usage.count(record);
    }
}

void Telemetry::addToday(const DayTotals& totals)
{
    const std::lock_guard lock(m_mutex);
    m_series.rollDay(m_clock.wall());
    m_series.addToday(totals);
}

Tick Telemetry::tick()
{
    const std::lock_guard lock(m_mutex);
    advance();
    return tickNow();
}

Tick Telemetry::tickNow()
{
    Tick tick;
    tick.time = m_clock.wall();
    tick.now.fill(std::numeric_limits<double>::quiet_NaN());
    const std::int64_t last = lastFinished(tick.time);
    if (const auto values = m_series.seconds(last, 1))
        tick.now = *values;
    const auto recent = m_series.seconds(last, 10);
    for (const Metric metric : {Metric::RestP50, Metric::RestP95, Metric::RestP99,
                                Metric::FirstTokenP50, Metric::FirstTokenP95}) {
        const auto at = static_cast<std::size_t>(metric);
        tick.now[at] = recent ? (*recent)[at] : std::numeric_limits<double>::quiet_NaN();
    }
    tick.now[static_cast<std::size_t>(Metric::Active)] = static_cast<double>(activeNow());
    tick.today = m_series.today();
    return tick;
}

FinishedSecond Telemetry::finishedSecond()
{
    const std::lock_guard lock(m_mutex);
    advance();
    const std::int64_t last = lastFinished(m_clock.wall());
    return {Timestamp{std::chrono::seconds(last)}, m_series.seconds(last, 1)};
}

Overview Telemetry::overview(std::chrono::seconds span, std::size_t points)
{
    const std::lock_guard lock(m_mutex);
    advance();
    Overview overview;
    overview.tick = tickNow();
    const Timestamp now = overview.tick.time;
    overview.range = m_series.range(now - kGrace, span, points);
    const std::int64_t last = secondOf(now);
    overview.applications = m_top.applications(last);
    overview.apis = m_top.apis(last);
    overview.models = m_top.models(last);
    overview.providers = m_top.providers(last);
    return overview;
}

Usage Telemetry::usage(UsageBy by, std::string_view whole)
{
    const std::lock_guard lock(m_mutex);
    advance();
    const std::int64_t second = secondOf(m_clock.wall());
    const auto minutes = static_cast<std::int64_t>(UsageStore::kMinutes);
    const std::int64_t first = (second / 60 - minutes) * 60;
    Usage usage{Timestamp{std::chrono::seconds(first)}, {}, m_usage.rows(by, second, whole)};
    // The minute that is about to leave the fine series counts as its seconds that are left do.
    for (std::int64_t minute = 0; minute < minutes; ++minute)
        usage.running.push_back(m_series.seconds(first + minute * 60 + 59, 60).has_value());
    return usage;
}

Counters Telemetry::counters()
{
    Counters counters;
    {
        const std::lock_guard lock(m_mutex);
        counters = m_counters;
    }
    const std::lock_guard lock(m_shardsMutex);
    counters.recordsDropped = m_droppedByGone;
    for (const auto& shard : m_shards) {
        counters.recordsDropped += shard->dropped();
        counters.active += shard->active.load(std::memory_order_relaxed);
    }
    return counters;
}

} // namespace gatehouse::telemetry
