// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/ClientExchange.h"
#include "http/Origin.h"
#include "http/Tls.h"
#include "http/Types.h"

#include <cstddef>
#include <memory>
#include <string>

namespace gatehouse::http {

class Loop;

struct PoolSettings
{
    std::size_t idlePerOrigin = 64; ///< Kept connections an origin; the oldest goes first.
    std::size_t idleTotal = 512;
    Duration idle = std::chrono::seconds(55);
    Duration nameCache = std::chrono::seconds(15); ///< How long a resolved name is believed.
    Limits limits;                                 ///< Of answers.
    TlsContext tls; ///< makeClientTls(); absent = https upstreams fail. Shared by all workers.
};

/// The upstream connections of one loop, used and destroyed on its thread (or after it ended).
/// Exchanges may outlive it; their connections are then closed instead of kept.
class UpstreamPool
{
public:
    UpstreamPool(Loop& loop, PoolSettings settings);
    ~UpstreamPool();
    UpstreamPool(const UpstreamPool&) = delete;
    UpstreamPool& operator=(const UpstreamPool&) = delete;

    /// An exchange with an origin; nothing happens yet: ClientExchange::open() gets its connection.
    [[nodiscard]] std::unique_ptr<ClientExchange> exchange(Origin origin, const ClientTimes& times);

    /// For answers that begin from now on.
    void setLimits(const Limits& limits);

    [[nodiscard]] std::size_t idleConnections() const;
    /// Closes all idle connections (of an origin whose settings changed, or on drain).
    void closeIdle();

private:
    std::shared_ptr<PoolState> m_state;
};

} // namespace gatehouse::http
