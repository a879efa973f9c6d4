// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/HealthReport.h"

#include "gateway/Health.h"
#include "gateway/ModelTable.h"

#include <algorithm>

namespace gatehouse::gateway {

namespace {

Duration leftOf(std::int64_t untilNanos, Instant now)
{
    const Duration left(
        untilNanos -
        std::chrono::duration_cast<std::chrono::nanoseconds>(now.time_since_epoch()).count());
    return std::max(left, Duration{});
}

CircuitReport reportOf(const Breaker& breaker, Instant now)
{
    CircuitReport out;
    out.failures = breaker.failures();
    if (breaker.isProbing(now))
        out.circuit = Circuit::HalfOpen;
    else if (breaker.openUntil() != 0) {
        out.circuit = Circuit::Open;
        out.openFor = leftOf(breaker.openUntil(), now);
    }
    return out;
}

CircuitReport reportOf(const KeyHealth& key, Instant now)
{
    CircuitReport out;
    if (key.retired.load(std::memory_order_relaxed)) {
        out.circuit = Circuit::Retired;
    } else if (!key.usable(now)) {
        out.circuit = Circuit::Open;
        out.openFor = leftOf(key.coolUntil.load(std::memory_order_relaxed), now);
    }
    return out;
}

ProviderState stateOf(const ProviderReport& report, bool called)
{
    const auto all = [&report](auto&& is) {
        return !report.keys.empty() && std::ranges::all_of(report.keys, is);
    };
    if (!report.problem.empty() || report.health.circuit == Circuit::Open ||
        all([](const KeyReport& key) { return key.health.circuit == Circuit::Retired; }))
        return ProviderState::Failed;
    if (all([](const KeyReport& key) {
            return key.health.circuit == Circuit::Open || key.health.circuit == Circuit::Retired;
        }))
        return ProviderState::Cooling;
    return called ? ProviderState::Healthy : ProviderState::Idle;
}

void resetKey(KeyHealth& key)
{
    key.coolUntil.store(0, std::memory_order_relaxed);
    key.retired.store(false, std::memory_order_relaxed);
}

} // namespace

std::string_view toWord(ProviderState state)
{
    switch (state) {
    case ProviderState::Idle:
        return "idle";
    case ProviderState::Healthy:
        return "healthy";
    case ProviderState::Cooling:
        return "cooling";
    case ProviderState::Failed:
        return "failed";
    }
    return "idle";
}

std::string_view toWord(Circuit circuit)
{
    switch (circuit) {
    case Circuit::Closed:
        return "closed";
    case Circuit::Open:
        return "open";
    case Circuit::HalfOpen:
        return "half_open";
    case Circuit::Retired:
        return "retired";
    }
    return "closed";
}

std::vector<ProviderReport> healthReport(const View& view, Instant now)
{
    std::vector<ProviderReport> out;
    for (const auto& provider : view.snapshot->models().providers()) {
        const auto& health = *view.providers[provider->state];
        ProviderReport report;
        report.id = provider->id;
        report.problem = provider->problem;
        report.health = reportOf(health.breaker, now);
        for (const auto& key : provider->keys)
            report.keys.push_back({key.id, reportOf(*view.keys[key.state], now)});
        report.state = stateOf(report, health.called.load(std::memory_order_relaxed));
        out.push_back(std::move(report));
    }
    return out;
}

bool intervene(const View& view, const Intervention& what, Instant now)
{
    const auto& providers = view.snapshot->models().providers();
    const auto at = std::ranges::find(providers, what.provider,
                                      [](const auto& provider) { return provider->id; });
    if (at == providers.end())
        return false;
    auto& breaker = view.providers[(*at)->state]->breaker;
    if (what.kind == Intervention::Kind::Fail) {
        breaker.open(now, what.time);
        return true;
    }
    bool touched = false;
    for (const auto& key : (*at)->keys) {
        if (!what.key.empty() && key.id != what.key)
            continue;
        touched = true;
        auto& health = *view.keys[key.state];
        if (what.kind == Intervention::Kind::Pause)
            health.cool(now, what.time);
        else
            resetKey(health);
    }
    // A key can be used again only where its provider is.
    if (what.kind == Intervention::Kind::Reset && (touched || what.key.empty())) {
        breaker.close();
        return true;
    }
    return touched;
}

} // namespace gatehouse::gateway
