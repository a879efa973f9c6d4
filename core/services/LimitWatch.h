// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "model/Limit.h"
#include "telemetry/JsonWriter.h"

#include <optional>
#include <string>
#include <vector>

namespace gatehouse::services {

/// When a changed limit goes back by itself.
struct RollBackBound
{
    double share = 0.01;                ///< Of the calls of callers that were fine before, 0 to 1.
    std::chrono::seconds within{300};   ///< Counted over so long.
    std::chrono::seconds watched{3600}; ///< So long after the change, and after it is raised.
};

/// One changed limit that is looked after, or was. A value; written as JSON.
struct LimitWatch
{
    enum class State : std::uint8_t
    {
        Watching,
        Held,       ///< The time is over and nothing was wrong.
        RolledBack, ///< By itself, or because a person wanted it.
        Superseded, ///< The rule was changed by somebody else meanwhile.
        Ended,      ///< A person wanted no more watching.
    };
    struct Caller
    {
        std::string id; ///< Application or address.
        std::uint64_t calls = 0;
        std::uint64_t refused = 0;
    };

    std::string rule;
    std::string actor;                      ///< Who applied it.
    std::optional<model::LimitRule> before; ///< None = the rule is new.
    model::LimitRule after;                 ///< As it is in force while it is watched.
    std::optional<RollBackBound> bound;     ///< None = it is only to be raised.
    State state = State::Watching;
    Timestamp applied{};
    Timestamp until{};
    std::optional<Timestamp> raiseAt; ///< Then it refuses in all cases.
    std::vector<std::string> fine;    ///< Callers that were fine before.
    // Since it was applied; the last minutes decide.
    std::uint64_t calls = 0; ///< Of fine callers that met the rule.
    std::uint64_t refused = 0;
    std::vector<Caller> worst; ///< The most refused first.
    Timestamp ended{};
    std::string endedBy; ///< Empty = by itself.
    std::string problem; ///< Why it could not be rolled back or raised.
};
[[nodiscard]] std::string_view toWord(LimitWatch::State state);

/// As `GET /admin/v1/limit_watches` shows it.
void writeWatch(telemetry::JsonWriter& json, const LimitWatch& watch);

/// As it is stored.
[[nodiscard]] std::string storeWatches(const std::vector<LimitWatch>& watches);
/// Those that this program cannot read are left out: nobody is locked out of a workspace for them.
[[nodiscard]] std::vector<LimitWatch> readWatches(std::string_view json);

} // namespace gatehouse::services
