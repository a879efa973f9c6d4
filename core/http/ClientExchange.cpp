// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/ClientExchange.h"

#include "base/Text.h"
#include "http/PoolState.h"
#include "http/Syntax.h"

#include <array>
#include <charconv>
#include <sys/uio.h>

namespace gatehouse::http {

namespace {

iovec pieceOf(std::string_view text)
{
    return {const_cast<char*>(text.data()), text.size()};
}

/// Whether a request of this method says that it has no body (RFC 9110, 8.6).
bool usuallyHasBody(std::string_view method)
{
    return method == "POST" || method == "PUT" || method == "PATCH";
}

std::string serialise(const OutgoingRequest& head, std::string_view host)
{
    std::string out = takeText(head.method.size() + head.target.size() + host.size() + 160 +
                               (head.fields ? head.fields->text().size() : 0));
    out.append(head.method)
        .append(" ")
        .append(head.target)
        .append(" HTTP/1.1\r\nHost: ")
        .append(host)
        .append("\r\n");
    if (head.fields)
        out.append(head.fields->text());
    if (head.body == BodyKind::Chunked)
        out.append("Transfer-Encoding: chunked\r\n");
    else if (head.body == BodyKind::Length)
        out.append("Content-Length: ").append(std::to_string(head.length)).append("\r\n");
    else if (usuallyHasBody(head.method))
        out.append("Content-Length: 0\r\n");
    if (!head.upgrade.empty())
        out.append("Connection: Upgrade\r\nUpgrade: ").append(head.upgrade).append("\r\n");
    out.append("\r\n");
    return out;
}

} // namespace

std::string_view toWord(ClientError error)
{
    switch (error) {
    case ClientError::None:
        return "none";
    case ClientError::NameNotFound:
        return "name_not_found";
    case ClientError::ConnectFailed:
        return "connect_failed";
    case ClientError::ConnectTimeout:
        return "connect_timeout";
    case ClientError::TlsFailed:
        return "tls_failed";
    case ClientError::SendTimeout:
        return "send_timeout";
    case ClientError::FirstByteTimeout:
        return "first_byte_timeout";
    case ClientError::StreamTimeout:
        return "stream_timeout";
    case ClientError::Closed:
        return "closed";
    case ClientError::Malformed:
        return "malformed";
    case ClientError::HeadTooLarge:
        return "head_too_large";
    case ClientError::Truncated:
        return "truncated";
    case ClientError::Cancelled:
        return "cancelled";
    }
    return "";
}

ClientExchange::ClientExchange(std::shared_ptr<PoolState> pool, Origin origin,
                               const ClientTimes& times)
    : m_pool(std::move(pool))
    , m_origin(std::move(origin))
    , m_times(times)
    , m_inbox(m_pool->loop.buffers())
    , m_bodyInbox(m_pool->loop.buffers())
    , m_body(m_pool->settings.limits)
{
}

ClientExchange::~ClientExchange()
{
    if (!m_connection.stream)
        return;
    m_connection.stream->watch(nullptr);
    m_connection.stream->deadline().clear();
    if (m_finished && m_error == ClientError::None && m_head.keepAlive && m_uploadDone &&
        m_current->empty() && m_head.status != 101 && m_connection.stream->isOpen() &&
        !m_connection.stream->isCut())
        m_pool->give(m_origin, std::move(m_connection));
    else if (m_finished)
        m_connection.stream->finish();
    else
        m_connection.stream->reset();
}

Task<SendState> ClientExchange::sendHead(const OutgoingRequest& head, std::string_view piece,
                                         bool last)
{
    const std::string authority = head.host.empty() ? m_origin.authority() : std::string();
    const std::string_view host = head.host.empty() ? authority : head.host;
    if (!m_connection.stream || m_error != ClientError::None)
        co_return SendState::Failed;
    if (!isToken(head.method) || head.target.empty() ||
        !syntax::all(head.target, syntax::TargetChar) || !isFieldValue(host) ||
        !isFieldValue(head.upgrade)) {
        failOpen(ClientError::Malformed, "the request cannot be sent as HTTP/1.1");
        co_return SendState::Failed;
    }
    // What came before anything was asked answers nothing: whoever reads it as an answer gives the
    // true one to the next request.
    if (!m_reused && !m_connection.stream->isQuiet()) {
        failHead(ClientError::Closed, "the upstream spoke or hung up before it was asked");
        co_return SendState::Failed;
    }
    m_method = head.method;
    m_upgrade = head.upgrade;
    m_uploadKind = head.body;
    m_uploadLeft = head.body == BodyKind::Length ? head.length : 0;
    if (head.body == BodyKind::None) {
        piece = {};
        last = true;
    }
    watchForAnswer();
    std::string text = serialise(head, host);
    std::array<iovec, 4> pieces{pieceOf(text)};
    std::array<char, 18> size;
    std::size_t count = 1;
    if (m_uploadKind == BodyKind::Length &&
        (piece.size() > m_uploadLeft || (last && piece.size() < m_uploadLeft))) {
        failOpen(ClientError::Malformed, "the request's body is not as long as announced");
        co_return SendState::Failed;
    }
    m_uploadLeft -= std::min<std::uint64_t>(m_uploadLeft, piece.size());
    if (m_uploadKind == BodyKind::Chunked && !piece.empty()) {
        char* end = std::to_chars(size.data(), size.data() + 16, piece.size(), 16).ptr;
        *end++ = '\r';
        *end++ = '\n';
        pieces[count++] = pieceOf({size.data(), static_cast<std::size_t>(end - size.data())});
        pieces[count++] = pieceOf(piece);
        pieces[count++] = pieceOf(last ? "\r\n0\r\n\r\n" : "\r\n");
    } else if (m_uploadKind == BodyKind::Chunked && last) {
        pieces[count++] = pieceOf("0\r\n\r\n");
    } else if (!piece.empty()) {
        pieces[count++] = pieceOf(piece);
    }
    SendState state = SendState::Sent;
    const std::span<iovec> all(pieces.data(), count);
    const bool written = m_connection.stream->writeNow(all);
    m_sentAnything |= written || all.front().iov_len < text.size();
    if (!written)
        state = co_await write(all);
    giveText(std::move(text));
    m_uploadDone = last && state == SendState::Sent;
    co_return state;
}

Task<SendState> ClientExchange::sendBody(std::string_view piece, bool last)
{
    if (!m_connection.stream || m_error != ClientError::None || m_uploadDone)
        co_return SendState::Failed;
    if (m_answering)
        co_return SendState::Answering;
    std::array<iovec, 3> pieces;
    std::array<char, 18> size;
    std::size_t count = 0;
    if (m_uploadKind == BodyKind::Chunked && !piece.empty()) {
        char* end = std::to_chars(size.data(), size.data() + 16, piece.size(), 16).ptr;
        *end++ = '\r';
        *end++ = '\n';
        pieces[count++] = pieceOf({size.data(), static_cast<std::size_t>(end - size.data())});
        pieces[count++] = pieceOf(piece);
        pieces[count++] = pieceOf(last ? "\r\n0\r\n\r\n" : "\r\n");
    } else if (m_uploadKind == BodyKind::Chunked && last) {
        pieces[count++] = pieceOf("0\r\n\r\n");
    } else if (m_uploadKind != BodyKind::Chunked) {
        if (piece.size() > m_uploadLeft || (last && piece.size() < m_uploadLeft)) {
            failOpen(ClientError::Malformed, "the request's body is not as long as announced");
            co_return SendState::Failed;
        }
        m_uploadLeft -= piece.size();
        if (!piece.empty())
            pieces[count++] = pieceOf(piece);
    }
    SendState state = SendState::Sent;
    if (count > 0)
        state = co_await write({pieces.data(), count});
    m_uploadDone = last && state == SendState::Sent;
    co_return state;
}

Task<SendState> ClientExchange::write(std::span<iovec> pieces)
{
    const IoResult result = co_await m_connection.stream->writeAll(pieces, m_times.send);
    m_sentAnything |= result.bytes > 0;
    if (result.state == Io::Ok)
        co_return SendState::Sent;
    if (result.state == Io::Woken)
        co_return SendState::Answering;
    if (result.state == Io::Cut)
        failHead(cutReason(ClientError::SendTimeout), "the upstream takes no more bytes");
    co_return SendState::Failed;
}

void ClientExchange::onAnswer(std::function<void()> callback)
{
    m_onAnswer = std::move(callback);
}

void ClientExchange::watchForAnswer()
{
    m_connection.stream->watch([this] {
        if (m_connection.stream->isTls() && m_connection.stream->isQuiet()) {
            watchForAnswer();
            return;
        }
        m_answering = true;
        m_connection.stream->wakeWriter();
        if (m_onAnswer) {
            const auto callback = std::move(m_onAnswer);
            m_onAnswer = nullptr;
            callback();
        }
    });
}

void ClientExchange::cancel()
{
    m_cancelled = true;
    if (m_error == ClientError::None && !m_finished)
        failOpen(ClientError::Cancelled, "cancelled");
    if (m_lookup)
        m_lookup->wakeup.wake();
    if (m_connection.stream && !m_finished)
        m_connection.stream->reset();
}

ClientError ClientExchange::cutReason(ClientError timeout) const
{
    return m_cancelled ? ClientError::Cancelled : timeout;
}

Stream& ClientExchange::tunnel()
{
    return *m_connection.stream;
}

std::string ClientExchange::takeEarly()
{
    std::string early(m_current->rest());
    m_current->consume(early.size());
    return early;
}

} // namespace gatehouse::http
