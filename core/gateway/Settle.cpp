// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/LimitFacts.h"
#include "gateway/Recall.h"
#include "gateway/Steps.h"

#include <algorithm>

namespace gatehouse::gateway {

namespace {

void settleUsage(Exchange& x)
{
    auto usage = x.told.usage;
    if (!usage.reported) {
        // As the limits reckon, so that records and limits agree.
        const auto reckoned = actual(x);
        usage.inputUncached = reckoned.inputTokens;
        usage.output = reckoned.outputTokens;
    }
    // Some tell the input before anything else; what came behind that counts as well.
    if (usage.reported && x.told.finish.empty())
        usage.output = std::max(usage.output, static_cast<Tokens>(x.streamedEvents));
    x.record.inputTokens = usage.input();
    x.record.outputTokens = usage.output;
    x.record.cachedTokens = usage.cacheRead;
    x.record.reasoningTokens = usage.reasoning;
    x.record.finish = x.told.finish;
    if (const auto* facts = x.modelTarget.facts)
        x.record.cost = ai::cost(facts->price, x.around.clock.wall(), usage);
    if (x.recall != nullptr && x.recall->isFree()) {
        // The provider was asked by somebody else, who pays for it.
        const bool saved = !x.recall->handedOver;
        x.record.savedInputTokens = saved ? x.record.inputTokens : 0;
        x.record.savedOutputTokens = saved ? x.record.outputTokens : 0;
        x.record.savedCost = saved ? x.record.cost : NanoUsd{};
        x.record.inputTokens = x.record.outputTokens = 0;
        x.record.cachedTokens = x.record.reasoningTokens = 0;
        x.record.cost = {};
    }
}

/// Whoever follows pays for the leader, where that one's caller went away.
void takeOver(Exchange& x)
{
    auto* const recall = x.recall.get();
    if (recall != nullptr && recall->use == telemetry::CacheUse::Coalesced && !recall->pays &&
        recall->flight->takeDebt())
        recall->pays = true;
}

} // namespace

void settle(Exchange& x)
{
    takeOver(x);
    if (x.call == CallKind::Model)
        settleUsage(x);
    if (x.admission.charges.empty() && x.targetAdmission.charges.empty())
        return;
    auto& counters = x.around.counters;
    const bool upstream = x.call == CallKind::Model || x.call == CallKind::Rest;
    const bool recalled = x.recall != nullptr && x.recall->isSaved();
    if (upstream && x.record.attempts.empty() && !recalled)
        counters.refund(x.admission, counters.now()); // nobody was asked
    else
        counters.settle(x.admission, actual(x), counters.now());
    if (!x.targetAdmission.charges.empty())
        counters.settle(x.targetAdmission, actual(x), counters.now());
}

} // namespace gatehouse::gateway
