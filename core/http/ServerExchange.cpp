// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/ServerExchange.h"

#include "http/Connection.h"
#include "http/Worker.h"

namespace gatehouse::http {

const RequestHead& ServerExchange::request() const
{
    return m_connection.m_request;
}

std::string_view ServerExchange::peerAddress() const
{
    return m_connection.m_peerAddress;
}

std::uint16_t ServerExchange::peerPort() const
{
    return m_connection.m_peerPort;
}

std::uint16_t ServerExchange::localPort() const
{
    return m_connection.m_localPort;
}

bool ServerExchange::isTls() const
{
    return m_connection.m_stream.isTls();
}

Loop& ServerExchange::loop() const
{
    return m_connection.m_worker.loop();
}

Instant ServerExchange::start() const
{
    return m_connection.m_start;
}

Timestamp ServerExchange::startWall() const
{
    return m_connection.m_startWall;
}

Instant ServerExchange::headDone() const
{
    return m_connection.m_headDone;
}

void ServerExchange::setMaxBody(std::uint64_t bytes)
{
    m_connection.m_maxBody = bytes;
}

Task<BodyPiece> ServerExchange::readBody()
{
    return m_connection.readBody();
}

Task<BodyState> ServerExchange::readAll(std::string& out)
{
    if (request().body == BodyKind::Length && request().length <= m_connection.m_maxBody)
        out.reserve(out.size() +
                    static_cast<std::size_t>(std::min<std::uint64_t>(request().length, 1u << 20)));
    while (true) {
        const BodyPiece piece = co_await m_connection.readBody();
        out.append(piece.data);
        if (piece.state != BodyState::More && piece.state != BodyState::Interrupted)
            co_return piece.state;
    }
}

void ServerExchange::interruptRead()
{
    m_connection.m_stream.wakeReader();
}

std::uint64_t ServerExchange::bodyBytes() const
{
    return m_connection.m_bodyBytes;
}

bool ServerExchange::bodyDone() const
{
    return m_connection.m_body.done();
}

Task<bool> ServerExchange::respond(AnswerHead head, std::string_view body)
{
    const bool written = co_await m_connection.respond(head, body);
    co_return written;
}

void ServerExchange::begin(AnswerHead head)
{
    if (!m_connection.m_begun)
        m_connection.begin(head);
}

Task<bool> ServerExchange::send(std::string_view piece, bool last)
{
    return m_connection.send(piece, last);
}

Task<bool> ServerExchange::flush()
{
    return m_connection.flush();
}

Task<bool> ServerExchange::sendInterim(unsigned status, const FieldBlock& fields)
{
    return m_connection.sendInterim(status, fields.text());
}

void ServerExchange::abort()
{
    m_connection.abort();
}

bool ServerExchange::begun() const
{
    return m_connection.m_begun;
}

bool ServerExchange::ended() const
{
    return m_connection.m_ended;
}

unsigned ServerExchange::status() const
{
    return m_connection.m_status;
}

std::uint64_t ServerExchange::sentBytes() const
{
    return m_connection.m_sent;
}

Gone ServerExchange::gone() const
{
    return m_connection.m_gone;
}

void ServerExchange::onGone(std::function<void()> callback)
{
    if (callback && isGone())
        callback();
    else
        m_connection.m_onGone = std::move(callback);
}

Task<bool> ServerExchange::upgrade(const FieldBlock& fields, std::string_view protocol)
{
    return m_connection.upgrade(fields, protocol);
}

Stream& ServerExchange::tunnel()
{
    return m_connection.m_stream;
}

std::string ServerExchange::takeEarly()
{
    std::string early(m_connection.m_current->rest());
    m_connection.m_current->consume(early.size());
    return early;
}

} // namespace gatehouse::http
