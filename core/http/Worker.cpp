// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Worker.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <spdlog/spdlog.h>

#include <cerrno>
#include <cstring>
#include <sys/socket.h>

namespace gatehouse::http {

namespace {

/// More than this many a worker are not even told that the server is full.
constexpr unsigned kMostOverloaded = 64;
/// Connections that are accepted in one go.
constexpr int kRound = 64;
/// How long accepting pauses when the system has no descriptor left.
constexpr auto kPause = std::chrono::milliseconds(100);

} // namespace

Worker::Worker(std::string name, unsigned index, ServerState& state, const Limits& limits,
               const Times& times)
    : m_loop(std::move(name))
    , m_index(index)
    , m_state(state)
    , m_limits(limits)
    , m_times(times)
{
}

void Worker::listen(int descriptor, std::uint16_t port, TlsContext tls)
{
    auto listening = std::make_shared<Listening>(Acceptor(m_loop.context()), port, std::move(tls));
    boost::system::error_code ignored;
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
    listening->acceptor.assign(address.ss_family == AF_INET6 ? asio::ip::tcp::v6()
                                                             : asio::ip::tcp::v4(),
                               descriptor, ignored);
    listening->acceptor.non_blocking(true, ignored);
    m_listening.push_back(std::move(listening));
}

void Worker::reconfigure(const Limits& limits, const Times& times)
{
    m_limits = limits;
    m_times = times;
}

void Worker::setTls(const TlsContext& tls)
{
    for (const auto& listening : m_listening)
        if (listening->tls)
            listening->tls = tls;
}

void Worker::start()
{
    for (const auto& listening : m_listening)
        asio::co_spawn(m_loop.context(), accept(listening), asio::detached);
    m_loop.start();
}

Task<void> Worker::accept(std::shared_ptr<Listening> listening)
{
    while (listening->acceptor.is_open()) {
        boost::system::error_code error;
        co_await listening->acceptor.async_wait(Acceptor::wait_read,
                                                asio::redirect_error(kAwait, error));
        if (error || !listening->acceptor.is_open())
            co_return;
        if (acceptWaiting(*listening) == Accepted::NoDescriptor)
            co_await m_loop.sleep(kPause);
    }
}

Worker::Accepted Worker::acceptWaiting(Listening& listening)
{
    // A bounded round, so that a flood of connections does not starve those that are open.
    for (int round = 0; round < kRound; ++round) {
        const int descriptor = ::accept4(listening.acceptor.native_handle(), nullptr, nullptr,
                                         SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor >= 0) {
            take(descriptor, listening);
            continue;
        }
        if (errno == EINTR || errno == ECONNABORTED || errno == EPROTO)
            continue;
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return Accepted::All;
        counters().add(Count::AcceptFailed);
        spdlog::warn("accepting a connection failed: {}", std::strerror(errno));
        return Accepted::NoDescriptor;
    }
    return Accepted::Some;
}

void Worker::take(int descriptor, Listening& listening)
{
    const auto protocol = listening.acceptor.local_endpoint().protocol();
    boost::system::error_code error;
    Stream::Socket socket(m_loop.context());
    socket.assign(protocol, descriptor, error);
    if (error) {
        ::close(descriptor);
        counters().add(Count::AcceptFailed);
        return;
    }
    const bool over = m_state.connections.load(std::memory_order_relaxed) >= m_limits.connections;
    counters().add(over ? Count::OverConnections : Count::Accepted);
    if (over && (m_overloaded >= kMostOverloaded || listening.tls))
        return;
    if (over)
        ++m_overloaded;
    else
        m_state.connections.fetch_add(1, std::memory_order_relaxed);

    auto connection =
        std::make_unique<Connection>(*this, std::move(socket), listening.port, listening.tls);
    m_connections.push_back(*connection);
    asio::co_spawn(
        m_loop.context(),
        [](std::unique_ptr<Connection> own, bool overloaded) -> Task<void> {
            if (overloaded)
                co_await own->runOverloaded();
            else
                co_await own->run();
        }(std::move(connection), over),
        [this, over](const std::exception_ptr& thrown) {
            if (thrown)
                spdlog::error("a connection ended by an exception");
            if (over) {
                --m_overloaded;
                return;
            }
            const auto before = m_state.connections.fetch_sub(1, std::memory_order_acq_rel);
            if (before == 1 && m_state.draining.load(std::memory_order_acquire)) {
                const std::lock_guard lock(m_state.mutex);
                m_state.changed.notify_all();
            }
        });
}

void Worker::drain(Idle idle)
{
    m_draining = true;
    for (const auto& listening : m_listening) {
        if (!listening->acceptor.is_open())
            continue;
        // Whoever has been connected by the system already is not turned away.
        for (int round = 0;
             round < SOMAXCONN / kRound && acceptWaiting(*listening) == Accepted::Some; ++round) {
        }
        // Taken out of the loop by name: where another server has the socket too, closing this
        // descriptor would leave it in the loop's set.
        boost::system::error_code error;
        const int descriptor = listening->acceptor.release(error);
        if (!error)
            ::close(descriptor);
    }
    for (Connection& connection : m_connections)
        connection.drain(idle);
}

void Worker::cutAll()
{
    for (Connection& connection : m_connections)
        connection.cutForDrain();
}

} // namespace gatehouse::http
