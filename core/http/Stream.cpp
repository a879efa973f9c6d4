// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Stream.h"

#include "http/Loop.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <linux/sockios.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace gatehouse::http {

namespace {

/// Largest payload of a TLS record; head and body are gathered into one.
constexpr std::size_t kRecord = 16u << 10;
/// Head and body of a message up to this size are joined for one send().
constexpr std::size_t kJoined = 2048;
/// After so many reads in a row the other streams of the loop have their turn.
constexpr unsigned kMostStraight = 8;

std::size_t gather(std::span<const iovec> pieces, std::array<char, kRecord>& into)
{
    std::size_t size = 0;
    for (const iovec& piece : pieces) {
        const std::size_t take = std::min(piece.iov_len, into.size() - size);
        if (take == 0)
            continue; // It may point nowhere, which memcpy() must not be told.
        std::memcpy(into.data() + size, piece.iov_base, take);
        size += take;
        if (size == into.size())
            break;
    }
    return size;
}

void advance(std::span<iovec> pieces, std::size_t bytes)
{
    for (iovec& piece : pieces) {
        const std::size_t take = std::min(bytes, piece.iov_len);
        piece.iov_base = static_cast<char*>(piece.iov_base) + take;
        piece.iov_len -= take;
        bytes -= take;
        if (bytes == 0)
            break;
    }
}

} // namespace

Stream::Stream(Loop& loop, Socket socket)
    : m_loop(loop)
    , m_socket(std::move(socket))
    , m_deadline(loop.deadlines(), [this] { cut(); })
    , m_writeDeadline(loop.deadlines(), [this] { checkStall(); })
    , m_reader(loop.ready())
    , m_writer(loop.ready())
{
    const int on = 1;
    ::setsockopt(m_socket.descriptor(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    loop.add(*this);
}

Stream::~Stream()
{
    m_loop.poller().remove(m_socket.descriptor(), *this);
    if (m_ssl)
        SSL_free(m_ssl);
}

void Stream::startTls(SSL* ssl)
{
    m_ssl = ssl;
    SSL_set_read_ahead(m_ssl, 1);
    if (!attach(m_ssl, *this))
        cut();
}

Task<Io> Stream::handshake()
{
    while (true) {
        if (m_cut)
            co_return Io::Cut;
        ERR_clear_error();
        const int result = SSL_do_handshake(m_ssl);
        if (result == 1) {
            m_tlsHolds = true; // The first request may have come with the handshake's end.
            co_return Io::Ok;
        }
        const int error = SSL_get_error(m_ssl, result);
        Io waited = Io::Broken;
        if (error == SSL_ERROR_WANT_READ)
            waited = co_await waitReadable();
        if (error == SSL_ERROR_WANT_WRITE)
            waited = co_await writable();
        if (waited != Io::Ok)
            co_return waited;
    }
}

Io Stream::sslError(int result, bool reading)
{
    switch (SSL_get_error(m_ssl, result)) {
    case SSL_ERROR_WANT_READ:
        if (!reading)
            m_writeWantsRead = true;
        return Io::WouldBlock;
    case SSL_ERROR_WANT_WRITE:
        if (reading)
            m_readWantsWrite = true;
        return Io::WouldBlock;
    case SSL_ERROR_ZERO_RETURN:
        return Io::End;
    default:
        return Io::Broken;
    }
}

ssize_t Stream::receive(char* into, std::size_t size)
{
    if (m_drained) {
        errno = EAGAIN;
        return -1;
    }
    const ssize_t got = ::recv(m_socket.descriptor(), into, size, 0);
    // A short read has emptied the socket, unless an end that was told already is behind it.
    if (got > 0)
        m_drained = static_cast<std::size_t>(got) < size && !m_peerEnded;
    else if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        m_drained = true;
    return got;
}

ssize_t Stream::transmit(const char* from, std::size_t size)
{
    return ::send(m_socket.descriptor(), from, size, MSG_NOSIGNAL);
}

IoResult Stream::tryReadTls(std::span<char> into)
{
    m_readWantsWrite = false;
    std::size_t total = 0;
    while (total < into.size()) {
        ERR_clear_error();
        const int got =
            SSL_read(m_ssl, into.data() + total,
                     static_cast<int>(std::min<std::size_t>(into.size() - total, 1u << 30)));
        if (got <= 0) {
            const Io state = sslError(got, true);
            // What ended the stream is told again by the next read.
            m_tlsHolds = state != Io::WouldBlock;
            return total > 0 ? IoResult{Io::Ok, total} : IoResult{state, 0};
        }
        total += static_cast<std::size_t>(got);
    }
    m_tlsHolds = true;
    return {Io::Ok, total};
}

IoResult Stream::tryRead(std::span<char> into)
{
    if (m_cut)
        return {Io::Cut, 0};
    m_drained = false;
    if (m_ssl)
        return tryReadTls(into);
    while (true) {
        const ssize_t got = receive(into.data(), into.size());
        if (got > 0)
            return {Io::Ok, static_cast<std::size_t>(got)};
        if (got == 0)
            return {Io::End, 0};
        if (m_drained)
            return {Io::WouldBlock, 0};
        if (errno != EINTR)
            return {Io::Broken, 0};
    }
}

Task<IoResult> Stream::read(std::span<char> into)
{
    while (true) {
        const Io waited = co_await readable();
        if (waited != Io::Ok)
            co_return IoResult{waited, 0};
        const IoResult result = tryRead(into);
        if (result.state != Io::WouldBlock)
            co_return result;
    }
}

Task<Io> Stream::readable()
{
    return waitReadable();
}

Task<Io> Stream::socketReadable()
{
    return waitReadable();
}

Task<Io> Stream::letOthers()
{
    if (m_cut)
        co_return Io::Cut;
    if (++m_straight < kMostStraight)
        co_return Io::Ok;
    m_straight = 0;
    m_wokenRead = false;
    m_loop.ready().add(m_nextTurn);
    co_await m_reader.wait();
    if (m_cut)
        co_return Io::Cut;
    co_return m_wokenRead ? Io::Woken : Io::Ok;
}

Task<Io> Stream::waitReadable()
{
    if (m_cut)
        co_return Io::Cut;
    const bool ready = !isDrained() && !m_readWantsWrite;
    if (ready && ++m_straight < kMostStraight)
        co_return Io::Ok;
    m_straight = 0;
    m_wokenRead = false;
    if (ready)
        m_loop.ready().add(m_nextTurn);
    else
        join();
    co_await m_reader.wait();
    if (m_cut)
        co_return Io::Cut;
    co_return m_wokenRead ? Io::Woken : Io::Ok;
}

void Stream::wakeReader()
{
    if (!m_reader.isWaiting())
        return;
    m_wokenRead = true;
    m_reader.wake();
}

IoResult Stream::tryWrite(std::span<const iovec> pieces)
{
    if (m_cut)
        return {Io::Cut, 0};
    static thread_local std::array<char, kRecord> scratch;
    if (m_ssl) {
        // Pieces that are offered again after WouldBlock are the same bytes, as OpenSSL demands.
        const void* data = pieces.front().iov_base;
        std::size_t size = std::min<std::size_t>(pieces.front().iov_len, 1u << 30);
        if (pieces.size() > 1 && size < kRecord) {
            size = gather(pieces, scratch);
            data = scratch.data();
        }
        m_writeWantsRead = false;
        ERR_clear_error();
        const int put = SSL_write(m_ssl, data, static_cast<int>(size));
        if (put > 0)
            return {Io::Ok, static_cast<std::size_t>(put)};
        return {sslError(put, false), 0};
    }
    std::size_t size = 0;
    for (const iovec& piece : pieces)
        size += piece.iov_len;
    // A short message is copied sooner than the system takes it in pieces.
    const bool joined = pieces.size() > 1 && size <= kJoined;
    const char* const data =
        joined ? scratch.data() : static_cast<const char*>(pieces.front().iov_base);
    if (joined)
        gather(pieces, scratch);
    msghdr message = {};
    message.msg_iov = const_cast<iovec*>(pieces.data());
    message.msg_iovlen = pieces.size();
    while (true) {
        const ssize_t put = joined || pieces.size() == 1
                                ? transmit(data, size)
                                : ::sendmsg(m_socket.descriptor(), &message, MSG_NOSIGNAL);
        if (put >= 0)
            return {Io::Ok, static_cast<std::size_t>(put)};
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return {Io::WouldBlock, 0};
        if (errno != EINTR)
            return {Io::Broken, 0};
    }
}

bool Stream::writeNow(std::span<iovec> pieces)
{
    std::size_t size = 0;
    for (const iovec& piece : pieces)
        size += piece.iov_len;
    if (size == 0)
        return true;
    const IoResult result = tryWrite(pieces);
    if (result.state == Io::Ok && result.bytes == size)
        return true;
    advance(pieces, result.bytes);
    return false;
}

Task<IoResult> Stream::writeAll(std::span<iovec> pieces, Duration gap)
{
    IoResult total;
    while (true) {
        while (!pieces.empty() && pieces.front().iov_len == 0)
            pieces = pieces.subspan(1);
        if (pieces.empty())
            co_return total;
        const IoResult result = tryWrite(pieces);
        if (result.state == Io::WouldBlock) {
            m_gap = gap;
            m_unsent = unsentBytes();
            m_writeDeadline.setIn(gap);
            const Io waited = co_await writable();
            m_writeDeadline.clear();
            if (waited != Io::Ok) {
                total.state = waited;
                co_return total;
            }
            continue;
        }
        if (result.state != Io::Ok) {
            total.state = result.state;
            co_return total;
        }
        total.bytes += result.bytes;
        advance(pieces, result.bytes);
    }
}

Task<IoResult> Stream::writeAll(std::string_view bytes, Duration gap)
{
    iovec piece{const_cast<char*>(bytes.data()), bytes.size()};
    const IoResult result = co_await writeAll(std::span<iovec>(&piece, 1), gap);
    co_return result;
}

Task<Io> Stream::writable()
{
    if (m_cut)
        co_return Io::Cut;
    m_wokenWrite = false;
    join();
    co_await m_writer.wait();
    if (m_cut)
        co_return Io::Cut;
    co_return m_wokenWrite ? Io::Woken : Io::Ok;
}

void Stream::wakeWriter()
{
    if (!m_writer.isWaiting())
        return;
    m_wokenWrite = true;
    m_writer.wake();
}

std::size_t Stream::unsentBytes()
{
    int bytes = 0;
    return ::ioctl(m_socket.descriptor(), SIOCOUTQ, &bytes) == 0 ? static_cast<std::size_t>(bytes)
                                                                 : 0;
}

void Stream::checkStall()
{
    // The socket tells that it is writable only when a third of its buffer is free: a slow reader
    // may have taken something all the same.
    const std::size_t unsent = unsentBytes();
    if (unsent < m_unsent) {
        m_unsent = unsent;
        m_writeDeadline.setIn(m_gap);
        return;
    }
    m_stalled = true;
    cut();
}

void Stream::watch(std::function<void()> callback)
{
    m_watch = std::move(callback);
    if (!m_watch || m_cut || !m_socket.isOpen())
        return;
    join();
    if (!isDrained())
        m_loop.ready().add(m_soon);
}

void Stream::join()
{
    // A socket that cannot be watched is of no use: whoever waits on it is told so.
    if (!isWatched() && m_socket.isOpen() && !m_loop.poller().add(m_socket.descriptor(), *this))
        cut();
}

void Stream::onReady(unsigned what)
{
    m_peerEnded = m_peerEnded || (what & ready::kEnded) != 0;
    if ((what & ready::kWrite) != 0) {
        if (!m_writeWantsRead)
            m_writer.wake();
        if (m_readWantsWrite) {
            m_readWantsWrite = false;
            m_reader.wake();
        }
    }
    if ((what & ready::kRead) != 0) {
        m_drained = false;
        if (m_writeWantsRead)
            m_writer.wake();
        // Last: whoever is resumed may be the end of this stream.
        onReadable();
    }
}

void Stream::onReadable()
{
    if (m_reader.isWaiting()) {
        if (!m_readWantsWrite)
            m_reader.resume();
    } else if (m_watch) {
        const auto callback = std::move(m_watch);
        m_watch = nullptr;
        callback();
    }
}

void Stream::cut()
{
    m_cut = true;
    m_reader.wake();
    m_writer.wake();
}

void Stream::finish()
{
    if (!m_socket.isOpen())
        return;
    finishWriting();
    close();
}

void Stream::finishWriting()
{
    if (m_ssl && SSL_is_init_finished(m_ssl)) {
        ERR_clear_error();
        SSL_shutdown(m_ssl);
    }
    ::shutdown(m_socket.descriptor(), SHUT_WR);
}

void Stream::reset()
{
    const linger now{1, 0};
    if (m_socket.isOpen())
        ::setsockopt(m_socket.descriptor(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

void Stream::close()
{
    m_cut = true;
    m_reader.wake();
    m_writer.wake();
    m_deadline.clear();
    m_writeDeadline.clear();
    m_loop.poller().remove(m_socket.descriptor(), *this);
    m_socket.close();
}

IoResult Stream::tryDiscard()
{
    // What TLS had read ahead goes with them.
    m_drained = m_tlsHolds = m_readWantsWrite = false;
    std::array<char, 4096> nowhere;
    const ssize_t got = ::recv(m_socket.descriptor(), nowhere.data(), nowhere.size(), 0);
    if (got > 0)
        return {Io::Ok, static_cast<std::size_t>(got)};
    if (got == 0)
        return {Io::End, 0};
    if (errno == EINTR)
        return {Io::WouldBlock, 0};
    m_drained = errno == EAGAIN || errno == EWOULDBLOCK;
    return {m_drained ? Io::WouldBlock : Io::Broken, 0};
}

bool Stream::isQuiet()
{
    if (m_cut || !m_socket.isOpen())
        return false;
    char byte = 0;
    if (m_ssl) {
        // Reads what TLS itself may have sent (session tickets); application data or an end remain.
        ERR_clear_error();
        m_drained = false;
        const int got = SSL_peek(m_ssl, &byte, 1);
        m_tlsHolds = got > 0 || SSL_get_error(m_ssl, got) != SSL_ERROR_WANT_READ;
        return !m_tlsHolds;
    }
    const ssize_t got = ::recv(m_socket.descriptor(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    m_drained = got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    return m_drained;
}

} // namespace gatehouse::http
