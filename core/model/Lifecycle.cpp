// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Lifecycle.h"

#include "model/Words.h"

#include <algorithm>
#include <array>

namespace gatehouse::model {

namespace {

constexpr std::array kRules = {
    LifeRule{ApiState::Design, LifeStep::Start, ApiState::Draft},
    LifeRule{ApiState::Design, LifeStep::Discard, ApiState::Discarded},
    LifeRule{ApiState::Draft, LifeStep::Publish, ApiState::Published},
    LifeRule{ApiState::Draft, LifeStep::Submit, ApiState::InReview},
    LifeRule{ApiState::Draft, LifeStep::Discard, ApiState::Discarded},
    LifeRule{ApiState::InReview, LifeStep::Approve, ApiState::Approved},
    LifeRule{ApiState::InReview, LifeStep::RequestChanges, ApiState::ChangesRequested},
    LifeRule{ApiState::InReview, LifeStep::Withdraw, ApiState::Draft},
    LifeRule{ApiState::ChangesRequested, LifeStep::Submit, ApiState::InReview},
    LifeRule{ApiState::ChangesRequested, LifeStep::Revise, ApiState::Draft},
    LifeRule{ApiState::ChangesRequested, LifeStep::Discard, ApiState::Discarded},
    LifeRule{ApiState::Approved, LifeStep::Publish, ApiState::Published},
    LifeRule{ApiState::Approved, LifeStep::Revise, ApiState::Draft},
    LifeRule{ApiState::Published, LifeStep::Deprecate, ApiState::Deprecated},
    LifeRule{ApiState::Published, LifeStep::Block, ApiState::Blocked},
    LifeRule{ApiState::Deprecated, LifeStep::Retire, ApiState::Retired},
    LifeRule{ApiState::Deprecated, LifeStep::Restore, ApiState::Published},
    LifeRule{ApiState::Deprecated, LifeStep::Block, ApiState::Blocked},
    LifeRule{ApiState::Blocked, LifeStep::Unblock, ApiState::Published},
    LifeRule{ApiState::Discarded, LifeStep::Revise, ApiState::Draft},
};

} // namespace

std::span<const LifeRule> lifeRules()
{
    return kRules;
}

std::vector<LifeStep> stepsFrom(ApiState state)
{
    std::vector<LifeStep> out;
    for (const LifeRule& rule : kRules) {
        if (rule.from == state)
            out.push_back(rule.step);
    }
    return out;
}

std::optional<ApiState> after(const Api& api, LifeStep step)
{
    for (const LifeRule& rule : kRules) {
        if (rule.from != api.state || rule.step != step)
            continue;
        const bool wasDeprecated = step == LifeStep::Unblock && api.deprecation.has_value();
        return wasDeprecated ? ApiState::Deprecated : rule.to;
    }
    return std::nullopt;
}

bool needsReason(LifeStep step)
{
    return step == LifeStep::RequestChanges || step == LifeStep::Block || step == LifeStep::Retire;
}

} // namespace gatehouse::model
