// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Text.h"
#include "model/Checks.h"
#include "model/Validate.h"

#include <spdlog/fmt/fmt.h>

#include <set>

namespace gatehouse::model {

namespace {

struct PathShape
{
    std::string shape; ///< The path with every parameter written `{}`.
    std::set<std::string, std::less<>> parameters;
    bool wildcard = false; ///< Ends with `/*`.
};

/// Reads a route's path or rewrite: literal segments, `{param}` segments, `*` as the last one.
Wrong readPath(std::string_view path, PathShape& out)
{
    if (!path.starts_with('/'))
        return "must begin with /";
    if (path.size() > 1024)
        return "must not be longer than 1024 bytes";
    const auto segments = text::split(path.substr(1), '/');
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const std::string_view segment = segments[i];
        const bool isLast = i + 1 == segments.size();
        out.shape += '/';
        if (segment == "*") {
            if (!isLast)
                return "may hold * only as its last segment";
            out.wildcard = true;
            out.shape += '*';
        } else if (segment.starts_with('{') || segment.ends_with('}')) {
            const bool isParameter =
                segment.size() > 2 && segment.starts_with('{') && segment.ends_with('}') &&
                std::ranges::all_of(segment.substr(1, segment.size() - 2), [](char c) {
                    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '_' || c == '-';
                });
            if (!isParameter)
                return fmt::format("\"{}\" is no parameter; write {{name}} as a whole segment",
                                   segment);
            if (!out.parameters.emplace(segment.substr(1, segment.size() - 2)).second)
                return fmt::format("names {} twice", segment);
            out.shape += "{}";
        } else {
            if ((segment.empty() && !isLast) || segment == "." || segment == "..")
                return "may not hold empty segments, . or ..";
            if (segment.find_first_of("{}*?#%\\ \"<>^`|") != std::string_view::npos ||
                std::ranges::any_of(segment, [](char c) {
                    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
                }))
                return fmt::format("\"{}\" is no path segment", segment);
            out.shape += segment;
        }
    }
    return std::nullopt;
}

void validateHeaders(const HeaderChanges& changes, const std::string& path,
                     std::vector<Fault>& faults)
{
    for (std::size_t i = 0; i < changes.remove.size(); ++i)
        note(faults, at(path, "remove", i), {}, wrongHeaderName(changes.remove[i]));
    for (const auto& [key, headers] :
         {std::pair<std::string_view, const decltype(changes.set)&>{"set", changes.set},
          std::pair<std::string_view, const decltype(changes.set)&>{"add", changes.add}}) {
        std::set<std::string> seen;
        for (const auto& [name, value] : headers) {
            const std::string where = below(below(path, key), name);
            note(faults, where, {}, wrongHeaderName(name));
            note(faults, where, {}, wrongHeaderValue(value));
            if (!seen.insert(text::toLower(name)).second)
                faults.push_back({0, where, "this header stands here twice"});
        }
    }
}

void validateUpstream(const Upstream& upstream, const std::string& path, std::vector<Fault>& faults)
{
    if (upstream.targets.empty())
        faults.push_back({0, below(path, "targets"), "needs at least one target"});
    std::uint64_t weights = 0;
    for (std::size_t i = 0; i < upstream.targets.size(); ++i) {
        const UpstreamTarget& target = upstream.targets[i];
        note(faults, at(path, "targets", i), "url", wrongHttpUrl(target.url, false));
        weights += target.weight;
    }
    if (weights == 0 && !upstream.targets.empty())
        faults.push_back({0, below(path, "targets"), "at least one target needs a weight above 0"});
    if (upstream.timeout <= Duration{} || upstream.timeout > std::chrono::hours(24))
        faults.push_back({0, below(path, "timeout"), "must be longer than 0 and at most 24h"});
}

void validateDeprecation(const Deprecation& value, const std::string& path,
                         std::vector<Fault>& faults)
{
    // RFC 8594, 5: the end is not before the announcement.
    if (value.sunsetMillis != 0 && value.sunsetMillis < value.sinceMillis)
        faults.push_back({0, below(path, "sunset"), "must not be before since"});
    for (const auto& [key, link] :
         {std::pair<std::string_view, const std::string&>{"successor", value.successor},
          std::pair<std::string_view, const std::string&>{"documentation", value.documentation}}) {
        const bool isPath = link.starts_with('/') && !link.starts_with("//");
        const bool isUrl = link.starts_with("https://") || link.starts_with("http://");
        const bool clean = link.find_first_of("<>\" \\^`{|}") == std::string::npos &&
                           std::ranges::none_of(link, [](char c) {
                               return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
                           });
        if (!link.empty() && (!(isPath || isUrl) || !clean || link.size() > 2048))
            faults.push_back({0, below(path, key), "must be a path or an http address"});
    }
}

void validateRoutes(const Api& api, const std::string& path, std::vector<Fault>& faults)
{
    std::set<std::string> seen;
    for (std::size_t i = 0; i < api.routes.size(); ++i) {
        const Route& route = api.routes[i];
        const std::string where = at(path, "routes", i);
        for (std::size_t m = 0; m < route.methods.size(); ++m)
            note(faults, at(where, "methods", m), {}, wrongMethod(route.methods[m]));
        PathShape shape;
        if (auto wrong = readPath(route.path, shape)) {
            note(faults, where, "path", std::move(wrong));
            continue;
        }
        const auto methods = route.methods.empty() ? std::vector<std::string>{"*"} : route.methods;
        for (const std::string& method : methods) {
            if (!seen.insert(method + ' ' + shape.shape).second) {
                faults.push_back(
                    {0, below(where, "path"),
                     fmt::format("another route answers {} {} already",
                                 method == "*" ? "every method of" : method, route.path)});
            }
        }
        if (!route.rewrite.empty()) {
            PathShape target;
            if (auto wrong = readPath(route.rewrite, target)) {
                note(faults, where, "rewrite", std::move(wrong));
            } else if (target.wildcard && !shape.wildcard) {
                faults.push_back(
                    {0, below(where, "rewrite"), "ends with *, but the route's path does not"});
            } else {
                for (const std::string& name : target.parameters) {
                    if (!shape.parameters.contains(name))
                        faults.push_back(
                            {0, below(where, "rewrite"),
                             fmt::format("{{{}}} is no parameter of the route's path", name)});
                }
            }
        }
        validateHeaders(route.requestHeaders, below(where, "request_headers"), faults);
        validateHeaders(route.responseHeaders, below(where, "response_headers"), faults);
        if (route.cache)
            validateValue(*route.cache, below(where, "cache"), faults);
    }
}

} // namespace

void validateValue(const Api& api, const std::string& path, std::vector<Fault>& faults)
{
    note(faults, path, "id", wrongId(api.id));
    note(faults, path, "name", wrongName(api.name));
    note(faults, path, "base_path", wrongBasePath(api.basePath));
    if (api.description.size() > 64u << 10)
        faults.push_back({0, below(path, "description"), "is longer than 64 KiB"});
    if (api.upstream)
        validateUpstream(*api.upstream, below(path, "upstream"), faults);
    else if (api.kind == ApiKind::Rest && !api.mock)
        faults.push_back({0, below(path, "upstream"), "is required"});
    if (api.mock && !api.openapi)
        faults.push_back({0, below(path, "mock"), "needs an openapi document to answer from"});
    if (api.deprecation)
        validateDeprecation(*api.deprecation, below(path, "deprecation"), faults);
    if (api.blockedReason.size() > 1024)
        faults.push_back({0, below(path, "blocked_reason"), "is longer than 1024 bytes"});
    validateRoutes(api, path, faults);
    validateHeaders(api.requestHeaders, below(path, "request_headers"), faults);
    validateHeaders(api.responseHeaders, below(path, "response_headers"), faults);
    validateValue(api.cache, below(path, "cache"), faults);
}

} // namespace gatehouse::model
