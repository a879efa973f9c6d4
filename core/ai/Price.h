// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Usage.h"
#include "base/Clock.h"
#include "base/Units.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gatehouse::ai {

/// Nano-dollars for a million tokens; absent = not stated. A missing cached or cache-write rate
/// falls back to input.
struct Rates
{
    std::optional<std::int64_t> input;
    std::optional<std::int64_t> output;
    std::optional<std::int64_t> cachedInput;
    std::optional<std::int64_t> cacheWrite;
    friend bool operator==(const Rates&, const Rates&) = default;
};

/// Rates that replace all others once an exchange's whole input exceeds `threshold`.
struct PriceTier
{
    Tokens threshold = 0;
    Rates rates;
};

/// Rates from a day on, and within a daily window in UTC when one is given.
struct PriceWindow
{
    Timestamp from{};              ///< The epoch = always.
    std::int32_t startMinute = -1; ///< Of the day, UTC; -1 = the whole day.
    std::int32_t endMinute = -1;   ///< Exclusive; below startMinute = over midnight.
    Rates rates;
};

/// Nano-dollars a unit; absent = not stated.
struct UnitPrices
{
    std::optional<std::int64_t> image;
    std::optional<std::int64_t> audioMinute;
    std::optional<std::int64_t> millionCharacters;
    std::optional<std::int64_t> thousandSearches;
    std::optional<std::int64_t> millionImageTokens; ///< Of input, instead of its rate.
    friend bool operator==(const UnitPrices&, const UnitPrices&) = default;
};

/// The price of something that is not counted in tokens.
struct NamedPrice
{
    std::string unit; ///< `image`, `audio_minute`, `million_characters`, ...
    NanoUsd price;
};

/// All prices of one model.
struct PriceTable
{
    Rates list;
    UnitPrices units;             ///< Of `named`, what answers tell the number of.
    std::vector<PriceTier> tiers; ///< rising thresholds
    std::vector<PriceWindow>
        windows;                   ///< in the file's order; dated ones replace those without a date
    std::vector<NamedPrice> named; ///< of what is no token, as the catalogue names it
    /// What holds instead of all of the above from `laterFrom` on; null = nothing.
    std::shared_ptr<const PriceTable> later;
    Timestamp laterFrom{};

    /// Takes the price of something that is no token, in place of an earlier one of that unit.
    void setUnit(NamedPrice price);
    /// The prices of units that hold at this time.
    [[nodiscard]] const UnitPrices& unitsAt(Timestamp time) const;
    /// The rates that hold for an exchange of this size at this time.
    [[nodiscard]] Rates at(Timestamp time, Tokens input) const;
    [[nodiscard]] bool known() const { return list.input.has_value() || list.output.has_value(); }
};

/// What is written into a cache for an hour costs twice the input, as Anthropic has it and who
/// sells its models. Exact: summed in fractions of a nano-dollar and rounded once, half up.
[[nodiscard]] NanoUsd cost(const Rates& rates, const Usage& usage, const UnitPrices& units = {});
/// At the rates that hold at this time.
[[nodiscard]] NanoUsd cost(const PriceTable& price, Timestamp time, const Usage& usage);

} // namespace gatehouse::ai
