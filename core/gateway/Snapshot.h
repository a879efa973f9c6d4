// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Catalogue.h"
#include "base/Crypto.h"
#include "base/Result.h"
#include "limits/RuleSet.h"
#include "model/Workspace.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gatehouse::gateway {

class KeyTable;
class ModelTable;
class RouteTable;

/// A provider's secret in the clear: it leaves the store only into a snapshot.
struct ProviderSecret
{
    std::string provider;
    std::string key; ///< id within the provider
    std::string secret;
};

/// What recognises an application key. Team and allowed models come from the workspace's
/// application.
struct ApplicationKeyHash
{
    std::string application;
    std::string key; ///< id within the application
    crypto::KeyHash hash{};
    std::int64_t expiresMillis = 0; ///< Unix time; 0 = never
    bool revoked = false;
};

/// What a snapshot is compiled from. The keys listed inside `workspace` are not looked at: their
/// secrets are above.
struct SnapshotInput
{
    model::Workspace workspace;
    std::vector<ProviderSecret> providerSecrets;
    /// Also keys that live in memory only, like the console's playground key.
    std::vector<ApplicationKeyHash> applicationKeys;
    crypto::MasterKey masterKey{};
    /// Number of the published revision of an API, for the record; absent = 1.
    std::map<std::string, std::uint32_t> revisions;
    std::shared_ptr<const ai::Catalogue> catalogue;
};

/// The configuration in the form that the data path reads: immutable, shared by all workers,
/// swapped as a whole. Look-ups cost the same with 10 and with 100,000 entries.
class Snapshot
{
public:
    /// Fails on what validation should have refused: a target URL that is none, a route twice, a
    /// time zone that this system does not know. Any thread; a big workspace takes tens of
    /// milliseconds.
    [[nodiscard]] static Result<std::shared_ptr<const Snapshot>> compile(SnapshotInput input);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    [[nodiscard]] const RouteTable& routes() const { return *m_routes; }
    [[nodiscard]] const KeyTable& keys() const { return *m_keys; }
    [[nodiscard]] const ModelTable& models() const { return *m_models; }
    [[nodiscard]] const std::shared_ptr<const limits::RuleSet>& limits() const { return m_limits; }

private:
    Snapshot();
    std::unique_ptr<const RouteTable> m_routes;
    std::unique_ptr<const KeyTable> m_keys;
    std::unique_ptr<const ModelTable> m_models;
    std::shared_ptr<const limits::RuleSet> m_limits;
};

} // namespace gatehouse::gateway
