// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/PoolState.h"

#include <cerrno>
#include <cstring>
#include <sys/socket.h>

namespace gatehouse::http {

Task<ClientError> ClientExchange::open(Want want)
{
    if (m_cancelled)
        co_return failOpen(ClientError::Cancelled, "cancelled");
    if (want == Want::Any && openKept())
        co_return ClientError::None;
    const ClientError error = co_await connect();
    m_pool->loop.counters().add(error == ClientError::None ? Count::UpstreamConnects
                                                           : Count::UpstreamFailed);
    co_return error;
}

bool ClientExchange::openKept()
{
    if (m_cancelled)
        return false;
    m_connection = m_pool->take(m_origin);
    m_reused = m_connection.stream != nullptr;
    return m_reused;
}

Task<ClientError> ClientExchange::connect()
{
    const Instant until = std::chrono::steady_clock::now() +
                          std::chrono::duration_cast<Instant::duration>(m_times.connect);
    Lookup lookup(m_pool->loop.ready());
    lookup.expiry =
        std::make_unique<Deadline>(m_pool->loop.deadlines(), [&lookup] { lookup.wakeup.wake(); });
    lookup.expiry->set(until);
    m_lookup = &lookup;
    // Behind a proxy the origin's name is the proxy's to look up.
    const auto* proxy = m_origin.proxy.get();
    const Endpoints endpoints =
        co_await m_pool->resolve(proxy != nullptr ? proxy->host : m_origin.host,
                                 proxy != nullptr ? proxy->port : m_origin.port, lookup);
    m_lookup = nullptr;
    lookup.expiry->clear();
    if (m_cancelled)
        co_return failOpen(ClientError::Cancelled, "cancelled");
    if (endpoints.empty() && std::chrono::steady_clock::now() >= until)
        co_return failOpen(ClientError::ConnectTimeout, "looking up the name took too long");
    if (endpoints.empty())
        co_return failOpen(ClientError::NameNotFound, "the name has no address");

    ClientError error = ClientError::ConnectFailed;
    for (std::size_t i = 0; i < endpoints.size(); ++i) {
        // One dead address must not eat the time of those behind it.
        const Instant now = std::chrono::steady_clock::now();
        const Instant share = now + (until - now) / static_cast<int>(endpoints.size() - i);
        error = co_await connectTo(endpoints[i], share);
        if (error == ClientError::None || error == ClientError::Cancelled)
            break;
    }
    if (error == ClientError::None && proxy != nullptr)
        error = co_await connectThroughProxy(until);
    if (error == ClientError::None && m_origin.tls)
        error = co_await secure(until);
    if (error != ClientError::None)
        m_connection.stream.reset();
    co_return error;
}

Task<ClientError> ClientExchange::connectTo(const asio::ip::tcp::endpoint& endpoint, Instant until)
{
    Socket socket(
        ::socket(endpoint.protocol().family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket.isOpen())
        co_return failOpen(ClientError::ConnectFailed, std::strerror(errno));
    m_connection.stream = std::make_unique<Stream>(m_pool->loop, std::move(socket));
    Stream& stream = *m_connection.stream;
    const int fd = stream.socket().descriptor();
    if (::connect(fd, endpoint.data(), static_cast<socklen_t>(endpoint.size())) != 0) {
        if (errno != EINPROGRESS)
            co_return failOpen(ClientError::ConnectFailed, std::strerror(errno));
        stream.deadline().set(until);
        const Io waited = co_await stream.writable();
        stream.deadline().clear();
        if (m_cancelled)
            co_return failOpen(ClientError::Cancelled, "cancelled");
        if (waited == Io::Cut)
            co_return failOpen(ClientError::ConnectTimeout, "connecting took too long");
        int failure = 0;
        socklen_t size = sizeof failure;
        ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &failure, &size);
        if (failure != 0)
            co_return failOpen(ClientError::ConnectFailed, std::strerror(failure));
    }
    m_error = ClientError::None;
    co_return ClientError::None;
}

Task<ClientError> ClientExchange::secure(Instant until)
{
    SSL* ssl =
        m_pool->settings.tls ? makeClientSsl(m_pool->settings.tls.get(), m_origin.host) : nullptr;
    if (!ssl)
        co_return failOpen(ClientError::TlsFailed, "TLS is not set up");
    Stream& stream = *m_connection.stream;
    m_connection.session = m_pool->sessionOf(m_origin);
    m_connection.session->use(ssl);
    stream.startTls(ssl);
    stream.deadline().set(until);
    const Io result = co_await stream.handshake();
    stream.deadline().clear();
    if (m_cancelled)
        co_return failOpen(ClientError::Cancelled, "cancelled");
    if (result == Io::Cut)
        co_return failOpen(ClientError::ConnectTimeout, "the TLS handshake took too long");
    if (result != Io::Ok)
        co_return failOpen(ClientError::TlsFailed, tlsFailure(ssl));
    co_return ClientError::None;
}

ClientError ClientExchange::failOpen(ClientError error, std::string_view detail)
{
    m_error = error;
    m_detail = detail;
    return error;
}

} // namespace gatehouse::http
