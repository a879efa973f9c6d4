// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Worker.h"

#include "base/Id.h"
#include "gateway/Mock.h"
#include "gateway/Recall.h"
#include "http/Loop.h"

namespace gatehouse::gateway {

namespace {

http::PoolSettings poolSettings(const Worker::Shared& shared)
{
    http::PoolSettings settings;
    settings.tls = shared.tls;
    return settings;
}

void add(std::atomic<std::uint64_t>& sum, std::uint64_t value)
{
    sum.store(sum.load(std::memory_order_relaxed) + value, std::memory_order_relaxed);
}

std::string_view refusalType(unsigned status)
{
    switch (status) {
    case 408:
        return "body_timeout";
    case 413:
        return "body_too_large";
    case 414:
        return "target_too_long";
    case 431:
        return "head_too_large";
    case 503:
        return "overload";
    case 504:
        return "exchange_timeout";
    default:
        return status >= 500 ? "internal" : "bad_message";
    }
}

} // namespace

Worker::Worker(http::Loop& loop, const Shared& shared,
               std::shared_ptr<telemetry::WorkerShard> shard, WorkerTotals& totals)
    : m_shared(shared)
    , m_pool(loop, poolSettings(shared))
    , m_tokens(shared.clock, loop, m_pool)
    , m_around{shared.clock, loop, m_pool, shared.counters, m_tokens, shared.cache}
    , m_shard(std::move(shard))
    , m_totals(totals)
{
    adopt();
}

Worker::~Worker() = default;

void Worker::adopt()
{
    const auto version = m_shared.current.version();
    if (version == m_version)
        return;
    auto keeper = std::make_shared<std::shared_ptr<const View>>(m_shared.current.get());
    const auto* view = keeper->get();
    m_view = std::shared_ptr<const View>(std::move(keeper), view);
    m_version = version;
    http::Limits limits;
    limits.head = m_view->settings->limits.head;
    m_pool.setLimits(limits);
}

http::Task<void> Worker::serve(http::ServerExchange& server)
{
    adopt();
    auto& active = m_shard->active;
    active.store(active.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    auto x = std::make_unique<Exchange>(server, m_around, m_view);
    co_await run(*x);
    // Before x goes: the callback points into it.
    server.onGone(nullptr);
    settle(*x);
    endRecall(*x);
    // Probes come every few seconds for ever: they are no traffic.
    if (x->call != CallKind::Health && x->call != CallKind::Ready) {
        finishRecord(*x);
        publish(std::move(x->record));
    }
    co_await carryOn(*x);
    active.store(active.load(std::memory_order_relaxed) - 1, std::memory_order_relaxed);
}

http::Task<void> Worker::run(Exchange& x)
{
    x.record.clientAddress = clientAddress(
        x.http.peerAddress(), x.http.request().fields.get("x-forwarded-for"), x.settings().trusted);
    x.http.setMaxBody(x.settings().limits.body);
    const auto now = m_shared.clock.now();
    if (m_captures.take(now))
        captureRequestHead(x);

    Next next = match(x);
    const bool open = x.call == CallKind::Health || x.call == CallKind::Ready ||
                      (x.call == CallKind::Rest && x.route.api->access == model::Access::Open);
    if (next == Next::Go && !open)
        next = identify(x);
    if (next == Next::Go && !open)
        next = authorise(x);
    if (next == Next::Go) {
        if (x.call == CallKind::Rest || x.call == CallKind::Models)
            next = co_await admit(x);
        x.record.phases.admitted = x.micros();
    }
    if (next == Next::Go) {
        if (x.call == CallKind::Rest && x.route.api->mock) {
            next = co_await answerMock(x);
        } else if (x.call == CallKind::Rest) {
            next = co_await recallRest(x);
            if (next == Next::Go)
                next = co_await dispatchRest(x);
            captureRequest(x, x.body);
            if (next == Next::Go)
                co_await relayRest(x);
        } else if (x.call == CallKind::Model) {
            next = co_await dispatchModel(x);
            if (next == Next::Go)
                co_await relayModel(x);
        } else {
            co_await answerOwn(x);
        }
    }
    if (next == Next::Refuse) {
        if (!x.record.capture && m_failures.take(now))
            captureRequestHead(x);
        co_await answerFailure(x);
    }
}

void Worker::refuse(const http::Refusal& refusal, http::AnswerHead& head, std::string& body)
{
    const auto path = refusal.target.substr(0, refusal.target.find('?'));
    const auto dialect = dialectOf(path);
    Failure failure;
    failure.status = refusal.status;
    failure.type = refusalType(refusal.status);
    failure.message = refusal.what;
    telemetry::RequestRecord record;
    record.start = refusal.start;
    record.id = makeUlid(record.start);
    head.fields.set("Content-Type", contentTypeOf(dialect));
    head.fields.set("x-gatehouse-request-id", record.id);
    body = errorBody(dialect, failure, record.id, path);
    // An exchange that came to serve() has its record already.
    if (refusal.exchange != nullptr)
        return;
    record.method = refusal.method;
    record.path = path;
    record.status = static_cast<std::uint16_t>(refusal.status);
    record.error = failure.type;
    record.clientAddress = refusal.peer;
    record.refusedBy =
        refusal.status == 503 ? telemetry::RefusedBy::Shed : telemetry::RefusedBy::Nobody;
    record.bytesOut = body.size();
    publish(std::move(record));
}

void Worker::publish(telemetry::RequestRecord&& record)
{
    add(m_totals.exchanges, 1);
    add(m_totals.bytesIn, record.bytesIn);
    add(m_totals.bytesOut, record.bytesOut);
    m_shard->publish(std::move(record));
}

} // namespace gatehouse::gateway
