// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/Swagger2.h"

#include "spec/Refs.h"

#include <array>

namespace gatehouse::spec {

using model::Fault;
using model::Node;

namespace {

constexpr std::array<std::string_view, 7> kMethods = {"get",     "put",  "post", "delete",
                                                      "options", "head", "patch"};
/// Fields of a 2.0 parameter or header that belong to the schema in 3.0.
constexpr std::array<std::string_view, 17> kSchemaFields = {
    "type",      "format",     "items",       "default",  "maximum",   "exclusiveMaximum",
    "minimum",   "pattern",    "maxLength",   "maxItems", "minItems",  "exclusiveMinimum",
    "minLength", "multipleOf", "uniqueItems", "enum",     "x-nullable"};

class Converter
{
public:
    Converter(const Node& document, std::vector<Fault>& remarks)
        : m_document(document)
        , m_refs(document)
        , m_remarks(remarks)
    {
    }

    Node convert()
    {
        Node out{Node::Map(), m_document.line};
        put(out, "openapi", text("3.0.3"));
        for (const auto& [key, value] : membersOf(&m_document)) {
            if (key == "info" || key == "tags" || key == "externalDocs" || key == "security" ||
                key.starts_with("x-"))
                put(out, key, value);
        }
        m_consumes = texts(m_document.find("consumes"));
        m_produces = texts(m_document.find("produces"));
        servers(out);
        if (const Node* paths = m_document.find("paths"))
            put(out, "paths", convertPaths(*paths));
        Node components{Node::Map(), 0};
        if (const Node* definitions = m_document.find("definitions"))
            put(components, "schemas", schemas(*definitions));
        if (const Node* responses = m_document.find("responses")) {
            Node converted{Node::Map(), responses->line};
            for (const auto& [name, response] : membersOf(responses))
                put(converted, name, convertResponse(response, m_produces));
            put(components, "responses", std::move(converted));
        }
        sharedParameters(components);
        securitySchemes(components);
        if (!components.map()->empty())
            put(out, "components", std::move(components));
        return out;
    }

private:
    void remark(const Node& node, const std::string& path, std::string message)
    {
        if (m_remarks.size() < 200)
            m_remarks.push_back({node.line, path, std::move(message)});
    }

    static std::vector<std::string> texts(const Node* node)
    {
        std::vector<std::string> out;
        for (const Node& item : itemsOf(node)) {
            if (const auto* scalar = item.scalar())
                out.push_back(scalar->text);
        }
        return out;
    }

    void servers(Node& out)
    {
        const std::string host = textOf(m_document, "host");
        std::string base = textOf(m_document, "basePath");
        if (base == "/")
            base.clear();
        auto schemes = texts(m_document.find("schemes"));
        std::erase_if(schemes, [](const std::string& s) { return s != "http" && s != "https"; });
        Node::List servers;
        if (host.empty()) {
            if (!base.empty())
                servers.push_back(map({{"url", text(base)}}));
        } else {
            if (schemes.empty())
                schemes.emplace_back("https");
            for (const std::string& scheme : schemes) {
                std::string url = scheme;
                url.append("://").append(host).append(base);
                servers.push_back(map({{"url", text(url)}}));
            }
        }
        if (!servers.empty())
            put(out, "servers", list(std::move(servers)));
    }

    Node convertPaths(const Node& paths)
    {
        Node out{Node::Map(), paths.line};
        if (!paths.map())
            return paths;
        for (const auto& [path, item] : *paths.map()) {
            if (!item.map()) {
                put(out, path, item);
                continue;
            }
            Node converted{Node::Map(), item.line};
            std::vector<const Node*> shared;
            for (const Node& parameter : itemsOf(item.find("parameters")))
                shared.push_back(&parameter);
            for (const auto& [key, value] : *item.map()) {
                if (std::ranges::find(kMethods, key) != kMethods.end())
                    put(converted, key,
                        convertOperation(value, shared, fmt::format("paths.{}.{}", path, key)));
                else if (key != "parameters")
                    put(converted, key, value);
            }
            put(out, path, std::move(converted));
        }
        return out;
    }

    Node convertOperation(const Node& operation, const std::vector<const Node*>& shared,
                          const std::string& where)
    {
        if (!operation.map())
            return operation;
        Node out{Node::Map(), operation.line};
        const auto consumes =
            operation.find("consumes") ? texts(operation.find("consumes")) : m_consumes;
        const auto produces =
            operation.find("produces") ? texts(operation.find("produces")) : m_produces;
        for (const auto& [key, value] : *operation.map()) {
            if (key == "parameters" || key == "consumes" || key == "produces")
                continue;
            if (key == "schemes") {
                remark(value, where + ".schemes", "schemes of one operation are not kept");
            } else if (key == "responses" && value.map()) {
                Node responses{Node::Map(), value.line};
                for (const auto& [status, response] : *value.map())
                    put(responses, status, convertResponse(response, produces));
                put(out, key, std::move(responses));
            } else {
                put(out, key, value);
            }
        }
        inputs(out, operation, shared, consumes, where);
        return out;
    }

    /// Parameters, and what of them is the body.
    void inputs(Node& out, const Node& operation, const std::vector<const Node*>& shared,
                const std::vector<std::string>& consumes, const std::string& where)
    {
        std::vector<const Node*> all;
        for (const Node& parameter : itemsOf(operation.find("parameters")))
            all.push_back(&parameter);
        for (const Node* parameter : shared) {
            const Node* target = m_refs.follow(*parameter);
            const bool replaced = std::ranges::any_of(all, [&](const Node* other) {
                const Node* known = m_refs.follow(*other);
                return target && known && textOf(*known, "name") == textOf(*target, "name") &&
                       textOf(*known, "in") == textOf(*target, "in");
            });
            if (!replaced)
                all.push_back(parameter);
        }
        Node::List parameters;
        Node form{Node::Map(), operation.line};
        Node::List requiredFields;
        bool hasFile = false;
        for (const Node* parameter : all) {
            const Node* target = m_refs.follow(*parameter);
            if (!target) {
                parameters.push_back(*parameter);
                continue;
            }
            const std::string in = textOf(*target, "in");
            if (in == "body") {
                put(out, "requestBody", body(*target, consumes));
            } else if (in == "formData") {
                Node schema = schemaOf(*target);
                if (textOf(*target, "type") == "file") {
                    hasFile = true;
                    put(schema, "type", text("string"));
                    put(schema, "format", text("binary"));
                }
                if (const std::string about = textOf(*target, "description"); !about.empty())
                    put(schema, "description", text(about));
                put(form, textOf(*target, "name"), std::move(schema));
                if (isTrue(*target, "required"))
                    requiredFields.push_back(text(textOf(*target, "name")));
            } else {
                parameters.push_back(convertParameter(*target, where));
            }
        }
        if (!parameters.empty())
            put(out, "parameters", list(std::move(parameters)));
        if (!form.map()->empty()) {
            Node schema = map({{"type", text("object")}, {"properties", std::move(form)}});
            if (!requiredFields.empty())
                put(schema, "required", list(std::move(requiredFields)));
            const bool multipart =
                hasFile || std::ranges::find(consumes, "multipart/form-data") != consumes.end();
            put(out, "requestBody",
                map({{"content",
                      map({{multipart ? "multipart/form-data" : "application/x-www-form-urlencoded",
                            map({{"schema", std::move(schema)}})}})}}));
        }
    }

    Node convertParameter(const Node& parameter, const std::string& where)
    {
        Node out{Node::Map(), parameter.line};
        for (const auto& [key, value] : membersOf(&parameter)) {
            if (key == "collectionFormat") {
                const std::string format = textOf(parameter, key);
                if (format == "multi")
                    put(out, "explode", plain("true"));
                else if (format == "csv")
                    put(out, "explode", plain("false"));
                else
                    remark(value, where + ".parameters",
                           "collectionFormat " + format + " has no counterpart");
            } else if (std::ranges::find(kSchemaFields, key) == kSchemaFields.end()) {
                put(out, key, value);
            }
        }
        put(out, "schema", schemaOf(parameter));
        return out;
    }

    Node schemaOf(const Node& parameter)
    {
        Node out{Node::Map(), parameter.line};
        for (const auto& [key, value] : membersOf(&parameter)) {
            if (std::ranges::find(kSchemaFields, key) != kSchemaFields.end())
                put(out, key, convertSchema(value));
        }
        return out;
    }

    Node body(const Node& parameter, const std::vector<std::string>& consumes)
    {
        Node out{Node::Map(), parameter.line};
        if (const std::string about = textOf(parameter, "description"); !about.empty())
            put(out, "description", text(about));
        const Node* schema = parameter.find("schema");
        put(out, "content", content(schema, consumes, nullptr));
        if (isTrue(parameter, "required"))
            put(out, "required", plain("true"));
        return out;
    }

    Node content(const Node* schema, const std::vector<std::string>& types, const Node* examples)
    {
        Node out{Node::Map(), schema ? schema->line : 0};
        const auto all = types.empty() ? std::vector<std::string>{"application/json"} : types;
        for (const std::string& type : all) {
            Node media{Node::Map(), schema ? schema->line : 0};
            if (schema)
                put(media, "schema", convertSchema(*schema));
            if (const Node* example = examples ? examples->find(type) : nullptr)
                put(media, "example", *example);
            put(out, type, std::move(media));
        }
        return out;
    }

    Node convertResponse(const Node& response, const std::vector<std::string>& produces)
    {
        if (!response.map())
            return response;
        if (const std::string_view reference = referenceOf(response); !reference.empty())
            return map({{"$ref", text(moved(reference))}});
        Node out{Node::Map(), response.line};
        for (const auto& [key, value] : *response.map()) {
            if (key == "headers" && value.map()) {
                Node headers{Node::Map(), value.line};
                for (const auto& [name, header] : *value.map()) {
                    Node converted{Node::Map(), header.line};
                    if (const std::string about = textOf(header, "description"); !about.empty())
                        put(converted, "description", text(about));
                    put(converted, "schema", schemaOf(header));
                    put(headers, name, std::move(converted));
                }
                put(out, key, std::move(headers));
            } else if (key != "schema" && key != "examples") {
                put(out, key, value);
            }
        }
        if (response.find("schema") || response.find("examples"))
            put(out, "content",
                content(response.find("schema"), produces, response.find("examples")));
        return out;
    }

    static std::string moved(std::string_view reference)
    {
        for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{
                                           "#/definitions/", "#/components/schemas/"},
                                       {"#/responses/", "#/components/responses/"},
                                       {"#/parameters/", "#/components/parameters/"}}) {
            if (reference.starts_with(from))
                return std::string(to).append(reference.substr(from.size()));
        }
        return std::string(reference);
    }

    Node schemas(const Node& definitions)
    {
        Node out{Node::Map(), definitions.line};
        for (const auto& [name, schema] : membersOf(&definitions))
            put(out, name, convertSchema(schema));
        return out;
    }

    /// References move, `discriminator` becomes an object, `x-nullable` becomes `nullable`.
    Node convertSchema(const Node& node)
    {
        if (const auto* items = node.list()) {
            Node::List out;
            for (const Node& item : *items)
                out.push_back(convertSchema(item));
            return Node{std::move(out), node.line};
        }
        if (!node.map())
            return node;
        Node out{Node::Map(), node.line};
        for (const auto& [key, value] : *node.map()) {
            if (key == "$ref" && value.scalar())
                put(out, key, text(moved(value.scalar()->text)));
            else if (key == "discriminator" && value.scalar())
                put(out, key, map({{"propertyName", text(value.scalar()->text)}}));
            else if (key == "x-nullable")
                put(out, "nullable", value);
            else if (key == "example" || key == "default" || key == "enum")
                put(out, key, value);
            else
                put(out, key, convertSchema(value));
        }
        return out;
    }

    void sharedParameters(Node& components)
    {
        Node parameters{Node::Map(), 0};
        for (const auto& [name, parameter] : membersOf(m_document.find("parameters"))) {
            const std::string in = textOf(parameter, "in");
            if (in != "body" && in != "formData")
                put(parameters, name, convertParameter(parameter, "parameters." + name));
        }
        if (!parameters.map()->empty())
            put(components, "parameters", std::move(parameters));
    }

    void securitySchemes(Node& components)
    {
        Node out{Node::Map(), 0};
        for (const auto& [name, scheme] : membersOf(m_document.find("securityDefinitions"))) {
            const std::string type = textOf(scheme, "type");
            if (type == "basic") {
                put(out, name, map({{"type", text("http")}, {"scheme", text("basic")}}));
            } else if (type == "oauth2") {
                const std::string flow = textOf(scheme, "flow");
                Node one{Node::Map(), scheme.line};
                for (const std::string_view key : {"authorizationUrl", "tokenUrl", "scopes"}) {
                    if (const Node* value = scheme.find(key))
                        put(one, key, *value);
                }
                const std::string_view name3 = flow == "accessCode"    ? "authorizationCode"
                                               : flow == "application" ? "clientCredentials"
                                                                       : std::string_view(flow);
                put(out, name,
                    map({{"type", text("oauth2")},
                         {"flows", map({{std::string(name3), std::move(one)}})}}));
            } else {
                put(out, name, scheme);
            }
        }
        if (!out.map()->empty())
            put(components, "securitySchemes", std::move(out));
    }

    const Node& m_document;
    Refs m_refs;
    std::vector<Fault>& m_remarks;
    std::vector<std::string> m_consumes;
    std::vector<std::string> m_produces;
};

} // namespace

Node fromSwagger2(const Node& document, std::vector<Fault>& remarks)
{
    return Converter(document, remarks).convert();
}

} // namespace gatehouse::spec
