// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gatehouse::model {

/// Nano-dollars for a million tokens; absent = what the catalogue says.
struct OwnRates
{
    std::optional<std::int64_t> input;
    std::optional<std::int64_t> output;
    std::optional<std::int64_t> cachedInput;
    std::optional<std::int64_t> cacheWrite;
    [[nodiscard]] bool empty() const { return !input && !output && !cachedInput && !cacheWrite; }
    friend bool operator==(const OwnRates&, const OwnRates&) = default;
};

/// Rates of an exchange whose whole input is larger than `above` tokens.
struct OwnTier
{
    std::uint32_t above = 0;
    OwnRates rates;
    friend bool operator==(const OwnTier&, const OwnTier&) = default;
};

/// Rates from a day on, or at hours of the day, or both; in UTC.
struct OwnWindow
{
    std::string from;  ///< `2026-12-01`; empty = always.
    std::string start; ///< `01:30`; empty, together with `end` = the whole day.
    std::string end;   ///< Exclusive; before `start` = over midnight.
    OwnRates rates;
    friend bool operator==(const OwnWindow&, const OwnWindow&) = default;
};

/// The price of something that is not counted in tokens: an image, a minute, a million characters.
struct OwnUnitPrice
{
    std::string unit; ///< A word of the catalogue: `image`, `audio_minute`, ...
    std::int64_t nanoUsd = 0;
    friend bool operator==(const OwnUnitPrice&, const OwnUnitPrice&) = default;
};

/// What this workspace says of a model, over what the catalogue says; or all that is known of a
/// model that the catalogue does not know. What is absent is the catalogue's, also after an update
/// of it.
struct ModelOverride
{
    /// A provider of the workspace, else one of the catalogue (then for every provider of that
    /// kind).
    std::string provider;
    std::string model;
    std::string name; ///< Empty = the catalogue's, else the model's id.
    std::string kind; ///< `chat`, `embedding`, ...; empty = the catalogue's, else chat.
    std::optional<std::uint32_t> context;   ///< Tokens
    std::optional<std::uint32_t> maxOutput; ///< Tokens
    std::optional<bool> vision;
    std::optional<bool> tools;
    std::optional<bool> jsonSchema;
    std::optional<bool> reasoning;
    std::optional<bool> streaming;
    std::optional<bool> deprecated;
    OwnRates price;
    std::string priceFrom; ///< `2026-12-01`: own prices hold from that day (UTC); empty = always.
    std::optional<std::vector<OwnTier>> tiers;      ///< Present = instead of the catalogue's.
    std::optional<std::vector<OwnWindow>> windows;  ///< The same.
    std::optional<std::vector<OwnUnitPrice>> units; ///< The same.
    friend bool operator==(const ModelOverride&, const ModelOverride&) = default;
};

} // namespace gatehouse::model
