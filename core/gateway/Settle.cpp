// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Steps.h"

namespace gatehouse::gateway {

void settle(Exchange& x)
{
    if (x.call != CallKind::Model)
        return;
    const auto& usage = x.told.usage;
    x.record.inputTokens = usage.input();
    x.record.outputTokens = usage.output;
    x.record.cachedTokens = usage.cacheRead;
    x.record.reasoningTokens = usage.reasoning;
    x.record.finish = x.told.finish;
    if (const auto* facts = x.modelTarget.facts)
        x.record.cost = ai::cost(facts->price.at(x.around.clock.wall(), usage.input()), usage);
}

} // namespace gatehouse::gateway
