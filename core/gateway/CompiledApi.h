// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Rotation.h"
#include "http/Origin.h"
#include "model/Api.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// APIs in the form that the data path reads. Immutable; owned by the RouteTable.
namespace gatehouse::gateway {

class ApiMock;

struct CompiledTarget
{
    std::string url; ///< As written: what records name.
    http::UpstreamUrl parsed;
    std::string authority;  ///< Host of requests to it.
    std::size_t health = 0; ///< Index of its state in a View.
};

/// A path template of a rewrite: literal text, then a parameter or the rest matched by `*`, and so
/// on.
struct RewritePiece
{
    std::string literal;
    std::string param;     ///< Name of a parameter that follows; empty = none.
    bool wildcard = false; ///< The rest follows.
};

struct CompiledRoute
{
    std::string path;                  ///< The template, for records.
    std::vector<std::string> methods;  ///< Upper case; empty = all.
    std::vector<RewritePiece> rewrite; ///< Empty = the path as called.
    model::HeaderChanges requestHeaders;
    model::HeaderChanges responseHeaders;
    std::optional<model::CachePolicy> cache; ///< Absent = the API's.

    /// GET implies HEAD.
    [[nodiscard]] bool allows(std::string_view method) const;
};

struct CompiledApi
{
    std::string id;
    std::string team;
    std::uint32_t revision = 1;
    model::ApiState state = model::ApiState::Published;
    model::Access access = model::Access::Key;
    std::vector<CompiledTarget> targets;
    Rotation rotation;
    std::size_t turns = 0; ///< Index of its turn counter in a View.
    Duration timeout{};
    std::uint32_t retries = 0;
    bool preserveHost = false;
    model::HeaderChanges requestHeaders;
    model::HeaderChanges responseHeaders;
    std::vector<std::pair<std::string, std::string>> notice; ///< Of its life, in every answer.
    std::string blockedReason;
    std::string successor;
    std::shared_ptr<const ApiMock> mock; ///< Answers instead of the targets.
    model::CachePolicy cache;
};

} // namespace gatehouse::gateway
