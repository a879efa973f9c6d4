// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/BodyDecoder.h"
#include "http/Handler.h"
#include "http/Head.h"
#include "http/HeadParser.h"
#include "http/Inbox.h"
#include "http/ServerExchange.h"
#include "http/Stream.h"
#include "http/Tls.h"

#include <boost/intrusive/list.hpp>

#include <string>

struct iovec;

namespace gatehouse::http {

class Worker;

/// One client connection: reads heads, hands each exchange to the worker's handler, writes answers
/// in order. Lives in its own coroutine, run(), on the worker's loop. Internal to core/http.
class Connection : public boost::intrusive::list_base_hook<
                       boost::intrusive::link_mode<boost::intrusive::auto_unlink>>
{
public:
    Connection(Worker& worker, Socket socket, std::uint16_t localPort, TlsContext tls);
    ~Connection();

    /// Serves requests until the connection ends.
    [[nodiscard]] Task<void> run();
    /// Only tells the client that the server has its number of connections.
    [[nodiscard]] Task<void> runOverloaded();

    /// The server stops: an idle connection ends now, another one after its exchange.
    void drain(Idle idle);
    /// `drain` is over.
    void cutForDrain() { becomeGone(Gone::Drain); }

private:
    friend class ServerExchange;

    enum class Phase : std::uint8_t
    {
        Idle,
        Head,
        Exchange,
        Closing
    };
    enum class Next : std::uint8_t
    {
        Exchange,
        Close
    };

    // Connection.cpp
    [[nodiscard]] Task<bool> handshake();
    [[nodiscard]] Task<Next> readHead();
    [[nodiscard]] Task<void> serve();
    [[nodiscard]] Task<void> refuse(unsigned status, std::string_view what,
                                    ServerExchange* exchange);
    [[nodiscard]] Task<void> linger();
    void startExchange(std::size_t headSize);
    void finishExchange();
    void onReadDeadline();
    void becomeGone(Gone reason);
    void watch();
    void onWatched();

    // ConnectionBody.cpp
    [[nodiscard]] Task<BodyPiece> readBody();
    [[nodiscard]] Task<BodyState> fillBody();
    BodyPiece failBody(BodyState state, const char* what);
    /// Takes what is left of the body where it has arrived already.
    void discardBuffered();

    // ConnectionAnswer.cpp
    void begin(AnswerHead& head);
    [[nodiscard]] Task<bool> respond(AnswerHead& head, std::string_view body);
    [[nodiscard]] Task<bool> send(std::string_view piece, bool last);
    [[nodiscard]] Task<bool> flush();
    [[nodiscard]] Task<bool> sendInterim(unsigned status, std::string_view fields);
    [[nodiscard]] Task<bool> upgrade(const FieldBlock& fields, std::string_view protocol);
    [[nodiscard]] Task<bool> write(std::span<iovec> pieces);
    void abort();

    Worker& m_worker;
    Stream m_stream;
    TlsContext m_tls;
    std::string m_peerAddress;
    std::uint16_t m_peerPort = 0;
    std::uint16_t m_localPort = 0;
    Phase m_phase = Phase::Idle;
    bool m_draining = false;  ///< No exchange after this one.
    bool m_closeIdle = false; ///< And none that has not come yet.

    Inbox m_inbox;     ///< Heads, and what came with them.
    Inbox m_bodyInbox; ///< Bodies that did not fit beside their head.
    Inbox* m_current = &m_inbox;
    std::size_t m_scanned = 0;
    RequestHead m_request;
    Instant m_start;
    Timestamp m_startWall;
    Instant m_headDone;
    Deadline m_readDeadline; ///< idle, head, body gap
    Deadline m_exchangeDeadline;
    bool m_readExpired = false;
    bool m_keep = true;

    // The request's body.
    BodyDecoder m_body;
    std::uint64_t m_maxBody = 0;
    std::uint64_t m_bodyBytes = 0;
    BodyState m_bodyFailure = BodyState::More; ///< More = none
    const char* m_bodyWhat = "";
    bool m_continueDue = false;

    // The answer.
    std::string m_head; ///< Serialised and not yet written.
    std::uint64_t m_sent = 0;
    std::uint64_t m_left = 0; ///< Of a body whose length was announced.
    unsigned m_status = 0;
    bool m_begun = false;
    bool m_ended = false;
    bool m_noBody = false;
    bool m_chunked = false;
    bool m_hasLength = false;
    bool m_upgraded = false;
    bool m_aborted = false;

    Gone m_gone = Gone::No;
    std::function<void()> m_onGone;
};

} // namespace gatehouse::http
