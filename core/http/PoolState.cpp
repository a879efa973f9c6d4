// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/PoolState.h"

#include <algorithm>

namespace gatehouse::http {

namespace {

/// More names than this are not remembered: the cache starts anew.
constexpr std::size_t kMostNames = 1024;

} // namespace

PoolState::PoolState(Loop& owner, PoolSettings with)
    : loop(owner)
    , settings(std::move(with))
    , m_resolver(owner.context())
    , m_sweep(owner.deadlines(), [this] { sweep(); })
{
}

Kept PoolState::take(const Origin& origin)
{
    const auto found = m_idle.find(origin.text());
    if (found == m_idle.end())
        return {};
    auto& connections = found->second.connections;
    while (!connections.empty()) {
        Kept kept = std::move(connections.front());
        connections.pop_front();
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
    const std::string key = origin.text();
    Idle& idle = m_idle[key];
    if (idle.connections.size() >= settings.idlePerOrigin) {
        idle.connections.pop_back();
        --idleTotal;
    }
    if (idleTotal >= settings.idleTotal)
        return;
    connection.since = std::chrono::steady_clock::now();
    Stream* const stream = connection.stream.get();
    idle.connections.push_front(std::move(connection));
    ++idleTotal;
    if (!m_sweep.isSet())
        m_sweep.setIn(settings.idle);
    watch(key, stream);
}

void PoolState::watch(const std::string& key, Stream* stream)
{
    stream->watch([weak = weak_from_this(), key, stream] {
        const auto state = weak.lock();
        if (!state)
            return;
        // TLS may have something to say of its own (a session ticket).
        if (stream->isTls() && stream->isQuiet())
            state->watch(key, stream);
        else
            state->drop(key, stream);
    });
}

void PoolState::drop(const std::string& key, Stream* stream)
{
    auto& connections = m_idle[key].connections;
    const auto found =
        std::find_if(connections.begin(), connections.end(),
                     [stream](const Kept& kept) { return kept.stream.get() == stream; });
    if (found == connections.end())
        return;
    connections.erase(found);
    --idleTotal;
    loop.counters().add(Count::UpstreamStale);
}

void PoolState::sweep()
{
    const Instant now = std::chrono::steady_clock::now();
    const auto idleFor = std::chrono::duration_cast<Instant::duration>(settings.idle);
    Instant next = Instant::max();
    for (auto at = m_idle.begin(); at != m_idle.end();) {
        auto& connections = at->second.connections;
        while (!connections.empty() && connections.back().since + idleFor <= now) {
            connections.back().stream->finish();
            connections.pop_back();
            --idleTotal;
        }
        if (!connections.empty())
            next = std::min(next, connections.back().since + idleFor);
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
    auto& session = m_idle[origin.text()].session;
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
    m_resolver.async_resolve(host, "",
                             [self = weak_from_this(), host](const boost::system::error_code&,
                                                             const Resolver::results_type& found) {
                                 const auto state = self.lock();
                                 if (!state)
                                     return;
                                 Name& name = state->m_names[host];
                                 name.asking = false;
                                 for (const auto& entry : found) {
                                     const auto address = entry.endpoint().address();
                                     if (std::find(name.addresses.begin(), name.addresses.end(),
                                                   address) == name.addresses.end())
                                         name.addresses.push_back(address);
                                 }
                                 // A name that was not found is asked for again at once.
                                 if (!name.addresses.empty())
                                     name.until = std::chrono::steady_clock::now() +
                                                  std::chrono::duration_cast<Instant::duration>(
                                                      state->settings.nameCache);
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
