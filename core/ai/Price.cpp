// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Price.h"

#include <algorithm>

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

/// The place of a unit's price; null for units that no answer tells.
std::optional<std::int64_t>* unitOf(UnitPrices& prices, std::string_view unit)
{
    if (unit == "image" || unit == "image_1k" || unit == "image_1k_2k")
        return &prices.image;
    if (unit == "audio_minute")
        return &prices.audioMinute;
    if (unit == "million_characters")
        return &prices.millionCharacters;
    if (unit == "thousand_searches")
        return &prices.thousandSearches;
    if (unit == "mtok_image_input")
        return &prices.millionImageTokens;
    return nullptr;
}

} // namespace

void PriceTable::setUnit(NamedPrice price)
{
    if (auto* const place = unitOf(units, price.unit))
        *place = price.price.value;
    const auto known = std::ranges::find(named, price.unit, &NamedPrice::unit);
    if (known != named.end())
        *known = std::move(price);
    else
        named.push_back(std::move(price));
}

const UnitPrices& PriceTable::unitsAt(Timestamp time) const
{
    return later && time >= laterFrom ? later->unitsAt(time) : units;
}

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

NanoUsd cost(const Rates& rates, const Usage& usage, const UnitPrices& units)
{
    // Every price divides this: a million tokens or characters, a thousand searches, a minute.
    constexpr Wide kWhole = 60'000'000'000;
    constexpr Wide kToken = kWhole / 1'000'000;
    const Wide input = rates.input.value_or(0);
    const Wide images = units.millionImageTokens ? usage.imageInput : 0;
    const Wide tokens =
        input * (usage.inputUncached - images) +
        Wide(units.millionImageTokens.value_or(0)) * images +
        Wide(rates.cachedInput.value_or(rates.input.value_or(0))) * usage.cacheRead +
        Wide(rates.cacheWrite.value_or(rates.input.value_or(0))) *
            (usage.cacheWrite - usage.cacheWriteHour) +
        2 * input * usage.cacheWriteHour + Wide(rates.output.value_or(0)) * usage.output;
    const Wide sum =
        tokens * kToken + Wide(units.image.value_or(0)) * usage.units.images * kWhole +
        Wide(units.audioMinute.value_or(0)) * usage.units.audioMillis * (kWhole / 60'000) +
        Wide(units.millionCharacters.value_or(0)) * usage.units.characters * kToken +
        Wide(units.thousandSearches.value_or(0)) * usage.units.searches * (kWhole / 1000);
    return NanoUsd{static_cast<std::int64_t>((sum + kWhole / 2) / kWhole)};
}

NanoUsd cost(const PriceTable& price, Timestamp time, const Usage& usage)
{
    return cost(price.at(time, usage.input()), usage, price.unitsAt(time));
}

} // namespace gatehouse::ai
