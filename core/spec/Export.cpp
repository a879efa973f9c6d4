// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/Export.h"

#include "base/Text.h"
#include "model/Words.h"
#include "spec/Import.h"
#include "spec/Outline.h"

#include <set>

namespace gatehouse::spec {

using model::Node;

namespace {

std::string serverOf(const model::Api& api, const ExportOptions& options)
{
    std::string url = options.gatewayUrl;
    while (url.ends_with('/'))
        url.pop_back();
    if (api.basePath != "/")
        url += api.basePath;
    return url.empty() ? "/" : url;
}

/// Whether a call of the operation reaches the route.
bool reaches(const model::Route& route, std::string_view method, std::string_view path)
{
    const bool hasMethod =
        route.methods.empty() || std::ranges::find(route.methods, method) != route.methods.end();
    if (!hasMethod)
        return false;
    const std::string shape = shapeOf(routePath(path));
    if (route.path == "/*")
        return true;
    if (route.path.ends_with("/*"))
        return shape.starts_with(shapeOf(route.path.substr(0, route.path.size() - 1)));
    return shapeOf(route.path) == shape;
}

void dropUnreached(const model::Api& api, Node& paths)
{
    auto* items = std::get_if<Node::Map>(&paths.value);
    if (!items || api.routes.empty())
        return;
    for (auto& [path, item] : *items) {
        auto* members = std::get_if<Node::Map>(&item.value);
        if (!members)
            continue;
        std::erase_if(*members, [&, &where = path](const Node::Entry& entry) {
            static const std::set<std::string> methods = {"get",     "put",  "post",  "delete",
                                                          "options", "head", "patch", "trace"};
            if (!methods.contains(entry.first))
                return false;
            std::string method;
            for (const char c : entry.first)
                method += static_cast<char>(c - 'a' + 'A');
            return std::ranges::none_of(api.routes, [&](const model::Route& route) {
                return reaches(route, method, where);
            });
        });
    }
    std::erase_if(*items, [](const Node::Entry& entry) {
        return !entry.first.starts_with("x-") && membersOf(&entry.second).empty() &&
               referenceOf(entry.second).empty();
    });
}

void addMissing(const model::Api& api, Node& document)
{
    const auto outline = readOutline(document);
    for (const model::Route& route : api.routes) {
        std::string path = route.path;
        if (path.ends_with("/*"))
            path.replace(path.size() - 1, 1, "{rest}");
        const auto methods =
            route.methods.empty() ? std::vector<std::string>{"GET", "POST"} : route.methods;
        for (const std::string& method : methods) {
            const bool known =
                outline &&
                std::ranges::any_of(outline->operations, [&](const Operation& operation) {
                    return operation.method == method && reaches(route, method, operation.path);
                });
            if (known)
                continue;
            const std::string key = gatehouse::text::toLower(method);
            static const std::set<std::string> allowed = {"get",     "put",  "post",  "delete",
                                                          "options", "head", "patch", "trace"};
            if (!allowed.contains(key))
                continue;
            Node operation{Node::Map(), 0};
            Node::List parameters;
            for (const std::string& name : placeholdersOf(path))
                parameters.push_back(map({{"name", text(name)},
                                          {"in", text("path")},
                                          {"required", plain("true")},
                                          {"schema", map({{"type", text("string")}})}}));
            if (!parameters.empty())
                put(operation, "parameters", list(std::move(parameters)));
            put(operation, "responses",
                map({{"default", map({{"description", text("Any answer")}})}}));
            put(ensure(ensure(document, "paths"), path), key, std::move(operation));
        }
    }
}

void setSecurity(const model::Api& api, Node& document)
{
    // The upstream's own credentials are not the callers' business.
    erase(document, "security");
    if (Node* paths = findIn(document, "paths")) {
        if (auto* items = std::get_if<Node::Map>(&paths->value)) {
            for (auto& [path, item] : *items) {
                if (auto* members = std::get_if<Node::Map>(&item.value)) {
                    for (auto& [key, operation] : *members)
                        erase(operation, "security");
                }
            }
        }
    }
    if (Node* components = findIn(document, "components"))
        erase(*components, "securitySchemes");
    if (api.access != model::Access::Open) {
        put(ensure(document, "components"), "securitySchemes",
            map({{"key", map({{"type", text("http")},
                              {"scheme", text("bearer")},
                              {"description", text("A key of an application")}})}}));
        put(document, "security", list({map({{"key", list({})}})}));
    }
    if (const Node* components = findIn(document, "components");
        components && membersOf(components).empty())
        erase(document, "components");
}

} // namespace

Node exportDocument(const model::Api& api, const ExportOptions& options)
{
    Node out = api.openapi ? api.openapi.root()
                           : map({{"openapi", text("3.1.0")},
                                  {"info", Node{Node::Map(), 0}},
                                  {"paths", Node{Node::Map(), 0}}});
    Node& info = ensure(out, "info"); // Used before anything else is added beside it.
    put(info, "title", text(api.name));
    if (options.revision > 0)
        put(info, "version", text(std::to_string(options.revision)));
    else if (textOf(info, "version").empty())
        put(info, "version", text("1"));
    if (!api.description.empty())
        put(info, "description", text(api.description));
    put(out, "servers", list({map({{"url", text(serverOf(api, options))}})}));
    dropUnreached(api, ensure(out, "paths"));
    addMissing(api, out);
    setSecurity(api, out);
    if (api.state == model::ApiState::Deprecated) {
        for (auto& [path, item] : std::get<Node::Map>(ensure(out, "paths").value)) {
            if (auto* members = std::get_if<Node::Map>(&item.value)) {
                for (auto& [key, operation] : *members) {
                    if (operation.map() && operation.find("responses"))
                        put(operation, "deprecated", plain("true"));
                }
            }
        }
    }
    return out;
}

} // namespace gatehouse::spec
