// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Deadlines.h"
#include "http/Poller.h"
#include "http/Socket.h"
#include "http/StreamBio.h"
#include "http/Types.h"
#include "http/Wakeup.h"

#include <boost/intrusive/list.hpp>
#include <openssl/types.h>

#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

struct iovec;

namespace gatehouse::http {

class Loop;

/// How a read or write ended.
enum class Io : std::uint8_t
{
    Ok,
    WouldBlock, ///< try...() only: nothing can be done now.
    End,        ///< The peer closed in order (TLS: with close_notify).
    Broken,     ///< Reset, or TLS ended without close_notify, or any other error.
    Cut,        ///< cut() was called, by a deadline or its owner.
    Woken,      ///< wakeReader() was called; nothing was read.
};

struct IoResult
{
    Io state = Io::Ok;
    std::size_t bytes = 0;
};

/// A connected TCP socket, plain or TLS, non-blocking. At most one reader and one writer at a time.
/// The socket is tried first; a coroutine is suspended only when it would block. Belongs to its
/// loop's thread.
class Stream final : public boost::intrusive::list_base_hook<
                         boost::intrusive::link_mode<boost::intrusive::auto_unlink>>,
                     private Watched,
                     private RawBytes
{
public:
    Stream(Loop& loop, Socket socket);
    ~Stream() override;
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    /// Puts TLS on the socket; `ssl` is taken over, its state set by the caller. Then handshake().
    void startTls(SSL* ssl);
    [[nodiscard]] Task<Io> handshake();
    [[nodiscard]] bool isTls() const { return m_ssl != nullptr; }
    [[nodiscard]] SSL* ssl() const { return m_ssl; }

    [[nodiscard]] IoResult tryRead(std::span<char> into);
    /// All bytes that were told of are read: the next ones come later.
    [[nodiscard]] bool isDrained() const { return m_drained && !m_tlsHolds; }
    /// Some bytes, at least one unless the state says otherwise.
    [[nodiscard]] Task<IoResult> read(std::span<char> into);
    /// Waits without reading; Ok = perhaps readable, or ended: tryRead() tells.
    [[nodiscard]] Task<Io> readable();
    /// The same for raw bytes: tryDiscard().
    [[nodiscard]] Task<Io> socketReadable();
    /// For a reader who goes on without a wait: after some rounds the other streams of the loop
    /// have their turn. As readable(), it can be cut and woken.
    [[nodiscard]] Task<Io> letOthers();
    /// Wakes a coroutine suspended in read(), readable() or letOthers() with Woken.
    void wakeReader();

    /// Writes everything (changes the iovecs). `gap` bounds the time in which nothing is taken;
    /// then Cut.
    [[nodiscard]] Task<IoResult> writeAll(std::span<iovec> pieces, Duration gap);
    /// Writes what the socket takes at once; true when that was everything. Else writeAll() goes on
    /// with the same pieces, and tells what went wrong.
    [[nodiscard]] bool writeNow(std::span<iovec> pieces);
    [[nodiscard]] Task<IoResult> writeAll(std::string_view bytes, Duration gap);
    [[nodiscard]] IoResult tryWrite(std::span<const iovec> pieces);
    [[nodiscard]] Task<Io> writable();
    void wakeWriter();

    /// Calls back, once, when the stream becomes readable or ends while nobody reads. nullptr =
    /// stop.
    void watch(std::function<void()> callback);
    /// Deadline of the reader (and of whoever waits): when it passes, cut().
    [[nodiscard]] Deadline& deadline() { return m_deadline; }

    /// Ends every wait with Cut, now and from now on. The socket stays open until close().
    void cut();
    [[nodiscard]] bool isCut() const { return m_cut; }
    /// A write waited longer than its gap.
    [[nodiscard]] bool stalled() const { return m_stalled; }

    /// Orderly: TLS close_notify, FIN.
    void finish();
    /// FIN alone, the reading side stays (lingering close).
    void finishWriting();
    /// A reset; no close_notify.
    void reset();
    void close();
    [[nodiscard]] bool isOpen() const { return m_socket.isOpen(); }
    /// Throws away raw bytes that wait on the socket; Ok with their number, or how it ended.
    [[nodiscard]] IoResult tryDiscard();
    /// Neither bytes nor an end wait on the socket.
    [[nodiscard]] bool isQuiet();
    [[nodiscard]] const Socket& socket() const { return m_socket; }
    [[nodiscard]] Loop& loop() const { return m_loop; }

private:
    /// Tells the watcher of bytes that were there before it was set.
    class Soon final : public Ready
    {
    public:
        explicit Soon(Stream& stream)
            : m_stream(stream)
        {
        }
        void run() override
        {
            if (!m_stream.isQuiet())
                m_stream.onReadable();
        }

    private:
        Stream& m_stream;
    };

    /// Lets a reader go on in the next turn.
    class NextTurn final : public Ready
    {
    public:
        explicit NextTurn(Stream& stream)
            : m_stream(stream)
        {
        }
        void run() override { m_stream.m_reader.resume(); }

    private:
        Stream& m_stream;
    };

    void onReady(unsigned what) override;
    ssize_t receive(char* into, std::size_t size) override;
    ssize_t transmit(const char* from, std::size_t size) override;
    [[nodiscard]] IoResult tryReadTls(std::span<char> into);
    void onReadable();
    [[nodiscard]] Task<Io> waitReadable();
    /// Only now the loop learns of the socket: many are done before they ever wait.
    void join();
    void checkStall();
    [[nodiscard]] std::size_t unsentBytes();
    Io sslError(int result, bool reading);

    Loop& m_loop;
    Socket m_socket;
    SSL* m_ssl = nullptr;
    Deadline m_deadline;
    Deadline m_writeDeadline;
    Wakeup m_reader;
    Wakeup m_writer;
    std::function<void()> m_watch;
    Soon m_soon{*this};
    NextTurn m_nextTurn{*this};
    unsigned m_straight = 0; ///< Reads without a wait between them.
    Duration m_gap{};
    std::size_t m_unsent = 0;
    bool m_drained = true;    ///< Nothing waits on the socket but what will be told.
    bool m_tlsHolds = false;  ///< OpenSSL may hold bytes that were read ahead.
    bool m_peerEnded = false; ///< An end or error waits behind the bytes.
    bool m_cut = false;
    bool m_stalled = false;
    bool m_wokenRead = false;
    bool m_wokenWrite = false;
    bool m_writeWantsRead = false;
    bool m_readWantsWrite = false;
};

/// Copies bytes both ways until both directions ended or one broke, or neither moved for `idle`;
/// returns bytes from a to b and from b to a.
[[nodiscard]] Task<std::pair<std::uint64_t, std::uint64_t>>
tunnel(Stream& a, Stream& b, Duration idle, Duration writeStall);

} // namespace gatehouse::http
