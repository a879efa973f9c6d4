// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/ClientExchange.h"
#include "http/Loop.h"
#include "http/UpstreamPool.h"
#include "http/Wakeup.h"

#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace gatehouse::http {

using Endpoints = std::vector<asio::ip::tcp::endpoint>;

/// One coroutine that waits for a name.
struct Lookup
{
    explicit Lookup(ReadyList& ready)
        : wakeup(ready)
    {
    }
    Wakeup wakeup;
    std::unique_ptr<Deadline> expiry;
};

/// What an UpstreamPool and its exchanges share. Internal to core/http; the loop's thread only.
struct PoolState : std::enable_shared_from_this<PoolState>
{
    PoolState(Loop& owner, PoolSettings with);

    /// A kept connection that is still quiet, the most recently used first; empty stream = none.
    Kept take(const Origin& origin);
    /// Keeps a connection for reuse, as far as the bounds allow.
    void give(const Origin& origin, Kept connection);
    void closeIdle();
    std::shared_ptr<TlsSession> sessionOf(const Origin& origin);

    /// Addresses of a host, from the cache or the system's resolver; empty when it has none, or
    /// `expiry` of the lookup passed. One question a name at a time, however many wait.
    Task<Endpoints> resolve(std::string host, std::uint16_t port, Lookup& lookup);

    Loop& loop;
    PoolSettings settings;
    bool closed = false;
    std::size_t idleTotal = 0;

private:
    struct Idle
    {
        std::vector<Kept> connections; ///< Newest last.
        std::shared_ptr<TlsSession> session;
    };
    struct OriginHash
    {
        std::size_t operator()(const Origin& origin) const
        {
            return std::hash<std::string>{}(origin.host) ^ (std::size_t{origin.port} << 1) ^
                   static_cast<std::size_t>(origin.tls);
        }
    };
    struct Name
    {
        std::vector<asio::ip::address> addresses;
        Instant until{};
        bool asking = false;
        std::vector<Lookup*> waiting;
    };

    void watch(Stream* stream);
    void drop(Stream* stream);
    void sweep();
    void ask(const std::string& host);

    std::unordered_map<Origin, Idle, OriginHash> m_idle;
    std::unordered_map<std::string, Name> m_names;
    Deadline m_sweep;
};

} // namespace gatehouse::http
