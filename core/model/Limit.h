// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Units.h"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace gatehouse::model {

enum class LimitUnit : std::uint8_t
{
    Requests,
    InputTokens,
    OutputTokens,
    Tokens,
    CostUsd,
    Bytes,
    InFlight
};
enum class LimitAction : std::uint8_t
{
    Refuse,
    Queue,
    Shadow, ///< Counts as if it refused, refuses nothing.
    Warn    ///< Counts everything, refuses nothing: a budget that only tells.
};
enum class CalendarPeriod : std::uint8_t
{
    Minute,
    Hour,
    Day,
    Week,
    Month
};

/// What a rule does with an exchange that lacks what its partition asks for: a call without a key
/// under `partition: [application]`.
enum class MissingIdentity : std::uint8_t
{
    Ip,     ///< A counter per address.
    Shared, ///< One counter for all of them.
    Refuse
};

/// GCRA: at most burst + limit in any `per`.
struct AveragePromise
{
    double limit = 0;
    Duration per{};
    double burst = 0; ///< Bucket size; default = limit.
    friend bool operator==(const AveragePromise&, const AveragePromise&) = default;
};
/// Never more than limit in any `per`.
struct WindowPromise
{
    double limit = 0;
    Duration per{};
    friend bool operator==(const WindowPromise&, const WindowPromise&) = default;
};
struct CalendarPromise
{
    double limit = 0;
    CalendarPeriod per = CalendarPeriod::Day;
    std::string timeZone = "UTC";
    friend bool operator==(const CalendarPromise&, const CalendarPromise&) = default;
};
/// Only together with the unit InFlight.
struct InFlightPromise
{
    double limit = 0;
    friend bool operator==(const InFlightPromise&, const InFlightPromise&) = default;
};
using Promise = std::variant<AveragePromise, WindowPromise, CalendarPromise, InFlightPromise>;

/// With the action Queue: how long and how many may wait for room, per counter.
struct LimitQueue
{
    Duration wait = std::chrono::seconds(2);
    std::uint32_t length = 100;
    friend bool operator==(const LimitQueue&, const LimitQueue&) = default;
};

/// A limit: which exchanges it matches, what has a counter of its own, what is counted, what is
/// promised, what happens.
struct LimitRule
{
    std::string id;
    std::string name;
    /// Dimension to accepted values (`application`, `api`, `ip`, `header`, ...); empty = every
    /// exchange.
    std::map<std::string, std::vector<std::string>> match;
    std::vector<std::string> partition; ///< Dimensions, as in `match`.
    LimitUnit unit = LimitUnit::Requests;
    Promise promise;
    LimitAction action = LimitAction::Refuse;
    LimitQueue queue{};
    /// Of what the rule would refuse, so many percent are refused; the rest passes as in shadow.
    std::uint32_t enforce = 100;
    MissingIdentity missing = MissingIdentity::Ip;
    std::uint32_t ipv6Prefix = 64;       ///< So many bits of an IPv6 address make one caller.
    std::vector<std::string> replaces{}; ///< Rules that do not count where this one matches.
    /// Percent of the limit at which people are told, rising; only of calendar quotas.
    std::vector<std::uint32_t> warnAt{};
    /// Of tokens and cost: the output limit that a model is told is lowered to what is left.
    bool clamp = false;
    friend bool operator==(const LimitRule&, const LimitRule&) = default;
};

} // namespace gatehouse::model
