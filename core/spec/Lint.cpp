// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/Lint.h"

#include "spec/Schema.h"

#include <algorithm>
#include <set>

namespace gatehouse::spec {

using model::Node;

namespace {

constexpr std::size_t kMostFindings = 500;

class Linter
{
public:
    Linter(const Node& document, const Outline& outline)
        : m_document(document)
        , m_outline(outline)
        , m_refs(document)
    {
    }

    std::vector<Finding> run()
    {
        info();
        for (const Operation& operation : m_outline.operations)
            lintOperation(operation);
        securityNames(m_document.find("security"), "security");
        unusedComponents();
        walk(m_document, {}, 0);
        std::ranges::stable_sort(m_findings, {}, &Finding::line);
        return std::move(m_findings);
    }

private:
    void find(std::string_view rule, Severity severity, const Node& node, std::string path,
              std::string message)
    {
        if (m_findings.size() < kMostFindings)
            m_findings.push_back(
                {std::string(rule), severity, node.line, std::move(path), std::move(message)});
    }
    void warn(std::string_view rule, const Node& node, std::string path, std::string message)
    {
        find(rule, Severity::Warning, node, std::move(path), std::move(message));
    }
    void error(std::string_view rule, const Node& node, std::string path, std::string message)
    {
        find(rule, Severity::Error, node, std::move(path), std::move(message));
    }

    void info()
    {
        const Node* about = m_document.find("info");
        if (!about)
            return;
        if (m_outline.description.empty())
            warn("info-description", *about, "info", "says nothing about what the API is for");
        if (!about->find("contact"))
            warn("info-contact", *about, "info", "names nobody to ask");
        if (itemsOf(m_document.find("servers")).empty())
            warn("oas3-api-servers", m_document, "servers", "no server is named");
        std::size_t index = 0;
        for (const Node& server : itemsOf(m_document.find("servers"))) {
            const std::string where = "servers[" + std::to_string(index++) + "].url";
            const std::string url = textOf(server, "url");
            if (url.size() > 1 && url.ends_with('/'))
                warn("oas3-server-trailing-slash", server, where, "should not end with /");
            if (url.find("example.com") != std::string::npos)
                warn("oas3-server-not-example.com", server, where, "is an example's host");
        }
    }

    void lintOperation(const Operation& operation)
    {
        const Node& node = *operation.node;
        if (operation.id.empty())
            warn("operation-operationId", node, operation.where, "has no operationId");
        else if (operation.id.find_first_of(" \t/?#{}") != std::string::npos)
            warn("operation-operationId-valid-in-url", node, operation.where + ".operationId",
                 "holds characters that do not fit into a URL");
        if (textOf(node, "description").empty() && textOf(node, "summary").empty())
            warn("operation-description", node, operation.where, "has no description");
        if (itemsOf(node.find("tags")).empty())
            warn("operation-tags", node, operation.where, "has no tag");
        responses(operation);
        pathParameters(operation);
        if (operation.path.size() > 1 && operation.path.ends_with('/'))
            warn("path-keys-no-trailing-slash", node, operation.where, "the path ends with /");
        if (operation.path.find('?') != std::string::npos)
            error("path-not-include-query", node, operation.where, "the path holds a query");
        if ((operation.method == "GET" || operation.method == "HEAD" ||
             operation.method == "DELETE") &&
            node.find("requestBody"))
            warn("request-body-on-get", *node.find("requestBody"), operation.where + ".requestBody",
                 "a body has no meaning in " + operation.method);
        for (const Parameter& parameter : operation.parameters) {
            if (!parameter.schema && !parameter.node->find("content"))
                error("parameter-schema", *parameter.node, operation.where,
                      "the parameter " + parameter.name + " has no schema");
        }
        securityNames(node.find("security"), operation.where + ".security");
    }

    void responses(const Operation& operation)
    {
        const Node* all = operation.node->find("responses");
        if (!all || membersOf(all).empty()) {
            error("operation-responses", all ? *all : *operation.node,
                  operation.where + ".responses", "no answer is described");
            return;
        }
        bool success = false;
        for (const auto& [status, written] : membersOf(all)) {
            success = success || status.starts_with('2') || status.starts_with('3') ||
                      status == "default";
            const Node* response = m_refs.follow(written);
            if (response && textOf(*response, "description").empty())
                error("response-description", written, operation.where + ".responses." + status,
                      "has no description");
        }
        if (!success)
            warn("operation-success-response", *all, operation.where + ".responses",
                 "no successful answer is described");
    }

    void pathParameters(const Operation& operation)
    {
        const auto named = placeholdersOf(operation.path);
        for (const std::string& name : named) {
            const auto found = std::ranges::find_if(operation.parameters, [&](const Parameter& p) {
                return p.in == "path" && p.name == name;
            });
            if (found == operation.parameters.end())
                error("path-params", *operation.node, operation.where,
                      "the path's {" + name + "} is no parameter of the operation");
            else if (!found->required)
                error("path-params", *found->node, operation.where,
                      "the path parameter " + name + " must be required");
        }
        for (const Parameter& parameter : operation.parameters) {
            if (parameter.in == "path" && std::ranges::find(named, parameter.name) == named.end())
                error("path-params", *parameter.node, operation.where,
                      "the parameter " + parameter.name + " is not in the path");
        }
    }

    void securityNames(const Node* security, const std::string& where)
    {
        const Node* schemes = m_refs.at("#/components/securitySchemes");
        for (const Node& alternative : itemsOf(security)) {
            for (const auto& [name, scopes] : membersOf(&alternative)) {
                if (!schemes || !schemes->find(name))
                    error("oas3-operation-security-defined", alternative, where,
                          "the scheme " + name + " is not described");
            }
        }
    }

    void unusedComponents()
    {
        std::set<std::string> used;
        collect(m_document, used, 0);
        for (const auto& [kind, members] : membersOf(m_document.find("components"))) {
            if (kind == "securitySchemes")
                continue;
            for (const auto& [name, node] : membersOf(&members)) {
                const std::string pointer =
                    "#/components/" + pointerPart(kind) + "/" + pointerPart(name);
                if (!used.contains(pointer))
                    warn("oas3-unused-component", node, fmt::format("components.{}.{}", kind, name),
                         "is used nowhere");
            }
        }
    }

    void collect(const Node& node, std::set<std::string>& used, int depth)
    {
        if (depth > 250)
            return;
        if (const auto reference = referenceOf(node); !reference.empty())
            used.emplace(reference);
        for (const auto& [key, value] : membersOf(&node)) {
            // A discriminator's mapping names schemas too.
            if (key == "mapping") {
                for (const auto& [word, target] : membersOf(&value)) {
                    if (target.scalar())
                        used.insert(target.scalar()->text);
                }
            }
            collect(value, used, depth + 1);
        }
        for (const Node& item : itemsOf(&node))
            collect(item, used, depth + 1);
    }

    /// What may stand anywhere: examples beside their schema, enums of the wrong type, scripts in
    /// texts.
    void walk(const Node& node, const std::string& path, int depth)
    {
        if (depth > 100)
            return;
        if (node.find("schema") && node.find("example"))
            example(node, *node.find("schema"), *node.find("example"), path + ".example");
        if (const Node* schema = node.find("schema")) {
            for (const auto& [name, written] : membersOf(node.find("examples"))) {
                const Node* one = m_refs.follow(written);
                if (const Node* value = one ? one->find("value") : nullptr)
                    example(node, *schema, *value, fmt::format("{}.examples.{}", path, name));
            }
        }
        if (const Node* choices = node.find("enum"); choices && choices->list())
            choicesOf(node, *choices, path);
        for (const auto& [key, value] : membersOf(&node)) {
            if (key == "description" && value.scalar() &&
                value.scalar()->text.find("<script") != std::string::npos)
                error("no-script-tags-in-markdown", value, path + ".description", "holds a script");
            if (key != "example" && key != "default" && key != "value" && !key.starts_with("x-"))
                walk(value, path.empty() ? key : fmt::format("{}.{}", path, key), depth + 1);
        }
        std::size_t index = 0;
        for (const Node& item : itemsOf(&node))
            walk(item, path + "[" + std::to_string(index++) + "]", depth + 1);
    }

    void example(const Node& holder, const Node& schema, const Node& value, std::string path)
    {
        if (m_examples++ > 2000)
            return;
        SchemaOptions options;
        options.dialect = dialectOf(m_document);
        options.mostFaults = 1;
        const auto faults = checkValue(value, schema, m_refs, options);
        if (faults.empty())
            return;
        if (!faults.front().path.empty())
            path += "." + faults.front().path;
        warn("oas3-valid-media-example", value.line > 0 ? value : holder, std::move(path),
             "does not fit its schema: " + faults.front().message);
    }

    void choicesOf(const Node& schema, const Node& choices, const std::string& path)
    {
        std::set<std::string> seen;
        Node bare{Node::Map(), 0};
        if (const Node* type = schema.find("type"))
            put(bare, "type", *type);
        SchemaOptions options;
        for (const Node& one : *choices.list()) {
            if (!seen.insert(model::writeJson(one)).second)
                warn("duplicated-entry-in-enum", one, path + ".enum", "stands here twice");
            if (!one.isNull() && !checkValue(one, bare, m_refs, options).empty())
                warn("typed-enum", one, path + ".enum", "is not of the type that the schema names");
        }
    }

    const Node& m_document;
    const Outline& m_outline;
    Refs m_refs;
    std::vector<Finding> m_findings;
    int m_examples = 0;
};

} // namespace

std::vector<Finding> lint(const Node& document, const Outline& outline)
{
    return Linter(document, outline).run();
}

} // namespace gatehouse::spec
