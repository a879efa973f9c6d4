// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Crypto.h"
#include "model/Team.h"

#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace gatehouse::gateway {

struct ApplicationKeyHash;

/// One application's right to call one API.
struct CallerSubscription
{
    model::SubscriptionState state = model::SubscriptionState::Active;
    std::string plan; ///< Empty = none.
};

/// An application as the data path knows it.
struct Caller
{
    std::string application;
    std::string team;
    std::unordered_set<std::string> models;                            ///< Empty = all.
    std::unordered_map<std::string, CallerSubscription> subscriptions; ///< By API.
};

struct CallerKey
{
    std::string id;
    const Caller* caller = nullptr;
    std::int64_t expiresMillis = 0; ///< 0 = never
    bool revoked = false;
};

/// All application keys by their hash: one keyed BLAKE2b and one look-up a request, with 10 keys or
/// 100,000.
class KeyTable
{
public:
    KeyTable(const crypto::MasterKey& master, const std::vector<model::Application>& applications,
             const std::vector<model::Subscription>& subscriptions,
             const std::vector<ApplicationKeyHash>& keys);
    KeyTable(const KeyTable&) = delete;
    KeyTable& operator=(const KeyTable&) = delete;

    /// Null for a key that is not ours; expired and revoked ones are found, the caller looks.
    [[nodiscard]] const CallerKey* find(std::string_view key) const;

private:
    struct Hash
    {
        std::size_t operator()(const crypto::KeyHash& hash) const
        {
            std::size_t first = 0;
            std::memcpy(&first, hash.data(), sizeof first);
            return first;
        }
    };

    crypto::MasterKey m_master;
    std::deque<Caller> m_callers;
    std::unordered_map<crypto::KeyHash, CallerKey, Hash> m_keys;
};

} // namespace gatehouse::gateway
