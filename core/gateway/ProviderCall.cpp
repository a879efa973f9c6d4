// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ProviderCall.h"

#include "ai/TokenEstimate.h"
#include "gateway/AccessTokens.h"
#include "gateway/Capture.h"
#include "gateway/Hop.h"
#include "gateway/Sandbox.h"
#include "gateway/Steps.h"
#include "gateway/UpstreamAnswer.h"
#include "http/UpstreamPool.h"

namespace gatehouse::gateway {

namespace {

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

AiEndpoint sandboxEndpoint(const Exchange& x, Hop hop)
{
    return hop == Hop::Conversation ? AiEndpoint::Chat
           : hop == Hop::Embedding  ? AiEndpoint::Embeddings
                                    : x.endpoint;
}

} // namespace

ProviderCall::ProviderCall(Exchange& x, const CompiledModelTarget& target,
                           const CompiledProviderKey* key, const CompiledModelRoute* route)
    : m_x(x)
    , m_target(target)
    , m_key(key)
    , m_route(route)
{
}

ProviderCall::~ProviderCall()
{
    m_x.around.counters.keep(m_admission);
}

KeyHealth* ProviderCall::keyHealth() const
{
    return m_key != nullptr ? m_x.view->keys[m_key->state].get() : nullptr;
}

bool ProviderCall::prepare()
{
    m_x.view->providers[provider().state]->called.store(true, std::memory_order_relaxed);
    m_x.modelTarget = m_target;
    if (!prepareBody(m_x, m_target, m_body))
        return false;
    m_hop = m_x.hop;
    m_lost = m_x.lost;
    m_hidesUsage = m_x.hidesUsage;
    if (provider().wire != ai::Wire::Sandbox && m_hop != Hop::Count) {
        m_path = providerPath(m_x, m_target);
        m_fields = providerFields(m_x, provider(), m_key, m_path, m_body);
    }
    m_attempt = m_x.record.attempts.size();
    m_x.beginAttempt(provider().id, m_key != nullptr ? m_key->id : std::string_view{});
    return true;
}

http::Task<void> ProviderCall::run()
{
    if (provider().wire == ai::Wire::Sandbox || m_hop == Hop::Count) {
        co_await playHere();
        co_return;
    }
    for (bool first = true;; first = false) {
        const bool authorised = co_await authorise();
        if (authorised && !m_cancelled)
            co_await send();
        // A token may have been revoked while its account is good.
        const bool revoked = m_answer && m_answer->status == 401 && m_key != nullptr &&
                             m_key->account && !m_cancelled;
        if (!revoked || !first)
            co_return;
        m_x.around.tokens.forget(*m_key->account);
        m_answer.reset();
    }
}

http::Task<void> ProviderCall::playHere()
{
    const auto kept = keepTry();
    auto answer = m_hop == Hop::Count
                      ? countedAnswer(m_x)
                      : makeSandboxAnswer(m_x.around.loop, sandboxEndpoint(m_x, m_hop),
                                          m_target.model, m_body, provider().settings);
    m_playing = answer.get();
    m_connected = m_sent = m_x.micros();
    const bool ready = co_await answer->begin();
    m_playing = nullptr;
    if (ready)
        m_answer = captureTryAnswer(m_x, kept, std::move(answer), nullptr);
    else
        m_error = http::ClientError::Cancelled;
}

std::size_t ProviderCall::keepTry()
{
    const bool isSent = !m_path.empty();
    const auto which =
        captureTry(m_x, provider(), m_key, m_path, isSent ? &m_fields : nullptr, m_body);
    // Of several at once, the newest need not be this one's.
    if (m_x.record.capture)
        m_x.record.capture->tries[which].attempt = static_cast<std::uint32_t>(m_attempt);
    return which;
}

http::Task<bool> ProviderCall::authorise()
{
    if (m_key == nullptr || !m_key->account)
        co_return true;
    const auto token =
        co_await m_x.around.tokens.token(m_key->account, m_x.view->proxies[provider().state]);
    if (!token) {
        m_error = http::ClientError::ConnectFailed;
        m_detail = token.error().message;
        m_refusedAccount = token.error().code == ErrorCode::Unauthorized;
        co_return false;
    }
    m_fields.set("authorization", "Bearer " + *token);
    co_return true;
}

http::Task<void> ProviderCall::send()
{
    const auto& times = m_x.settings().times;
    const auto firstByte = m_route != nullptr && m_route->firstByte > Duration{}
                               ? m_route->firstByte
                               : times.firstByte;
    const http::ClientTimes limits{
        .connect = std::min(times.connect, firstByte),
        .send = firstByte,
        .firstByte = firstByte,
        .streamGap = m_route != nullptr && m_route->streamGap > Duration{} ? m_route->streamGap
                                                                           : times.streamGap};
    const http::OutgoingRequest out{.method = "POST",
                                    .target = m_path,
                                    .host = {},
                                    .fields = &m_fields,
                                    .body = http::BodyKind::Length,
                                    .length = m_body.size(),
                                    .upgrade = {}};
    const auto kept = keepTry();
    auto origin = provider().base.origin;
    origin.proxy = m_x.view->proxies[provider().state];
    const http::ResponseHead* head = nullptr;
    for (const auto want : {http::ClientExchange::Want::Any, http::ClientExchange::Want::Fresh}) {
        m_call = m_x.around.pool.exchange(origin, limits);
        const auto opened = co_await m_call->open(want);
        if (opened != http::ClientError::None)
            break;
        m_connected = m_x.micros();
        [[maybe_unused]] const auto sent = co_await m_call->sendHead(out, m_body, true);
        m_sent = m_x.micros();
        head = co_await m_call->readHead();
        // A kept connection that had died took nothing: this is no second call.
        if (head != nullptr || !m_call->wasStale() || m_cancelled)
            break;
    }
    if (head == nullptr) {
        m_error = m_call->error();
        m_detail = m_call->errorDetail();
        co_return;
    }
    m_answer = captureTryAnswer(
        m_x, kept,
        std::make_unique<UpstreamAnswer>(std::move(m_call), *head, m_x.around.clock.wall()),
        &head->fields);
}

void ProviderCall::cancel()
{
    m_cancelled = true;
    if (m_playing != nullptr)
        m_playing->cancel();
    else if (m_answer)
        m_answer->cancel();
    else if (m_call)
        m_call->cancel();
}

void ProviderCall::commit()
{
    m_x.hop = m_hop;
    m_x.lost = m_lost;
    m_x.hidesUsage = m_hidesUsage;
    m_x.modelTarget = m_target;
    m_x.targetAdmission = std::move(m_admission);
    m_admission = {};
    m_x.record.provider = provider().id;
    m_x.record.modelUsed = m_target.model;
    m_x.record.providerKey = m_key != nullptr ? m_key->id : std::string{};
    if (m_connected != 0)
        m_x.record.phases.connected = m_connected;
    if (m_sent != 0)
        m_x.record.phases.sent = m_sent;
    if (!m_answer) {
        m_x.answer.reset();
        return;
    }
    m_x.answer = std::move(m_answer);
    m_x.http.onGone([raw = m_x.answer.get()] { raw->cancel(); });
}

void ProviderCall::abandon()
{
    auto& record = attempt();
    record.status = static_cast<std::uint16_t>(status());
    record.endMicros = m_x.micros();
    record.reason = "another target was faster";
    std::swap(m_x.targetAdmission, m_admission);
    leaveTarget(m_x);
    std::swap(m_x.targetAdmission, m_admission);
}

} // namespace gatehouse::gateway
