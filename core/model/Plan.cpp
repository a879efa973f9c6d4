// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Plan.h"

#include "model/Workspace.h"

namespace gatehouse::model {

LimitRule ruleOf(const Plan& plan, const LimitRule& limit)
{
    LimitRule rule = limit;
    rule.id = plan.id + ":" + limit.id;
    rule.name = limit.name == limit.id ? rule.id : limit.name;
    rule.match["plan"] = {plan.id};
    std::vector<std::string> partition{"application", "api"};
    for (const auto& dimension : limit.partition) {
        if (dimension != "application" && dimension != "api")
            partition.push_back(dimension);
    }
    rule.partition = std::move(partition);
    for (auto& other : rule.replaces) {
        // Its own neighbours go by their short names.
        if (std::ranges::find(plan.limits, other, &LimitRule::id) != plan.limits.end())
            other.insert(0, plan.id + ":");
    }
    return rule;
}

std::vector<LimitRule> allRules(const Workspace& workspace)
{
    auto rules = workspace.limits;
    for (const auto& plan : workspace.plans) {
        for (const auto& limit : plan.limits)
            rules.push_back(ruleOf(plan, limit));
    }
    return rules;
}

} // namespace gatehouse::model
