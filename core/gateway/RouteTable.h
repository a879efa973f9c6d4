// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "gateway/CompiledApi.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace gatehouse::gateway {

/// What a path and a method lead to. Views are into the path that was matched and into the table.
struct RouteMatch
{
    enum class Kind : std::uint8_t
    {
        NoApi,       ///< No base path fits.
        BadPath,     ///< `.` or `..` as a segment: two readers could take it for different paths.
        NoRoute,     ///< An API, but none of its routes; `api` is set.
        WrongMethod, ///< `allow` lists what is allowed; `api` is set.
        Found,
    };
    Kind kind = Kind::NoApi;
    const CompiledApi* api = nullptr;
    const CompiledRoute* route = nullptr;
    std::string_view rest;     ///< Path behind the base path, as called: `` or `/...`.
    std::string_view wildcard; ///< What `*` matched, without its leading `/`.
    std::vector<std::pair<std::string_view, std::string_view>> params; ///< Name, segment as called.
    std::string allow;                                                 ///< `GET, HEAD, POST`
};

/// All APIs that answer on the path, found by segment: the longest base path, then literal before
/// `{param}` before `/*`. A look-up costs the number of the path's segments, however many APIs
/// there are.
class RouteTable
{
public:
    RouteTable();
    ~RouteTable();
    RouteTable(const RouteTable&) = delete;
    RouteTable& operator=(const RouteTable&) = delete;

    /// Takes APIs in; those whose state answers nothing must be left out by the caller. Fails when
    /// another API of the same standing has the base path, two routes of an API are equal, or a
    /// target's URL is none.
    [[nodiscard]] Result<void> add(const model::Api& api, std::uint32_t revision);

    [[nodiscard]] RouteMatch match(std::string_view method, std::string_view path) const;

    /// In the order in which they came: their targets' health indexes count through all of them.
    [[nodiscard]] const std::vector<std::unique_ptr<CompiledApi>>& apis() const { return m_apis; }
    [[nodiscard]] std::size_t targetCount() const { return m_targets; }

private:
    struct RouteNode;
    struct BaseNode;

    std::unique_ptr<BaseNode> m_root;
    std::vector<std::unique_ptr<CompiledApi>> m_apis;
    std::size_t m_targets = 0;
};

/// The path sent to a target: its own path, then the rewritten or the called rest; never empty.
[[nodiscard]] std::string upstreamPath(const CompiledTarget& target, const RouteMatch& match);

} // namespace gatehouse::gateway
