// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Text.h"
#include "http/HeadParser.h"
#include "http/PoolState.h"

namespace gatehouse::http {

Task<const ResponseHead*> ClientExchange::readHead(Interim interim)
{
    if (!m_connection.stream || m_error != ClientError::None)
        co_return nullptr;
    Stream& stream = *m_connection.stream;
    const Limits& limits = m_pool->settings.limits;
    stream.watch(nullptr);
    stream.deadline().setIn(m_times.firstByte);
    std::size_t scanned = 0;
    std::size_t interims = 0;
    while (true) {
        if (!m_inbox.empty()) {
            const auto parsed =
                parseResponseHead(m_inbox.rest(), limits, m_method, scanned, m_head);
            if (parsed.state == ParseState::Bad)
                co_return failHead(parsed.status == 431 ? ClientError::HeadTooLarge
                                                        : ClientError::Malformed,
                                   parsed.what);
            if (parsed.state == ParseState::Done) {
                m_inbox.consume(parsed.size);
                scanned = 0;
                if (m_head.status == 101) {
                    if (m_upgrade.empty() || m_head.fields.count("upgrade") != 1 ||
                        !text::equalsIgnoreCase(m_head.fields.get("upgrade"), m_upgrade))
                        co_return failHead(ClientError::Malformed, "a 101 that nobody asked for");
                    m_head.keepAlive = false;
                    break;
                }
                if (m_head.status >= 200)
                    break;
                if (++interims > limits.interims)
                    co_return failHead(ClientError::HeadTooLarge, "too many interim answers");
                if (interim)
                    interim(m_head);
                continue;
            }
        }
        const Io filled = co_await fill();
        if (filled == Io::Cut)
            co_return failHead(cutReason(ClientError::FirstByteTimeout), "no answer in time");
        if (filled != Io::Ok)
            co_return failHead(ClientError::Closed,
                               m_received ? "the connection broke off inside the answer's head"
                                          : "the connection was closed without an answer");
    }
    stream.deadline().clear();
    m_current = &m_inbox;
    m_body.start(limits, m_head.body, m_head.length);
    if (m_body.done() && m_head.status != 101)
        finish();
    co_return &m_head;
}

Task<Io> ClientExchange::fill()
{
    Stream& stream = *m_connection.stream;
    if (m_current->capacity() > 0 && m_current->space().empty()) {
        // Only inside a head: what is decoded of a body is used up before more is read.
        m_current->compact();
        if (m_current->space().empty())
            m_current->grow(m_pool->settings.limits.head + BufferPool::kSize);
    }
    IoResult got;
    do {
        // A wait first: the answer is hardly ever there already.
        const Io waited = co_await stream.readable();
        if (waited != Io::Ok && waited != Io::Woken)
            co_return waited;
        got = stream.tryRead(m_current->space());
    } while (got.state == Io::WouldBlock);
    m_current->added(got.bytes);
    m_received |= got.bytes > 0;
    co_return got.state;
}

std::optional<BodyPiece> ClientExchange::bufferedBody()
{
    if (!m_connection.stream || m_error != ClientError::None)
        return BodyPiece{BodyState::Broken, {}};
    if (m_finished)
        return BodyPiece{BodyState::End, {}};
    const auto step = m_body.next(m_current->rest());
    m_current->consume(step.used);
    m_bodyBytes += step.data.size();
    switch (step.state) {
    case BodyDecoder::Step::State::Done:
        finish();
        return BodyPiece{BodyState::End, step.data};
    case BodyDecoder::Step::State::Data:
        return BodyPiece{BodyState::More, step.data};
    case BodyDecoder::Step::State::Bad:
        return failBody(BodyState::Bad, ClientError::Malformed, m_body.what());
    case BodyDecoder::Step::State::NeedMore:
        break;
    }
    return std::nullopt;
}

Task<BodyPiece> ClientExchange::readBody()
{
    while (true) {
        if (const auto piece = bufferedBody())
            co_return *piece;
        Stream& stream = *m_connection.stream;
        m_current = &m_bodyInbox;
        // Nothing is held while nothing comes, and more at once of what comes faster than that.
        if (stream.isDrained())
            m_current->release();
        else
            m_current->enlarge();
        m_current->rewind();
        stream.deadline().setIn(m_times.streamGap);
        const Io filled = co_await fill();
        stream.deadline().clear();
        if (filled == Io::Ok)
            continue;
        if (filled == Io::End && m_body.kind() == BodyKind::UntilClose) {
            finish();
            co_return BodyPiece{BodyState::End, {}};
        }
        if (filled == Io::Cut && !m_cancelled)
            co_return failBody(BodyState::TimedOut, ClientError::StreamTimeout,
                               "the answer stopped coming");
        co_return failBody(BodyState::Broken, cutReason(ClientError::Truncated),
                           "the answer broke off");
    }
}

Task<BodyState> ClientExchange::readAll(std::string& out, std::size_t most)
{
    const std::size_t before = out.size();
    while (true) {
        const BodyPiece piece = co_await readBody();
        if (piece.ok() && out.size() - before + piece.data.size() > most)
            co_return BodyState::TooLarge;
        out.append(piece.data);
        if (piece.state != BodyState::More)
            co_return piece.state;
    }
}

bool ClientExchange::hasBuffered() const
{
    return m_finished || !m_current->empty();
}

void ClientExchange::finish()
{
    m_finished = true;
    m_connection.stream->deadline().clear();
}

const ResponseHead* ClientExchange::failHead(ClientError error, std::string_view detail)
{
    auto& counters = m_pool->loop.counters();
    if (error == ClientError::Malformed || error == ClientError::HeadTooLarge)
        counters.add(Count::UpstreamMalformed);
    else if (error == ClientError::Closed || error == ClientError::Truncated)
        counters.add(Count::UpstreamBroken);
    else if (error != ClientError::Cancelled)
        counters.add(Count::UpstreamTimeout);
    failOpen(error, detail);
    m_connection.stream->reset();
    return nullptr;
}

BodyPiece ClientExchange::failBody(BodyState state, ClientError error, std::string_view detail)
{
    failHead(error, detail);
    return {state, {}};
}

} // namespace gatehouse::http
