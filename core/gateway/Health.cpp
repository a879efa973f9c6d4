// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Health.h"

#include "base/Crypto.h"
#include "gateway/ModelTable.h"
#include "gateway/RouteTable.h"

#include <algorithm>

namespace gatehouse::gateway {

namespace {

std::int64_t nanos(Instant instant)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(instant.time_since_epoch()).count();
}

/// While somebody probes, nobody else does; longer than a connect may take.
constexpr Duration kProbe = std::chrono::seconds(5);

} // namespace

bool Breaker::tryPass(Instant now)
{
    auto until = m_until.load(std::memory_order_relaxed);
    if (until == 0)
        return true;
    if (until > nanos(now))
        return false;
    if (!m_until.compare_exchange_strong(until, nanos(now + kProbe)))
        return false;
    m_probing.store(true, std::memory_order_relaxed);
    return true;
}

bool Breaker::isProbing(Instant now) const
{
    const auto until = m_until.load(std::memory_order_relaxed);
    return until != 0 && (m_probing.load(std::memory_order_relaxed) || until <= nanos(now));
}

void Breaker::open(Instant now, Duration time)
{
    m_opened.store(1, std::memory_order_relaxed);
    m_probing.store(false, std::memory_order_relaxed);
    m_until.store(nanos(now + time), std::memory_order_relaxed);
}

void Breaker::close()
{
    m_failures.store(0, std::memory_order_relaxed);
    m_opened.store(0, std::memory_order_relaxed);
    m_probing.store(false, std::memory_order_relaxed);
    m_until.store(0, std::memory_order_relaxed);
}

bool Breaker::isOpen(Instant now) const
{
    return m_until.load(std::memory_order_relaxed) > nanos(now);
}

void Breaker::onSuccess()
{
    // The usual case writes nothing: the line stays shared between the cores.
    if (m_failures.load(std::memory_order_relaxed) != 0)
        m_failures.store(0, std::memory_order_relaxed);
    if (m_until.load(std::memory_order_relaxed) != 0) {
        m_until.store(0, std::memory_order_relaxed);
        m_opened.store(0, std::memory_order_relaxed);
        m_probing.store(false, std::memory_order_relaxed);
    }
}

void Breaker::onFailure(const Rule& rule, Instant now)
{
    const auto failures = m_failures.fetch_add(1, std::memory_order_relaxed) + 1;
    const auto until = m_until.load(std::memory_order_relaxed);
    // A failed probe opens again at once; stragglers of the time before do not lengthen it.
    const bool probe = until != 0 && m_opened.load(std::memory_order_relaxed) > 0;
    if (failures < rule.failures && !probe)
        return;
    if (probe && until > nanos(now + kProbe))
        return;
    const auto times =
        std::min<std::uint32_t>(m_opened.fetch_add(1, std::memory_order_relaxed), 16);
    const auto open = std::min<Duration>(rule.first * (1u << times), rule.longest);
    m_probing.store(false, std::memory_order_relaxed);
    m_until.store(nanos(now + open), std::memory_order_relaxed);
}

bool KeyHealth::usable(Instant now) const
{
    return !retired.load(std::memory_order_relaxed) &&
           coolUntil.load(std::memory_order_relaxed) <= nanos(now);
}

void KeyHealth::cool(Instant now, Duration time)
{
    coolUntil.store(nanos(now + time), std::memory_order_relaxed);
}

void ModelTargetHealth::onLatency(std::int64_t micros)
{
    const auto before = latencyMicros.load(std::memory_order_relaxed);
    latencyMicros.store(before == 0 ? micros : before + (micros - before) / 8,
                        std::memory_order_relaxed);
}

std::shared_ptr<const View> HealthBook::view(std::shared_ptr<const Snapshot> snapshot,
                                             std::shared_ptr<const Settings> settings)
{
    auto view = std::make_shared<View>();
    // What the new snapshot does not name any more is forgotten with the old books.
    const auto keep = []<typename T>(Book<T>& old, Book<T>& fresh, const std::string& name) {
        auto& entry = fresh[name];
        if (!entry) {
            const auto it = old.find(name);
            entry = it == old.end() ? std::make_shared<T>() : it->second;
        }
        return entry;
    };
    Book<TargetHealth> targets;
    const auto& routes = snapshot->routes();
    view->targets.resize(routes.targetCount());
    for (const auto& api : routes.apis()) {
        for (const auto& target : api->targets)
            view->targets[target.health] = keep(m_targets, targets, api->id + ' ' + target.url);
    }
    Book<KeyHealth> keys;
    Book<ProviderHealth> providers;
    const auto& models = snapshot->models();
    view->keys.resize(models.keyCount());
    for (const auto& provider : models.providers()) {
        view->providers.push_back(
            keep(m_providers, providers, provider->id + ' ' + provider->base.origin.text()));
        for (const auto& key : provider->keys)
            view->keys[key.state] = keep(
                m_keys, keys, provider->id + ' ' + key.id + ' ' + crypto::sha256Hex(key.secret));
    }
    Book<ModelRouteHealth> modelRoutes;
    Book<ModelTargetHealth> modelTargets;
    view->modelTargets.resize(models.targetCount());
    for (const auto& route : models.routes()) {
        view->modelRoutes.push_back(keep(m_modelRoutes, modelRoutes, route.name));
        for (const auto& target : route.targets)
            view->modelTargets[target.health] =
                keep(m_modelTargets, modelTargets,
                     target.provider->id + ' ' + target.provider->base.origin.text() + ' ' +
                         target.model);
    }
    const auto environment = http::ProxyEnvironment::read();
    for (const auto& provider : models.providers())
        view->proxies.push_back(http::proxyFor(
            provider->base.origin, provider->proxy.empty() ? settings->proxy : provider->proxy,
            environment));
    m_modelRoutes = std::move(modelRoutes);
    m_modelTargets = std::move(modelTargets);
    m_targets = std::move(targets);
    m_keys = std::move(keys);
    m_providers = std::move(providers);
    view->apiTurns = std::make_unique<TurnCounter[]>(routes.apis().size());
    view->limits = m_counters.adopt(snapshot->limits());
    view->snapshot = std::move(snapshot);
    view->settings = std::move(settings);
    return view;
}

} // namespace gatehouse::gateway
