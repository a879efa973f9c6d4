// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "base/Text.h"
#include "gateway/RouteTable.h"
#include "http/Target.h"
#include "model/Validate.h"

#include <map>
#include <optional>
#include <set>

/// Paths to routes: the table finds what a look at every route of every API finds, and what is sent
/// on is a target without dot segments below the target's own path.
///
/// Input, a line each: `api BASE_PATH TARGET_URL`, `route METHOD,... PATH [REWRITE]` (method `*` =
/// every), `call METHOD PATH`.

using namespace gatehouse;
using namespace gatehouse::fuzz;

namespace {

using Kind = gateway::RouteMatch::Kind;

std::vector<std::string> segmentsOf(std::string_view path)
{
    std::vector<std::string> segments;
    for (const auto part : text::split(path.substr(1), '/')) {
        const auto plain = text::percentDecode(part);
        segments.push_back(plain ? *plain : std::string(part));
    }
    return segments;
}

std::vector<std::string> baseOf(const model::Api& api)
{
    std::vector<std::string> segments;
    if (api.basePath != "/") {
        for (const auto part : text::split(std::string_view(api.basePath).substr(1), '/'))
            segments.emplace_back(part);
    }
    return segments;
}

/// How well a route fits: a letter a segment, `0` literal, `1` parameter, `2` the rest; smaller is
/// better. Nothing when it does not fit.
std::optional<std::string> fit(const std::string& route, const std::vector<std::string>& path)
{
    std::string rank;
    std::size_t at = 0;
    // `/x/` is called as `/x`, and the other way round the empty rest is `/`.
    const auto have = path.size();
    const auto pieces = route == "/" ? std::vector<std::string_view>{}
                                     : text::split(std::string_view(route).substr(1), '/');
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto piece = pieces[i];
        if (piece == "*" && i + 1 == pieces.size())
            return rank + "2";
        if (at == have)
            return std::nullopt;
        if (piece.starts_with('{')) {
            if (path[at].empty())
                return std::nullopt;
            rank += '1';
        } else {
            if (piece != path[at])
                return std::nullopt;
            rank += '0';
        }
        ++at;
    }
    if (at == have)
        return rank;
    if (at + 1 == have && path[at].empty())
        return rank;
    return std::nullopt;
}

bool allows(const model::Route& route, std::string_view method)
{
    if (route.methods.empty())
        return true;
    for (const auto& known : route.methods) {
        if (known == method || (known == "GET" && method == "HEAD"))
            return true;
    }
    return false;
}

struct Found
{
    Kind kind = Kind::NoApi;
    std::string api;
    std::set<std::string> routes; ///< Paths of the best ones: which of equals is not told.
    std::string rank;
};

Found lookUp(const std::vector<model::Api>& apis, std::string_view method, std::string_view path)
{
    Found found;
    if (!path.starts_with('/'))
        return found;
    const auto segments = segmentsOf(path);
    for (const auto& segment : segments) {
        if (segment == "." || segment == "..") {
            found.kind = Kind::BadPath;
            return found;
        }
    }
    const model::Api* best = nullptr;
    std::size_t length = 0;
    for (const auto& api : apis) {
        const auto base = baseOf(api);
        if (base.size() > segments.size() ||
            !std::equal(base.begin(), base.end(), segments.begin()))
            continue;
        if (best == nullptr || base.size() > length) {
            best = &api;
            length = base.size();
        }
    }
    if (best == nullptr)
        return found;
    found.api = best->id;
    found.kind = Kind::NoRoute;
    const std::vector<std::string> rest(segments.begin() + static_cast<std::ptrdiff_t>(length),
                                        segments.end());
    auto routes = best->routes;
    if (routes.empty()) {
        routes.emplace_back();
        routes.back().path = "/*";
    }
    for (const auto& route : routes) {
        const auto rank = fit(route.path, rest);
        if (!rank)
            continue;
        if (!allows(route, method)) {
            if (found.kind == Kind::NoRoute)
                found.kind = Kind::WrongMethod;
            continue;
        }
        if (found.kind != Kind::Found || *rank < found.rank) {
            found.routes.clear();
            found.rank = *rank;
        }
        found.kind = Kind::Found;
        if (*rank == found.rank)
            found.routes.insert(route.path);
    }
    return found;
}

bool isCallable(std::string_view path)
{
    const auto target = http::parseTarget("GET", path);
    return target && target->form == http::TargetForm::Origin && !target->hasQuery;
}

void call(const gateway::RouteTable& table, const std::vector<model::Api>& apis,
          std::string_view method, std::string_view path)
{
    // The server hands nothing else on.
    if (!isCallable(path))
        return;
    const auto match = table.match(method, path);
    const auto wanted = lookUp(apis, method, path);
    check(match.kind == wanted.kind, "the kind of match");
    if (match.api != nullptr)
        checkEqual(match.api->id, wanted.api, "the API");
    if (match.kind == Kind::WrongMethod)
        check(!match.allow.empty(), "what is allowed is told");
    if (match.kind != Kind::Found)
        return;
    check(wanted.routes.contains(match.route->path), "the route: " + match.route->path);
    check(match.route->allows(method), "the route takes the method");
    for (const auto& target : match.api->targets) {
        const auto sent = upstreamPath(target, match);
        check(isCallable(sent), "what is sent is a target: " + sent);
        check(sent.starts_with(target.parsed.path), "the target's own path comes first");
        if (match.route->rewrite.empty()) {
            const auto rest = target.parsed.path + std::string(match.rest);
            checkEqual(sent, rest.empty() ? "/" : rest, "without a rewrite the rest is kept");
        }
        const auto added = std::string_view(sent).substr(target.parsed.path.size());
        if (added.starts_with('/')) {
            for (const auto& segment : segmentsOf(added))
                check(segment != "." && segment != "..", "a dot segment is sent: " + sent);
        }
    }
}

model::Api makeApi(std::size_t number, std::string_view base, std::string_view url)
{
    model::Api api;
    api.id = "a" + std::to_string(number);
    api.name = api.id;
    api.basePath = base;
    api.state = model::ApiState::Published;
    api.upstream.emplace();
    api.upstream->targets.push_back({std::string(url), 1});
    return api;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 2048)
        return 0;
    std::vector<model::Api> apis;
    std::vector<std::pair<std::string_view, std::string_view>> calls;
    for (const auto line : text::split(textOf(data, size), '\n')) {
        const auto words = text::split(line, ' ');
        if (words[0] == "api" && words.size() == 3) {
            apis.push_back(makeApi(apis.size(), words[1], words[2]));
        } else if (words[0] == "route" && words.size() >= 3 && !apis.empty()) {
            model::Route route;
            if (words[1] != "*") {
                for (const auto method : text::split(words[1], ','))
                    route.methods.emplace_back(method);
            }
            route.path = words[2];
            route.rewrite = words.size() > 3 ? words[3] : "";
            apis.back().routes.push_back(std::move(route));
        } else if (words[0] == "call" && words.size() == 3) {
            calls.emplace_back(words[1], words[2]);
        }
    }
    // Only what a workspace may hold gets into a table.
    std::vector<model::Fault> faults;
    std::set<std::string> bases;
    std::erase_if(apis, [&](const model::Api& api) {
        faults.clear();
        validateValue(api, "", faults);
        return !faults.empty() || !bases.insert(api.basePath).second;
    });
    gateway::RouteTable table;
    for (const auto& api : apis) {
        const auto added = table.add(api, 1);
        check(added.has_value(),
              "what is valid can be compiled: " + (added ? "" : added.error().text()));
    }
    for (const auto& [method, path] : calls)
        call(table, apis, method, path);
    return 0;
}
