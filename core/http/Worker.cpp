// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Worker.h"

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
    m_listening.push_back(
        std::make_shared<Listening>(Listener(m_loop, Socket(descriptor)), port, std::move(tls)));
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
        m_loop.spawn([this, listening] { return accept(listening); });
    m_loop.start();
}

Task<void> Worker::accept(std::shared_ptr<Listening> listening)
{
    Listener& listener = listening->listener;
    while (listener.isOpen()) {
        const Accepted accepted = acceptWaiting(*listening);
        if (accepted == Accepted::All)
            co_await listener.readable();
        else if (accepted == Accepted::Some)
            co_await listener.later();
        else
            co_await m_loop.sleep(kPause);
    }
}

Worker::Accepted Worker::acceptWaiting(Listening& listening)
{
    // A bounded round, so that a flood of connections does not starve those that are open.
    for (int round = 0; round < kRound; ++round) {
        const int descriptor = ::accept4(listening.listener.descriptor(), nullptr, nullptr,
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
    Socket socket(descriptor);
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
    m_loop.run(
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
        if (!listening->listener.isOpen())
            continue;
        // Whoever has been connected by the system already is not turned away.
        for (int round = 0;
             round < SOMAXCONN / kRound && acceptWaiting(*listening) == Accepted::Some; ++round) {
        }
        listening->listener.close();
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
