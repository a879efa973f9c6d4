// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Clamp.h"

#include "ai/Json.h"
#include "ai/OutputLimit.h"

#include <algorithm>
#include <vector>

namespace gatehouse::gateway {

namespace {

using limits::Amount;

/// A shorter answer than this helps nobody.
constexpr Tokens kLeastOutput = 16;

ai::OutputField fieldOf(const Exchange& x)
{
    switch (x.endpoint) {
    case AiEndpoint::Responses:
        return ai::OutputField::MaxOutputTokens;
    case AiEndpoint::Generate:
        return ai::OutputField::Gemini;
    case AiEndpoint::Chat:
        break;
    default:
        return ai::OutputField::MaxTokens;
    }
    const auto match = x.snapshot().models().resolve(x.facts.model);
    const auto* provider = match.single.provider;
    if (match.route != nullptr && !match.route->targets.empty())
        provider = match.route->targets.front().provider;
    const bool own = provider != nullptr &&
                     (provider->catalogueId == "openai" || provider->wire == ai::Wire::AzureOpenAi);
    return own ? ai::OutputField::MaxCompletionTokens : ai::OutputField::MaxTokens;
}

/// The output that what is left under a rule still buys.
Tokens bought(const Exchange& x, const limits::Decision& decision, const limits::Measure& estimate)
{
    const auto left = decision.remaining;
    switch (decision.rule->source.unit) {
    case model::LimitUnit::OutputTokens:
        return left;
    case model::LimitUnit::Tokens:
        return left - estimate.inputTokens;
    default:
        break;
    }
    constexpr Amount kMany = 1'000'000;
    const auto input = estimatedCost(x, estimate.inputTokens, 0);
    const auto many = estimatedCost(x, estimate.inputTokens, kMany) - input;
    if (many <= 0)
        return estimate.outputTokens; // output costs nothing, so less of it saves nothing
    const auto rest = std::max<Amount>(0, left - input);
    return rest / many * kMany + rest % many * kMany / many;
}

} // namespace

bool mayClamp(const Exchange& x, const limits::Facts& facts)
{
    const auto& set = x.view->limits->set();
    if (!set.clamps() || x.call != CallKind::Model || !makesText(x.endpoint))
        return false;
    std::vector<std::uint32_t> matching;
    set.matching(facts, limits::Stage::Exchange, matching);
    const bool any = std::ranges::any_of(
        matching, [&](std::uint32_t index) { return set.rules()[index].source.clamp; });
    return any && ai::isJsonObject(x.body);
}

bool clamped(const Exchange& x, limits::Measure& estimate)
{
    Tokens most = estimate.outputTokens;
    for (const auto& decision : x.admission.decisions) {
        if (decision.verdict != limits::Verdict::Refused)
            continue;
        if (!decision.rule->source.clamp || decision.missingIdentity)
            return false;
        most = std::min(most, bought(x, decision, estimate));
    }
    // With too little left, the refusal tells when there is enough for the least.
    most = std::max(most, kLeastOutput);
    if (most >= estimate.outputTokens)
        return false;
    estimate.outputTokens = most;
    estimate.costNanoUsd = estimatedCost(x, estimate.inputTokens, most);
    return true;
}

bool applyClamp(Exchange& x, Tokens most)
{
    auto body = ai::withOutputLimit(x.body, fieldOf(x), most);
    if (!body)
        return false;
    auto facts = ai::readJsonRequest(*body);
    if (!facts)
        return false;
    facts->model = x.facts.model; // Gemini's stands in the path
    facts->stream = x.facts.stream;
    x.body = std::move(*body);
    x.facts = std::move(*facts);
    x.outputLimit = most;
    return true;
}

} // namespace gatehouse::gateway
