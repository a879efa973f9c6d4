// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/Blame.h"
#include "doctor/Conduct.h"
#include "doctor/Simulation.h"
#include "doctor/Verdict.h"

#include <array>
#include <optional>
#include <string>

namespace gatehouse::doctor {

/// One way to have fewer refusals, with what it would have done for the traffic at hand.
struct Cure
{
    std::string cure{};     ///< `cause`, `limit`, `fewer_calls`, `spread`, `watch`
    std::string figureIs{}; ///< What the figure is of.
    std::optional<double> figure{};
    Said sentence{};
    Said why{}; ///< There is no figure.
    std::string application{};
    std::optional<model::LimitRule> rule{}; ///< To be tried in the editor.
    std::string text{};                     ///< For the caller's owner.
    std::optional<std::int64_t> savedNanoUsd{};
};

/// What the five cures are computed from.
struct Evidence
{
    const telemetry::RequestRecord& record;
    const Finding& finding;
    const model::LimitRule* rule; ///< The one that refused, as it is now; null = none, or gone.
    const CallLog& log;
    const Blame* blame; ///< Of that rule's counter; null = no rule refused.
    const std::vector<Conduct>& conduct;
    Timestamp from{};
    Timestamp to{};
};

/// In the order in which they are best tried. Replays the traffic some twenty times for the limit.
[[nodiscard]] Result<std::array<Cure, 5>> curesOf(const Evidence& evidence,
                                                  const std::stop_token& stop);

} // namespace gatehouse::doctor
