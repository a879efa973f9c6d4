// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Recycled.h"
#include "http/Body.h"
#include "http/BodyDecoder.h"
#include "http/Head.h"
#include "http/Inbox.h"
#include "http/Origin.h"
#include "http/Stream.h"
#include "http/Tls.h"
#include "http/Types.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gatehouse::http {

struct PoolState;
struct Lookup;

/// A connection to an upstream, with what belongs to it.
struct Kept
{
    std::shared_ptr<TlsSession> session; ///< Outlives the stream.
    std::unique_ptr<Stream> stream;
    Instant since; ///< When it became idle.
};

/// Why an upstream exchange failed.
enum class ClientError : std::uint8_t
{
    None,
    NameNotFound,     ///< The host's name has no address.
    ConnectFailed,    ///< Refused or unreachable, on every address.
    ConnectTimeout,   ///< `connect` passed.
    TlsFailed,        ///< Handshake or certificate.
    SendTimeout,      ///< The upstream took no byte for `send`.
    FirstByteTimeout, ///< No whole answer head in `first_byte`.
    StreamTimeout,    ///< Silence inside the answer for `stream_gap`.
    Closed,           ///< Closed or reset before the answer's head was complete.
    Malformed,        ///< The answer is no valid HTTP/1.x.
    HeadTooLarge,     ///< The answer's head, or the number of interim answers, exceeds the limits.
    Truncated,        ///< The answer's body broke off.
    Cancelled,        ///< cancel() was called.
};

/// The word of an error in records: `connect_failed`, `first_byte_timeout`, ...
[[nodiscard]] std::string_view toWord(ClientError error);

/// A request head to be sent. Host, framing and Connection are written from it by the exchange.
struct OutgoingRequest
{
    std::string_view method;
    std::string_view target; ///< Origin-form (or `*`), exactly as it is to be sent.
    std::string_view host;   ///< Empty = the origin's authority.
    const FieldBlock* fields = nullptr;
    BodyKind body = BodyKind::None; ///< None, Length or Chunked.
    std::uint64_t length = 0; ///< With Length. 0 is sent for methods that usually have a body.
    std::string_view upgrade; ///< Protocol to ask for; empty = none.
};

enum class SendState : std::uint8_t
{
    Sent,      ///< Everything that was given.
    Answering, ///< The upstream answers before the request was sent whole: stop sending,
               ///< readHead().
    Failed, ///< The upstream takes no more: readHead() tells the answer that it still sent, or the
            ///< error.
};

/// One request to an upstream and its answer, over a kept or a fresh connection. Order of calls:
/// open, sendHead, sendBody*, readHead, readBody*. Destroying it gives the connection back, if the
/// exchange ended cleanly, else closes it; an upload that was not ended is never ended by that. One
/// coroutine uses it, on its loop's thread; cancel() may come from callbacks on that thread at any
/// time, also while the coroutine is suspended in here.
class ClientExchange final : public Recycled<ClientExchange>
{
public:
    ~ClientExchange();
    ClientExchange(const ClientExchange&) = delete;
    ClientExchange& operator=(const ClientExchange&) = delete;

    /// Takes a kept connection that is still alive, else makes one. `fresh` = makes one in any
    /// case.
    enum class Want : std::uint8_t
    {
        Any,
        Fresh
    };
    [[nodiscard]] Task<ClientError> open(Want want = Want::Any);
    /// open() of a kept connection alone, without a wait; false when there is none.
    [[nodiscard]] bool openKept();
    [[nodiscard]] bool reused() const { return m_reused; }

    /// Head and first piece of the body in one write; `last` = the body ends with it.
    [[nodiscard]] Task<SendState> sendHead(const OutgoingRequest& head, std::string_view piece = {},
                                           bool last = true);
    [[nodiscard]] Task<SendState> sendBody(std::string_view piece, bool last);
    /// Called back, once, when the upstream sends or ends while nobody reads it: for uploads whose
    /// sender waits elsewhere.
    void onAnswer(std::function<void()> callback);

    /// The final answer's head, or error(). Interim ones are counted, handed to `interim` if given,
    /// and dropped.
    using Interim = std::function<void(const ResponseHead&)>;
    [[nodiscard]] Task<const ResponseHead*> readHead(Interim interim = {});
    /// The next piece. A last piece that has arrived with its end is told as End at once. Failures:
    /// Bad, TimedOut, Broken; error() has the detail.
    [[nodiscard]] Task<BodyPiece> readBody();
    /// The whole body, appended to `out`; at most `most` bytes, else TooLarge.
    [[nodiscard]] Task<BodyState> readAll(std::string& out, std::size_t most);
    /// Bytes of the body that have arrived wait to be read: readBody() will not suspend.
    [[nodiscard]] bool hasBuffered() const;
    /// readBody() without a wait; nothing when that would be needed.
    [[nodiscard]] std::optional<BodyPiece> bufferedBody();

    [[nodiscard]] ClientError error() const { return m_error; }
    /// One sentence for a person: `connection refused`, the parser's or TLS's reason; no secrets.
    [[nodiscard]] const std::string& errorDetail() const { return m_detail; }
    /// A kept connection died before a byte of the answer came: an idempotent request may be sent
    /// again, on a fresh connection, without counting as a retry.
    [[nodiscard]] bool wasStale() const
    {
        return m_reused && m_error == ClientError::Closed && !m_received;
    }
    /// A byte of an answer came, be it of one that then broke off.
    [[nodiscard]] bool receivedAnything() const { return m_received; }
    [[nodiscard]] bool sentAnything() const { return m_sentAnything; }
    [[nodiscard]] const ResponseHead& head() const { return m_head; }
    [[nodiscard]] std::uint64_t bodyBytes() const { return m_bodyBytes; }

    /// Ends everything at once: pending calls fail with Cancelled, the connection is closed.
    void cancel();
    /// New deadlines from now on (a retry with what is left of a shared time limit).
    void setTimes(const ClientTimes& times) { m_times = times; }

    /// After a 101 to a request with `upgrade`: the raw connection, closed with the exchange.
    [[nodiscard]] Stream& tunnel();
    /// Bytes that came right behind the 101.
    [[nodiscard]] std::string takeEarly();

private:
    friend class UpstreamPool;
    ClientExchange(std::shared_ptr<PoolState> pool, Origin origin, const ClientTimes& times);

    [[nodiscard]] Task<ClientError> connect();
    [[nodiscard]] Task<ClientError> connectTo(const asio::ip::tcp::endpoint& endpoint,
                                              Instant until);
    /// Asks the proxy for a connection to the origin.
    [[nodiscard]] Task<ClientError> connectThroughProxy(Instant until);
    [[nodiscard]] Task<ClientError> secure(Instant until);
    [[nodiscard]] Task<SendState> write(std::span<iovec> pieces);
    [[nodiscard]] Task<Io> fill();
    void watchForAnswer();
    const ResponseHead* failHead(ClientError error, std::string_view detail);
    BodyPiece failBody(BodyState state, ClientError error, std::string_view detail);
    ClientError failOpen(ClientError error, std::string_view detail);
    void finish();
    [[nodiscard]] ClientError cutReason(ClientError timeout) const;

    std::shared_ptr<PoolState> m_pool;
    Origin m_origin;
    ClientTimes m_times;
    Kept m_connection;
    Lookup* m_lookup = nullptr; ///< While a name is being looked up.
    Inbox m_inbox;
    Inbox m_bodyInbox;
    Inbox* m_current = &m_inbox;
    BodyDecoder m_body;
    ResponseHead m_head;
    std::string m_method;
    std::string m_upgrade;
    std::string m_detail;
    std::function<void()> m_onAnswer;
    ClientError m_error = ClientError::None;
    std::uint64_t m_bodyBytes = 0;
    std::uint64_t m_uploadLeft = 0;
    BodyKind m_uploadKind = BodyKind::None;
    bool m_uploadDone = false;
    bool m_answering = false;
    bool m_finished = false; ///< The answer was read to its end.
    bool m_reused = false;
    bool m_received = false;
    bool m_sentAnything = false;
    bool m_cancelled = false;
};

} // namespace gatehouse::http
