// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/CallLog.h"
#include "doctor/Said.h"

#include "base/Result.h"
#include "model/Limit.h"

#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace gatehouse::doctor {

/// What somebody wants to try.
struct SimulationWish
{
    enum class Calls : std::uint8_t
    {
        Recorded,
        WithoutRetries,
    };
    struct Smallest
    {
        std::string rule; ///< Of `after`, else of `before`.
        double share = 0; ///< Of its calls it may refuse so many.
    };

    Timestamp from{};
    Timestamp to{};
    std::vector<model::LimitRule> before;
    std::vector<model::LimitRule> after;
    Calls calls = Calls::Recorded;
    std::size_t points = 120;
    std::optional<Smallest> smallest;
    std::string demand; ///< A rule whose demand is wanted; empty = none.
    std::string log{};  ///< An opened log instead of the recorded traffic; for whoever has it.
};

/// What became of the calls under one set of rules.
struct SimulationSide
{
    struct Sums
    {
        std::string id;
        std::string name;
        std::uint64_t matched = 0;
        std::uint64_t admitted = 0;
        std::uint64_t refused = 0;
        std::uint64_t queued = 0; ///< Of the admitted.
        std::uint64_t wouldRefuse = 0;
        limits::Amount mostUsed = 0;
        limits::Amount limit = 0;
    };
    Sums all;
    Duration longestWait{};
    std::vector<Sums> applications; ///< The most refused first.
    std::vector<Sums> rules;        ///< In the order of the set.
    std::vector<std::uint64_t> admitted;
    std::vector<std::uint64_t> refused;
    std::vector<std::uint64_t> queued;
};

/// The smallest limit of a rule that does, with that rule alone in force.
struct SmallestLimit
{
    std::string rule;
    double share = 0;
    std::optional<double> limit; ///< In the rule's unit as it is written.
    std::uint64_t refused = 0;
    Said why; ///< There is none.
};

/// What callers asked of one rule, by steps of the span, whether it was let through or not: what
/// stands behind a limit that is being drawn. Nano-dollars for cost_usd; of places in flight the
/// calls that asked for one.
struct Demand
{
    static constexpr std::size_t kMostNames = 6;

    std::string rule;
    model::LimitUnit unit = model::LimitUnit::Requests;
    std::optional<double> limitPerStep; ///< At the rule's rate; none where it has none.
    /// Without what repeats a refused call. The applications that ask the most, the rest under an
    /// empty name.
    std::map<std::string, std::vector<limits::Amount>> applications;
    std::vector<limits::Amount> retries;
};

struct Simulation
{
    Timestamp from{};
    Timestamp to{};
    Timestamp completeFrom{}; ///< From then on every call is known.
    SimulationWish::Calls calls = SimulationWish::Calls::Recorded;
    std::uint64_t count = 0;
    std::uint64_t leftOut = 0;
    std::uint64_t retries = 0;
    std::uint64_t recordedRefused = 0;
    Duration step{};
    SimulationSide before;
    SimulationSide after;
    std::optional<SmallestLimit> smallest;
    std::optional<Demand> demand;
    std::vector<Said> assumptions;
    Duration took{};
};

/// How long before the span calls are needed, so that counters begin as they were: the longest
/// period of any rule, at most a day.
[[nodiscard]] Duration warmUp(const SimulationWish& wish);

/// Puts the finished log through both sets of rules. Fails with Invalid when a set cannot be
/// compiled, with Unavailable when it was stopped. Takes a few hundred nanoseconds for each call
/// and rule; `stop` is looked at every thousand calls.
[[nodiscard]] Result<Simulation> simulate(const CallLog& log, const SimulationWish& wish,
                                          Timestamp completeFrom, const std::stop_token& stop);

/// Only this rule, over these calls.
[[nodiscard]] Result<SimulationSide> replayAlone(const CallLog& log, const SimulationWish& wish,
                                                 const model::LimitRule& rule,
                                                 const std::stop_token& stop);
/// The smallest limit with which the rule alone refuses at most that share of its calls; its burst
/// stays in proportion.
[[nodiscard]] Result<SmallestLimit> smallestLimit(const CallLog& log, const SimulationWish& wish,
                                                  const model::LimitRule& rule, double share,
                                                  const std::stop_token& stop);
/// What the calls of the span ask of the rule.
[[nodiscard]] Result<Demand> demandOf(const CallLog& log, const SimulationWish& wish,
                                      const model::LimitRule& rule, const std::stop_token& stop);
/// The rule's own period; months have 30 days, places in flight none.
[[nodiscard]] Duration periodOf(const model::LimitRule& rule);
/// What a step may hold at the rule's rate, in the unit's amounts; nothing for places in flight.
[[nodiscard]] std::optional<double> limitPerStep(const model::LimitRule& rule, Duration step);
/// The same rule with another limit, its burst in proportion.
[[nodiscard]] model::LimitRule withLimit(model::LimitRule rule, double limit);
[[nodiscard]] double limitOf(const model::LimitRule& rule);

/// The answer of `POST /admin/v1/limits/simulate`.
[[nodiscard]] std::string simulationJson(const Simulation& simulation);

} // namespace gatehouse::doctor
