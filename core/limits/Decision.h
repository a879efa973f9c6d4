// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/RuleSet.h"

#include <string>
#include <vector>

namespace gatehouse::limits {

/// How seriously a rule was meant in one decision.
enum class Mode : std::uint8_t
{
    Enforced,
    Shadow, ///< Counts as if enforced, refuses nothing.
    Ramp,   ///< Enforced for n %, and this exchange was not among them.
};

enum class Verdict : std::uint8_t
{
    Within,
    Queued,      ///< Passes later, when there is room.
    WouldRefuse, ///< Passes; the rule was not enforced.
    Refused,
};

/// What one rule said of one exchange: the record that headers, bodies, log, charts and simulator
/// read. Durations are from the moment of the decision.
struct Decision
{
    const Rule* rule = nullptr; ///< Lives as long as the RuleSet.
    std::string partition;      ///< Empty = the rule has one counter.
    Amount cost = 0;
    Amount used = 0;  ///< Including this exchange, where it was let through.
    Amount limit = 0; ///< Against which `used` is measured: the burst, where there is one.
    Amount remaining = 0;
    Duration retryAfter{}; ///< Until the cost fits; Duration::max() = never.
    Duration moreAfter{};  ///< Until `remaining` grows; 0 = nothing is used, or nobody knows.
    Duration fullAfter{};  ///< Until nothing is used any more, likewise.
    Mode mode = Mode::Enforced;
    Verdict verdict = Verdict::Within;
    bool missingIdentity = false; ///< Refused because the caller did not say who he is.
};

/// The order in which they are told: refusals first, the longest wait before others; then the
/// fuller counter.
[[nodiscard]] bool isTighter(const Decision& a, const Decision& b);

/// What was taken from one counter.
struct Charge
{
    std::uint32_t rule = 0; ///< Index in the RuleSet.
    std::uint32_t slot = 0;
    std::uint64_t key = 0;
    Amount amount = 0;
    std::int64_t at = 0; ///< Period or time in the log that it was charged to.
    bool waits = false;  ///< Counted among the waiting.
};

class BoundRules;

/// What one exchange owes and has been told. Owned by the exchange, which settles or refunds it at
/// its end: a forgotten one keeps its slots in flight and its reservations for ever.
struct Admission
{
    const BoundRules* bound = nullptr;
    std::vector<Decision> decisions; ///< Of every rule that matches, the tightest first.
    std::vector<Charge> charges;     ///< Empty = nothing is owed.
    LedgerTime releaseAt = 0;        ///< Not to be sent on before; 0 = at once.
};

} // namespace gatehouse::limits
