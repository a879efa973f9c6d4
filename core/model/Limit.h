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
    Shadow
};
enum class CalendarPeriod : std::uint8_t
{
    Minute,
    Hour,
    Day,
    Week,
    Month
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
    friend bool operator==(const LimitRule&, const LimitRule&) = default;
};

} // namespace gatehouse::model
