// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Money.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <chrono>

namespace gatehouse::model {

namespace {

constexpr std::int64_t kNano = 1'000'000'000;
constexpr std::size_t kDecimals = 9;

bool isDigits(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

int numberOf(std::string_view digits)
{
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

std::chrono::year_month_day dateOf(std::string_view text)
{
    return {std::chrono::year(numberOf(text.substr(0, 4))),
            std::chrono::month(static_cast<unsigned>(numberOf(text.substr(5, 2)))),
            std::chrono::day(static_cast<unsigned>(numberOf(text.substr(8, 2))))};
}

} // namespace

std::optional<std::int64_t> parseDollars(std::string_view text)
{
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    const auto fraction =
        point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    constexpr std::size_t kMostDigits = 10;
    if (whole.empty() || whole.size() > kMostDigits || fraction.size() > kDecimals ||
        (point != std::string_view::npos && fraction.empty()) || !isDigits(whole) ||
        !isDigits(fraction))
        return std::nullopt;
    std::int64_t value = 0;
    for (const char c : whole)
        value = value * 10 + (c - '0');
    if (value > kMostNanoUsd / kNano)
        return std::nullopt;
    std::int64_t part = 0;
    for (std::size_t i = 0; i < kDecimals; ++i)
        part = part * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
    value = value * kNano + part;
    return value > kMostNanoUsd ? std::nullopt : std::optional(value);
}

std::string formatDollars(std::int64_t nanoUsd)
{
    std::string text = fmt::format("{}.{:09}", nanoUsd / kNano, nanoUsd % kNano);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

bool isDay(std::string_view text)
{
    return text.size() == 10 && text[4] == '-' && text[7] == '-' && isDigits(text.substr(0, 4)) &&
           isDigits(text.substr(5, 2)) && isDigits(text.substr(8, 2)) && dateOf(text).ok();
}

std::int32_t dayNumber(std::string_view text)
{
    return static_cast<std::int32_t>(
        std::chrono::sys_days(dateOf(text)).time_since_epoch().count());
}

std::optional<std::int32_t> minuteOfDay(std::string_view text)
{
    if (text.size() != 5 || text[2] != ':' || !isDigits(text.substr(0, 2)) ||
        !isDigits(text.substr(3)))
        return std::nullopt;
    const int hour = numberOf(text.substr(0, 2));
    const int minute = numberOf(text.substr(3));
    if (hour > 23 || minute > 59)
        return std::nullopt;
    return hour * 60 + minute;
}

} // namespace gatehouse::model
