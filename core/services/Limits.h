// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/Counters.h"
#include "services/Configuration.h"

namespace gatehouse::services {

/// Limit rules beyond list and edit: their counters, and what a rule would mean. Control thread
/// only. The rules themselves are a collection like any other (Collections).
class Limits
{
public:
    /// Both outlive it.
    Limits(Configuration& configuration, limits::Counters& counters);

    /// `{"items": [{"partition", "used", "limit", "remaining", "clears_ms"}], "total"}`, fullest
    /// first, without the first `offset`; of cost_usd in nano-dollars.
    [[nodiscard]] Outcome<std::string> countersJson(const std::string& rule, std::size_t offset,
                                                    std::size_t most) const;
    /// Empties the counters of a rule, and notes who did it.
    [[nodiscard]] Outcome<void> reset(const std::string& rule, std::string_view actor);
    /// A rule that need not be stored: `{"sentence", "worst_case", "worst_amount"}`, or its faults.
    [[nodiscard]] Outcome<std::string> previewJson(std::string_view json) const;

private:
    /// Also those of plans, as `PLAN:RULE`.
    [[nodiscard]] std::optional<model::LimitRule> find(const std::string& rule) const;

    Configuration& m_configuration;
    limits::Counters& m_counters;
};

} // namespace gatehouse::services
