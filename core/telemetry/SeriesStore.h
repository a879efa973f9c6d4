// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "telemetry/Counters.h"
#include "telemetry/Histogram.h"
#include "telemetry/Metric.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace gatehouse::telemetry {

/// What happened in one step of time.
struct Step
{
    std::int64_t index = -1;   ///< Unix time divided by the step; -1 = never used
    std::uint32_t running = 0; ///< Seconds of it in which the gateway was up; 0 = a gap.
    std::uint32_t requests = 0;
    std::uint32_t status2xx = 0;
    std::uint32_t status4xx = 0;
    std::uint32_t status429 = 0;
    std::uint32_t status5xx = 0;
    std::uint32_t refusedOwn = 0;
    std::uint32_t refusedProvider = 0;
    std::uint32_t refusedShed = 0;
    std::uint32_t active = 0; ///< Largest that was seen.
    Tokens tokensIn = 0;
    Tokens tokensOut = 0;
    Tokens tokensCached = 0;
    NanoUsd cost;
    Histogram rest;
    Histogram firstToken;

    void count(const RequestRecord& record);
    void merge(const Step& other);
    /// Counts become rates over the seconds in which the gateway was up.
    [[nodiscard]] MetricValues values() const;
};

/// The last N steps of equal length; older ones are overwritten. Memory is taken as it is used.
class StepRing
{
public:
    StepRing(std::chrono::seconds step, std::size_t size);
    /// The step that holds the second, emptied when it last held an older one; nullptr when it
    /// holds a newer one.
    [[nodiscard]] Step* at(std::int64_t second);
    /// Nullptr when nothing is kept of that second.
    [[nodiscard]] const Step* find(std::int64_t second) const;
    [[nodiscard]] std::int64_t stepSeconds() const { return m_step; }

private:
    static constexpr std::size_t kChunk = 60;
    std::int64_t m_step;
    std::size_t m_size;
    std::vector<std::unique_ptr<Step[]>> m_chunks;
};

/// A window of the series, resampled. Points without values are gaps.
struct SeriesRange
{
    Timestamp from; ///< Beginning of the first point.
    std::chrono::seconds step{1};
    std::vector<std::optional<MetricValues>> points;
};

/// One second for an hour, ten seconds for a day, totals of today. Not thread-safe; time comes from
/// outside, so equal input gives equal output.
class SeriesStore
{
public:
    static constexpr std::chrono::seconds kFine{3600};
    static constexpr std::chrono::seconds kCoarse{86400};

    /// Counts an exchange in the second in which it ended.
    void count(const RequestRecord& record);
    /// Tells that the gateway was up from second to second (both inclusive).
    void markRunning(std::int64_t fromSecond, std::int64_t toSecond);
    void sampleActive(std::int64_t second, std::int64_t active);
    /// Today's totals start again when `now` is on another local day.
    void rollDay(Timestamp now);

    /// The last finished points before `now`: at most `points` (1 to 2000) covering `span` (1 s to
    /// a day). The step is 1 s to 9 s for spans of an hour and below, else a multiple of 10 s.
    [[nodiscard]] SeriesRange range(Timestamp now, std::chrono::seconds span,
                                    std::size_t points) const;
    /// Values of `count` seconds up to and with `lastSecond`; nothing when all of them are gaps.
    [[nodiscard]] std::optional<MetricValues> seconds(std::int64_t lastSecond,
                                                      std::int64_t count) const;

    [[nodiscard]] const DayTotals& today() const { return m_today; }
    void addToday(const DayTotals& totals) { m_today += totals; }

private:
    void markRunning(std::int64_t second);

    StepRing m_fine{std::chrono::seconds(1), kFine.count()};
    StepRing m_coarse{std::chrono::seconds(10), kCoarse.count() / 10};
    DayTotals m_today;
    std::int64_t m_dayStart = -1; ///< Unix second of local midnight.
    std::int64_t m_dayEnd = -1;
};

/// Unix second of the local midnight at or before `second`, `days` days later.
[[nodiscard]] std::int64_t localMidnight(std::int64_t second, int days = 0);

/// The second in which an exchange ended.
[[nodiscard]] std::int64_t endSecond(const RequestRecord& record);

} // namespace gatehouse::telemetry
