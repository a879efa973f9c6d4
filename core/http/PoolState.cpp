// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/PoolState.h"

#include "http/Resolver.h"

#include <algorithm>

namespace gatehouse::http {

namespace {

/// More names than this are not remembered: the cache starts anew.
constexpr std::size_t kMostNames = 1024;

} // namespace

PoolState::PoolState(Loop& owner, PoolSettings with)
    : loop(owner)
    , settings(std::move(with))
    , m_sweep(owner.deadlines(), [this] { sweep(); })
{
}

Kept PoolState::take(const Origin& origin)
{
    const auto found = m_idle.find(origin);
    if (found == m_idle.end())
        return {};
    auto& connections = found->second.connections;
    while (!connections.empty()) {
        Kept kept = std::move(connections.back());
        connections.pop_back();
        --idleTotal;
        kept.stream->watch(nullptr);
        if (kept.stream->isQuiet()) {
            loop.counters().add(Count::UpstreamReused);
            return kept;
        }
        loop.counters().add(Count::UpstreamStale);
    }
    return {};
}

void PoolState::give(const Origin& origin, Kept connection)
{
    if (closed || settings.idlePerOrigin == 0 || settings.idleTotal == 0)
        return;
    auto& connections = m_idle[origin].connections;
    if (connections.size() >= settings.idlePerOrigin) {
        connections.erase(connections.begin());
        --idleTotal;
    }
    if (idleTotal >= settings.idleTotal)
        return;
    connection.since = loop.now();
    Stream* const stream = connection.stream.get();
    connections.push_back(std::move(connection));
    ++idleTotal;
    if (!m_sweep.isSet())
        m_sweep.setIn(settings.idle);
    watch(stream);
}

void PoolState::watch(Stream* stream)
{
    // Both live as long as the connection is idle: it is ours, and goes with us.
    stream->watch([this, stream] {
        // TLS may have something to say of its own (a session ticket).
        if (stream->isTls() && stream->isQuiet())
            watch(stream);
        else
            drop(stream);
    });
}

void PoolState::drop(Stream* stream)
{
    for (auto& [origin, idle] : m_idle) {
        const auto found = std::ranges::find_if(
            idle.connections, [stream](const Kept& kept) { return kept.stream.get() == stream; });
        if (found == idle.connections.end())
            continue;
        idle.connections.erase(found);
        --idleTotal;
        loop.counters().add(Count::UpstreamStale);
        return;
    }
}

void PoolState::sweep()
{
    const auto idleFor = std::chrono::duration_cast<Instant::duration>(settings.idle);
    Instant next = Instant::max();
    for (auto at = m_idle.begin(); at != m_idle.end();) {
        auto& connections = at->second.connections;
        const auto young = std::ranges::find_if(
            connections, [&](const Kept& kept) { return kept.since + idleFor > loop.now(); });
        for (auto old = connections.begin(); old != young; ++old)
            old->stream->finish();
        idleTotal -= static_cast<std::size_t>(young - connections.begin());
        connections.erase(connections.begin(), young);
        if (!connections.empty())
            next = std::min(next, connections.front().since + idleFor);
        at = connections.empty() && !at->second.session ? m_idle.erase(at) : std::next(at);
    }
    m_sweep.set(next);
}

void PoolState::closeIdle()
{
    for (auto& [key, idle] : m_idle)
        for (Kept& kept : idle.connections)
            kept.stream->finish();
    m_idle.clear();
    idleTotal = 0;
}

std::shared_ptr<TlsSession> PoolState::sessionOf(const Origin& origin)
{
    auto& session = m_idle[origin].session;
    if (!session)
        session = std::make_shared<TlsSession>();
    return session;
}

Task<Endpoints> PoolState::resolve(std::string host, std::uint16_t port, Lookup& lookup)
{
    Endpoints endpoints;
    boost::system::error_code error;
    const auto literal = asio::ip::make_address(host, error);
    if (!error) {
        endpoints.emplace_back(literal, port);
        co_return endpoints;
    }
    if (m_names.size() > kMostNames)
        std::erase_if(m_names, [](const auto& entry) { return !entry.second.asking; });
    const auto known = m_names.find(host);
    if (known == m_names.end() || known->second.asking ||
        known->second.until <= std::chrono::steady_clock::now()) {
        ask(host);
        m_names[host].waiting.push_back(&lookup);
        co_await lookup.wakeup.wait();
        std::erase(m_names[host].waiting, &lookup);
    }
    for (const auto& address : m_names[host].addresses)
        endpoints.emplace_back(address, port);
    co_return endpoints;
}

void PoolState::ask(const std::string& host)
{
    Name& asked = m_names[host];
    if (asked.asking)
        return;
    asked.asking = true;
    asked.addresses.clear();
    loop.resolver().ask(host, [self = weak_from_this(), host](const Resolver::Addresses& found) {
        const auto state = self.lock();
        if (!state)
            return;
        Name& name = state->m_names[host];
        name.asking = false;
        name.addresses = found;
        // A name that was not found is asked for again at once.
        if (!name.addresses.empty())
            name.until = state->loop.now() +
                         std::chrono::duration_cast<Instant::duration>(state->settings.nameCache);
        for (Lookup* lookup : name.waiting)
            lookup->wakeup.wake();
    });
}

UpstreamPool::UpstreamPool(Loop& loop, PoolSettings settings)
    : m_state(std::make_shared<PoolState>(loop, std::move(settings)))
{
}

UpstreamPool::~UpstreamPool()
{
    m_state->closed = true;
    m_state->closeIdle();
}

std::unique_ptr<ClientExchange> UpstreamPool::exchange(Origin origin, const ClientTimes& times)
{
    return std::unique_ptr<ClientExchange>(new ClientExchange(m_state, std::move(origin), times));
}

void UpstreamPool::setLimits(const Limits& limits)
{
    m_state->settings.limits = limits;
}

std::size_t UpstreamPool::idleConnections() const
{
    return m_state->idleTotal;
}

void UpstreamPool::closeIdle()
{
    m_state->closeIdle();
}

} // namespace gatehouse::http
