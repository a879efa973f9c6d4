// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Candidates.h"

#include "gateway/LimitFacts.h"
#include "gateway/Steps.h"

#include <algorithm>

namespace gatehouse::gateway {

Candidates::Candidates(Exchange& x, std::vector<CompiledModelTarget> targets)
    : m_x(x)
    , m_targets(std::move(targets))
{
    const auto wanted = estimate(x);
    m_wanted = wanted.inputTokens;
}

std::optional<Candidate> Candidates::next()
{
    for (;;) {
        while (!m_keys.empty()) {
            const auto* const key = m_keys.back();
            m_keys.pop_back();
            m_x.record.provider = m_target->provider->id;
            m_x.record.providerKey = key != nullptr ? key->id : std::string{};
            m_x.record.modelUsed = m_target->model;
            if (admitTarget(m_x))
                return Candidate{m_target, key};
        }
        if (m_next >= m_targets.size())
            return std::nullopt;
        const auto& target = m_targets[m_next++];
        const bool large = m_contextAbove == 0 || target.facts == nullptr ||
                           target.facts->context > m_contextAbove;
        if (large && enter(target))
            m_target = &target;
    }
}

bool Candidates::needContextAbove(Tokens context)
{
    const auto larger = [&](const CompiledModelTarget& target) {
        return target.facts == nullptr || target.facts->context > context;
    };
    if (std::ranges::none_of(m_targets.begin() + static_cast<std::ptrdiff_t>(m_next),
                             m_targets.end(), larger))
        return false;
    m_contextAbove = std::max(m_contextAbove, context);
    return true;
}

void Candidates::again()
{
    m_next = 0;
    m_keys.clear();
}

bool Candidates::enter(const CompiledModelTarget& target)
{
    const auto& provider = *target.provider;
    const bool failed = m_x.failure.status != 0;
    if (!provider.problem.empty()) {
        if (!failed)
            m_x.fail(502, "provider_not_callable",
                     "the provider \"" + provider.id + "\" cannot be called: " + provider.problem);
        return false;
    }
    if (!m_x.view->providers[provider.state]->breaker.tryPass(m_x.around.clock.now())) {
        if (!failed)
            m_x.fail(503, "provider_unavailable",
                     "the provider \"" + provider.id +
                         "\" failed several times in a row and is left alone for a moment");
        return false;
    }
    m_keys =
        provider.keys.empty() ? std::vector<const CompiledProviderKey*>{nullptr} : usable(provider);
    return !m_keys.empty();
}

std::vector<const CompiledProviderKey*> Candidates::usable(const CompiledProvider& provider)
{
    std::vector<const CompiledProviderKey*> keys;
    const auto now = m_x.around.clock.now();
    std::int64_t coolUntil = 0;
    const auto turn =
        m_x.view->providers[provider.state]->keyTurns.fetch_add(1, std::memory_order_relaxed);
    for (std::size_t i = 0; i < provider.rotation.length(); ++i) {
        const auto& key = provider.keys[provider.rotation.at(turn + i)];
        const auto& state = *m_x.view->keys[key.state];
        if (state.usable(now)) {
            if (std::ranges::find(keys, &key) == keys.end())
                keys.push_back(&key);
        } else if (!state.retired) {
            const auto until = state.coolUntil.load(std::memory_order_relaxed);
            coolUntil = coolUntil == 0 ? until : std::min(coolUntil, until);
        }
    }
    // A key that has no room, as far as it said, is asked when the others have refused.
    std::ranges::stable_partition(keys, [&](const CompiledProviderKey* key) {
        return !m_x.view->keys[key->state]->room.isFull(now, m_wanted);
    });
    if (keys.empty() && coolUntil != 0) {
        const auto left =
            coolUntil -
            std::chrono::duration_cast<std::chrono::nanoseconds>(now.time_since_epoch()).count();
        m_x.fail(429, "provider_rate_limit",
                 "every key of the provider \"" + provider.id + "\" has to pause");
        m_x.failure.retryAfter =
            std::to_string(std::max<std::int64_t>(1, (left + 999'999'999) / 1'000'000'000));
        m_x.record.refusedBy = telemetry::RefusedBy::Provider;
    } else if (keys.empty() && m_x.failure.status == 0) {
        m_x.fail(502, "provider_key_refused",
                 "the provider \"" + provider.id + "\" has refused all its keys");
    }
    std::ranges::reverse(keys);
    return keys;
}

} // namespace gatehouse::gateway
