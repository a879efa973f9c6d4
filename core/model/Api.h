// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Units.h"
#include "model/Cache.h"
#include "model/Document.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gatehouse::model {

enum class ApiKind : std::uint8_t
{
    Rest,
    Ai,
    Prompt
};
enum class ApiState : std::uint8_t
{
    Design,
    Draft,
    InReview,
    ChangesRequested,
    Approved,
    Published,
    Deprecated,
    Retired,
    Blocked,
    Discarded
};
/// Who may find an API; apart from its state and from whether it runs.
enum class Visibility : std::uint8_t
{
    Private, ///< Those who work on it.
    Team,    ///< Members of its team and of the teams below.
    Workspace
};
enum class Access : std::uint8_t
{
    Open,
    Key,
    Subscription
};
enum class Balance : std::uint8_t
{
    RoundRobin,
    LeastRequests,
    Hash
};

struct UpstreamTarget
{
    std::string url; ///< http:// or https://, may carry a path
    std::uint32_t weight = 1;
    friend bool operator==(const UpstreamTarget&, const UpstreamTarget&) = default;
};

/// Where an API's requests go.
struct Upstream
{
    std::vector<UpstreamTarget> targets;
    Balance balance = Balance::RoundRobin;
    Duration timeout =
        std::chrono::seconds(60); ///< Longest silence of the upstream; retries share it.
    std::uint32_t retries = 0;    ///< Of idempotent calls, before the first byte of an answer.
    bool preserveHost = false;
    friend bool operator==(const Upstream&, const Upstream&) = default;
};

/// Changes to header fields, in this order: remove, then set (replaces), then add (appends).
struct HeaderChanges
{
    std::vector<std::string> remove;
    std::vector<std::pair<std::string, std::string>> set;
    std::vector<std::pair<std::string, std::string>> add;
    [[nodiscard]] bool empty() const { return remove.empty() && set.empty() && add.empty(); }
    friend bool operator==(const HeaderChanges&, const HeaderChanges&) = default;
};

/// One route of an API. `path` is relative to the base path: literal segments, `{param}` segments,
/// `/*` at the end.
struct Route
{
    std::vector<std::string> methods; ///< Empty = every method.
    std::string path;
    /// Path sent upstream instead, relative to the target; may use `{param}` and a final `*`. Empty
    /// = as called.
    std::string rewrite;
    HeaderChanges requestHeaders;
    HeaderChanges responseHeaders;
    std::optional<CachePolicy> cache{}; ///< Absent = the API's.
    friend bool operator==(const Route&, const Route&) = default;
};

/// An OpenAPI 3 document, shared and never changed. Equal are documents of the same data, wherever
/// it stood. May be empty.
class ApiDocument
{
public:
    ApiDocument() = default;
    explicit ApiDocument(Node root)
        : m_root(std::make_shared<const Node>(std::move(root)))
    {
    }

    explicit operator bool() const { return m_root != nullptr; }
    [[nodiscard]] const Node& root() const { return *m_root; }
    [[nodiscard]] const std::shared_ptr<const Node>& shared() const { return m_root; }
    friend bool operator==(const ApiDocument& a, const ApiDocument& b)
    {
        return a.m_root == b.m_root || (a.m_root && b.m_root && sameData(*a.m_root, *b.m_root));
    }

private:
    std::shared_ptr<const Node> m_root;
};

/// What callers of a deprecated API are told (RFC 9745, RFC 8594).
struct Deprecation
{
    std::int64_t sinceMillis = 0;  ///< Unix; 0 = unknown.
    std::int64_t sunsetMillis = 0; ///< Unix, not before `sinceMillis`; 0 = not decided.
    std::string successor;         ///< Where to go instead: a path here or a URL; empty = nowhere.
    std::string documentation;     ///< A URL about it; may be empty.
    friend bool operator==(const Deprecation&, const Deprecation&) = default;
};

/// Something that callers reach under a base path of its own.
struct Api
{
    std::string id;
    std::string name;
    ApiKind kind = ApiKind::Rest;
    std::string team;     ///< Empty = none.
    std::string basePath; ///< Begins with `/`; no `/` at the end, unless it is `/` alone.
    std::string description;
    ApiState state = ApiState::Draft;
    Visibility visibility = Visibility::Workspace;
    std::optional<Deprecation> deprecation;
    std::string blockedReason;        ///< Told to callers while it is blocked; may be empty.
    std::optional<Upstream> upstream; ///< Required for kind rest that is no mock.
    bool mock = false; ///< Answers come from the document's examples and schemas, no upstream.
    std::vector<Route> routes; ///< Empty = every method on `/*`.
    HeaderChanges requestHeaders;
    HeaderChanges responseHeaders;
    Access access = Access::Key;
    ApiDocument openapi;
    CachePolicy cache{};
    friend bool operator==(const Api&, const Api&) = default;
};

} // namespace gatehouse::model
