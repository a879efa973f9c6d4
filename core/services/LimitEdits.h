// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/LimitWatch.h"
#include "services/Outcome.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gatehouse::services {

/// One of several changes of limits that are applied together.
struct LimitEdit
{
    std::string id;
    std::string ifMatch;                  ///< The ETag that the caller saw; empty = whatever it is.
    std::optional<model::LimitRule> rule; ///< None = it is deleted.
    std::chrono::seconds raiseAfter{};    ///< Then it refuses in all cases; 0 = never by itself.
    std::optional<RollBackBound> bound;   ///< None = it does not go back by itself.
};
struct LimitEdits
{
    std::vector<LimitEdit> changes;
    bool dryRun = false;
};

/// Reads the body of `POST /admin/v1/limits/apply` (core/admin/README.md). Tells every fault.
[[nodiscard]] Outcome<LimitEdits> readLimitEdits(std::string_view json);

} // namespace gatehouse::services
