// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/Samples.h"

#include "base/Id.h"
#include "base/Text.h"
#include "spec/Refs.h"

#include <map>
#include <set>

namespace gatehouse::spec {

using model::Fault;
using model::Node;

namespace {

struct Place
{
    std::string origin; ///< `https://api.example.com`; empty = unknown.
    std::string path;   ///< Begins with `/`, parameters in braces.
    std::vector<std::pair<std::string, std::string>> query;
    std::vector<std::pair<std::string, std::string>> values; ///< Of the path's parameters.
};

bool isUuid(std::string_view segment)
{
    if (segment.size() != 36)
        return false;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = gatehouse::text::lower(segment[i]);
        if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
    }
    return true;
}

bool isValue(std::string_view segment)
{
    return isUuid(segment) || (!segment.empty() && segment.size() <= 20 &&
                               segment.find_first_not_of("0123456789") == std::string_view::npos);
}

std::string parameterName(std::string_view wish, const Place& place)
{
    std::string base;
    for (const char c : wish)
        base += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                        c == '_' || c == '-'
                    ? c
                    : '_';
    if (base.empty())
        base = "id";
    std::string name = base;
    for (int n = 2;
         std::ranges::any_of(place.values, [&](const auto& value) { return value.first == name; });
         ++n)
        name = base + std::to_string(n);
    return name;
}

void addSegment(std::string_view segment, std::string_view before, Place& out)
{
    std::string name;
    if (segment.starts_with(':') && segment.size() > 1)
        name = segment.substr(1);
    else if (segment.starts_with("{{") && segment.ends_with("}}") && segment.size() > 4)
        name = segment.substr(2, segment.size() - 4);
    else if (segment.starts_with('{') && segment.ends_with('}') && segment.size() > 2)
        name = segment.substr(1, segment.size() - 2);
    else if (isValue(segment)) {
        std::string_view owner = before;
        if (owner.ends_with('s') && owner.size() > 1)
            owner.remove_suffix(1);
        name = owner.empty() || owner.starts_with('{') ? std::string("id")
                                                       : std::string(owner) + "_id";
    }
    if (name.empty()) {
        out.path.append("/").append(segment);
        return;
    }
    name = parameterName(name, out);
    out.path.append("/{").append(name).append("}");
    out.values.emplace_back(std::move(name), isValue(segment) ? std::string(segment) : "");
}

Place placeOf(std::string_view url)
{
    Place out;
    std::string_view rest = url.substr(0, url.find('#'));
    if (const auto question = rest.find('?'); question != std::string_view::npos) {
        for (const std::string_view pair : gatehouse::text::split(rest.substr(question + 1), '&')) {
            if (pair.empty())
                continue;
            const auto equals = pair.find('=');
            const auto name = gatehouse::text::percentDecode(pair.substr(0, equals));
            const auto value = gatehouse::text::percentDecode(
                equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
            out.query.emplace_back(name.value_or(std::string(pair.substr(0, equals))),
                                   value.value_or(""));
        }
        rest = rest.substr(0, question);
    }
    if (const auto scheme = rest.find("://"); scheme != std::string_view::npos) {
        const auto slash = rest.find('/', scheme + 3);
        out.origin = rest.substr(0, slash);
        if (const auto at = out.origin.rfind('@'); at != std::string::npos)
            out.origin.erase(scheme + 3, at - scheme - 2);
        rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash);
    } else if (!rest.starts_with('/')) {
        // A host without a scheme, or a variable in its place.
        const auto slash = rest.find('/');
        const std::string_view host = rest.substr(0, slash);
        if (!host.starts_with("{{"))
            out.origin = "https://" + std::string(host);
        else
            out.origin = host;
        rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash);
    }
    std::string_view before;
    const auto segments = gatehouse::text::split(rest.empty() ? rest : rest.substr(1), '/');
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (segments[i].empty() && i + 1 < segments.size())
            continue;
        addSegment(segments[i], before, out);
        before = segments[i];
    }
    if (out.path.empty())
        out.path = "/";
    return out;
}

/// A schema of what a value looks like.
Node schemaOfValue(const Node& value, int depth = 0)
{
    if (const auto* members = value.map()) {
        Node properties{Node::Map(), 0};
        if (depth < 12) {
            for (const auto& [key, member] : *members)
                put(properties, key, schemaOfValue(member, depth + 1));
        }
        return map({{"type", text("object")}, {"properties", std::move(properties)}});
    }
    if (const auto* items = value.list()) {
        Node out = map({{"type", text("array")}});
        put(out, "items",
            items->empty() || depth >= 12 ? map({}) : schemaOfValue(items->front(), depth + 1));
        return out;
    }
    const auto* scalar = value.scalar();
    if (!scalar)
        return map({});
    if (scalar->quoted)
        return map({{"type", text("string")}});
    if (scalar->text == "true" || scalar->text == "false")
        return map({{"type", text("boolean")}});
    const bool whole = scalar->text.find_first_of(".eE") == std::string::npos;
    return map({{"type", text(whole ? "integer" : "number")}});
}

Node schemaOfText(std::string_view value)
{
    if (!value.empty() && value.size() < 16 &&
        value.find_first_not_of("0123456789") == std::string_view::npos)
        return map({{"type", text("integer")}});
    return map({{"type", text("string")}});
}

std::string mediaType(std::string_view type)
{
    return gatehouse::text::toLower(gatehouse::text::trim(type.substr(0, type.find(';'))));
}

Node media(const std::string& type, const std::string& body)
{
    if (type.ends_with("json")) {
        if (const auto value = model::parseJson(body))
            return map({{"schema", schemaOfValue(*value)}, {"example", *value}});
    }
    Node out = map({{"schema", map({{"type", text("string")}})}});
    if (!body.empty() && body.size() <= 64u << 10 && gatehouse::text::isUtf8(body))
        put(out, "example", text(body));
    return out;
}

/// Fields that every client sends, or that the gateway makes itself.
bool isTransport(const std::string& lower)
{
    static const std::set<std::string> names = {"host",
                                                "connection",
                                                "content-length",
                                                "content-type",
                                                "accept-encoding",
                                                "user-agent",
                                                "accept",
                                                "accept-language",
                                                "transfer-encoding",
                                                "cookie",
                                                "origin",
                                                "referer",
                                                "cache-control",
                                                "pragma",
                                                "te",
                                                "upgrade-insecure-requests",
                                                "priority",
                                                "dnt",
                                                "keep-alive",
                                                "postman-token"};
    return names.contains(lower) || lower.starts_with("sec-") || lower.starts_with(':');
}

class Writer
{
public:
    Writer(std::string_view title, std::vector<Fault>& remarks)
        : m_remarks(remarks)
    {
        m_document = map({{"openapi", text("3.1.0")},
                          {"info", map({{"title", text(title)}, {"version", text("1.0.0")}})}});
        put(m_document, "paths", Node{Node::Map(), 0});
    }

    void add(const Sample& sample)
    {
        Place place = placeOf(sample.url);
        const std::string shape = shape2(place.path);
        // The first call of a shape names its parameters.
        const auto [known, isNew] = m_paths.try_emplace(shape, place.path);
        if (!place.origin.empty() && m_origins.insert(place.origin).second)
            m_servers.push_back(place.origin);
        Node& item = ensure(ensure(m_document, "paths"), known->second);
        const std::string method = gatehouse::text::toLower(sample.method);
        const bool first = findIn(item, method) == nullptr;
        Node& operation = ensure(item, method);
        if (operation.line == 0)
            operation.line = sample.line;
        if (first)
            begin(operation, sample, place, known->second);
        inputs(operation, sample, place);
        if (!sample.bodyType.empty() && !operation.find("requestBody")) {
            const std::string type = mediaType(sample.bodyType);
            put(operation, "requestBody",
                map({{"content", map({{type, media(type, sample.body)}})}}));
        }
        answer(operation, sample);
    }

    Node done()
    {
        Node::List servers;
        for (const std::string& origin : m_servers) {
            if (origin.starts_with("{{"))
                m_remarks.push_back(
                    {0, "servers",
                     "the origin is a variable, " + origin + "; set the upstream by hand"});
            else
                servers.push_back(map({{"url", text(origin)}}));
        }
        if (!servers.empty())
            put(m_document, "servers", list(std::move(servers)));
        if (!m_schemes.map()->empty()) {
            Node::List security;
            for (const auto& entry : *m_schemes.map())
                security.push_back(map({{entry.first, list({})}}));
            put(m_document, "security", list(std::move(security)));
            put(m_document, "components", map({{"securitySchemes", std::move(m_schemes)}}));
        }
        return std::move(m_document);
    }

private:
    static std::string shape2(std::string_view path)
    {
        std::string out;
        for (const std::string_view segment : gatehouse::text::split(path, '/'))
            out.append("/").append(segment.starts_with('{') ? std::string_view("{}") : segment);
        return out;
    }

    void begin(Node& operation, const Sample& sample, const Place& place, const std::string& path)
    {
        const std::string name = sample.name.empty() ? sample.method + " " + path : sample.name;
        put(operation, "summary", text(name));
        std::string id = gatehouse::idFromName(name);
        if (id.empty())
            id = "call";
        std::string unique = id;
        for (int n = 2; !m_ids.insert(unique).second; ++n)
            unique = id + "-" + std::to_string(n);
        put(operation, "operationId", text(unique));
        if (!sample.folder.empty())
            put(operation, "tags", list({text(sample.folder)}));
        Node::List parameters;
        std::size_t index = 0;
        for (const std::string_view segment : gatehouse::text::split(path, '/')) {
            if (!segment.starts_with('{'))
                continue;
            const std::string value =
                index < place.values.size() ? place.values[index].second : std::string();
            ++index;
            Node parameter = map({{"name", text(segment.substr(1, segment.size() - 2))},
                                  {"in", text("path")},
                                  {"required", plain("true")},
                                  {"schema", schemaOfText(value)}});
            if (!value.empty())
                put(parameter, "example", text(value));
            parameters.push_back(std::move(parameter));
        }
        if (!parameters.empty())
            put(operation, "parameters", list(std::move(parameters)));
        put(operation, "responses", map({{"default", map({{"description", text("Any answer")}})}}));
    }

    void input(Node& operation, const std::string& name, std::string_view in,
               const std::string& value)
    {
        Node* parameters = findIn(operation, "parameters");
        if (!parameters)
            parameters = &put(operation, "parameters", list({}));
        auto& items = std::get<Node::List>(parameters->value);
        for (const Node& known : items) {
            if (textOf(known, "name") == name && textOf(known, "in") == in)
                return;
        }
        Node parameter =
            map({{"name", text(name)}, {"in", text(in)}, {"schema", schemaOfText(value)}});
        if (!value.empty())
            put(parameter, "example", text(value));
        items.push_back(std::move(parameter));
    }

    void inputs(Node& operation, const Sample& sample, const Place& place)
    {
        for (const auto& [name, value] : place.query)
            input(operation, name, "query", value);
        for (const auto& [name, value] : sample.headers) {
            const std::string lower = gatehouse::text::toLower(name);
            if (isTransport(lower))
                continue;
            if (lower == "authorization") {
                const bool basic = gatehouse::text::toLower(value.substr(0, 5)) == "basic";
                put(m_schemes, basic ? "basic" : "bearer",
                    map({{"type", text("http")}, {"scheme", text(basic ? "basic" : "bearer")}}));
            } else if (lower.ends_with("api-key") || lower.ends_with("apikey") ||
                       lower.ends_with("-token") || lower.ends_with("-key")) {
                put(m_schemes, lower,
                    map({{"type", text("apiKey")}, {"in", text("header")}, {"name", text(name)}}));
            } else {
                input(operation, name, "header", value);
            }
        }
    }

    static void answer(Node& operation, const Sample& sample)
    {
        if (sample.status < 100 || sample.status > 599)
            return;
        Node& responses = ensure(operation, "responses");
        const std::string status = std::to_string(sample.status);
        if (findIn(responses, status))
            return;
        Node response = map({{"description", text("Seen")}});
        if (!sample.answerType.empty()) {
            const std::string type = mediaType(sample.answerType);
            put(response, "content", map({{type, media(type, sample.answer)}}));
        }
        put(responses, status, std::move(response));
    }

    std::vector<Fault>& m_remarks;
    Node m_document;
    Node m_schemes{Node::Map(), 0};
    std::map<std::string, std::string> m_paths;
    std::set<std::string> m_ids;
    std::set<std::string> m_origins;
    std::vector<std::string> m_servers;
};

} // namespace

Node documentOf(const std::vector<Sample>& samples, std::string_view title,
                std::vector<Fault>& remarks)
{
    Writer writer(title, remarks);
    for (const Sample& sample : samples)
        writer.add(sample);
    return writer.done();
}

} // namespace gatehouse::spec
