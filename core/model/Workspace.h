// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Api.h"
#include "model/Gateway.h"
#include "model/Limit.h"
#include "model/ModelOverride.h"
#include "model/Plan.h"
#include "model/Prompt.h"
#include "model/Provider.h"
#include "model/Team.h"

#include <optional>
#include <vector>

namespace gatehouse::model {

/// Everything that the workspace file can say: what is stored, exported and compiled into a
/// snapshot.
struct Workspace
{
    std::optional<Gateway> gateway; ///< Absent in a file = leave what is stored.
    std::vector<Provider> providers;
    std::vector<ModelRoute> modelRoutes;
    std::vector<ModelOverride> modelOverrides;
    std::vector<Team> teams;
    std::vector<Application> applications;
    std::vector<Api> apis;
    std::vector<Plan> plans;
    std::vector<Subscription> subscriptions;
    std::vector<LimitRule> limits;
    std::vector<Prompt> prompts;
    friend bool operator==(const Workspace&, const Workspace&) = default;
};

} // namespace gatehouse::model
