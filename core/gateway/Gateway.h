// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/Cache.h"

#include "base/Clock.h"
#include "base/Result.h"
#include "gateway/HealthReport.h"
#include "gateway/Snapshot.h"
#include "http/Counters.h"
#include "limits/Counters.h"
#include "model/Gateway.h"
#include "telemetry/Telemetry.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace gatehouse::gateway {

/// What the data path counts; sums over all workers, ever since start().
struct GatewayCounters
{
    std::uint64_t exchanges = 0;   ///< finished
    std::uint64_t active = 0;      ///< in flight now
    std::uint64_t connections = 0; ///< client connections open now
    std::uint64_t accepted = 0;    ///< client connections
    std::uint64_t bytesIn = 0;     ///< request bodies
    std::uint64_t bytesOut = 0;    ///< answer bodies
    http::Counters::Values wire{}; ///< what core/http counts, by http::Count
};

/// The data plane: listening sockets, one worker a core, the pipeline. Owned by the program's
/// composition. All functions are called from one control thread (any, one at a time), but
/// counters(), providers(), intervene(), endpoints() and serving(), which any thread may call.
/// Destroying it stops at once.
class Gateway
{
public:
    /// All outlive the gateway. Every worker takes a shard from `telemetry` and leaves its records
    /// there. `counters` are those of the limits.
    Gateway(const Clock& clock, telemetry::Telemetry& telemetry, limits::Counters& counters);
    ~Gateway();
    Gateway(const Gateway&) = delete;
    Gateway& operator=(const Gateway&) = delete;

    /// Opens the sockets of `settings.listen` and starts the workers; fails, with nothing left
    /// open, when an address is taken or the certificate cannot be read. May be called again after
    /// stop().
    [[nodiscard]] Result<void> start(const model::Gateway& settings,
                                     std::shared_ptr<const Snapshot> snapshot);

    /// Returns when every worker uses the new snapshot: exchanges that begin later see it, those
    /// under way keep theirs. While stopped it does nothing; start() brings its own.
    void publish(std::shared_ptr<const Snapshot> snapshot);

    /// Applies a changed `gateway` section; on failure the old one goes on unharmed. Returns when
    /// no request can meet the old one any more. Limits, times and certificates reach the workers
    /// that are there. Other addresses, threads, TLS or none: new workers take over the sockets of
    /// addresses that stay; the old workers serve every connection once more, streams to their end.
    [[nodiscard]] Result<void> reconfigure(const model::Gateway& settings);

    /// Reads the certificate again; new connections get it. On failure the old one stays.
    [[nodiscard]] Result<void> reloadTls();

    /// Stops listening, closes idle connections, waits until the last exchange ended, at most
    /// `times.drain`.
    void stop();

    [[nodiscard]] bool serving() const;
    /// `http://127.0.0.1:8480`, with the ports that were really taken; empty when not serving.
    [[nodiscard]] std::vector<std::string> endpoints() const;

    /// Any thread. Lives as long as the gateway; what it keeps survives stop() and start().
    [[nodiscard]] cache::Cache& cache();
    [[nodiscard]] GatewayCounters counters() const;
    [[nodiscard]] std::vector<ProviderReport> providers() const;
    /// Any thread. False when there is nothing of that name, or nothing runs.
    [[nodiscard]] bool intervene(const Intervention& what);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace gatehouse::gateway
