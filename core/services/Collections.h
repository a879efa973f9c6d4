// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Gateway.h"
#include "services/Configuration.h"
#include "services/KeyUse.h"

namespace gatehouse::services {

/// An object as the admin API shows it.
struct Object
{
    std::string id;
    std::string
        json; ///< Form of the workspace file with the server's fields (core/admin/README.md).
    std::string etag; ///< Without quotes.
};

struct ObjectList
{
    std::vector<Object> items; ///< In the order of their ids.
    std::string etag;
};

/// List, read, create, replace, delete of every collection of the workspace file, by its name there
/// (`apis`, `model_routes`, ...); an unknown collection is NotFound. Ids: of a model route its
/// name, of a subscription `APPLICATION:API`, of own values of a model `PROVIDER:MODEL`. Control
/// thread only.
class Collections
{
public:
    /// `providerStates` tells how providers are now, `keyUse` when keys were last shown; either may
    /// be missing. `keyUse` outlives this.
    Collections(Configuration& configuration,
                std::function<std::vector<gateway::ProviderReport>()> providerStates = {},
                const KeyUse* keyUse = nullptr);

    [[nodiscard]] Outcome<ObjectList> list(std::string_view collection) const;
    [[nodiscard]] Outcome<Object> read(std::string_view collection, std::string_view id) const;
    /// Without `id` one is made from `name`. An object of that id is a Conflict.
    [[nodiscard]] Outcome<Object> create(std::string_view collection, std::string_view json,
                                         std::string_view actor);
    /// `ifMatch`: the ETag that the caller saw; empty = whatever it is. The id in the JSON may be
    /// absent, else it must be the same. A key without a secret keeps the stored one.
    [[nodiscard]] Outcome<Object> replace(std::string_view collection, std::string_view id,
                                          std::string_view json, std::string_view ifMatch,
                                          std::string_view actor);
    /// A Conflict when something refers to it, with what.
    [[nodiscard]] Outcome<void> remove(std::string_view collection, std::string_view id,
                                       std::string_view ifMatch, std::string_view actor);

    /// The gateway section with every field written.
    [[nodiscard]] Object gateway() const;
    [[nodiscard]] Outcome<Object> replaceGateway(std::string_view json, std::string_view ifMatch,
                                                 std::string_view actor);

private:
    template <typename T>
    [[nodiscard]] Object show(const T& object) const;

    Configuration& m_configuration;
    std::function<std::vector<gateway::ProviderReport>()> m_providerStates;
    const KeyUse* m_keyUse;
};

} // namespace gatehouse::services
