// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/Histogram.h"
#include "telemetry/RequestRecord.h"

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace gatehouse::telemetry {

struct TopEntry
{
    std::string id;
    double perSecond = 0;
    double refusedPerSecond = 0; ///< 429 and shed
};

/// How a provider did in the last minute.
struct ProviderFigures
{
    std::string id;
    std::uint32_t calls = 0;
    std::uint32_t failures = 0;  ///< 5xx, 429 and no answer
    double firstTokenMillis = 0; ///< Median; 0 = unknown
};

/// Who called most in the last minute. Per second at most kMaxIds ids a list are kept apart; the
/// rest of such a second is not in the lists (the series have it). Not thread-safe.
class TopLists
{
public:
    static constexpr std::size_t kMaxIds = 512;
    static constexpr std::int64_t kSeconds = 60;

    void count(const RequestRecord& record);

    /// The busiest first, equal ones by id; over the minute that ends with `lastSecond`.
    [[nodiscard]] std::vector<TopEntry> applications(std::int64_t lastSecond,
                                                     std::size_t most = 10) const;
    [[nodiscard]] std::vector<TopEntry> apis(std::int64_t lastSecond, std::size_t most = 10) const;
    [[nodiscard]] std::vector<TopEntry> models(std::int64_t lastSecond,
                                               std::size_t most = 10) const;
    /// By id.
    [[nodiscard]] std::vector<ProviderFigures> providers(std::int64_t lastSecond) const;

private:
    struct Count
    {
        std::uint32_t calls = 0;
        std::uint32_t refused = 0;
    };
    struct ProviderCount
    {
        std::uint32_t calls = 0;
        std::uint32_t failures = 0;
        Histogram firstToken;
    };
    using Table = std::unordered_map<std::string, Count>;
    struct Second
    {
        std::int64_t second = -1;
        Table applications;
        Table apis;
        Table models;
        std::unordered_map<std::string, ProviderCount> providers;
    };

    [[nodiscard]] std::vector<TopEntry> list(Table Second::* table, std::int64_t lastSecond,
                                             std::size_t most) const;

    std::array<Second, kSeconds> m_seconds;
};

} // namespace gatehouse::telemetry
