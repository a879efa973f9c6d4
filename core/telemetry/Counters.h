// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Units.h"
#include "telemetry/RequestRecord.h"

#include <array>
#include <cstdint>

namespace gatehouse::telemetry {

/// Totals since local midnight.
struct DayTotals
{
    std::uint64_t requests = 0;
    std::uint64_t errors5xx = 0;
    std::uint64_t refused429 = 0;
    Tokens tokensIn = 0;
    Tokens tokensOut = 0;
    NanoUsd cost;

    void count(const RequestRecord& record);
    DayTotals& operator+=(const DayTotals& other);
    friend bool operator==(const DayTotals&, const DayTotals&) = default;
};

/// Latency buckets of /metrics, in microseconds; the last one is everything.
inline constexpr std::array<std::uint32_t, 15> kLatencyBounds{
    500,     1'000,   2'500,     5'000,     10'000,     25'000,     50'000,     100'000,
    250'000, 500'000, 1'000'000, 2'500'000, 10'000'000, 30'000'000, 120'000'000};

struct LatencyBuckets
{
    std::array<std::uint64_t, kLatencyBounds.size() + 1> counts{}; ///< Not cumulative.
    double sumSeconds = 0;
    void add(std::uint32_t micros);
};

/// What only grows, since the start of the process.
struct Counters
{
    /// By ExchangeKind, then by class: 0 = nothing sent, 1xx to 5xx at 1 to 5.
    std::array<std::array<std::uint64_t, 6>, 3> requests{};
    std::array<std::uint64_t, 4> refused{}; ///< By RefusedBy.
    std::uint64_t status429 = 0;
    Tokens tokensIn = 0;
    Tokens tokensOut = 0;
    Tokens tokensCached = 0;
    Tokens tokensReasoning = 0;
    NanoUsd cost;
    std::uint64_t bytesIn = 0;
    std::uint64_t bytesOut = 0;
    std::uint64_t attempts = 0;
    std::array<std::uint64_t, 4> cache{}; ///< By CacheUse.
    Tokens savedTokens = 0;
    NanoUsd savedCost;
    LatencyBuckets rest; ///< Total time of REST exchanges.
    LatencyBuckets ai;   ///< Total time of AI exchanges.
    LatencyBuckets firstToken;
    std::uint64_t recordsDropped = 0; ///< Lost because a ring was full.
    std::int64_t active = 0;          ///< Of this moment.

    void count(const RequestRecord& record);
};

} // namespace gatehouse::telemetry
