// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Fault.h"
#include "ai/TokenEstimate.h"
#include "base/Text.h"
#include "gateway/Capture.h"
#include "gateway/Hop.h"
#include "gateway/Sandbox.h"
#include "gateway/Steps.h"
#include "gateway/UpstreamAnswer.h"
#include "http/UpstreamPool.h"

#include <algorithm>
#include <charconv>

namespace gatehouse::gateway {

namespace {

constexpr Breaker::Rule kProviderRule{
    .failures = 5, .first = std::chrono::seconds(5), .longest = std::chrono::seconds(60)};
/// Tries of one exchange, whatever the number of targets and keys.
constexpr std::size_t kMostAttempts = 8;
/// Of an error body that is read before the next try.
constexpr std::size_t kErrorBody = 64u << 10;

/// What a try at one key of one target came to.
enum class Outcome : std::uint8_t
{
    Answer,     ///< `answer` concerns the caller: success, or a fault of his own.
    NextKey,    ///< This key is refused or has no room; another one may do.
    NextTarget, ///< The provider is down.
    GiveUp,     ///< `failure` is set, and more tries would only cost time.
    Gone,
};

bool succeeded(unsigned status)
{
    return status >= 200 && status < 300;
}

Next bodyFailed(Exchange& x, http::BodyState state)
{
    switch (state) {
    case http::BodyState::TooLarge:
        x.fail(413, "body_too_large", "the body is larger than this gateway takes");
        return Next::Refuse;
    case http::BodyState::TimedOut:
        x.fail(408, "body_timeout", "the body did not arrive in time");
        return Next::Refuse;
    case http::BodyState::Bad:
        x.fail(400, "bad_message", "the body is not framed as it should be");
        return Next::Refuse;
    default:
        return Next::Gone;
    }
}

/// The targets to try, best first.
std::vector<CompiledModelTarget> order(Exchange& x, const ModelMatch& match)
{
    if (match.route == nullptr)
        return {match.single};
    auto targets = match.route->targets;
    if (match.route->strategy == model::RouteStrategy::Weighted && !match.route->rotation.empty()) {
        const auto turn =
            x.view->modelTurns[match.route->turns].next.fetch_add(1, std::memory_order_relaxed);
        const auto first = match.route->rotation.at(turn);
        std::ranges::rotate(targets, targets.begin() + first);
    } else if (match.route->strategy == model::RouteStrategy::LeastLatency) {
        std::ranges::stable_sort(targets, {}, [&](const CompiledModelTarget& target) {
            return x.view->providers[target.provider->state]->latencyMicros.load(
                std::memory_order_relaxed);
        });
    }
    return targets;
}

/// How long the provider wants to be left alone; bounded, since some ask for days.
Duration coolDown(const ProviderAnswer& answer)
{
    const auto number = [](std::string_view text) -> double {
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc{} && end == text.data() + text.size() && value >= 0 ? value : -1;
    };
    double seconds = number(answer.retryAfterMs) / 1000;
    if (seconds < 0)
        seconds = number(answer.retryAfter);
    if (seconds < 0)
        seconds = 5;
    return std::chrono::milliseconds(
        static_cast<std::int64_t>(std::clamp(seconds, 0.05, 300.0) * 1000));
}

/// Takes a refusal's body and keeps it as the failure to report, should no other try succeed.
http::Task<void> keepRefusal(Exchange& x, unsigned status, std::string_view type,
                             std::string_view lead)
{
    std::string text;
    for (;;) {
        const auto piece = co_await x.answer->read();
        if (!piece.ok())
            break;
        if (text.size() < kErrorBody)
            text += piece.data.substr(0, kErrorBody - text.size());
        if (piece.last())
            break;
    }
    // Only in his own dialect may the caller see the provider's body as it is.
    const bool json = x.hop == Hop::Same && x.answer->contentType.starts_with("application/json") &&
                      x.answer->contentEncoding.empty();
    auto words = x.hop == Hop::Same ? ai::readErrorMessage(text)
                                    : ai::readFault(text, x.answer->status).message;
    const auto upstreamStatus = x.answer->status;
    if (words.empty())
        words = "status " + std::to_string(upstreamStatus);
    // The caller keeps a 429 over what came later: it says when to come back.
    if (x.failure.status == 429 && status != 429)
        co_return;
    std::string retryAfter = x.answer->retryAfter;
    x.fail(status, type, std::string(lead) + words);
    x.failure.retryAfter = std::move(retryAfter);
    if (json && status == upstreamStatus)
        x.verbatim = std::move(text);
}

http::Task<Outcome> judge(Exchange& x, const CompiledProvider& provider, KeyHealth* key)
{
    auto& health = *x.view->providers[provider.state];
    const unsigned status = x.answer->status;
    const auto now = x.around.clock.now();
    if (status == 429) {
        if (key != nullptr)
            key->cool(now, coolDown(*x.answer));
        x.endAttempt(status, "429");
        const auto wait = coolDown(*x.answer);
        co_await keepRefusal(x, 429, "provider_rate_limit", "");
        if (x.failure.retryAfter.empty())
            x.failure.retryAfter = std::to_string(
                std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(wait).count()));
        x.record.refusedBy = telemetry::RefusedBy::Provider;
        co_return Outcome::NextKey;
    }
    if (status == 401 || status == 402 || status == 403) {
        if (key != nullptr && status != 403)
            key->retired.store(true, std::memory_order_relaxed);
        x.endAttempt(status, "the provider refuses our key");
        co_await keepRefusal(x, 502, "provider_key_refused",
                             "the provider refuses the gateway's key: ");
        co_return Outcome::NextKey;
    }
    if (status == 408 || status >= 500) {
        health.breaker.onFailure(kProviderRule, now);
        x.endAttempt(status, std::to_string(status));
        co_await keepRefusal(x,
                             status == 529   ? (x.dialect == Dialect::Anthropic ? 529 : 503)
                             : status == 408 ? 504
                                             : status,
                             "provider_failed", "");
        co_return Outcome::NextKey;
    }
    if (status < 200 || (status >= 300 && status < 400)) {
        x.endAttempt(status, "not an answer");
        x.fail(502, "provider_failed",
               "the provider answered with status " + std::to_string(status));
        co_return Outcome::NextTarget;
    }
    health.breaker.onSuccess();
    x.endAttempt(status);
    if (succeeded(status))
        health.onLatency(x.record.attempts.back().endMicros - x.record.attempts.back().startMicros);
    x.failure = {};
    x.record.refusedBy = telemetry::RefusedBy::Nobody;
    co_return Outcome::Answer;
}

/// Tokens of a request whose provider cannot count them, as its caller asks for them.
std::unique_ptr<SandboxAnswer> countedAnswer(Exchange& x)
{
    const auto tokens = std::to_string(ai::estimateInput(*x.conversation));
    SandboxReply reply;
    reply.firstDelay = {};
    reply.pieces.push_back({{},
                            x.endpoint == AiEndpoint::CountTokens
                                ? R"({"input_tokens":)" + tokens + "}"
                                : R"({"totalTokens":)" + tokens + "}"});
    return std::make_unique<SandboxAnswer>(x.around.loop, std::move(reply));
}

http::Task<Outcome> tryOnce(Exchange& x, const CompiledModelTarget& target,
                            const CompiledProviderKey* key)
{
    const auto& provider = *target.provider;
    auto& health = *x.view->providers[provider.state];
    health.called.store(true, std::memory_order_relaxed);
    x.record.provider = provider.id;
    x.record.modelUsed = target.model;
    x.record.providerKey = key != nullptr ? key->id : std::string{};
    x.modelTarget = target;
    std::string body;
    const auto before = x.failure;
    auto verbatim = x.verbatim;
    if (!prepareBody(x, target, body)) {
        // That a target which could carry it failed tells the caller more: he may try again.
        if (before.status != 0) {
            x.failure = before;
            x.verbatim = std::move(verbatim);
        }
        co_return Outcome::NextTarget;
    }
    x.beginAttempt(provider.id, key != nullptr ? key->id : std::string_view{});
    const bool sandbox = provider.wire == ai::Wire::Sandbox;
    const auto waitFrom = x.micros();
    x.answer.reset();
    if (sandbox || x.hop == Hop::Count) {
        auto answer =
            x.hop == Hop::Count
                ? countedAnswer(x)
                : makeSandboxAnswer(x.around.loop,
                                    x.hop == Hop::Conversation ? AiEndpoint::Chat : x.endpoint,
                                    target.model, body, provider.settings);
        x.http.onGone([raw = answer.get()] { raw->cancel(); });
        x.record.phases.connected = x.record.phases.sent = x.micros();
        const auto kept = captureTry(x, provider, key, {}, nullptr, body);
        const bool ready = co_await answer->begin();
        x.answer = captureTryAnswer(x, kept, std::move(answer), nullptr);
        if (!ready) {
            x.endAttempt(0, "client gone");
            co_return Outcome::Gone;
        }
    } else {
        const auto& times = x.settings().times;
        const http::ClientTimes limits{.connect = times.connect,
                                       .send = times.firstByte,
                                       .firstByte = times.firstByte,
                                       .streamGap = times.streamGap};
        const auto path = providerPath(x, target);
        const auto fields = providerFields(x, provider, key, path, body);
        const http::OutgoingRequest out{.method = "POST",
                                        .target = path,
                                        .host = {},
                                        .fields = &fields,
                                        .body = http::BodyKind::Length,
                                        .length = body.size(),
                                        .upgrade = {}};
        const auto kept = captureTry(x, provider, key, path, &fields, body);
        const http::ResponseHead* head = nullptr;
        std::unique_ptr<http::ClientExchange> call;
        for (const auto want :
             {http::ClientExchange::Want::Any, http::ClientExchange::Want::Fresh}) {
            call = x.around.pool.exchange(provider.base.origin, limits);
            x.http.onGone([raw = call.get()] { raw->cancel(); });
            const auto opened = co_await call->open(want);
            if (opened != http::ClientError::None)
                break;
            x.record.phases.connected = x.micros();
            [[maybe_unused]] const auto sent = co_await call->sendHead(out, body, true);
            x.record.phases.sent = x.micros();
            head = co_await call->readHead();
            // A kept connection that had died took nothing: this is no second call.
            if (head != nullptr || !call->wasStale())
                break;
        }
        x.waitedMicros += x.micros() - waitFrom;
        if (x.http.isGone()) {
            x.http.onGone(nullptr);
            x.endAttempt(0, "client gone");
            co_return Outcome::Gone;
        }
        if (head == nullptr) {
            const auto error = call->error();
            x.http.onGone(nullptr);
            health.breaker.onFailure(kProviderRule, x.around.clock.now());
            x.endAttempt(0, http::toWord(error));
            const bool slow = error == http::ClientError::FirstByteTimeout ||
                              error == http::ClientError::SendTimeout;
            if (x.failure.status != 429) {
                if (slow || error == http::ClientError::ConnectTimeout)
                    x.fail(504, "provider_timeout",
                           "the provider \"" + provider.id + "\" did not answer in time");
                else
                    x.fail(502, "provider_failed",
                           "the provider \"" + provider.id +
                               "\" could not be reached or broke off: " + call->errorDetail());
            }
            // Whoever waited for two minutes does not want to wait again.
            co_return slow ? Outcome::GiveUp : Outcome::NextTarget;
        }
        x.answer = captureTryAnswer(
            x, kept, std::make_unique<UpstreamAnswer>(std::move(call), *head), &head->fields);
        x.http.onGone([raw = x.answer.get()] { raw->cancel(); });
        const auto outcome =
            co_await judge(x, provider, key != nullptr ? x.view->keys[key->state].get() : nullptr);
        co_return outcome;
    }
    x.waitedMicros += x.micros() - waitFrom;
    const auto outcome = co_await judge(x, provider, nullptr);
    co_return outcome;
}

/// The keys of a provider that may be tried now, in turn.
std::vector<const CompiledProviderKey*> usableKeys(Exchange& x, const CompiledProvider& provider,
                                                   std::int64_t& coolUntil)
{
    std::vector<const CompiledProviderKey*> usable;
    if (provider.rotation.empty())
        return usable;
    const auto now = x.around.clock.now();
    const auto turn =
        x.view->providers[provider.state]->keyTurns.fetch_add(1, std::memory_order_relaxed);
    for (std::size_t i = 0; i < provider.rotation.length(); ++i) {
        const auto& key = provider.keys[provider.rotation.at(turn + i)];
        const auto& state = *x.view->keys[key.state];
        if (state.usable(now)) {
            if (std::ranges::find(usable, &key) == usable.end())
                usable.push_back(&key);
        } else if (!state.retired) {
            const auto until = state.coolUntil.load(std::memory_order_relaxed);
            coolUntil = coolUntil == 0 ? until : std::min(coolUntil, until);
        }
    }
    return usable;
}

http::Task<Next> tryTargets(Exchange& x, std::vector<CompiledModelTarget> targets)
{
    for (const auto& target : targets) {
        const auto& provider = *target.provider;
        if (!provider.problem.empty()) {
            if (x.failure.status == 0)
                x.fail(502, "provider_not_callable",
                       "the provider \"" + provider.id +
                           "\" cannot be called: " + provider.problem);
            continue;
        }
        if (!x.view->providers[provider.state]->breaker.tryPass(x.around.clock.now())) {
            if (x.failure.status == 0)
                x.fail(503, "provider_unavailable",
                       "the provider \"" + provider.id +
                           "\" failed several times in a row and is left alone for a moment");
            continue;
        }
        std::int64_t coolUntil = 0;
        std::vector<const CompiledProviderKey*> keys{nullptr};
        if (!provider.keys.empty())
            keys = usableKeys(x, provider, coolUntil);
        if (keys.empty() && coolUntil != 0) {
            const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(
                                 x.around.clock.now().time_since_epoch())
                                 .count();
            const auto seconds =
                std::max<std::int64_t>(1, (coolUntil - now + 999'999'999) / 1'000'000'000);
            x.fail(429, "provider_rate_limit",
                   "every key of the provider \"" + provider.id + "\" has to pause");
            x.failure.retryAfter = std::to_string(seconds);
            x.record.refusedBy = telemetry::RefusedBy::Provider;
        } else if (keys.empty() && x.failure.status == 0) {
            x.fail(502, "provider_key_refused",
                   "the provider \"" + provider.id + "\" has refused all its keys");
        }
        for (const auto* key : keys) {
            if (x.record.attempts.size() >= kMostAttempts)
                co_return Next::Refuse;
            x.record.provider = provider.id;
            x.record.providerKey = key != nullptr ? key->id : std::string{};
            if (!admitTarget(x))
                continue;
            const auto outcome = co_await tryOnce(x, target, key);
            if (outcome == Outcome::Answer)
                co_return Next::Go;
            leaveTarget(x);
            if (outcome == Outcome::Gone)
                co_return Next::Gone;
            if (outcome == Outcome::GiveUp)
                co_return Next::Refuse;
            if (outcome == Outcome::NextTarget)
                break;
        }
    }
    if (x.failure.status == 0)
        x.fail(502, "no_target",
               "the model \"" + x.facts.model + "\" has no target that can be called");
    co_return Next::Refuse;
}

} // namespace

http::Task<Next> dispatchModel(Exchange& x)
{
    const auto from = x.micros();
    const auto state = co_await x.http.readAll(x.body);
    x.waitedMicros += x.micros() - from;
    captureRequest(x, x.body);
    if (state != http::BodyState::End)
        co_return bodyFailed(x, state);
    const auto type = x.http.request().fields.get("content-type");
    constexpr std::string_view kForm = "multipart/form-data";
    const bool form =
        type.size() >= kForm.size() && text::equalsIgnoreCase(type.substr(0, kForm.size()), kForm);
    auto facts = form ? ai::readFormRequest(x.body, type) : ai::readJsonRequest(x.body);
    if (!facts) {
        x.fail(400, "bad_request", facts.error().message);
        co_return Next::Refuse;
    }
    x.facts = std::move(*facts);
    if (!x.action.empty()) {
        x.facts.model = x.modelInPath;
        x.facts.stream = x.action == "streamGenerateContent";
    }
    // Records and answers carry the name, and streams of the sandbox repeat it.
    constexpr std::size_t kLongestName = 256;
    if (x.facts.model.size() > kLongestName) {
        x.fail(404, "model_not_found", "no model's name is longer than 256 bytes");
        co_return Next::Refuse;
    }
    x.record.modelAsked = x.facts.model;
    x.record.stream = x.facts.stream;
    if (x.facts.model.empty()) {
        x.fail(400, "no_model", "\"model\" is missing");
        co_return Next::Refuse;
    }
    const auto match = x.snapshot().models().resolve(x.facts.model);
    if (!match.found()) {
        x.fail(404, "model_not_found", "the model \"" + x.facts.model + "\" does not exist here");
        co_return Next::Refuse;
    }
    if (const auto next = authoriseModel(x, match); next != Next::Go)
        co_return next;
    const auto admitted = co_await admit(x);
    if (admitted != Next::Go)
        co_return admitted;
    x.record.phases.admitted = x.micros();
    auto targets = order(x, match);
    const auto next = co_await tryTargets(x, std::move(targets));
    co_return next;
}

} // namespace gatehouse::gateway
