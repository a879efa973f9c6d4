// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/Said.h"

#include "model/Limit.h"
#include "telemetry/RequestRecord.h"

#include <array>
#include <span>
#include <string>
#include <string_view>

/// What one record says by itself: who refused it, and why.
namespace gatehouse::doctor {

enum class Cause : std::uint8_t
{
    NotRefused,
    OwnRule,
    OwnQueue, ///< Waited in vain, or the queue was full.
    OwnShedding,
    ProviderKeyLimit,
    ProviderOverload,
    RefusedInStream, ///< An error inside a 200.
};
/// All but NotRefused, in the order in which they are told.
inline constexpr std::array kCauses{Cause::OwnRule,          Cause::OwnQueue,
                                    Cause::OwnShedding,      Cause::ProviderKeyLimit,
                                    Cause::ProviderOverload, Cause::RefusedInStream};
[[nodiscard]] std::string_view toWord(Cause cause);

struct Finding
{
    Cause cause = Cause::NotRefused;
    std::string sentence;
    /// Of the record: the rule that refused; null where it was none.
    const telemetry::LimitVerdict* refusal = nullptr;
    std::int64_t toldMillis = -2; ///< -1 = never, -2 = nothing was told.
    std::array<Said, 6> details;  ///< A few words on each of kCauses.
};

/// `rules` are those in force now: the record says what held then, they say how it is called and
/// whether it queues.
[[nodiscard]] Finding findCause(const telemetry::RequestRecord& record,
                                std::span<const model::LimitRule> rules);

/// `1200 requests`, `$1.25`.
[[nodiscard]] std::string amountText(std::int64_t amount, std::string_view unit);
/// `0.05 s`, `3 min 20 s`, `2 h 5 min`.
[[nodiscard]] std::string waitText(std::int64_t millis);
/// The rule of that id; null when it is gone.
[[nodiscard]] const model::LimitRule* findRule(std::span<const model::LimitRule> rules,
                                               std::string_view id);

} // namespace gatehouse::doctor
