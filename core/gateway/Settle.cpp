// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/LimitFacts.h"
#include "gateway/Steps.h"

namespace gatehouse::gateway {

namespace {

void settleUsage(Exchange& x)
{
    const auto& usage = x.told.usage;
    x.record.inputTokens = usage.input();
    x.record.outputTokens = usage.output;
    x.record.cachedTokens = usage.cacheRead;
    x.record.reasoningTokens = usage.reasoning;
    x.record.finish = x.told.finish;
    if (const auto* facts = x.modelTarget.facts)
        x.record.cost = ai::cost(facts->price.at(x.around.clock.wall(), usage.input()), usage);
}

} // namespace

void settle(Exchange& x)
{
    if (x.call == CallKind::Model)
        settleUsage(x);
    if (x.admission.charges.empty() && x.targetAdmission.charges.empty())
        return;
    auto& counters = x.around.counters;
    const bool upstream = x.call == CallKind::Model || x.call == CallKind::Rest;
    if (upstream && x.record.attempts.empty())
        counters.refund(x.admission, counters.now()); // nobody was asked
    else
        counters.settle(x.admission, actual(x), counters.now());
    if (!x.targetAdmission.charges.empty())
        counters.settle(x.targetAdmission, actual(x), counters.now());
}

} // namespace gatehouse::gateway
