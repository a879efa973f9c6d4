// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Api.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// The life of an API: which step leads from which state to which. The one table that services, the
/// admin API and the console read. Pure; any thread.
namespace gatehouse::model {

enum class LifeStep : std::uint8_t
{
    Start,          ///< A design becomes a draft.
    Submit,         ///< Asks for review.
    Withdraw,       ///< Takes the request back.
    RequestChanges, ///< The reviewer wants it otherwise.
    Approve,
    Revise, ///< Back to a draft.
    Publish,
    Deprecate,
    Restore, ///< A deprecated API is published as before.
    Block,
    Unblock, ///< Back to what it was before it was blocked.
    Retire,
    Discard
};

struct LifeRule
{
    ApiState from;
    LifeStep step;
    ApiState to; ///< Of Unblock: Deprecated where the API carries a deprecation.
};

/// Every rule, the usual next step of a state first.
[[nodiscard]] std::span<const LifeRule> lifeRules();
/// What may be done in this state, the usual next step first.
[[nodiscard]] std::vector<LifeStep> stepsFrom(ApiState state);
/// Where the step leads; nothing when the state does not know it.
[[nodiscard]] std::optional<ApiState> after(const Api& api, LifeStep step);
/// Whether the step needs a reason: it takes something from callers, or sends work back.
[[nodiscard]] bool needsReason(LifeStep step);

} // namespace gatehouse::model
