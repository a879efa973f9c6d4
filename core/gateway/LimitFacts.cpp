// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/LimitFacts.h"

#include "gateway/Recall.h"

#include <algorithm>

namespace gatehouse::gateway {

namespace {

using limits::Dimension;

/// What is reserved for an answer whose length the caller did not bound: most are shorter, and the
/// model's own maximum would leave no room for anybody else.
constexpr Tokens kUnboundedOutput = 256;
/// The most that a model may answer which the catalogue does not know.
constexpr Tokens kUnknownOutput = 32'768;

/// The target that will most likely be asked: limits are decided before one is chosen.
const ai::CatalogueModel* likelyModel(const Exchange& x)
{
    if (x.modelTarget.provider != nullptr)
        return x.modelTarget.facts;
    const auto match = x.snapshot().models().resolve(x.facts.model);
    if (match.route == nullptr)
        return match.single.facts;
    return match.route->targets.empty() ? nullptr : match.route->targets.front().facts;
}

NanoUsd price(const Exchange& x, const ai::CatalogueModel* model, Tokens input, Tokens output)
{
    if (model == nullptr)
        return {};
    ai::Usage usage;
    usage.inputUncached = input;
    usage.output = output;
    return ai::cost(model->price, x.around.clock.wall(), usage);
}

bool counts(AiEndpoint endpoint)
{
    return endpoint == AiEndpoint::CountTokens || endpoint == AiEndpoint::GeminiCount;
}

} // namespace

LimitFacts::LimitFacts(const Exchange& x)
    : m_exchange(x)
{
    m_facts.headers = this;
    m_facts.set(Dimension::Application, x.record.application);
    m_facts.set(Dimension::Team, x.record.team);
    m_facts.set(Dimension::Key, x.record.key);
    m_facts.set(Dimension::Api, x.record.api);
    m_facts.set(Dimension::Route, x.record.route);
    m_facts.set(Dimension::Model, x.facts.model);
    m_facts.set(Dimension::Ip, x.record.clientAddress);
    m_facts.set(Dimension::Provider, x.record.provider);
    m_facts.set(Dimension::ProviderKey, x.record.providerKey);
    if (x.record.revision != 0) {
        m_revision = std::to_string(x.record.revision);
        m_facts.set(Dimension::Revision, m_revision);
    }
    m_facts.set(Dimension::Plan, x.record.plan);
    m_facts.lot = limits::lotOf(x.record.id);
}

std::string_view LimitFacts::header(std::string_view name) const
{
    return m_exchange.http.request().fields.get(name);
}

bool makesText(AiEndpoint endpoint)
{
    return endpoint == AiEndpoint::Chat || endpoint == AiEndpoint::Completions ||
           endpoint == AiEndpoint::Responses || endpoint == AiEndpoint::Messages ||
           endpoint == AiEndpoint::Generate;
}

limits::Amount estimatedCost(const Exchange& x, Tokens input, Tokens output)
{
    return price(x, likelyModel(x), input, output).value;
}

limits::Measure largestEstimate(const Exchange& x)
{
    auto out = estimate(x);
    const bool kept = x.recall != nullptr && x.recall->found != nullptr;
    if (kept || x.facts.maxOutput > 0 || !makesText(x.endpoint))
        return out;
    const auto* const model = likelyModel(x);
    out.outputTokens = model != nullptr && model->maxOutput > 0 ? model->maxOutput : kUnknownOutput;
    out.costNanoUsd = price(x, model, out.inputTokens, out.outputTokens).value;
    return out;
}

limits::Measure estimate(const Exchange& x)
{
    limits::Measure out;
    const auto& request = x.http.request();
    out.bytes =
        request.body == http::BodyKind::Length ? static_cast<limits::Amount>(request.length) : 0;
    if (x.call != CallKind::Model)
        return out;
    out.bytes = static_cast<limits::Amount>(x.body.size());
    // A kept answer uses no tokens; should it be gone by then, the settlement tells.
    if (counts(x.endpoint) || (x.recall != nullptr && x.recall->found != nullptr))
        return out;
    out.inputTokens = (out.bytes + 3) / 4;
    const auto* const model = likelyModel(x);
    if (makesText(x.endpoint)) {
        out.outputTokens = x.facts.maxOutput > 0 ? x.facts.maxOutput : kUnboundedOutput;
        if (model != nullptr && model->maxOutput > 0)
            out.outputTokens = std::min(out.outputTokens, model->maxOutput);
    }
    out.costNanoUsd = price(x, model, out.inputTokens, out.outputTokens).value;
    return out;
}

limits::Measure actual(const Exchange& x)
{
    limits::Measure out;
    out.bytes = static_cast<limits::Amount>(x.http.bodyBytes() +
                                            std::max(x.http.sentBytes(), x.answerBytes));
    if (x.call != CallKind::Model || !x.answer || x.answer->status >= 400 || counts(x.endpoint) ||
        (x.recall != nullptr && x.recall->isFree()))
        return out;
    if (x.told.usage.reported) {
        out.inputTokens = x.told.usage.input();
        out.outputTokens = x.record.outputTokens;
        out.costNanoUsd = x.record.cost.value;
        return out;
    }
    // It broke off, or does not tell: what was asked, and a token for each event that came, or for
    // four bytes of a whole answer.
    out.inputTokens = (static_cast<limits::Amount>(x.body.size()) + 3) / 4;
    out.outputTokens = static_cast<limits::Amount>(x.streamedEvents);
    if (x.streamedEvents == 0 && makesText(x.endpoint))
        out.outputTokens = static_cast<limits::Amount>((x.answerBytes + 3) / 4);
    out.costNanoUsd = price(x, likelyModel(x), out.inputTokens, out.outputTokens).value;
    return out;
}

} // namespace gatehouse::gateway
