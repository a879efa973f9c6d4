// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Text.h"
#include "gateway/Steps.h"
#include "http/Forwarding.h"
#include "http/Upload.h"
#include "http/UpstreamPool.h"

namespace gatehouse::gateway {

namespace {

/// A body up to this size is kept so that an idempotent request can be sent again.
constexpr std::uint64_t kReplay = 64u << 10;
constexpr Breaker::Rule kTargetRule{};

bool isIdempotent(std::string_view method)
{
    for (const std::string_view known : {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"}) {
        if (method == known)
            return true;
    }
    return false;
}

void apply(const model::HeaderChanges& changes, http::FieldBlock& fields)
{
    for (const auto& name : changes.remove)
        fields.remove(name);
    for (const auto& [name, value] : changes.set)
        fields.set(name, value);
    for (const auto& [name, value] : changes.add)
        fields.add(name, value);
}

bool isCredential(const Exchange& x, std::string_view name)
{
    switch (x.credential) {
    case CredentialPlace::Bearer:
        return text::equalsIgnoreCase(name, "authorization");
    case CredentialPlace::ApiKey:
        return text::equalsIgnoreCase(name, "x-api-key");
    case CredentialPlace::GoogleKey:
        return text::equalsIgnoreCase(name, "x-goog-api-key");
    default:
        return false;
    }
}

http::FieldBlock requestFields(Exchange& x)
{
    const auto& request = x.http.request();
    http::FieldBlock fields;
    fields.reserve(500);
    const http::HopFilter hops(request.fields);
    for (const auto& field : request.fields) {
        if (hops.keeps(field.name) && !http::isForwardingName(field.name) &&
            !isCredential(x, field.name))
            fields.copy(field);
    }
    apply(x.route.api->requestHeaders, fields);
    apply(x.route.route->requestHeaders, fields);
    const bool trusted = x.settings().trusted.contains(x.http.peerAddress());
    http::addForwarding(request.fields, request.minor,
                        {.address = x.http.peerAddress(),
                         .authority = request.authority,
                         .tls = x.http.isTls(),
                         .trusted = trusted},
                        fields);
    return fields;
}

std::string targetPath(Exchange& x, const CompiledTarget& target)
{
    auto path = upstreamPath(target, x.route);
    const auto& asked = x.http.request().target;
    std::string query;
    if (x.credential == CredentialPlace::Query) {
        query = withoutKey(asked.query, queryKey(asked.query));
    } else {
        query = asked.query;
    }
    const bool marked =
        asked.hasQuery && !(x.credential == CredentialPlace::Query && query.empty());
    if (!target.parsed.query.empty() || marked) {
        path += '?';
        path += target.parsed.query;
        if (!target.parsed.query.empty() && !query.empty())
            path += '&';
        path += query;
    }
    return path;
}

/// The next target in turn that is healthy and was not tried yet; if none is healthy, the one that
/// is due first.
const CompiledTarget* choose(Exchange& x, const std::vector<bool>& tried, Instant now)
{
    const auto& api = *x.route.api;
    if (api.rotation.empty())
        return nullptr;
    const auto turn = x.view->apiTurns[api.turns].next.fetch_add(1, std::memory_order_relaxed);
    const CompiledTarget* fallback = nullptr;
    std::int64_t due = 0;
    for (std::size_t i = 0; i < api.rotation.length(); ++i) {
        const auto index = api.rotation.at(turn + i);
        if (!tried.empty() && tried[index])
            continue;
        const auto& target = api.targets[index];
        auto& breaker = x.view->targets[target.health]->breaker;
        if (breaker.tryPass(now))
            return &target;
        if (fallback == nullptr || breaker.openUntil() < due) {
            fallback = &target;
            due = breaker.openUntil();
        }
    }
    return fallback;
}

bool isTimeout(http::ClientError error)
{
    return error == http::ClientError::ConnectTimeout || error == http::ClientError::SendTimeout ||
           error == http::ClientError::FirstByteTimeout;
}

void failWith(Exchange& x, const http::ClientExchange& upstream)
{
    if (isTimeout(upstream.error()))
        x.fail(504, "upstream_timeout", "the upstream did not answer in time");
    else
        x.fail(502, "upstream_failed",
               "the upstream could not be reached or broke off: " + upstream.errorDetail());
}

/// The client's own failure while its body was read.
Next clientFailed(Exchange& x, http::BodyState state)
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

} // namespace

http::Task<Next> dispatchRest(Exchange& x)
{
    const auto& request = x.http.request();
    const auto& api = *x.route.api;
    if (api.targets.empty()) {
        x.fail(503, "no_target", "the API \"" + api.id + "\" has no target");
        co_return Next::Refuse;
    }
    const bool hasBody = request.body == http::BodyKind::Chunked ||
                         (request.body == http::BodyKind::Length && request.length > 0);
    const bool idempotent = isIdempotent(request.method);
    bool buffered = false;
    if (hasBody && idempotent && api.retries > 0 && request.body == http::BodyKind::Length &&
        request.length <= kReplay) {
        const auto state = co_await x.http.readAll(x.body);
        if (state != http::BodyState::End)
            co_return clientFailed(x, state);
        buffered = true;
    }
    const bool replayable = idempotent && (!hasBody || buffered);
    const auto fields = requestFields(x);
    // The clock is read where time may have passed: after a wait.
    const auto begin = x.around.clock.now();
    auto now = begin;
    std::vector<bool> tried; // Empty while none failed, which is the rule.
    std::size_t triedCount = 0;
    std::uint32_t left = api.retries;
    const CompiledTarget* again =
        nullptr; // A kept connection was stale: the same target, a fresh one.
    x.record.phases.admitted = x.micros(now);
    for (;;) {
        if (triedCount == api.targets.size()) {
            tried.clear();
            triedCount = 0;
        }
        const bool fresh = again != nullptr;
        const auto* target = fresh ? again : choose(x, tried, now);
        if (target == nullptr) {
            x.fail(503, "no_target", "no target of the API \"" + api.id + "\" has any weight");
            co_return Next::Refuse;
        }
        again = nullptr;
        x.target = target;
        const Duration rest = api.timeout - (now - begin);
        if (rest <= Duration::zero()) {
            x.fail(504, "upstream_timeout", "the upstream did not answer in time");
            co_return Next::Refuse;
        }
        const http::ClientTimes times{.connect =
                                          std::min<Duration>(x.settings().times.connect, rest),
                                      .send = rest,
                                      .firstByte = rest,
                                      .streamGap = api.timeout};
        auto& breaker = x.view->targets[target->health]->breaker;
        x.beginAttempt(target->url, {}, now);
        x.upstream = x.around.pool.exchange(target->parsed.origin, times);
        auto& upstream = *x.upstream;
        x.http.onGone([&upstream] { upstream.cancel(); });
        const auto want =
            fresh ? http::ClientExchange::Want::Fresh : http::ClientExchange::Want::Any;
        auto opened = http::ClientError::None;
        if (fresh || !upstream.openKept())
            opened = co_await upstream.open(want);
        bool sent = false;
        const http::ResponseHead* head = nullptr;
        if (opened == http::ClientError::None) {
            x.record.phases.connected = upstream.reused() ? x.micros(now) : x.micros();
            const auto path = targetPath(x, *target);
            http::OutgoingRequest out{
                .method = request.method,
                .target = path,
                .host = api.preserveHost ? request.authority : std::string_view(target->authority),
                .fields = &fields,
                .upgrade = request.upgrade};
            sent = true;
            if (!hasBody || buffered) {
                if (request.body == http::BodyKind::Length) {
                    out.body = http::BodyKind::Length;
                    out.length = x.body.size();
                }
                [[maybe_unused]] const auto state = co_await upstream.sendHead(out, x.body, true);
            } else {
                out.body = request.body;
                out.length = request.length;
                const auto upload = co_await http::upload(x.http, upstream, out);
                if (upload.client != http::BodyState::End &&
                    upload.client != http::BodyState::Interrupted) {
                    x.endAttempt(0, "the client's body broke off");
                    co_return clientFailed(x, upload.client);
                }
            }
            x.record.phases.sent = x.micros();
            head = co_await upstream.readHead();
        }
        if (x.http.isGone()) {
            x.endAttempt(0, "client gone");
            co_return Next::Gone;
        }
        now = x.around.clock.now();
        if (head != nullptr && (head->status < 502 || head->status > 504)) {
            breaker.onSuccess();
            x.endAttempt(head->status, {}, now);
            x.record.phases.firstByte = x.record.attempts.back().endMicros;
            co_return Next::Go;
        }
        if (head == nullptr && upstream.wasStale() && replayable && !fresh) {
            x.record.attempts.pop_back();
            again = target;
            continue;
        }
        breaker.onFailure(kTargetRule, now);
        // What never left may be sent again whatever its method; what was streamed may not, nor
        // what was half answered.
        const bool halfAnswered = head == nullptr && upstream.receivedAnything();
        const bool mayRetry =
            left > 0 && !halfAnswered && (replayable || (!sent && !x.http.bodyBytes()));
        if (!mayRetry) {
            if (head != nullptr) {
                x.endAttempt(head->status, {}, now);
                x.record.phases.firstByte = x.record.attempts.back().endMicros;
                co_return Next::Go;
            }
            x.endAttempt(0, upstream.errorDetail().empty()
                                ? http::toWord(upstream.error())
                                : std::string_view(upstream.errorDetail()));
            failWith(x, upstream);
            co_return Next::Refuse;
        }
        --left;
        tried.resize(api.targets.size(), false);
        tried[static_cast<std::size_t>(target - api.targets.data())] = true;
        ++triedCount;
        x.endAttempt(head != nullptr ? head->status : 0,
                     head != nullptr ? std::to_string(head->status)
                                     : std::string(http::toWord(upstream.error())));
    }
}

} // namespace gatehouse::gateway
