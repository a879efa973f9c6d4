// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "gateway/Budget.h"
#include "gateway/KeyRoom.h"
#include "gateway/Settings.h"
#include "gateway/Snapshot.h"
#include "http/Proxy.h"
#include "limits/Counters.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

/// What exchanges have learned about those they call. Shared by all workers, hence atomics; it
/// outlives snapshots, so that an edit elsewhere forgets nothing.
namespace gatehouse::gateway {

/// Takes something out of use after failures in a row, for a time that grows, and lets one exchange
/// a time try it again.
class Breaker
{
public:
    struct Rule
    {
        std::uint32_t failures = 5;
        Duration first = std::chrono::seconds(1);
        Duration longest = std::chrono::seconds(60);
    };

    /// Closed, or open and due for a probe, which is then the caller's: nobody else gets one for a
    /// while.
    [[nodiscard]] bool tryPass(Instant now);
    [[nodiscard]] bool isOpen(Instant now) const;
    void onSuccess();
    void onFailure(const Rule& rule, Instant now);
    /// When it may be tried again, as nanoseconds of Instant; 0 = now.
    [[nodiscard]] std::int64_t openUntil() const { return m_until.load(std::memory_order_relaxed); }
    /// The time is up and nothing has been heard since: somebody tries it, or the next one will.
    [[nodiscard]] bool isProbing(Instant now) const;
    [[nodiscard]] std::uint32_t failures() const
    {
        return m_failures.load(std::memory_order_relaxed);
    }
    /// By hand: open for a time, as after failures; as if nothing had ever failed.
    void open(Instant now, Duration time);
    void close();

private:
    std::atomic<bool> m_probing{false};
    std::atomic<std::uint32_t> m_failures{0}; ///< in a row
    std::atomic<std::uint32_t> m_opened{0};   ///< times in a row
    std::atomic<std::int64_t> m_until{0};
};

/// Of an upstream target of a REST API.
struct TargetHealth
{
    Breaker breaker;
};

/// Of one key of a provider.
struct KeyHealth
{
    std::atomic<std::int64_t> coolUntil{0}; ///< Nanoseconds of Instant.
    std::atomic<bool> retired{false}; ///< The provider refused it; a changed secret starts anew.
    KeyRoom room;

    [[nodiscard]] bool usable(Instant now) const;
    void cool(Instant now, Duration time);
};

/// Of a provider.
struct ProviderHealth
{
    Breaker breaker;
    std::atomic<bool> called{false};
    std::atomic<std::uint64_t> keyTurns{0};
};

/// Of a target of a model route: the same model of the same provider is slow for every route.
struct ModelTargetHealth
{
    std::atomic<std::int64_t> latencyMicros{0}; ///< First byte, moving average; 0 = unknown.

    void onLatency(std::int64_t micros);
};

/// Of a model route.
struct ModelRouteHealth
{
    Budget retries;
    Budget hedges;
    std::atomic<std::uint64_t> turns{0};
};

struct TurnCounter
{
    std::atomic<std::uint64_t> next{0};
};

/// A snapshot with the settings in force and the health of everything in it, by the indexes that
/// the snapshot gave.
struct View
{
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const Settings> settings;
    std::vector<std::shared_ptr<TargetHealth>> targets;
    std::vector<std::shared_ptr<KeyHealth>> keys;
    std::vector<std::shared_ptr<ProviderHealth>> providers;
    std::unique_ptr<TurnCounter[]> apiTurns;
    std::vector<std::shared_ptr<ModelRouteHealth>> modelRoutes;
    std::vector<std::shared_ptr<ModelTargetHealth>> modelTargets;
    std::vector<std::shared_ptr<const http::Proxy>> proxies; ///< By provider; null = none.
    std::shared_ptr<const limits::BoundRules> limits;
};

/// Makes views, keeping the health of what was there before. Used by one thread at a time, never by
/// workers.
class HealthBook
{
public:
    explicit HealthBook(limits::Counters& counters)
        : m_counters(counters)
    {
    }
    [[nodiscard]] std::shared_ptr<const View> view(std::shared_ptr<const Snapshot> snapshot,
                                                   std::shared_ptr<const Settings> settings);

private:
    template <typename T>
    using Book = std::unordered_map<std::string, std::shared_ptr<T>>;
    limits::Counters& m_counters;
    Book<TargetHealth> m_targets; ///< By API and URL.
    Book<KeyHealth> m_keys;       ///< By provider, key and hash of the secret.
    Book<ProviderHealth> m_providers;
    Book<ModelRouteHealth> m_modelRoutes;
    Book<ModelTargetHealth> m_modelTargets; ///< By provider, its address and model.
};

} // namespace gatehouse::gateway
