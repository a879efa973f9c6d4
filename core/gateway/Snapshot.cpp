// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Snapshot.h"

#include "gateway/KeyTable.h"
#include "gateway/ModelTable.h"
#include "gateway/RouteTable.h"

namespace gatehouse::gateway {

namespace {

/// Whether callers can tell the API from one that does not exist.
bool matters(const model::Api& api)
{
    switch (api.state) {
    case model::ApiState::Published:
    case model::ApiState::Deprecated:
    case model::ApiState::Blocked:
    case model::ApiState::Retired:
        return api.kind == model::ApiKind::Rest;
    default:
        return false;
    }
}

} // namespace

Snapshot::Snapshot() = default;
Snapshot::~Snapshot() = default;

Result<std::shared_ptr<const Snapshot>> Snapshot::compile(SnapshotInput input)
{
    std::shared_ptr<Snapshot> snapshot(new Snapshot);
    auto routes = std::make_unique<RouteTable>();
    for (const auto& api : input.workspace.apis) {
        if (!matters(api))
            continue;
        const auto revision = input.revisions.find(api.id);
        auto added = routes->add(api, revision == input.revisions.end() ? 1 : revision->second);
        if (!added)
            return std::unexpected(added.error());
    }
    snapshot->m_routes = std::move(routes);
    snapshot->m_keys =
        std::make_unique<KeyTable>(input.masterKey, input.workspace.applications,
                                   input.workspace.subscriptions, input.applicationKeys);
    snapshot->m_models = std::make_unique<ModelTable>(input.workspace, input.providerSecrets,
                                                      std::move(input.catalogue));
    auto limits = limits::RuleSet::compile(model::allRules(input.workspace));
    if (!limits)
        return std::unexpected(std::move(limits.error()));
    snapshot->m_limits = std::move(*limits);
    return snapshot;
}

} // namespace gatehouse::gateway
