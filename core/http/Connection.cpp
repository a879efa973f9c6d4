// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Connection.h"

#include "http/SpareText.h"
#include "http/Worker.h"

#include <openssl/ssl.h>
#include <spdlog/spdlog.h>

#include <exception>

namespace gatehouse::http {

namespace {

/// After a refusal a client may send this much more before it is cut.
constexpr std::size_t kLingerBytes = 8u << 20;

Count countOf(unsigned status)
{
    switch (status) {
    case 408:
        return Count::RefusedTimeout;
    case 413:
        return Count::RefusedTooLarge;
    case 414:
        return Count::RefusedLongTarget;
    case 417:
        return Count::RefusedExpectation;
    case 431:
        return Count::RefusedHeadLarge;
    case 501:
        return Count::RefusedMethod;
    case 505:
        return Count::RefusedVersion;
    default:
        return Count::RefusedBadMessage;
    }
}

Timestamp wallNow()
{
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
}

} // namespace

Connection::Connection(Worker& worker, Socket socket, std::uint16_t localPort, TlsContext tls)
    : m_worker(worker)
    , m_stream(worker.loop(), std::move(socket))
    , m_tls(std::move(tls))
    , m_localPort(localPort)
    , m_inbox(worker.loop().buffers())
    , m_bodyInbox(worker.loop().buffers())
    , m_readDeadline(worker.loop().deadlines(), [this] { onReadDeadline(); })
    , m_exchangeDeadline(worker.loop().deadlines(), [this] { becomeGone(Gone::Exchange); })
    , m_body(worker.limits())
{
    m_draining = worker.isDraining();
    const auto peer = m_stream.socket().peer();
    if (peer.port() != 0) {
        m_peerAddress = peer.address().to_string();
        m_peerPort = peer.port();
    }
}

Connection::~Connection() = default;

Task<void> Connection::run()
{
    bool open = true;
    if (m_tls)
        open = co_await handshake();
    while (open) {
        const Next next = co_await readHead();
        if (next == Next::Close)
            break;
        co_await serve();
        if (!m_keep)
            break;
    }
    m_phase = Phase::Closing;
    m_readDeadline.clear();
    m_exchangeDeadline.clear();
    if (m_stream.isOpen()) {
        // A client that only closed its sending side gets what was written.
        if (m_gone == Gone::No || (m_gone == Gone::HungUp && m_ended))
            m_stream.finish();
        else
            m_stream.reset();
    }
}

Task<void> Connection::runOverloaded()
{
    m_readDeadline.setIn(std::chrono::seconds(1));
    const Io waited = co_await m_stream.readable();
    if (waited == Io::Ok) {
        m_start = std::chrono::steady_clock::now();
        m_startWall = wallNow();
        co_await refuse(503, "the gateway has reached its number of connections", nullptr);
    }
    if (m_stream.isOpen())
        m_stream.finish();
}

Task<bool> Connection::handshake()
{
    SSL* ssl = makeServerSsl(m_tls.get());
    if (!ssl)
        co_return false;
    m_stream.startTls(ssl);
    m_phase = Phase::Head;
    m_stream.deadline().setIn(m_worker.times().head);
    const Io result = co_await m_stream.handshake();
    m_stream.deadline().clear();
    m_phase = Phase::Idle;
    if (result == Io::Ok)
        co_return true;
    m_worker.counters().add(result == Io::Cut ? Count::CutHead : Count::TlsFailed);
    co_return false;
}

Task<Connection::Next> Connection::readHead()
{
    const Limits& limits = m_worker.limits();
    m_phase = Phase::Idle;
    m_scanned = 0;
    m_request.method = {};
    m_request.rawTarget = {};
    m_readExpired = false;
    bool started = !m_inbox.empty();
    m_readDeadline.setIn(started ? m_worker.times().head : m_worker.times().idle);
    if (started) {
        // Requests that came together are not all answered before anybody else is.
        const Io others = co_await m_stream.letOthers();
        if (others == Io::Cut)
            co_return Next::Close;
    }
    while (true) {
        if (started) {
            if (m_phase == Phase::Idle) {
                m_phase = Phase::Head;
                m_start = std::chrono::steady_clock::now();
                m_startWall = wallNow();
                m_readDeadline.setIn(m_worker.times().head);
            }
            const ParseResult parsed =
                parseRequestHead(m_inbox.rest(), limits, m_scanned, m_request);
            if (parsed.state == ParseState::Done) {
                startExchange(parsed.size);
                co_return Next::Exchange;
            }
            if (parsed.state == ParseState::Bad) {
                co_await refuse(parsed.status, parsed.what, nullptr);
                co_return Next::Close;
            }
        }
        if (m_closeIdle && m_phase == Phase::Idle) {
            // A request that is here already is still served.
            const IoResult got = m_stream.tryRead(m_inbox.space());
            if (got.state != Io::Ok)
                co_return Next::Close;
            m_inbox.added(got.bytes);
            started = true;
            continue;
        }
        // An idle connection holds no memory for bytes: wait first, then take a block.
        const Io waited = co_await m_stream.readable();
        if (m_readExpired) {
            m_worker.counters().add(started ? Count::CutHead : Count::CutIdle);
            if (started)
                co_await refuse(408, "the request head did not arrive in time", nullptr);
            co_return Next::Close;
        }
        if (waited == Io::Woken)
            continue;
        if (waited != Io::Ok)
            co_return Next::Close;
        if (m_inbox.space().empty()) {
            m_inbox.compact();
            if (m_inbox.space().empty())
                m_inbox.grow(limits.head + BufferPool::kSize);
        }
        const IoResult got = m_stream.tryRead(m_inbox.space());
        if (got.state == Io::WouldBlock) {
            if (m_inbox.empty())
                m_inbox.release();
            continue;
        }
        if (got.state != Io::Ok)
            co_return Next::Close;
        m_inbox.added(got.bytes);
        started = true;
    }
}

void Connection::startExchange(std::size_t headSize)
{
    m_inbox.consume(headSize);
    m_headDone = std::chrono::steady_clock::now();
    m_readDeadline.clear();
    m_exchangeDeadline.set(
        m_headDone + std::chrono::duration_cast<Instant::duration>(m_worker.times().exchange));
    m_worker.counters().add(Count::Requests);
    m_current = &m_inbox;
    m_body.start(m_worker.limits(), m_request.body, m_request.length);
    m_maxBody = 16u << 20;
    m_bodyBytes = 0;
    m_bodyFailure = BodyState::More;
    m_bodyWhat = "";
    m_continueDue = m_request.expectsContinue;
    m_head.clear();
    m_sent = m_left = 0;
    m_status = 0;
    m_begun = m_ended = m_noBody = m_chunked = m_hasLength = m_upgraded = m_aborted = false;
    m_keep = m_request.keepAlive;
    m_phase = Phase::Exchange;
}

Task<void> Connection::serve()
{
    ServerExchange exchange(*this);
    m_worker.state().exchanges.fetch_add(1, std::memory_order_relaxed);
    watch();
    std::string thrown;
    try {
        co_await m_worker.handler().serve(exchange);
    } catch (const std::exception& error) {
        thrown = error.what();
    }
    m_stream.watch(nullptr);
    m_onGone = nullptr;
    m_exchangeDeadline.clear();
    m_worker.state().exchanges.fetch_sub(1, std::memory_order_relaxed);
    if (!thrown.empty())
        spdlog::error("a handler failed: {}", thrown);

    if (m_upgraded || m_aborted) {
        m_keep = false;
    } else if (m_begun && !m_ended) {
        abort();
    } else if (!m_begun &&
               (m_gone == Gone::HungUp || m_gone == Gone::WriteStall || m_gone == Gone::Drain)) {
        m_keep = false;
    } else if (!m_begun) {
        if (m_gone == Gone::Exchange)
            co_await refuse(504, "the exchange took too long", &exchange);
        else if (m_bodyFailure == BodyState::TooLarge)
            co_await refuse(413, "the request body is too large", &exchange);
        else if (m_bodyFailure == BodyState::TimedOut)
            co_await refuse(408, "the request body did not arrive in time", &exchange);
        else if (m_bodyFailure == BodyState::Bad)
            co_await refuse(400, m_bodyWhat, &exchange);
        else
            co_await refuse(500, "the request was not answered", &exchange);
    } else if (!m_keep && m_gone == Gone::No && (!m_body.done() || m_request.keepAlive)) {
        // The client does not expect this end, and may be sending.
        co_await linger();
    }
    finishExchange();
}

void Connection::finishExchange()
{
    if (m_current == &m_bodyInbox)
        m_inbox.swap(m_bodyInbox);
    m_current = &m_inbox;
    m_bodyInbox.release();
    if (m_inbox.empty())
        m_inbox.release();
    else
        m_inbox.compact();
    // An idle connection holds neither.
    m_request.fields = {};
    giveText(std::move(m_head));
    std::string().swap(m_head);
    if (m_gone != Gone::No)
        m_keep = false;
}

Task<void> Connection::refuse(unsigned status, std::string_view what, ServerExchange* exchange)
{
    if (status != 500 && status != 503 && status != 504)
        m_worker.counters().add(countOf(status));
    m_phase = Phase::Closing;
    AnswerHead head;
    head.status = status;
    head.close = true;
    std::string body;
    const Refusal refusal{status,        what,        m_request.method, m_request.rawTarget,
                          m_peerAddress, m_startWall, exchange};
    m_worker.handler().refuse(refusal, head, body);
    if (!exchange) {
        m_body.start(m_worker.limits(), BodyKind::UntilClose, 0);
        m_begun = m_ended = m_noBody = m_chunked = m_hasLength = false;
        m_continueDue = false;
        m_sent = 0;
        m_head.clear();
    }
    m_keep = false;
    const bool sent = co_await respond(head, body);
    if (sent)
        co_await linger();
}

Task<void> Connection::linger()
{
    // Closing while bytes arrive would reset the connection, and the client would lose the answer.
    m_phase = Phase::Closing;
    m_stream.finishWriting();
    m_readExpired = false;
    m_readDeadline.setIn(m_worker.times().linger);
    std::size_t bytes = 0;
    while (bytes < kLingerBytes) {
        const IoResult got = m_stream.tryDiscard();
        bytes += got.bytes;
        Io waited = got.state;
        if (got.state == Io::Ok)
            waited = co_await m_stream.letOthers();
        else if (got.state == Io::WouldBlock)
            waited = co_await m_stream.socketReadable();
        if (waited != Io::Ok)
            break;
    }
    if (bytes >= kLingerBytes || m_readExpired)
        m_worker.counters().add(Count::CutLinger);
    m_readDeadline.clear();
    m_stream.close();
}

void Connection::onReadDeadline()
{
    m_readExpired = true;
    m_stream.wakeReader();
}

void Connection::becomeGone(Gone reason)
{
    if (m_gone != Gone::No && reason != Gone::Drain)
        return;
    if (m_phase != Phase::Exchange) {
        if (reason == Gone::Drain) {
            m_gone = reason;
            m_worker.counters().add(Count::CutDrain);
            m_stream.cut();
        }
        return;
    }
    m_gone = reason;
    switch (reason) {
    case Gone::No:
        break;
    case Gone::HungUp:
        m_worker.counters().add(Count::ClientGone);
        break;
    case Gone::WriteStall:
        m_worker.counters().add(Count::CutWriteStall);
        break;
    case Gone::Exchange:
        m_worker.counters().add(Count::CutExchange);
        break;
    case Gone::Drain:
        m_worker.counters().add(Count::CutDrain);
        break;
    }
    // A begun answer cannot be completed any more; one that was not yet begun can still be refused.
    if (reason == Gone::Drain || (reason == Gone::Exchange && m_begun))
        m_stream.cut();
    else
        m_stream.wakeReader();
    if (m_onGone) {
        const auto callback = std::move(m_onGone);
        m_onGone = nullptr;
        callback();
    }
}

void Connection::watch()
{
    m_stream.watch([this] { onWatched(); });
}

void Connection::onWatched()
{
    const auto space = m_current->space(false);
    // A full buffer is not watched any further: back-pressure before knowledge.
    if (space.empty())
        return;
    const IoResult got = m_stream.tryRead(space);
    if (got.state == Io::Ok)
        m_current->added(got.bytes);
    else if (got.state != Io::WouldBlock) {
        becomeGone(Gone::HungUp);
        return;
    }
    watch();
}

void Connection::drain(Idle idle)
{
    m_draining = true;
    m_closeIdle = idle == Idle::Close;
    if (m_closeIdle && m_phase == Phase::Idle)
        m_stream.wakeReader();
}

} // namespace gatehouse::http
