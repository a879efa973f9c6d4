// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Limit.h"

#include <string>
#include <vector>

namespace gatehouse::model {

/// A named set of limits that a subscription carries. Each of its rules counts every subscription
/// apart (application and API), whatever else it partitions by; `match` may narrow it further.
struct Plan
{
    std::string id;
    std::string name;
    std::string description;
    std::vector<LimitRule> limits; ///< Their ids are the plan's own.
    friend bool operator==(const Plan&, const Plan&) = default;
};

/// The rule as it is enforced: called `PLAN:RULE`, for calls under a subscription with this plan.
[[nodiscard]] LimitRule ruleOf(const Plan& plan, const LimitRule& limit);
/// All rules that hold: the workspace's own, then those of its plans.
struct Workspace;
[[nodiscard]] std::vector<LimitRule> allRules(const Workspace& workspace);

} // namespace gatehouse::model
