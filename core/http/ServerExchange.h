// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Answer.h"
#include "http/Body.h"
#include "http/Head.h"
#include "http/Stream.h"
#include "http/Types.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace gatehouse::http {

class Connection;
class Loop;

/// Why the client will not get (the rest of) the answer.
enum class Gone : std::uint8_t
{
    No,
    HungUp,     ///< It closed or reset the connection while the answer was due.
    WriteStall, ///< It took no byte for `write_stall`.
    Exchange,   ///< The exchange took longer than `exchange`.
    Drain,      ///< The server stopped and `drain` is over.
};

/// One request and its answer, on the connection's loop. Owned by the connection; lives until
/// Handler::serve() ends. Every function belongs to the loop's thread.
class ServerExchange
{
public:
    explicit ServerExchange(Connection& connection)
        : m_connection(connection)
    {
    }
    ServerExchange(const ServerExchange&) = delete;
    ServerExchange& operator=(const ServerExchange&) = delete;

    [[nodiscard]] const RequestHead& request() const;
    [[nodiscard]] std::string_view peerAddress() const; ///< IP address of the client, without port.
    [[nodiscard]] std::uint16_t peerPort() const;
    [[nodiscard]] std::uint16_t localPort() const;
    [[nodiscard]] bool isTls() const;
    [[nodiscard]] Loop& loop() const;
    [[nodiscard]] Instant start() const; ///< First byte of the head.
    [[nodiscard]] Timestamp startWall() const;
    [[nodiscard]] Instant headDone() const; ///< The head was complete.

    // --- The request's body -------------------------------------------------------------------

    /// Most bytes that the body may have; 16 MiB unless set. A Content-Length beyond it fails the
    /// first read.
    void setMaxBody(std::uint64_t bytes);
    /// The next piece; sends `100 Continue` first where the client waits for it. After a failure
    /// the handler simply returns (http then answers 400, 408 or 413), or answers itself.
    [[nodiscard]] Task<BodyPiece> readBody();
    /// The whole body, appended to `out`; the state is End, or what failed.
    [[nodiscard]] Task<BodyState> readAll(std::string& out);
    /// Makes a pending readBody() return Interrupted.
    void interruptRead();
    [[nodiscard]] std::uint64_t bodyBytes() const; ///< Read so far.
    [[nodiscard]] bool bodyDone() const;

    // --- The answer. Each returns false once the client is gone; the handler then just ends.
    // ----------

    /// Head and whole body in one write.
    [[nodiscard]] Task<bool> respond(AnswerHead head, std::string_view body);
    /// Starts an answer without writing yet: the head leaves with the first piece, or with flush().
    void begin(AnswerHead head);
    /// A piece of the body; returns when the socket took it all (back-pressure). `last` ends the
    /// body in the same write. More than AnswerHead::length, or less at the end, aborts.
    [[nodiscard]] Task<bool> send(std::string_view piece, bool last = false);
    /// Writes a head that still waits for its first piece.
    [[nodiscard]] Task<bool> flush();
    /// An interim answer (100 to 199 but 101); dropped towards HTTP/1.0.
    [[nodiscard]] Task<bool> sendInterim(unsigned status, const FieldBlock& fields);
    /// Breaks the answer off so that the client can tell: no last chunk, a reset, no TLS
    /// close_notify.
    void abort();

    [[nodiscard]] bool begun() const;              ///< An answer was started.
    [[nodiscard]] bool ended() const;              ///< The last byte was handed to the socket.
    [[nodiscard]] unsigned status() const;         ///< Of the answer begun, else 0.
    [[nodiscard]] std::uint64_t sentBytes() const; ///< Of the answer's body.

    // --- The client ----------------------------------------------------------------------------

    [[nodiscard]] Gone gone() const;
    [[nodiscard]] bool isGone() const { return gone() != Gone::No; }
    /// Called once, at once, from the event loop, when the client goes (also where it has gone
    /// already, then from here). Replaces a former one; nullptr takes it away.
    void onGone(std::function<void()> callback);

    // --- Upgrade ---------------------------------------------------------------------------------

    /// Answers 101 with these fields and `Upgrade: protocol`. On success tunnel() and early() may
    /// be used; no other answer may be sent. Only after a request whose `upgrade` is not empty and
    /// whose body was read.
    [[nodiscard]] Task<bool> upgrade(const FieldBlock& fields, std::string_view protocol);
    /// Raw connection after upgrade(); closed when serve() returns.
    [[nodiscard]] Stream& tunnel();
    /// Bytes that the client sent right behind its request.
    [[nodiscard]] std::string takeEarly();

private:
    Connection& m_connection;
};

} // namespace gatehouse::http
