// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ModelOrder.h"

#include "ai/TokenEstimate.h"
#include "gateway/Hop.h"
#include "gateway/LimitFacts.h"

#include <algorithm>
#include <ranges>

namespace gatehouse::gateway {

namespace {

/// Of so many calls one goes to another target than the fastest: it may have become faster.
constexpr std::uint64_t kLookAround = 32;

/// What the request would cost there; the unknown is dearer than anything.
std::int64_t price(const Exchange& x, const CompiledModelTarget& target,
                   const limits::Measure& wanted)
{
    if (target.facts == nullptr || !target.facts->price.known())
        return INT64_MAX;
    ai::Usage usage;
    usage.inputUncached = wanted.inputTokens;
    usage.output = wanted.outputTokens;
    return ai::cost(target.facts->price, x.around.clock.wall(), usage).value;
}

void byCost(const Exchange& x, std::vector<CompiledModelTarget>& targets)
{
    const auto wanted = estimate(x);
    std::ranges::stable_sort(
        targets, {}, [&](const CompiledModelTarget& target) { return price(x, target, wanted); });
}

void byLatency(const Exchange& x, std::uint64_t turn, std::vector<CompiledModelTarget>& targets)
{
    // Whoever was not asked yet has 0, and is asked.
    std::ranges::stable_sort(targets, {}, [&](const CompiledModelTarget& target) {
        return x.view->modelTargets[target.health]->latencyMicros.load(std::memory_order_relaxed);
    });
    if (targets.size() > 1 && turn % kLookAround == kLookAround - 1)
        std::ranges::rotate(
            targets, targets.begin() + 1 +
                         static_cast<std::ptrdiff_t>(turn / kLookAround % (targets.size() - 1)));
}

bool isRoom(const CompiledModelTarget& target, Tokens input)
{
    return target.facts == nullptr || target.facts->context == 0 ||
           input + 1 < target.facts->context;
}

/// Bytes are cheap to count and never too few; only where they might not fit, the text is read.
Tokens inputTokens(Exchange& x, Tokens smallest)
{
    const auto roughly = static_cast<Tokens>(x.body.size() / 2);
    if (roughly < smallest || !callerDialect(x.endpoint))
        return roughly < smallest ? roughly : static_cast<Tokens>(x.body.size() / 4);
    const auto* conversation = conversationOf(x);
    if (conversation == nullptr) {
        x.failure = {}; // Whoever needs it to be read will say so.
        return 0;
    }
    return ai::estimateInput(*conversation);
}

void largestLast(Exchange& x, std::vector<CompiledModelTarget>& targets)
{
    Tokens smallest = 0;
    for (const auto& target : targets) {
        if (target.facts != nullptr && target.facts->context > 0)
            smallest =
                smallest == 0 ? target.facts->context : std::min(smallest, target.facts->context);
    }
    if (smallest == 0 || targets.size() < 2)
        return;
    const auto input = inputTokens(x, smallest);
    const auto small = std::ranges::stable_partition(
        targets, [&](const CompiledModelTarget& target) { return isRoom(target, input); });
    std::ranges::stable_sort(small, std::greater<>{}, [](const CompiledModelTarget& target) {
        return target.facts->context;
    });
}

} // namespace

std::vector<CompiledModelTarget> orderTargets(Exchange& x, const ModelMatch& match)
{
    if (match.route == nullptr)
        return {match.single};
    const auto& route = *match.route;
    auto targets = route.targets;
    const auto turn =
        x.view->modelRoutes[route.health]->turns.fetch_add(1, std::memory_order_relaxed);
    switch (route.strategy) {
    case model::RouteStrategy::Weighted:
        if (!route.rotation.empty())
            std::ranges::rotate(targets, targets.begin() + route.rotation.at(turn));
        break;
    case model::RouteStrategy::LeastLatency:
        byLatency(x, turn, targets);
        break;
    case model::RouteStrategy::LowestCost:
        byCost(x, targets);
        break;
    case model::RouteStrategy::Priority:
        break;
    }
    largestLast(x, targets);
    return targets;
}

} // namespace gatehouse::gateway
