// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "telemetry/Histogram.h"
#include "telemetry/RequestRecord.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gatehouse::telemetry {

/// What the usage of the last hour is asked by, and what each one is made of.
enum class UsageBy : std::uint8_t
{
    Api,         ///< of applications
    Application, ///< of APIs
    Model,       ///< As asked for, of `provider/model` that answered.
    Provider,    ///< of its keys
};
inline constexpr std::size_t kUsageKinds = 4;

/// One id's last hour.
struct UsageRow
{
    std::string id;
    double perSecond = 0;        ///< Of the last minute, like the two below.
    double refusedPerSecond = 0; ///< 429 and shed
    double failedPerSecond = 0;  ///< 5xx
    double p95Millis = 0; ///< Of the hour: a model's first token, else the total; 0 = unknown.
    std::size_t parts = 0;
    /// One value for each finished minute.
    std::vector<std::uint32_t> calls{};
    std::vector<std::uint32_t> refused{};
    std::vector<std::uint32_t> failed{};
};

struct Usage
{
    Timestamp from; ///< Beginning of the first minute.
    std::vector<bool> running;
    std::vector<UsageRow> rows; ///< By id.
};

/// Who called what in the last hour, minute by minute: small enough to be kept for every id. At
/// most kMaxIds ids and kMaxParts parts of each are told apart; what was silent for an hour makes
/// room, the rest of the calls are in the series only. Not thread-safe.
class UsageStore
{
public:
    static constexpr std::size_t kMinutes = 60;
    static constexpr std::size_t kMaxIds = 512;
    static constexpr std::size_t kMaxParts = 64;

    void count(const RequestRecord& record);
    /// One row for each id; with `whole` one for each part of that id.
    [[nodiscard]] std::vector<UsageRow> rows(UsageBy by, std::int64_t nowSecond,
                                             std::string_view whole = {}) const;

private:
    struct Count
    {
        std::uint32_t calls = 0;
        std::uint32_t refused = 0;
        std::uint32_t failed = 0;
    };
    /// A minute more than is told: the one that runs.
    struct Minutes
    {
        std::array<Count, kMinutes + 1> counts{};
        std::array<std::int64_t, kMinutes + 1> minutes{};
        std::int64_t last = 0;
        Count* at(std::int64_t minute);
        [[nodiscard]] Count of(std::int64_t minute) const;
        [[nodiscard]] UsageRow row(std::string_view id, std::int64_t nowSecond) const;
    };
    struct Whole
    {
        Minutes all;
        std::array<Histogram, kMinutes + 1> times; ///< Of the minutes of `all`.
        std::map<std::string, Minutes, std::less<>> parts;
    };
    using Table = std::map<std::string, Whole, std::less<>>;

    void count(UsageBy by, const RequestRecord& record, const std::string& id,
               const std::string& part);

    std::array<Table, kUsageKinds> m_tables;
};

} // namespace gatehouse::telemetry
