// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Text.h"
#include "gateway/Candidates.h"
#include "gateway/Capture.h"
#include "gateway/Hedge.h"
#include "gateway/Hop.h"
#include "gateway/ModelOrder.h"
#include "gateway/ProviderVerdict.h"
#include "gateway/Recall.h"
#include "gateway/Sandbox.h"
#include "gateway/Steps.h"
#include "http/Deadlines.h"
#include "http/Loop.h"
#include "http/Wakeup.h"

#include <algorithm>
#include <charconv>
#include <random>

namespace gatehouse::gateway {

namespace {

/// Tries of one exchange, whatever the number of targets and keys.
constexpr std::size_t kMostAttempts = 8;
/// Whoever is to wait longer before another round is told so instead.
constexpr double kLongestWait = 5;

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

/// How long to wait before round `round` (from 1): twice as long each time, with jitter, at least
/// what the provider asks for. Nothing when that is too long.
std::optional<Duration> backOff(const Exchange& x, std::uint32_t round)
{
    thread_local std::minstd_rand random{std::random_device{}()};
    const double most = std::min(2.0, 0.1 * static_cast<double>(1u << round));
    double seconds = std::uniform_real_distribution<double>(most / 2, most)(random);
    const auto& told = x.failure.retryAfter;
    double asked = 0;
    const auto [end, error] = std::from_chars(told.data(), told.data() + told.size(), asked);
    if (error == std::errc{} && end == told.data() + told.size())
        seconds = std::max(seconds, asked);
    if (seconds > kLongestWait)
        return std::nullopt;
    return std::chrono::microseconds(static_cast<std::int64_t>(seconds * 1e6));
}

/// False when the caller left meanwhile.
http::Task<bool> pause(Exchange& x, Duration time)
{
    http::Wakeup wakeup(x.around.loop.ready());
    http::Deadline end(x.around.loop.deadlines(), [&wakeup] { wakeup.wake(); });
    x.http.onGone([&wakeup] { wakeup.wake(); });
    const auto from = x.micros();
    end.setIn(time);
    if (!x.http.isGone())
        co_await wakeup.wait();
    x.waitedMicros += x.micros() - from;
    x.http.onGone(nullptr);
    co_return !x.http.isGone();
}

/// One candidate, to its verdict.
http::Task<Verdict> ask(Exchange& x, const Candidate& candidate, Candidates& candidates,
                        const CompiledModelRoute* route, bool mayRetry)
{
    const auto before = x.failure;
    auto verbatim = x.verbatim;
    auto call = std::make_unique<ProviderCall>(x, *candidate.target, candidate.key, route);
    if (!call->prepare()) {
        // That a target which could carry it failed tells the caller more: he may try again.
        if (before.status != 0) {
            x.failure = before;
            x.verbatim = std::move(verbatim);
        }
        co_return Verdict{};
    }
    call->charge(std::exchange(x.targetAdmission, {}));
    const auto from = x.micros();
    Verdict verdict;
    if (route != nullptr && route->hedgeAfter > Duration{}) {
        verdict = co_await runHedged(x, std::move(call), candidates, *route, mayRetry);
    } else {
        x.http.onGone([raw = call.get()] { raw->cancel(); });
        co_await call->run();
        verdict = co_await judge(x, *call, candidates, mayRetry || candidates.mayHaveMore());
    }
    x.waitedMicros += x.micros() - from;
    co_return verdict;
}

/// Whether another round may begin, and if so waits for it.
http::Task<bool> nextRound(Exchange& x, const CompiledModelRoute* route, std::uint32_t round,
                           bool mayPass)
{
    if (route == nullptr || !mayPass || round > route->retries)
        co_return false;
    const auto wait = backOff(x, round);
    if (!wait || !x.view->modelRoutes[route->health]->retries.take(route->retryBudget))
        co_return false;
    const bool stayed = co_await pause(x, *wait);
    co_return stayed;
}

http::Task<Next> tryTargets(Exchange& x, const ModelMatch& match)
{
    const auto* const route = match.route;
    if (route != nullptr) {
        auto& health = *x.view->modelRoutes[route->health];
        health.retries.earn(route->retryBudget);
        health.hedges.earn(route->hedgeBudget);
    }
    Candidates candidates(x, orderTargets(x, match));
    std::uint32_t round = 0;
    bool mayPass = false;
    while (x.record.attempts.size() < kMostAttempts) {
        const auto candidate = candidates.next();
        if (!candidate) {
            const bool goesOn = co_await nextRound(x, route, ++round, mayPass);
            if (x.http.isGone())
                co_return Next::Gone;
            if (!goesOn)
                break;
            mayPass = false;
            candidates.again();
            continue;
        }
        const auto verdict = co_await ask(x, *candidate, candidates, route,
                                          route != nullptr && round < route->retries);
        mayPass |= verdict.mayPass;
        if (verdict.outcome == Verdict::Outcome::Answer)
            co_return Next::Go;
        leaveTarget(x);
        if (verdict.outcome == Verdict::Outcome::Gone)
            co_return Next::Gone;
        if (verdict.outcome == Verdict::Outcome::NextTarget)
            candidates.leaveTarget();
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
    lookUpModel(x, match);
    const auto admitted = co_await admit(x);
    if (admitted != Next::Go)
        co_return admitted;
    x.record.phases.admitted = x.micros();
    const auto recalled = co_await recallModel(x, match);
    if (recalled.answered || recalled.gone)
        co_return recalled.gone ? Next::Gone : Next::Go;
    const auto next = co_await tryTargets(x, match);
    if (next != Next::Go)
        x.answer.reset();
    shareModel(x);
    co_return next;
}

} // namespace gatehouse::gateway
