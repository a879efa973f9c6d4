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
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace gatehouse::http {

namespace {

/// Largest payload of a TLS record; head and body are gathered into one.
constexpr std::size_t kRecord = 16u << 10;

std::size_t gather(std::span<const iovec> pieces, std::array<char, kRecord>& into)
{
    std::size_t size = 0;
    for (const iovec& piece : pieces) {
        const std::size_t take = std::min(piece.iov_len, into.size() - size);
        std::memcpy(into.data() + size, piece.iov_base, take);
        size += take;
        if (size == into.size())
            break;
    }
    return size;
}

} // namespace

Stream::Stream(Loop& loop, Socket socket)
    : m_loop(loop)
    , m_socket(std::move(socket))
    , m_deadline(loop.deadlines(), [this] { cut(); })
    , m_writeDeadline(loop.deadlines(), [this] { checkStall(); })
    , m_reader(loop.executor())
    , m_writer(loop.executor())
{
    boost::system::error_code ignored;
    m_socket.non_blocking(true, ignored);
    m_socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    loop.add(*this);
}

Stream::~Stream()
{
    *m_alive = false;
    if (m_ssl)
        SSL_free(m_ssl);
}

void Stream::startTls(SSL* ssl)
{
    m_ssl = ssl;
    SSL_set_fd(m_ssl, m_socket.native_handle());
}

Task<Io> Stream::handshake()
{
    while (true) {
        if (m_cut)
            co_return Io::Cut;
        ERR_clear_error();
        const int result = SSL_do_handshake(m_ssl);
        if (result == 1)
            co_return Io::Ok;
        const int error = SSL_get_error(m_ssl, result);
        Io waited = Io::Broken;
        if (error == SSL_ERROR_WANT_READ)
            waited = co_await readable();
        else if (error == SSL_ERROR_WANT_WRITE)
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

IoResult Stream::tryRead(std::span<char> into)
{
    if (m_cut)
        return {Io::Cut, 0};
    if (m_ssl) {
        m_readWantsWrite = false;
        ERR_clear_error();
        const int got = SSL_read(m_ssl, into.data(),
                                 static_cast<int>(std::min<std::size_t>(into.size(), 1u << 30)));
        if (got > 0)
            return {Io::Ok, static_cast<std::size_t>(got)};
        return {sslError(got, true), 0};
    }
    while (true) {
        const ssize_t got = ::recv(m_socket.native_handle(), into.data(), into.size(), 0);
        if (got > 0) {
            m_drained = static_cast<std::size_t>(got) < into.size();
            return {Io::Ok, static_cast<std::size_t>(got)};
        }
        if (got == 0)
            return {Io::End, 0};
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
            m_drained = true;
            return {Io::WouldBlock, 0};
        }
        if (errno != EINTR)
            return {Io::Broken, 0};
    }
}

Task<IoResult> Stream::read(std::span<char> into)
{
    // A short read has emptied the socket: asking it again would only cost a call.
    bool wait = m_drained && !m_ssl;
    while (true) {
        if (wait) {
            const Io waited = co_await readable();
            if (waited != Io::Ok)
                co_return IoResult{waited, 0};
        }
        const IoResult result = tryRead(into);
        if (result.state != Io::WouldBlock)
            co_return result;
        wait = true;
    }
}

Task<Io> Stream::readable()
{
    if (m_cut)
        co_return Io::Cut;
    if (m_ssl && SSL_pending(m_ssl) > 0)
        co_return Io::Ok;
    m_wokenRead = false;
    if (m_readWantsWrite)
        armWrite();
    else
        armRead();
    co_await m_reader.wait();
    if (m_cut)
        co_return Io::Cut;
    co_return m_wokenRead ? Io::Woken : Io::Ok;
}

Task<Io> Stream::socketReadable()
{
    if (m_cut)
        co_return Io::Cut;
    m_wokenRead = false;
    armRead();
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
    if (m_ssl) {
        // Pieces that are offered again after WouldBlock are the same bytes, as OpenSSL demands.
        static thread_local std::array<char, kRecord> scratch;
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
    msghdr message = {};
    message.msg_iov = const_cast<iovec*>(pieces.data());
    message.msg_iovlen = pieces.size();
    while (true) {
        const ssize_t put = ::sendmsg(m_socket.native_handle(), &message, MSG_NOSIGNAL);
        if (put >= 0)
            return {Io::Ok, static_cast<std::size_t>(put)};
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return {Io::WouldBlock, 0};
        if (errno != EINTR)
            return {Io::Broken, 0};
    }
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
        std::size_t left = result.bytes;
        for (iovec& piece : pieces) {
            const std::size_t take = std::min(left, piece.iov_len);
            piece.iov_base = static_cast<char*>(piece.iov_base) + take;
            piece.iov_len -= take;
            left -= take;
            if (left == 0)
                break;
        }
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
    if (m_writeWantsRead)
        armRead();
    else
        armWrite();
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
    return ::ioctl(m_socket.native_handle(), SIOCOUTQ, &bytes) == 0
               ? static_cast<std::size_t>(bytes)
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
    if (!m_watch || m_cut)
        return;
    if (m_ssl && SSL_pending(m_ssl) > 0)
        m_loop.post([this, alive = m_alive] {
            if (*alive)
                onReadable();
        });
    else
        armRead();
}

void Stream::armRead()
{
    if (m_readArmed || !m_socket.is_open())
        return;
    m_readArmed = true;
    m_socket.async_wait(Socket::wait_read,
                        [this, alive = m_alive](const boost::system::error_code&) {
                            if (!*alive)
                                return;
                            m_readArmed = false;
                            onReadable();
                        });
}

void Stream::onReadable()
{
    m_drained = false;
    if (m_writeWantsRead)
        m_writer.wake();
    if (m_reader.isWaiting()) {
        m_reader.wake();
    } else if (m_watch) {
        const auto callback = std::move(m_watch);
        m_watch = nullptr;
        callback();
    }
}

void Stream::armWrite()
{
    if (m_writeArmed || !m_socket.is_open())
        return;
    m_writeArmed = true;
    m_socket.async_wait(Socket::wait_write,
                        [this, alive = m_alive](const boost::system::error_code&) {
                            if (!*alive)
                                return;
                            m_writeArmed = false;
                            m_writer.wake();
                            if (m_readWantsWrite)
                                m_reader.wake();
                        });
}

void Stream::cut()
{
    m_cut = true;
    m_reader.wake();
    m_writer.wake();
}

void Stream::finish()
{
    if (!m_socket.is_open())
        return;
    finishWriting();
    close();
}

void Stream::finishWriting()
{
    boost::system::error_code ignored;
    if (m_ssl && SSL_is_init_finished(m_ssl)) {
        ERR_clear_error();
        SSL_shutdown(m_ssl);
    }
    m_socket.shutdown(Socket::shutdown_send, ignored);
}

void Stream::reset()
{
    boost::system::error_code ignored;
    if (m_socket.is_open())
        m_socket.set_option(asio::socket_base::linger(true, 0), ignored);
    close();
}

void Stream::close()
{
    boost::system::error_code ignored;
    m_cut = true;
    m_reader.wake();
    m_writer.wake();
    m_deadline.clear();
    m_writeDeadline.clear();
    if (m_socket.is_open())
        m_socket.close(ignored);
}

IoResult Stream::tryDiscard()
{
    std::array<char, 4096> nowhere;
    const ssize_t got = ::recv(m_socket.native_handle(), nowhere.data(), nowhere.size(), 0);
    if (got > 0)
        return {Io::Ok, static_cast<std::size_t>(got)};
    if (got == 0)
        return {Io::End, 0};
    return {errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? Io::WouldBlock : Io::Broken,
            0};
}

bool Stream::isQuiet()
{
    if (m_cut || !m_socket.is_open())
        return false;
    char byte = 0;
    if (m_ssl) {
        // Reads what TLS itself may have sent (session tickets); application data or an end remain.
        ERR_clear_error();
        const int got = SSL_peek(m_ssl, &byte, 1);
        return got <= 0 && SSL_get_error(m_ssl, got) == SSL_ERROR_WANT_READ;
    }
    const ssize_t got = ::recv(m_socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

} // namespace gatehouse::http
