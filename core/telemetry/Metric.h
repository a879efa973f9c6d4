// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gatehouse::telemetry {

/// What the series count, in the order in which they are written. All but the percentiles and
/// `Active` are a second.
enum class Metric : std::uint8_t
{
    Requests,
    Status2xx, ///< 1xx to 3xx
    Status4xx, ///< without 429
    Status429,
    Status5xx,
    RefusedOwn,
    RefusedProvider,
    RefusedShed,
    RestP50,
    RestP95,
    RestP99,
    FirstTokenP50,
    FirstTokenP95,
    TokensIn,
    TokensOut,
    TokensCached,
    Cost,
    Active,
};

inline constexpr std::size_t kMetricCount = 18;

/// The names on the admin port, indexed by Metric.
inline constexpr std::array<std::string_view, kMetricCount> kMetricNames{
    "requests",           "status_2xx",  "status_4xx",       "status_429",
    "status_5xx",         "refused_own", "refused_provider", "refused_shed",
    "rest_p50_ms",        "rest_p95_ms", "rest_p99_ms",      "first_token_p50_ms",
    "first_token_p95_ms", "tokens_in",   "tokens_out",       "tokens_cached",
    "cost_nano_usd",      "active"};

[[nodiscard]] constexpr std::string_view nameOf(Metric metric)
{
    return kMetricNames[static_cast<std::size_t>(metric)];
}

/// One value a metric; NaN where there is none (a percentile of nothing, a gap).
using MetricValues = std::array<double, kMetricCount>;

} // namespace gatehouse::telemetry
