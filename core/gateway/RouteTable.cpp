// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/RouteTable.h"

#include "base/Text.h"
#include "gateway/Mock.h"
#include "gateway/Notice.h"

#include <algorithm>
#include <set>

namespace gatehouse::gateway {

namespace {

struct TextHash
{
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};

template <typename T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

/// The segment in front of `path`, which begins with `/`; takes it off.
std::string_view takeSegment(std::string_view& path)
{
    path.remove_prefix(1);
    const auto end = path.find('/');
    const auto segment = path.substr(0, end);
    path.remove_prefix(segment.size());
    return segment;
}

/// Segments are compared decoded, so that `%41` is `A`; an encoded slash stays inside its segment.
std::string_view decoded(std::string_view segment, std::string& scratch)
{
    if (segment.find('%') == std::string_view::npos)
        return segment;
    auto plain = text::percentDecode(segment);
    if (!plain)
        return segment;
    scratch = std::move(*plain);
    return scratch;
}

bool isDotSegment(std::string_view segment)
{
    return segment == "." || segment == "..";
}

/// Published before deprecated before blocked before retired: which of two APIs owns a base path.
int standing(model::ApiState state)
{
    switch (state) {
    case model::ApiState::Published:
        return 3;
    case model::ApiState::Deprecated:
        return 2;
    case model::ApiState::Blocked:
        return 1;
    default:
        return 0;
    }
}

std::vector<RewritePiece> compileRewrite(std::string_view pattern)
{
    std::vector<RewritePiece> pieces;
    RewritePiece piece;
    while (!pattern.empty()) {
        if (pattern == "*") {
            piece.wildcard = true;
            pattern = {};
        } else if (const auto close = pattern.find('}');
                   pattern.front() == '{' && close != std::string_view::npos) {
            piece.param = pattern.substr(1, close - 1);
            pattern.remove_prefix(close + 1);
        } else {
            // A target is ASCII; what a person wrote in UTF-8 is sent encoded.
            const auto c = pattern.substr(0, 1);
            piece.literal += static_cast<unsigned char>(c.front()) < 0x80 ? std::string(c)
                                                                          : text::percentEncode(c);
            pattern.remove_prefix(1);
            continue;
        }
        pieces.push_back(std::move(piece));
        piece = {};
    }
    if (!piece.literal.empty())
        pieces.push_back(std::move(piece));
    return pieces;
}

} // namespace

/// One segment of the routes of one API.
struct RouteTable::RouteNode
{
    struct Leaf
    {
        CompiledRoute route;
        std::vector<std::string> names; ///< Of the parameters on the way.
    };

    TextMap<std::unique_ptr<RouteNode>> literals;
    std::unique_ptr<RouteNode> param;
    std::vector<Leaf> here;     ///< Routes that end at this node.
    std::vector<Leaf> wildcard; ///< Routes that end in `/*` below it.
};

/// One segment of the base paths.
struct RouteTable::BaseNode
{
    TextMap<std::unique_ptr<BaseNode>> children;
    CompiledApi* api = nullptr;
    RouteNode routes;
};

bool CompiledRoute::allows(std::string_view method) const
{
    if (methods.empty())
        return true;
    return std::ranges::find(methods, method) != methods.end() ||
           (method == "HEAD" && std::ranges::find(methods, "GET") != methods.end());
}

RouteTable::RouteTable()
    : m_root(std::make_unique<BaseNode>())
{
}

RouteTable::~RouteTable() = default;

Result<void> RouteTable::add(const model::Api& api, std::uint32_t revision)
{
    BaseNode* node = m_root.get();
    std::string_view base = api.basePath;
    if (!base.starts_with('/'))
        return fail(ErrorCode::Invalid, "a base path begins with /",
                    "apis[" + api.id + "].base_path");
    if (base != "/") {
        while (!base.empty()) {
            const auto segment = takeSegment(base);
            auto& child = node->children[std::string(segment)];
            if (!child)
                child = std::make_unique<BaseNode>();
            node = child.get();
        }
    }
    if (node->api != nullptr) {
        const int mine = standing(api.state);
        const int theirs = standing(node->api->state);
        if (mine == theirs)
            return fail(ErrorCode::Conflict, "has the base path of API \"" + node->api->id + "\"",
                        "apis[" + api.id + "].base_path");
        if (mine < theirs)
            return {};
    }

    auto compiled = std::make_unique<CompiledApi>();
    compiled->id = api.id;
    compiled->team = api.team;
    compiled->revision = revision;
    compiled->state = api.state;
    compiled->access = api.access;
    compiled->requestHeaders = api.requestHeaders;
    compiled->responseHeaders = api.responseHeaders;
    compiled->notice = noticeOf(api);
    compiled->blockedReason = api.blockedReason;
    if (api.deprecation)
        compiled->successor = api.deprecation->successor;
    if (api.mock) {
        compiled->mock = ApiMock::compile(api.openapi);
        if (!compiled->mock)
            return fail(ErrorCode::Invalid, "is no document that can be answered from",
                        "apis[" + api.id + "].openapi");
    }
    compiled->cache = api.cache;
    if (api.upstream) {
        std::vector<std::uint32_t> weights;
        for (const auto& target : api.upstream->targets) {
            auto parsed = http::parseUpstreamUrl(target.url);
            if (!parsed)
                return fail(ErrorCode::Invalid, parsed.error().message,
                            "apis[" + api.id + "].upstream.targets");
            CompiledTarget one;
            one.url = target.url;
            one.authority = parsed->origin.authority();
            one.parsed = std::move(*parsed);
            one.health = m_targets++;
            compiled->targets.push_back(std::move(one));
            weights.push_back(target.weight);
        }
        compiled->rotation = Rotation(weights);
        compiled->timeout = api.upstream->timeout;
        compiled->retries = api.upstream->retries;
        compiled->preserveHost = api.upstream->preserveHost;
    }
    compiled->turns = m_apis.size();

    auto routes = api.routes;
    if (routes.empty()) {
        routes.emplace_back();
        routes.back().path = "/*";
    }
    RouteNode root;
    for (const auto& route : routes) {
        RouteNode::Leaf leaf;
        leaf.route.path = route.path;
        leaf.route.methods = route.methods;
        leaf.route.rewrite = compileRewrite(route.rewrite);
        leaf.route.requestHeaders = route.requestHeaders;
        leaf.route.responseHeaders = route.responseHeaders;
        leaf.route.cache = route.cache;
        RouteNode* at = &root;
        bool wildcard = false;
        std::string_view rest =
            route.path == "/" ? std::string_view{} : std::string_view(route.path);
        while (!rest.empty()) {
            const auto segment = takeSegment(rest);
            if (segment == "*" && rest.empty()) {
                wildcard = true;
            } else if (segment.starts_with('{') && segment.ends_with('}')) {
                leaf.names.emplace_back(segment.substr(1, segment.size() - 2));
                if (!at->param)
                    at->param = std::make_unique<RouteNode>();
                at = at->param.get();
            } else {
                std::string scratch;
                auto& child = at->literals[std::string(decoded(segment, scratch))];
                if (!child)
                    child = std::make_unique<RouteNode>();
                at = child.get();
            }
        }
        auto& leaves = wildcard ? at->wildcard : at->here;
        for (const auto& other : leaves) {
            if (std::ranges::any_of(leaf.route.methods,
                                    [&](const auto& m) {
                                        return std::ranges::find(other.route.methods, m) !=
                                               other.route.methods.end();
                                    }) ||
                (leaf.route.methods.empty() && other.route.methods.empty()))
                return fail(ErrorCode::Conflict, "two routes match the same requests",
                            "apis[" + api.id + "].routes[" + route.path + "]");
        }
        // Routes with methods of their own go before one that takes all.
        if (leaf.route.methods.empty())
            leaves.push_back(std::move(leaf));
        else
            leaves.insert(leaves.begin(), std::move(leaf));
    }
    node->api = compiled.get();
    node->routes = std::move(root);
    m_apis.push_back(std::move(compiled));
    return {};
}

namespace {

/// Depth-first over the routes of one API, best candidates first. A node that fits but for the
/// method is remembered for Allow, and the search goes on.
template <typename Node>
class Search
{
public:
    Search(std::string_view method, RouteMatch& match)
        : m_method(method)
        , m_match(match)
    {
    }

    bool visit(const Node& node, std::string_view rest)
    {
        if (rest.empty() || rest == "/") {
            if (take(node.here, {}) || take(node.wildcard, {}))
                return true;
            if (rest.empty())
                return false;
        }
        auto below = rest;
        const auto segment = takeSegment(below);
        std::string scratch;
        if (!node.literals.empty()) {
            const auto it = node.literals.find(decoded(segment, scratch));
            if (it != node.literals.end() && visit(*it->second, below))
                return true;
        }
        if (node.param && !segment.empty()) {
            m_values.push_back(segment);
            if (visit(*node.param, below))
                return true;
            m_values.pop_back();
        }
        return take(node.wildcard, rest.substr(1));
    }

    [[nodiscard]] std::string allow() const
    {
        std::string list;
        for (const auto& method : m_allow) {
            if (!list.empty())
                list += ", ";
            list += method;
        }
        return list;
    }

private:
    template <typename Leaf>
    bool take(const std::vector<Leaf>& leaves, std::string_view wildcard)
    {
        for (const auto& leaf : leaves) {
            if (!leaf.route.allows(m_method)) {
                m_allow.insert(leaf.route.methods.begin(), leaf.route.methods.end());
                if (m_allow.contains("GET"))
                    m_allow.insert("HEAD");
                continue;
            }
            m_match.route = &leaf.route;
            m_match.wildcard = wildcard;
            for (std::size_t i = 0; i < leaf.names.size() && i < m_values.size(); ++i)
                m_match.params.emplace_back(leaf.names[i], m_values[i]);
            return true;
        }
        return false;
    }

    std::string_view m_method;
    RouteMatch& m_match;
    std::vector<std::string_view> m_values;
    std::set<std::string> m_allow;
};

} // namespace

RouteMatch RouteTable::match(std::string_view method, std::string_view path) const
{
    RouteMatch match;
    if (!path.starts_with('/'))
        return match;
    const BaseNode* node = m_root.get();
    const BaseNode* best = node->api != nullptr ? node : nullptr;
    std::string_view rest = path;
    match.rest = path;
    std::string scratch;
    // Base paths first; the scan for dot segments goes on to the end.
    while (!rest.empty()) {
        const auto segment = decoded(takeSegment(rest), scratch);
        if (isDotSegment(segment)) {
            match.kind = RouteMatch::Kind::BadPath;
            return match;
        }
        if (node == nullptr)
            continue;
        const auto it = node->children.find(segment);
        node = it == node->children.end() ? nullptr : it->second.get();
        if (node != nullptr && node->api != nullptr) {
            best = node;
            match.rest = rest;
        }
    }
    if (best == nullptr)
        return match;
    match.api = best->api;
    Search<RouteNode> search(method, match);
    if (search.visit(best->routes, match.rest)) {
        match.kind = RouteMatch::Kind::Found;
        return match;
    }
    match.allow = search.allow();
    match.kind = match.allow.empty() ? RouteMatch::Kind::NoRoute : RouteMatch::Kind::WrongMethod;
    return match;
}

std::string upstreamPath(const CompiledTarget& target, const RouteMatch& match)
{
    std::string path = target.parsed.path;
    if (match.route->rewrite.empty()) {
        path += match.rest;
    } else {
        for (const auto& piece : match.route->rewrite) {
            path += piece.literal;
            if (piece.wildcard)
                path += match.wildcard;
            for (const auto& [name, value] : match.params) {
                if (!piece.param.empty() && name == piece.param)
                    path += value;
            }
        }
    }
    if (!path.starts_with('/'))
        path.insert(path.begin(), '/');
    return path;
}

} // namespace gatehouse::gateway
