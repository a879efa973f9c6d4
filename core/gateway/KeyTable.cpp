// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/KeyTable.h"

#include "gateway/Snapshot.h"

namespace gatehouse::gateway {

KeyTable::KeyTable(const crypto::MasterKey& master,
                   const std::vector<model::Application>& applications,
                   const std::vector<model::Subscription>& subscriptions,
                   const std::vector<ApplicationKeyHash>& keys)
    : m_master(master)
{
    std::unordered_map<std::string_view, Caller*> byId;
    for (const auto& application : applications) {
        auto& caller = m_callers.emplace_back();
        caller.application = application.id;
        caller.team = application.team;
        caller.models.insert(application.models.begin(), application.models.end());
        byId.emplace(application.id, &caller);
    }
    for (const auto& subscription : subscriptions) {
        if (const auto it = byId.find(subscription.application); it != byId.end())
            it->second->subscriptions[subscription.api] = {subscription.state, subscription.plan};
    }
    m_keys.reserve(keys.size());
    for (const auto& key : keys) {
        const auto it = byId.find(key.application);
        if (it == byId.end())
            continue; // Of an application that was deleted meanwhile.
        m_keys.insert_or_assign(key.hash,
                                CallerKey{key.key, it->second, key.expiresMillis, key.revoked});
    }
}

const CallerKey* KeyTable::find(std::string_view key) const
{
    // Longer than any key of ours may be: not worth a hash.
    if (key.empty() || key.size() > 256)
        return nullptr;
    const auto it = m_keys.find(crypto::hashKey(m_master, key));
    return it == m_keys.end() ? nullptr : &it->second;
}

} // namespace gatehouse::gateway
