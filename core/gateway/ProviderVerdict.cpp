// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ProviderVerdict.h"

#include "ai/Fault.h"
#include "gateway/AccessTokens.h"
#include "gateway/AnswerProof.h"
#include "gateway/PeekedAnswer.h"

#include <algorithm>
#include <charconv>

namespace gatehouse::gateway {

namespace {

using Outcome = Verdict::Outcome;

constexpr Breaker::Rule kProviderRule{
    .failures = 5, .first = std::chrono::seconds(5), .longest = std::chrono::seconds(60)};
/// Of an error body that is read before the next try.
constexpr std::size_t kErrorBody = 64u << 10;
/// A key whose account has no money left is asked again after that.
constexpr Duration kUnpaid = std::chrono::minutes(5);

bool succeeded(unsigned status)
{
    return status >= 200 && status < 300;
}

void end(ProviderCall& call, unsigned status, std::string_view reason = {})
{
    auto& record = call.attempt();
    record.status = static_cast<std::uint16_t>(status);
    record.reason = reason;
}

double number(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value >= 0 ? value : -1;
}

/// Google says it in the body: `"retryDelay": "17s"`.
double toldDelay(std::string_view body)
{
    constexpr std::string_view kName = "\"retryDelay\"";
    const auto at = body.find(kName);
    if (at == std::string_view::npos)
        return -1;
    auto rest = body.substr(at + kName.size());
    const auto open = rest.find('"');
    const auto close = open == std::string_view::npos ? open : rest.find("s\"", open);
    return close == std::string_view::npos ? -1 : number(rest.substr(open + 1, close - open - 1));
}

/// How long the provider wants to be left alone; bounded, since some ask for days.
Duration coolDown(const ProviderAnswer& answer, std::string_view body)
{
    double seconds = number(answer.retryAfterMs) / 1000;
    if (seconds < 0)
        seconds = number(answer.retryAfter);
    if (seconds < 0)
        seconds = toldDelay(body);
    if (seconds < 0)
        seconds = 5;
    return std::chrono::milliseconds(
        static_cast<std::int64_t>(std::clamp(seconds, 0.05, 300.0) * 1000));
}

struct Beginning
{
    std::string bytes;
    http::BodyState state = http::BodyState::End;
};

http::Task<Beginning> readBeginning(ProviderAnswer& answer)
{
    Beginning out;
    do {
        const auto piece = co_await answer.read();
        out.state = piece.state;
        out.bytes += piece.data;
    } while (out.state == http::BodyState::More && out.bytes.size() < kErrorBody);
    co_return out;
}

/// Keeps a refusal as the failure to report, should no other try succeed.
void keepRefusal(Exchange& x, unsigned status, std::string_view type, std::string_view lead,
                 std::string&& body)
{
    // Only in his own dialect may the caller see the provider's body as it is.
    const bool json = x.hop == Hop::Same && x.answer->contentType.starts_with("application/json") &&
                      x.answer->contentEncoding.empty();
    auto words = x.hop == Hop::Same ? ai::readErrorMessage(body)
                                    : ai::readFault(body, x.answer->status).message;
    const auto upstreamStatus = x.answer->status;
    if (words.empty())
        words = "status " + std::to_string(upstreamStatus);
    // The caller keeps a 429 over what came later: it says when to come back.
    if (x.failure.status == 429 && status != 429)
        return;
    x.fail(status, type, std::string(lead) + words);
    x.failure.retryAfter = x.answer->retryAfter;
    if (json && status == upstreamStatus)
        x.verbatim = std::move(body);
}

http::Task<Verdict> limited(Exchange& x, ProviderCall& call)
{
    end(call, 429, "429");
    auto read = co_await readBeginning(*x.answer);
    const auto wait = coolDown(*x.answer, read.bytes);
    const bool unpaid = read.bytes.find("insufficient_quota") != std::string::npos;
    if (auto* key = call.keyHealth())
        key->cool(x.around.clock.now(), unpaid ? kUnpaid : wait);
    keepRefusal(x, 429, "provider_rate_limit", "", std::move(read.bytes));
    if (x.failure.retryAfter.empty())
        x.failure.retryAfter = std::to_string(
            std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(wait).count()));
    x.record.refusedBy = telemetry::RefusedBy::Provider;
    co_return Verdict{Outcome::NextKey, !unpaid};
}

http::Task<Verdict> keyRefused(Exchange& x, ProviderCall& call)
{
    const auto status = x.answer->status;
    if (auto* key = call.keyHealth(); key != nullptr && status != 403) {
        if (call.key()->account) {
            // Rights of accounts take a while to arrive everywhere.
            x.around.tokens.forget(*call.key()->account);
            key->cool(x.around.clock.now(), std::chrono::seconds(5));
        } else {
            key->retired.store(true, std::memory_order_relaxed);
        }
    }
    end(call, status, "the provider refuses our key");
    auto read = co_await readBeginning(*x.answer);
    keepRefusal(x, 502, "provider_key_refused",
                "the provider refuses the gateway's key: ", std::move(read.bytes));
    co_return Verdict{Outcome::NextKey, false};
}

http::Task<Verdict> broken(Exchange& x, ProviderCall& call)
{
    const auto status = x.answer->status;
    x.view->providers[call.provider().state]->breaker.onFailure(kProviderRule,
                                                                x.around.clock.now());
    end(call, status, std::to_string(status));
    auto read = co_await readBeginning(*x.answer);
    keepRefusal(x,
                status == 529   ? (x.dialect == Dialect::Anthropic ? 529 : 503)
                : status == 408 ? 504
                                : status,
                "provider_failed", "", std::move(read.bytes));
    co_return Verdict{Outcome::NextKey, true};
}

Verdict unreachable(Exchange& x, ProviderCall& call)
{
    const auto error = call.error();
    if (call.refusedAccount()) {
        if (auto* key = call.keyHealth())
            key->retired.store(true, std::memory_order_relaxed);
        end(call, 0, "the provider refuses our key");
        x.fail(502, "provider_key_refused",
               "the provider refuses the gateway's key: " + call.detail());
        return {Outcome::NextKey, false};
    }
    x.view->providers[call.provider().state]->breaker.onFailure(kProviderRule,
                                                                x.around.clock.now());
    end(call, 0, http::toWord(error));
    const bool slow = error == http::ClientError::FirstByteTimeout ||
                      error == http::ClientError::SendTimeout ||
                      error == http::ClientError::ConnectTimeout;
    if (x.failure.status != 429) {
        if (slow)
            x.fail(504, "provider_timeout",
                   "the provider \"" + call.provider().id + "\" did not answer in time");
        else
            x.fail(502, "provider_failed",
                   "the provider \"" + call.provider().id +
                       "\" could not be reached or broke off: " + call.detail());
    }
    return {Outcome::NextTarget, true};
}

/// A refusal of the caller's request: goes on to him, or to a target with a larger context.
http::Task<Verdict> refused(Exchange& x, ProviderCall& call, Candidates& candidates)
{
    const auto status = x.answer->status;
    const auto* facts = call.target().facts;
    if (status != 400 && status != 413 && status != 422)
        co_return Verdict{Outcome::Answer, false};
    auto read = co_await readBeginning(*x.answer);
    if (ai::isContextOverflow(read.bytes) &&
        candidates.needContextAbove(facts != nullptr ? facts->context : 0)) {
        end(call, status, "the model's context is too small");
        keepRefusal(x, status, "refused_by_provider", "", std::move(read.bytes));
        co_return Verdict{Outcome::NextTarget, false};
    }
    x.answer =
        std::make_unique<PeekedAnswer>(std::move(x.answer), std::move(read.bytes), read.state);
    x.http.onGone([raw = x.answer.get()] { raw->cancel(); });
    co_return Verdict{Outcome::Answer, false};
}

} // namespace

bool isFinal(const ProviderCall& call)
{
    const auto status = call.status();
    return succeeded(status) || (status >= 400 && status < 500 && status != 401 && status != 402 &&
                                 status != 403 && status != 408 && status != 429);
}

http::Task<Verdict> judge(Exchange& x, ProviderCall& call, Candidates& candidates, bool goesOn)
{
    call.commit();
    call.attempt().endMicros = x.micros();
    if (x.http.isGone()) {
        x.http.onGone(nullptr);
        end(call, 0, "client gone");
        co_return Verdict{Outcome::Gone, false};
    }
    if (!x.answer) {
        x.http.onGone(nullptr);
        co_return unreachable(x, call);
    }
    const auto status = x.answer->status;
    if (auto* key = call.keyHealth())
        key->room.learn(x.answer->room, x.around.clock.now());
    Verdict verdict;
    if (status == 429) {
        verdict = co_await limited(x, call);
        co_return verdict;
    }
    if (status == 401 || status == 402 || status == 403) {
        verdict = co_await keyRefused(x, call);
        co_return verdict;
    }
    if (status == 408 || status >= 500) {
        verdict = co_await broken(x, call);
        co_return verdict;
    }
    if (status < 200 || (status >= 300 && status < 400)) {
        end(call, status, "not an answer");
        x.fail(502, "provider_failed",
               "the provider answered with status " + std::to_string(status));
        co_return Verdict{Outcome::NextTarget, false};
    }
    const auto& attempt = call.attempt();
    end(call, status);
    if (goesOn && succeeded(status)) {
        const bool proven = co_await proveAnswer(x);
        if (x.http.isGone()) {
            end(call, status, "client gone");
            co_return Verdict{Outcome::Gone, false};
        }
        if (!proven) {
            x.view->providers[call.provider().state]->breaker.onFailure(kProviderRule,
                                                                        x.around.clock.now());
            end(call, status, "its answer is none");
            co_return Verdict{Outcome::NextTarget, true};
        }
    }
    x.view->providers[call.provider().state]->breaker.onSuccess();
    if (succeeded(status) && call.target().health != CompiledModelTarget::kNoHealth)
        x.view->modelTargets[call.target().health]->onLatency(attempt.endMicros -
                                                              attempt.startMicros);
    if (goesOn && !succeeded(status)) {
        verdict = co_await refused(x, call, candidates);
        if (verdict.outcome != Outcome::Answer)
            co_return verdict;
    }
    x.failure = {};
    x.record.refusedBy = telemetry::RefusedBy::Nobody;
    co_return Verdict{Outcome::Answer, false};
}

} // namespace gatehouse::gateway
