// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/Import.h"

#include "base/Id.h"
#include "base/Text.h"
#include "spec/Outline.h"
#include "spec/Samples.h"
#include "spec/Swagger2.h"

#include <memory>
#include <set>

namespace gatehouse::spec {

using model::Fault;
using model::Node;

namespace {

using Faults = std::vector<Fault>;

constexpr std::size_t kMostServers = 64;

struct Document
{
    Node root; ///< OpenAPI 3.
    std::string form;
    Faults remarks;
};

std::expected<Document, Faults> fromSamples(std::vector<Sample> samples, std::string form,
                                            std::string title, Faults remarks)
{
    if (samples.empty())
        return std::unexpected(Faults{{0, {}, "holds no call"}});
    Document out;
    out.form = std::move(form);
    out.root = documentOf(samples, title, remarks);
    out.remarks = std::move(remarks);
    return out;
}

std::string hostOf(std::string_view url)
{
    const auto scheme = url.find("://");
    const auto begin = scheme == std::string_view::npos ? 0 : scheme + 3;
    return std::string(url.substr(begin, url.find_first_of("/:?", begin) - begin));
}

std::expected<Document, Faults> readDocument(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const std::string_view body =
        first == std::string_view::npos ? std::string_view() : text.substr(first);
    if (body.empty())
        return std::unexpected(Faults{{0, {}, "is empty"}});
    if (body.starts_with("curl ") || body.starts_with("curl.exe ") || body.starts_with("$ curl ")) {
        auto sample = readCurl(body);
        if (!sample)
            return std::unexpected(Faults{{1, {}, "the cURL line " + sample.error()}});
        std::string title = hostOf(sample->url);
        return fromSamples({std::move(*sample)}, "cURL line", std::move(title), {});
    }
    auto parsed = body.starts_with('{') || body.starts_with('[') ? model::parseJson(body)
                                                                 : model::parseYaml(body);
    if (!parsed)
        return std::unexpected(std::move(parsed.error()));
    // Lines are counted from the text as it was given.
    Document out;
    if (parsed->find("openapi")) {
        out.form = "OpenAPI " + textOf(*parsed, "openapi");
        out.root = std::move(*parsed);
        return out;
    }
    if (const std::string version = textOf(*parsed, "swagger"); !version.empty()) {
        if (version != "2.0")
            return std::unexpected(Faults{{parsed->find("swagger")->line, "swagger",
                                           "is \"" + version + "\"; 2.0 is understood"}});
        out.form = "Swagger 2.0";
        out.root = fromSwagger2(*parsed, out.remarks);
        return out;
    }
    Faults remarks;
    if (const Node* info = parsed->find("info"); info && parsed->find("item")) {
        auto samples = readPostman(*parsed, remarks);
        return fromSamples(std::move(samples), "Postman collection", textOf(*info, "name"),
                           std::move(remarks));
    }
    if (const Node* log = parsed->find("log"); log && log->find("entries")) {
        auto samples = readHar(*parsed, remarks);
        std::string title = samples.empty() ? std::string("HAR") : hostOf(samples.front().url);
        return fromSamples(std::move(samples), "HAR file", std::move(title), std::move(remarks));
    }
    return std::unexpected(Faults{{parsed->line,
                                   {},
                                   "is neither OpenAPI (2.0, 3.0, 3.1) nor a Postman collection, a "
                                   "HAR file or a cURL line"}});
}

/// `{name}` of a server's URL becomes its default.
std::string withDefaults(std::string url, const Node& server, const std::string& where,
                         Faults& remarks)
{
    const Node* variables = server.find("variables");
    for (const std::string& name : placeholdersOf(url)) {
        const Node* variable = variables ? variables->find(name) : nullptr;
        const std::string value = variable ? textOf(*variable, "default") : std::string();
        const std::string written = "{" + name + "}";
        url.replace(url.find(written), written.size(), value);
        if (value.empty())
            remarks.push_back({server.line, where, "the variable " + written + " has no default"});
        else
            remarks.push_back(
                {server.line, where, fmt::format("{} is taken as {}", written, value)});
    }
    return url;
}

/// A relative server belongs to where the document came from (RFC 3986, 5).
std::string absolute(const std::string& url, const std::string& source)
{
    if (url.find("://") != std::string::npos)
        return url;
    const auto scheme = source.find("://");
    if (!source.starts_with("http") || scheme == std::string::npos)
        return {};
    const auto slash = source.find('/', scheme + 3);
    const std::string origin = source.substr(0, slash);
    if (url.starts_with("//"))
        return source.substr(0, scheme + 1) + url;
    if (url.starts_with('/'))
        return origin + url;
    const auto last = source.rfind('/');
    return (slash == std::string::npos ? origin + "/" : source.substr(0, last + 1)) + url;
}

std::optional<model::Upstream> upstreamOf(const Node& document, const ImportOptions& options,
                                          Faults& remarks)
{
    model::Upstream out;
    std::size_t index = 0;
    for (const Node& server : itemsOf(document.find("servers"))) {
        const std::string where = "servers[" + std::to_string(index++) + "]";
        if (index > kMostServers)
            break;
        std::string url =
            absolute(withDefaults(textOf(server, "url"), server, where, remarks), options.source);
        while (url.ends_with('/'))
            url.pop_back();
        if (url.empty()) {
            remarks.push_back(
                {server.line, where + ".url", "names no host; set the upstream by hand"});
        } else if (!url.starts_with("http://") && !url.starts_with("https://")) {
            remarks.push_back({server.line, where + ".url", "is no http address: " + url});
        } else if (std::ranges::none_of(out.targets, [&](const auto& t) { return t.url == url; })) {
            // The first server is the one that is called; the others are there to be chosen.
            const std::uint32_t weight = out.targets.empty() ? 1 : 0;
            out.targets.push_back({url, weight});
        }
    }
    if (out.targets.size() > 1)
        remarks.push_back({document.find("servers")->line, "servers",
                           "calls go to the first server; give the others a weight to use them"});
    if (out.targets.empty())
        return std::nullopt;
    return out;
}

/// Open only where the document says so outright.
model::Access accessOf(const Node& document, const Outline& outline, Faults& remarks)
{
    const Node* security = document.find("security");
    std::size_t open = 0;
    std::size_t guarded = 0;
    for (const Operation& operation : outline.operations) {
        const Node* own = operation.node->find("security");
        const Node* used = own ? own : security;
        if (!used)
            continue;
        // An empty list, or an empty alternative, asks for nothing.
        const bool nothing = itemsOf(used).empty() ||
                             std::ranges::any_of(itemsOf(used), [](const Node& alternative) {
                                 return membersOf(&alternative).empty();
                             });
        ++(nothing ? open : guarded);
    }
    if (open > 0 && guarded == 0 && open == outline.operations.size())
        return model::Access::Open;
    if (open > 0)
        remarks.push_back({security ? security->line : 0, "security",
                           fmt::format("{} of {} operations ask for no credentials; here all do",
                                       open, outline.operations.size())});
    else if (guarded == 0)
        remarks.push_back(
            {0, "security", "nothing is said of credentials; callers need a key of this gateway"});
    return model::Access::Key;
}

} // namespace

std::string routePath(std::string_view path)
{
    std::string out;
    std::set<std::string> names;
    const auto segments = gatehouse::text::split(path.substr(path.starts_with('/') ? 1 : 0), '/');
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const std::string_view segment = segments[i];
        if (segment.empty() && i + 1 < segments.size())
            continue;
        out += '/';
        if (segment.find_first_of("{}") == std::string_view::npos) {
            out += segment;
            continue;
        }
        std::string name;
        for (const char c : segment) {
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                c == '_' || c == '-')
                name += c;
            else if (c != '{' && c != '}')
                name += '_';
        }
        if (name.empty())
            name = "value";
        const std::string base = name;
        for (int n = 2; !names.insert(name).second; ++n)
            name = base + std::to_string(n);
        out.append("{").append(name).append("}");
    }
    return out.empty() ? "/" : out;
}

std::vector<model::Route> routesOf(const Outline& outline, Faults& remarks)
{
    std::vector<model::Route> out;
    std::set<std::string> seen;
    for (const Operation& operation : outline.operations) {
        std::string_view path = operation.path;
        if (const auto query = path.find_first_of("?#"); query != std::string_view::npos) {
            remarks.push_back(
                {operation.node->line, operation.where,
                 "the route cannot depend on what follows " + std::string(path.substr(query, 1))});
            path = path.substr(0, query);
        }
        model::Route route;
        route.methods = {operation.method};
        route.path = routePath(path);
        if (shapeOf(route.path) != shapeOf(path))
            remarks.push_back({operation.node->line, operation.where,
                               "the route takes a whole segment: " + route.path});
        if (!seen.insert(operation.method + shapeOf(route.path)).second) {
            remarks.push_back({operation.node->line, operation.where,
                               "another operation has the route " + route.path + " already"});
            continue;
        }
        out.push_back(std::move(route));
    }
    return out;
}

std::expected<Imported, Faults> importApi(std::string_view text, const ImportOptions& options)
{
    auto document = readDocument(text);
    if (!document)
        return std::unexpected(std::move(document.error()));
    const auto outline = readOutline(document->root);
    if (!outline)
        return std::unexpected(outline.error());
    if (outline->operations.empty())
        return std::unexpected(Faults{{0, "paths", "describes no call"}});

    Imported out;
    out.form = std::move(document->form);
    out.operations = outline->operations.size();
    out.remarks = std::move(document->remarks);
    out.remarks.insert(out.remarks.end(), outline->remarks.begin(), outline->remarks.end());
    model::Api& api = out.api;
    api.kind = model::ApiKind::Rest;
    api.name = std::string(gatehouse::text::trim(outline->title)).substr(0, 200);
    api.id = options.id.empty() ? gatehouse::idFromName(api.name) : options.id;
    if (api.id.empty())
        api.id = "api";
    if (api.name.empty())
        api.name = api.id;
    api.basePath = options.basePath.empty() ? "/" + api.id : options.basePath;
    api.description = outline->description.substr(0, 64u << 10);
    api.state = model::ApiState::Draft;
    api.upstream = upstreamOf(document->root, options, out.remarks);
    if (!api.upstream) {
        api.mock = true;
        out.remarks.push_back(
            {0, "servers", "no server is named: answers come from the document's examples"});
    }
    api.routes = routesOf(*outline, out.remarks);
    api.access = accessOf(document->root, *outline, out.remarks);
    api.openapi = model::ApiDocument(std::move(document->root));
    return out;
}

} // namespace gatehouse::spec
