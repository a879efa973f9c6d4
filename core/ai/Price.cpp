// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Price.h"

namespace gatehouse::ai {

namespace {

__extension__ using Wide = __int128;

bool covers(const PriceWindow& window, Timestamp time)
{
    if (time < window.from)
        return false;
    if (window.startMinute < 0)
        return true;
    const auto sinceDay = time.time_since_epoch() % std::chrono::days(1);
    const auto minute = std::chrono::duration_cast<std::chrono::minutes>(sinceDay).count();
    if (window.startMinute <= window.endMinute)
        return minute >= window.startMinute && minute < window.endMinute;
    return minute >= window.startMinute || minute < window.endMinute;
}

/// Stated rates of `over` replace those of `under`.
Rates laidOver(const Rates& over, const Rates& under)
{
    return {.input = over.input ? over.input : under.input,
            .output = over.output ? over.output : under.output,
            .cachedInput = over.cachedInput ? over.cachedInput : under.cachedInput,
            .cacheWrite = over.cacheWrite ? over.cacheWrite : under.cacheWrite};
}

} // namespace

Rates PriceTable::at(Timestamp time, Tokens input) const
{
    if (later && time >= laterFrom)
        return later->at(time, input);
    // An hour of the day wins over a date, the newest date over the list.
    const PriceWindow* dated = nullptr;
    const PriceWindow* hourly = nullptr;
    for (const auto& window : windows) {
        if (!covers(window, time))
            continue;
        const PriceWindow*& best = window.startMinute < 0 ? dated : hourly;
        if (best == nullptr || window.from >= best->from)
            best = &window;
    }
    Rates rates = list;
    if (dated != nullptr)
        rates = laidOver(dated->rates, rates);
    if (hourly != nullptr)
        rates = laidOver(hourly->rates, rates);
    for (const auto& tier : tiers) {
        if (input > tier.threshold)
            rates = laidOver(tier.rates, rates);
    }
    return rates;
}

NanoUsd cost(const Rates& rates, const Usage& usage)
{
    constexpr Wide kMillion = 1'000'000;
    const Wide input = rates.input.value_or(0);
    const Wide sum = input * usage.inputUncached +
                     Wide(rates.cachedInput.value_or(rates.input.value_or(0))) * usage.cacheRead +
                     Wide(rates.cacheWrite.value_or(rates.input.value_or(0))) * usage.cacheWrite +
                     Wide(rates.output.value_or(0)) * usage.output;
    return NanoUsd{static_cast<std::int64_t>((sum + kMillion / 2) / kMillion)};
}

} // namespace gatehouse::ai
