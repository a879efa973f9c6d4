// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Json.h"
#include "gateway/Hop.h"
#include "gateway/Recall.h"
#include "gateway/SharedAnswer.h"

#include <algorithm>

namespace gatehouse::gateway {

namespace {

/// The others make pictures and sounds, or count what costs nothing.
bool isCached(AiEndpoint endpoint)
{
    return endpoint != AiEndpoint::Other && endpoint != AiEndpoint::CountTokens &&
           endpoint != AiEndpoint::GeminiCount;
}

/// The body with its fields in one order and without white space: who writes it otherwise asks the
/// same. Below the top the order stays, because models read schemas in it.
std::string normalised(const std::string& body)
{
    ai::JsonDocument document;
    if (!document.parse(body) || !document.root().isObject())
        return body;
    std::vector<std::pair<std::string, std::string>> fields;
    for (const auto field : document.root())
        fields.emplace_back(field.key(), ai::compactJson(field.raw()));
    std::ranges::stable_sort(fields, {}, &std::pair<std::string, std::string>::first);
    std::string out;
    for (const auto& [name, value] : fields) {
        out += std::to_string(name.size());
        out.append(":").append(name).append("=").append(value).append(",");
    }
    return out;
}

/// Where the route leads: another target's answer is another answer.
std::string targetsOf(const CompiledModelRoute& route)
{
    std::string out(1, static_cast<char>('0' + static_cast<int>(route.strategy)));
    for (const auto& target : route.targets) {
        out.append("|").append(target.provider->id).append("/").append(target.model);
        out.append("@").append(target.provider->base.origin.authority());
        out.append(target.provider->base.path);
    }
    return out;
}

const CompiledModelTarget* targetOf(const CompiledModelRoute& route, const cache::Answer& answer)
{
    const auto found = std::ranges::find_if(route.targets, [&](const CompiledModelTarget& target) {
        return target.provider->id == answer.provider && target.model == answer.model;
    });
    return found == route.targets.end() ? nullptr : &*found;
}

/// Makes the exchange one whose provider has just answered this.
bool adopt(Exchange& x, const CompiledModelRoute& route, const cache::Answer& about)
{
    const auto* const target = targetOf(route, about);
    if (target == nullptr)
        return false;
    std::string unsent;
    if (!prepareBody(x, *target, unsent)) {
        x.failure = {};
        return false;
    }
    x.modelTarget = *target;
    x.record.provider = target->provider->id;
    x.record.modelUsed = target->model;
    return true;
}

/// The leader's caller went away: whoever follows shall not suffer.
void callerLeft(Exchange& x, LeadAnswer& answer)
{
    auto& recall = *x.recall;
    const auto why = x.http.gone();
    const bool left = why == http::Gone::HungUp || why == http::Gone::WriteStall;
    if (!left || !recall.flight->isFollowed()) {
        answer.cancel();
        return;
    }
    recall.flight->leaveUnpaid();
    recall.handedOver = true;
    settle(x); // what was in flight is free at once
}

} // namespace

void lookUpModel(Exchange& x, const ModelMatch& match)
{
    if (match.route == nullptr || !match.route->cache.active() || !isCached(x.endpoint))
        return;
    auto recall = std::make_unique<Recall>(x.around.cache);
    recall->policy = match.route->cache;
    recall->owner = "model_routes/" + match.route->name;
    const auto control = cache::parseCacheControl(fieldValue(x, "cache-control"));
    recall->rules.mayUse = !control.noStore && !control.noCache;
    recall->rules.mayWait = recall->rules.mayUse;
    recall->rules.mayKeep = !control.noStore;
    const auto& query = x.http.request().target.query;
    const auto who = sharers(x, recall->policy.partition);
    const auto where = targetsOf(*match.route);
    const auto asked = normalised(x.body);
    const auto rest = withoutKey(query, queryKey(query));
    const auto version = fieldValue(x, "anthropic-version");
    const auto beta = fieldValue(x, "anthropic-beta");
    const auto openAiBeta = fieldValue(x, "openai-beta");
    const std::array<std::string_view, 9> texts{"model", who,  where,      x.path(), rest,
                                                version, beta, openAiBeta, asked};
    recall->key.id = recall->key.place = recall->question = x.around.cache.digest(texts);
    if (recall->rules.mayUse && recall->policy.ttl > Duration::zero()) {
        recall->found = x.around.cache.store().find(recall->key, x.around.clock.now());
        const auto age = recall->found ? x.around.clock.now() - recall->found->born : Duration();
        if (recall->found && (targetOf(*match.route, *recall->found) == nullptr ||
                              (control.maxAge && age > *control.maxAge)))
            recall->found = nullptr;
        if (recall->found)
            recall->use = telemetry::CacheUse::Hit;
    }
    x.recall = std::move(recall);
}

http::Task<Recalled> recallModel(Exchange& x, const ModelMatch& match)
{
    if (x.recall == nullptr)
        co_return Recalled{};
    auto& recall = *x.recall;
    if (recall.found != nullptr) {
        if (adopt(x, *match.route, *recall.found)) {
            x.answer = std::make_unique<KeptAnswer>(recall.found);
            co_return Recalled{.answered = true};
        }
        recall.found = nullptr;
        recall.use = telemetry::CacheUse::Miss;
    }
    if (recall.lead(recall.rules.mayWait))
        co_return Recalled{};
    const auto from = x.micros();
    auto answer = std::make_unique<FollowAnswer>(x.around.loop, recall.flight);
    x.http.onGone([raw = answer.get()] { raw->cancel(); });
    const bool there = co_await answer->begin();
    x.waitedMicros += x.micros() - from;
    if (x.http.isGone()) {
        x.http.onGone(nullptr);
        co_return Recalled{.gone = true};
    }
    if (there && adopt(x, *match.route, recall.flight->about())) {
        recall.use = telemetry::CacheUse::Coalesced;
        x.answer = std::move(answer);
        co_return Recalled{.answered = true};
    }
    x.http.onGone(nullptr);
    // It came to nothing: this call goes on by itself.
    answer.reset();
    static_cast<void>(recall.lead(false));
    co_return Recalled{};
}

void shareModel(Exchange& x)
{
    if (x.recall == nullptr || !x.recall->leads)
        return;
    auto& recall = *x.recall;
    if (x.answer == nullptr || x.answer->status < 200 || x.answer->status >= 300 ||
        !x.answer->contentEncoding.empty()) {
        recall.leaveFlight();
        return;
    }
    cache::Answer about;
    about.status = x.answer->status;
    about.contentType = x.answer->contentType;
    about.provider = x.record.provider;
    about.model = x.record.modelUsed;
    about.born = x.around.clock.now();
    about.stale = about.born + recall.policy.ttl;
    const bool stream = about.contentType.starts_with("text/event-stream") ||
                        about.contentType.starts_with("application/x-ndjson") ||
                        about.contentType.starts_with("application/vnd.amazon.eventstream");
    recall.flight->begin(std::move(about), stream);
    auto lead = std::make_unique<LeadAnswer>(std::move(x.answer), recall.flight);
    x.http.onGone([&x, raw = lead.get()] { callerLeft(x, *raw); });
    x.answer = std::move(lead);
}

http::Task<void> carryOn(Exchange& x)
{
    if (x.recall == nullptr || !x.recall->handedOver || x.answer == nullptr)
        co_return;
    const auto& flight = *x.recall->flight;
    auto& answer = static_cast<LeadAnswer&>(*x.answer);
    while (!answer.over() && flight.isFollowed()) {
        const auto piece = co_await answer.read();
        if (!piece.ok())
            break;
    }
}

} // namespace gatehouse::gateway
