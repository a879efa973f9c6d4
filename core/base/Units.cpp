// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Units.h"

#include <spdlog/fmt/fmt.h>

#include <array>
#include <charconv>
#include <date/date.h>
#include <sstream>
#include <utility>

namespace gatehouse {

namespace {

template <typename Unit>
struct Named
{
    std::string_view name;
    Unit unit;
};

constexpr std::array<Named<std::chrono::milliseconds>, 5> kDurations{{
    {"d", std::chrono::hours(24)},
    {"h", std::chrono::hours(1)},
    {"m", std::chrono::minutes(1)},
    {"s", std::chrono::seconds(1)},
    {"ms", std::chrono::milliseconds(1)},
}};

constexpr std::array<Named<std::uint64_t>, 8> kSizes{{
    {"GiB", 1ull << 30},
    {"MiB", 1ull << 20},
    {"KiB", 1ull << 10},
    {"GB", 1'000'000'000},
    {"MB", 1'000'000},
    {"kB", 1'000},
    {"B", 1},
    {"", 1},
}};

/// The number in front and the rest; nothing when there is no number or it does not fit.
std::optional<std::pair<std::uint64_t, std::string_view>> leadingNumber(std::string_view text)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end == text.data())
        return std::nullopt;
    return std::pair{number, text.substr(static_cast<std::size_t>(end - text.data()))};
}

} // namespace

Result<Duration> parseDuration(std::string_view text)
{
    const auto refused = [&] {
        return fail(
            ErrorCode::Invalid,
            fmt::format(
                "\"{}\" is not a duration; write a whole number and a unit, for example 250ms, "
                "30s, 5m, 2h or 7d",
                text));
    };
    const auto parts = leadingNumber(text);
    if (!parts)
        return refused();
    for (const auto& [name, unit] : kDurations) {
        if (parts->second != name)
            continue;
        constexpr std::uint64_t most = 3650ull * 24 * 3600 * 1000;
        if (parts->first > most / static_cast<std::uint64_t>(unit.count()))
            return fail(ErrorCode::Invalid, fmt::format("\"{}\" is longer than ten years", text));
        return unit * static_cast<std::int64_t>(parts->first);
    }
    return refused();
}

std::string formatDuration(Duration duration)
{
    const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
    if (millis == 0)
        return "0s";
    for (const auto& [name, unit] : kDurations) {
        if (millis % unit.count() == 0)
            return fmt::format("{}{}", millis / unit.count(), name);
    }
    std::unreachable();
}

Result<std::uint64_t> parseSize(std::string_view text)
{
    if (const auto parts = leadingNumber(text)) {
        for (const auto& [name, unit] : kSizes) {
            if (parts->second != name)
                continue;
            if (parts->first > (1ull << 50) / unit)
                return fail(ErrorCode::Invalid, fmt::format("\"{}\" is too large", text));
            return parts->first * unit;
        }
    }
    return fail(ErrorCode::Invalid,
                fmt::format("\"{}\" is not a size; write for example 16MiB, 32KiB or 4096", text));
}

std::string formatSize(std::uint64_t bytes)
{
    for (const auto& [name, unit] : kSizes) {
        if (unit > 1 && name[1] == 'i' && bytes >= unit && bytes % unit == 0)
            return fmt::format("{}{}", bytes / unit, name);
    }
    return fmt::format("{}", bytes);
}

std::string formatTimestamp(Timestamp time)
{
    return date::format("%FT%TZ", std::chrono::time_point_cast<std::chrono::milliseconds>(time));
}

Result<Timestamp> parseTimestamp(std::string_view text)
{
    std::istringstream in{std::string(text)};
    std::chrono::sys_time<std::chrono::milliseconds> time;
    for (const char* format : {"%FT%TZ", "%FT%T%Ez", "%F"}) {
        in.clear();
        in.seekg(0);
        in >> date::parse(format, time);
        if (!in.fail() && in.peek() == std::istringstream::traits_type::eof())
            return Timestamp(time);
    }
    return fail(ErrorCode::Invalid, "must be a day (2026-11-24) or a time (2026-11-24T08:00:00Z)");
}

} // namespace gatehouse
