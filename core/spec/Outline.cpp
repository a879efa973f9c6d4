// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/Outline.h"

#include "base/Text.h"

#include <array>
#include <map>
#include <set>

namespace gatehouse::spec {

using model::Fault;
using model::Node;

namespace {

constexpr std::size_t kMostFaults = 200;
constexpr std::size_t kMostOperations = 20'000;
constexpr std::array<std::string_view, 8> kMethods = {"get",     "put",  "post",  "delete",
                                                      "options", "head", "patch", "trace"};
constexpr std::array<std::string_view, 5> kItemFields = {"summary", "description", "servers",
                                                         "parameters", "$ref"};

class Reader
{
public:
    explicit Reader(const Node& document)
        : m_document(document)
        , m_refs(document)
    {
    }

    std::expected<Outline, std::vector<Fault>> read()
    {
        if (!m_document.map()) {
            fault(m_document, {}, "an OpenAPI document is a map");
            return std::unexpected(std::move(m_faults));
        }
        m_out.version = textOf(m_document, "openapi");
        if (!m_out.version.starts_with("3.0") && !m_out.version.starts_with("3.1")) {
            const Node* version = m_document.find("openapi");
            fault(version ? *version : m_document, "openapi",
                  version ? "is \"" + m_out.version + "\"; 3.0 and 3.1 are understood"
                          : "is missing: this is no OpenAPI document");
            return std::unexpected(std::move(m_faults));
        }
        readInfo();
        readPaths();
        findReferences(m_document, {}, 0);
        if (!m_faults.empty())
            return std::unexpected(std::move(m_faults));
        return std::move(m_out);
    }

private:
    void fault(const Node& node, const std::string& path, std::string message)
    {
        if (m_faults.size() < kMostFaults)
            m_faults.push_back({node.line, path, std::move(message)});
    }
    void remark(const Node& node, const std::string& path, std::string message)
    {
        if (m_out.remarks.size() < kMostFaults)
            m_out.remarks.push_back({node.line, path, std::move(message)});
    }

    void readInfo()
    {
        const Node* info = m_document.find("info");
        if (!info || !info->map()) {
            fault(info ? *info : m_document, "info", info ? "must be a map" : "is missing");
            return;
        }
        for (const auto& [key, out] :
             {std::pair<std::string_view, std::string*>{"title", &m_out.title},
              {"version", &m_out.apiVersion},
              {"description", &m_out.description}}) {
            const Node* value = info->find(key);
            if (value && !value->scalar() && !value->isNull())
                fault(*value, "info." + std::string(key), "must be a text");
            *out = textOf(*info, key);
        }
    }

    void readPaths()
    {
        const Node* paths = m_document.find("paths");
        if (!paths) {
            if (!m_document.find("webhooks") && !m_document.find("components"))
                fault(m_document, "paths", "is missing");
            return;
        }
        if (!paths->map()) {
            if (!paths->isNull())
                fault(*paths, "paths", "must be a map");
            return;
        }
        for (const auto& [path, item] : *paths->map()) {
            if (path.starts_with("x-"))
                continue;
            readItem(path, item);
        }
        if (m_document.find("webhooks"))
            remark(*m_document.find("webhooks"), "webhooks",
                   "webhooks are calls in the other direction; they get no route");
    }

    void readItem(const std::string& path, const Node& item)
    {
        const std::string where = "paths." + path;
        if (!path.starts_with('/')) {
            fault(item, where, "a path must begin with /");
            return;
        }
        const Node* target = m_refs.follow(item);
        if (!target) {
            fault(item, where, m_refs.whyNot(item));
            return;
        }
        if (!target->map()) {
            if (!target->isNull())
                fault(*target, where, "must be a map of methods");
            return;
        }
        const std::string shape = shapeOf(path);
        for (const auto& [key, value] : *target->map()) {
            if (std::ranges::find(kMethods, key) != kMethods.end())
                readOperation(path, shape, where, key, value, *target);
            else if (std::ranges::find(kItemFields, key) == kItemFields.end() &&
                     !key.starts_with("x-"))
                fault(value, fmt::format("{}.{}", where, key),
                      "is no method and no field of a path");
        }
    }

    void readOperation(const std::string& path, const std::string& shape, const std::string& where,
                       const std::string& method, const Node& node, const Node& item)
    {
        Operation out;
        out.where = where + "." + method;
        if (!node.map()) {
            fault(node, out.where, "must be a map");
            return;
        }
        if (m_out.operations.size() >= kMostOperations) {
            fault(node, out.where, "a document may hold 20,000 operations");
            return;
        }
        std::ranges::transform(method, std::back_inserter(out.method), [](char c) {
            return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        });
        out.path = path;
        out.node = &node;
        out.item = &item;
        out.id = textOf(node, "operationId");
        out.deprecated = isTrue(node, "deprecated");
        const auto [same, isNew] = m_shapes.try_emplace(out.method + " " + shape, out.where);
        if (!isNew)
            fault(node, out.where, "is the same call as " + same->second);
        if (!out.id.empty()) {
            const auto [other, fresh] = m_ids.try_emplace(out.id, out.where);
            if (!fresh)
                fault(node, out.where + ".operationId",
                      "\"" + out.id + "\" is the id of " + other->second + " already");
        }
        readParameters(item.find("parameters"), where + ".parameters", out);
        readParameters(node.find("parameters"), out.where + ".parameters", out);
        if (const Node* responses = node.find("responses"); responses && !responses->map())
            fault(*responses, out.where + ".responses", "must be a map of statuses");
        if (node.find("callbacks"))
            remark(*node.find("callbacks"), out.where + ".callbacks",
                   "callbacks are calls in the other direction; they get no route");
        m_out.operations.push_back(std::move(out));
    }

    void readParameters(const Node* nodes, const std::string& where, Operation& out)
    {
        if (!nodes || nodes->isNull())
            return;
        if (!nodes->list()) {
            fault(*nodes, where, "must be a list");
            return;
        }
        std::set<std::string> seen;
        for (std::size_t i = 0; i < nodes->list()->size(); ++i) {
            const Node& node = (*nodes->list())[i];
            const std::string place = where + "[" + std::to_string(i) + "]";
            const Node* target = m_refs.follow(node);
            if (!target) {
                fault(node, place, m_refs.whyNot(node));
                continue;
            }
            Parameter parameter;
            parameter.name = textOf(*target, "name");
            parameter.in = textOf(*target, "in");
            parameter.required = isTrue(*target, "required");
            parameter.node = target;
            parameter.schema = m_refs.member(*target, "schema");
            if (!target->map() || parameter.name.empty()) {
                fault(node, place, "a parameter needs a name");
                continue;
            }
            if (parameter.in != "path" && parameter.in != "query" && parameter.in != "header" &&
                parameter.in != "cookie") {
                fault(node, place + ".in", "must be path, query, header or cookie");
                continue;
            }
            if (!seen.insert(parameter.in + " " + parameter.name).second)
                fault(node, place, "the parameter " + parameter.name + " stands here twice");
            const auto before = std::ranges::find_if(out.parameters, [&](const Parameter& p) {
                return p.in == parameter.in && p.name == parameter.name;
            });
            if (before != out.parameters.end())
                *before = std::move(parameter);
            else
                out.parameters.push_back(std::move(parameter));
        }
    }

    /// Names every reference that leads nowhere; circles of schemas are allowed, circles of bare
    /// references are not.
    void findReferences(const Node& node, const std::string& path, int depth)
    {
        if (depth > 250)
            return;
        if (const std::string_view reference = referenceOf(node);
            !reference.empty() && !m_refs.follow(node)) {
            if (reference.starts_with('#'))
                fault(node, path, m_refs.whyNot(node));
            else
                remark(node, path, m_refs.whyNot(node));
        }
        for (const auto& [key, value] : membersOf(&node)) {
            // Examples are data: what looks like a reference there is none.
            if (key != "example" && key != "default" && key != "enum" && key != "const" &&
                !key.starts_with("x-"))
                findReferences(value, path.empty() ? key : fmt::format("{}.{}", path, key),
                               depth + 1);
        }
        std::size_t index = 0;
        for (const Node& item : itemsOf(&node))
            findReferences(item, path + "[" + std::to_string(index++) + "]", depth + 1);
    }

    const Node& m_document;
    Refs m_refs;
    Outline m_out;
    std::vector<Fault> m_faults;
    std::map<std::string, std::string> m_shapes;
    std::map<std::string, std::string> m_ids;
};

} // namespace

const Operation* Outline::find(std::string_view method, std::string_view path) const
{
    const auto found = std::ranges::find_if(operations, [&](const Operation& operation) {
        return operation.method == method && operation.path == path;
    });
    return found == operations.end() ? nullptr : &*found;
}

std::expected<Outline, std::vector<Fault>> readOutline(const Node& document)
{
    return Reader(document).read();
}

std::string shapeOf(std::string_view path)
{
    std::string out;
    bool inside = false;
    for (const char c : path) {
        if (c == '{' && !inside) {
            inside = true;
            out += "{}";
        } else if (c == '}' && inside) {
            inside = false;
        } else if (!inside) {
            out += c;
        }
    }
    return out;
}

std::vector<std::string> placeholdersOf(std::string_view path)
{
    std::vector<std::string> out;
    for (std::size_t from = path.find('{'); from != std::string_view::npos;
         from = path.find('{', from + 1)) {
        const std::size_t to = path.find('}', from);
        if (to == std::string_view::npos)
            break;
        out.emplace_back(path.substr(from + 1, to - from - 1));
    }
    return out;
}

} // namespace gatehouse::spec
