// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Workspace.h"

#include <string>

/// The collections of a workspace: their names in the file and in the admin API's paths, and how an
/// object of each is named.
namespace gatehouse::model {

[[nodiscard]] inline const std::string& idOf(const ModelRoute& route)
{
    return route.name;
}
[[nodiscard]] inline std::string idOf(const Subscription& subscription)
{
    return subscription.application + ":" + subscription.api;
}
/// Providers have no colon in their id, so the first one ends it.
[[nodiscard]] inline std::string idOf(const ModelOverride& own)
{
    return own.provider + ":" + own.model;
}
template <typename T>
[[nodiscard]] const std::string& idOf(const T& object)
{
    return object.id;
}

/// Calls `visit(name, vector)` for every collection, each before those that may refer to it.
template <typename WorkspaceType, typename Visit>
void forEachCollection(WorkspaceType& workspace, Visit&& visit)
{
    visit("teams", workspace.teams);
    visit("providers", workspace.providers);
    visit("model_routes", workspace.modelRoutes);
    visit("model_overrides", workspace.modelOverrides);
    visit("applications", workspace.applications);
    visit("apis", workspace.apis);
    visit("plans", workspace.plans);
    visit("subscriptions", workspace.subscriptions);
    visit("limits", workspace.limits);
    visit("prompts", workspace.prompts);
}

/// Calls `visit(vector)` for the collection of that name; false when there is none.
template <typename WorkspaceType, typename Visit>
bool withCollection(WorkspaceType& workspace, std::string_view wanted, Visit&& visit)
{
    bool found = false;
    forEachCollection(workspace, [&](std::string_view name, auto& items) {
        if (name == wanted) {
            found = true;
            visit(items);
        }
    });
    return found;
}

/// Every collection in the order of its ids: the order of the file.
void sortById(Workspace& workspace);

} // namespace gatehouse::model
