// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "telemetry/Counters.h"
#include "telemetry/Metric.h"
#include "telemetry/RecordSink.h"
#include "telemetry/SeriesStore.h"
#include "telemetry/TopList.h"
#include "telemetry/UsageStore.h"
#include "telemetry/WorkerShard.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace gatehouse::telemetry {

/// Figures of one tick of the live feed.
struct Tick
{
    Timestamp time;
    MetricValues now{}; ///< Of the last finished second; percentiles of the last ten; `Active` of
                        ///< this moment.
    DayTotals today;
};

/// One finished second, for charts that grow at their right end. `values` is absent where the
/// gateway was not running.
struct FinishedSecond
{
    Timestamp time; ///< Its beginning.
    std::optional<MetricValues> values;
};

/// What a chart asks for; see SeriesStore::range().
struct Overview
{
    SeriesRange range;
    Tick tick;
    std::vector<TopEntry> applications;
    std::vector<TopEntry> apis;
    std::vector<TopEntry> models;
    std::vector<ProviderFigures> providers;
};

/// Reads the records that the gateway's workers leave in their rings, counts them, and passes them
/// on to the sinks.
///
/// One thread of its own (start()) drains the rings: at once after a silence, every 20 ms under
/// load, once a second when nothing happens. Without start(), poll() does one round in the caller's
/// thread: that is how tests and the pictures of fixed time run it. All other functions may be
/// called from any thread; they hold a mutex that no worker ever takes.
///
/// Owned by the composition; outlives the gateway (which holds shards) and is outlived by the
/// sinks.
class Telemetry
{
public:
    explicit Telemetry(const Clock& clock);
    ~Telemetry();
    Telemetry(const Telemetry&) = delete;
    Telemetry& operator=(const Telemetry&) = delete;

    /// Before start() only.
    void addSink(RecordSink& sink);
    void start();
    /// Drains once more, then ends the thread. The destructor calls it.
    void stop();

    /// A shard for a new worker. It is forgotten, after its last record, once the worker has let go
    /// of it.
    [[nodiscard]] std::shared_ptr<WorkerShard> attachWorker();

    /// Whether the data path is open: seconds in which it was not are gaps in every series.
    void setRunning(bool running);

    /// One round in the caller's thread (never together with start()).
    void poll();

    /// Counts records of the past by their own times, without showing them to the sinks; seconds
    /// from `from` to `to` count as running. Totals of today take what lies after local midnight.
    void load(const std::vector<RequestRecord>& records, Timestamp from, Timestamp to);
    /// Puts the totals of today where a restart lost them; adds to what is there.
    void addToday(const DayTotals& totals);

    [[nodiscard]] Tick tick();
    /// The last second that is complete (a tenth of a second is allowed for rings to be read).
    [[nodiscard]] FinishedSecond finishedSecond();
    [[nodiscard]] Overview overview(std::chrono::seconds span, std::size_t points);
    /// The last hour by id; with `whole` that of its parts.
    [[nodiscard]] Usage usage(UsageBy by, std::string_view whole = {});
    /// Since the start of the process, for /metrics.
    [[nodiscard]] Counters counters();

private:
    void run(const std::stop_token& stop);
    bool drain();
    void advance();
    [[nodiscard]] Tick tickNow();
    [[nodiscard]] std::int64_t activeNow();

    const Clock& m_clock;
    std::vector<RecordSink*> m_sinks;
    WakeUp m_wakeUp;

    std::mutex
        m_shardsMutex; ///< Taken by attachWorker() and by the reader, never by a worker at work.
    std::vector<std::shared_ptr<WorkerShard>> m_shards;
    std::uint64_t m_droppedByGone = 0;
    RecordBatch m_batch; ///< The reader's only.

    std::mutex m_mutex; ///< Guards what follows.
    SeriesStore m_series;
    TopLists m_top;
    UsageStore m_usage;
    Counters m_counters;
    bool m_running = false;
    std::int64_t m_lastSecond = 0; ///< Up to which advance() came.

    std::jthread m_thread;
};

} // namespace gatehouse::telemetry
