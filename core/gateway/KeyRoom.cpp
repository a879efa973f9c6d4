// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/KeyRoom.h"

#include "base/Text.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace gatehouse::gateway {

namespace {

/// Where nobody says for how long, a figure is believed so long.
constexpr Duration kBelieved = std::chrono::seconds(10);
/// Figures for a day or a month say nothing of the next minutes.
constexpr Duration kLongest = std::chrono::hours(24);

std::optional<std::int64_t> whole(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0)
        return std::nullopt;
    return value;
}

/// `1s`, `6m0s`, `12ms`, `2m59.56s`, `1h2m`; a bare number is seconds.
std::optional<Duration> goDuration(std::string_view text)
{
    if (text.empty())
        return std::nullopt;
    double seconds = 0;
    while (!text.empty()) {
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || !(value >= 0) || value > 1e9)
            return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        const auto length = std::min(text.find_first_of("0123456789"), text.size());
        const auto unit = text.substr(0, length);
        text.remove_prefix(length);
        if (unit == "ms")
            seconds += value / 1000;
        else if (unit == "us")
            seconds += value / 1'000'000;
        else if (unit == "m")
            seconds += value * 60;
        else if (unit == "h")
            seconds += value * 3600;
        else if (unit == "d")
            seconds += value * 86400;
        else if (unit == "s" || unit.empty())
            seconds += value;
        else
            return std::nullopt;
    }
    return std::chrono::milliseconds(static_cast<std::int64_t>(std::min(seconds, 1e6) * 1000));
}

/// `2026-11-24T14:32:07Z`, as a time from `now`.
std::optional<Duration> untilTime(std::string_view text, Timestamp now)
{
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' ||
        text[13] != ':' || text[16] != ':' || text.back() != 'Z')
        return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t digits) {
        return static_cast<int>(whole(text.substr(at, digits)).value_or(0));
    };
    const std::chrono::year_month_day day{std::chrono::year(number(0, 4)),
                                          std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                          std::chrono::day(static_cast<unsigned>(number(8, 2)))};
    if (!day.ok())
        return std::nullopt;
    const Timestamp when = std::chrono::sys_days(day) + std::chrono::hours(number(11, 2)) +
                           std::chrono::minutes(number(14, 2)) +
                           std::chrono::seconds(number(17, 2));
    return std::max<Duration>(when - now, Duration::zero());
}

RoomTold readOpenAi(const http::Fields& fields, const std::string& what)
{
    RoomTold told;
    told.left = whole(fields.get("x-ratelimit-remaining-" + what));
    told.until = goDuration(fields.get("x-ratelimit-reset-" + what)).value_or(kBelieved);
    return told;
}

RoomTold readAnthropic(const http::Fields& fields, const std::string& what, Timestamp now)
{
    const auto prefix = "anthropic-ratelimit-" + what;
    RoomTold told;
    told.left = whole(fields.get(prefix + "-remaining"));
    told.until = untilTime(fields.get(prefix + "-reset"), now).value_or(kBelieved);
    return told;
}

std::int64_t nanos(Instant instant)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(instant.time_since_epoch()).count();
}

} // namespace

KeyRoomTold readKeyRoom(const http::Fields& fields, Timestamp now)
{
    // Most answers say nothing of the kind: one look at each name finds that out.
    const auto isTold = [](const http::Field& field) {
        return field.name.size() > 12 &&
               (text::equalsIgnoreCase(field.name.substr(0, 12), "x-ratelimit-") ||
                text::equalsIgnoreCase(field.name.substr(0, 12), "anthropic-ra"));
    };
    if (std::ranges::none_of(fields, isTold))
        return {};
    KeyRoomTold told{readOpenAi(fields, "requests"), readOpenAi(fields, "tokens")};
    if (!told.requests.left)
        told.requests = readAnthropic(fields, "requests", now);
    if (!told.tokens.left)
        told.tokens = readAnthropic(fields, "tokens", now);
    if (!told.tokens.left)
        told.tokens = readAnthropic(fields, "input-tokens", now);
    return told;
}

void KeyRoom::Kept::learn(const RoomTold& told, Instant now)
{
    if (!told.left || told.until > kLongest)
        return;
    amount.store(*told.left, std::memory_order_relaxed);
    until.store(nanos(now + told.until), std::memory_order_relaxed);
}

std::int64_t KeyRoom::Kept::left(Instant now) const
{
    return until.load(std::memory_order_relaxed) > nanos(now)
               ? amount.load(std::memory_order_relaxed)
               : -1;
}

void KeyRoom::learn(const KeyRoomTold& told, Instant now)
{
    m_requests.learn(told.requests, now);
    m_tokens.learn(told.tokens, now);
}

bool KeyRoom::isFull(Instant now, Tokens tokens) const
{
    const auto leftTokens = m_tokens.left(now);
    return m_requests.left(now) == 0 || (leftTokens >= 0 && leftTokens < tokens);
}

} // namespace gatehouse::gateway
