// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/RouteTable.h"
#include "base/Text.h"
#include "telemetry/JsonWriter.h"

#include <map>

namespace gatehouse::admin {

using telemetry::JsonWriter;

namespace {

// Schemas that routes name. Objects of the workspace file are open here: their one description is
// the file's own (the reader of core/model refuses what it does not know).
constexpr std::pair<std::string_view, std::string_view>
    kSchemas
        [] =
            {
                {"Problem",
                 R"({"type":"object","properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},"instance":{"type":"string"},"code":{"type":"string"},"errors":{"type":"array","items":{"type":"object","properties":{"line":{"type":"integer"},"path":{"type":"string"},"message":{"type":"string"}}}}}})"},
                {"Object",
                 R"({"type":"object","description":"In the form of the workspace file."})"},
                {"List",
                 R"({"type":"object","properties":{"items":{"type":"array","items":{"type":"object"}},"etag":{"type":"string"}},"required":["items"]})"},
                {"Status",
                 R"({"type":"object","properties":{"version":{"type":"string"},"workspace":{"type":"object"},"gateway":{"type":"object","properties":{"state":{"enum":["serving","stopped","draining","failed"]},"urls":{"type":"array","items":{"type":"string"}},"error":{"type":"string"},"since_ms":{"type":"integer"}}},"admin_url":{"type":"string"},"first_run":{"type":"boolean"},"demo":{"type":"boolean"},"process":{"type":"object"}}})"},
                {"NewKey",
                 R"({"type":"object","properties":{"id":{"type":"string"},"key":{"type":"string"},"prefix":{"type":"string"},"expires_ms":{"type":"integer"}},"required":["key"]})"},
                {"WorkspaceFile",
                 R"({"type":"object","properties":{"yaml":{"type":"string"},"file":{"type":"string"},"dry_run":{"type":"boolean"},"prune":{"type":"boolean"},"secrets":{"type":"object","additionalProperties":{"type":"string"}}},"required":["yaml"]})"},
                {"Changes",
                 R"({"type":"object","properties":{"changes":{"type":"array","items":{"type":"object","properties":{"action":{"enum":["create","change","delete"]},"path":{"type":"string"},"lines":{"type":"array","items":{"type":"string"}}}}}}})"},
                {"LimitEdits",
                 R"({"type":"object","properties":{"changes":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},"if_match":{"type":"string"},"rule":{"type":["object","null"]},"raise_after_s":{"type":"integer"},"roll_back":{"type":["object","null"],"properties":{"share":{"type":"number"},"within_s":{"type":"integer"},"watch_s":{"type":"integer"}}}}}},"dry_run":{"type":"boolean"}},"required":["changes"]})"},
                {"Text", R"({"type":"string"})"},
                {"Record", R"({"type":"object","properties":{"id":{"type":"string"},"time_ms":{"type":"integer"},"kind":{"enum":["rest","ai","none"]},"status":{"type":"integer"}},"required":["id","time_ms","kind"]})"},
                {"Records",
                 R"({"type":"object","properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/Record"}},"next":{"type":["string","null"]},"total_today":{"type":"integer"}}})"},
                {"Usage",
                 R"({"type":"object","properties":{"from_ms":{"type":"integer"},"step_ms":{"type":"integer"},"points":{"type":"integer"},"items":{"type":"array","items":{"type":"object"}}}})"},
                {"Explanation",
                 R"({"type":"object","properties":{"record":{"$ref":"#/components/schemas/Record"},"verdict":{"type":"object","properties":{"cause":{"enum":["not_refused","own_rule","own_queue","own_shedding","provider_key_limit","provider_overload","refused_in_stream"]},"sentence":{"type":"string"},"rule":{"type":["string","null"]},"told_wait_ms":{"type":["integer","null"]},"causes":{"type":"array","items":{"type":"object"}}}},"rule":{"type":["object","null"]},"others":{"type":"array","items":{"type":"object"}},"period":{"type":"object"},"blame":{"type":["object","null"]},"conduct":{"type":"array","items":{"type":"object"}},"forecast":{"type":["object","null"]},"cures":{"type":"array","items":{"type":"object","properties":{"cure":{"enum":["cause","limit","fewer_calls","spread","watch"]},"figure":{"type":["number","null"]},"figure_is":{"type":"string"},"sentence":{"type":"string"},"why":{"type":"string"},"application":{"type":"string"},"rule":{"type":"object"},"text":{"type":"string"},"saved_nano_usd":{"type":"integer"}}}}},"required":["record","verdict","cures"]})"},
                {"SimulationWish",
                 R"({"type":"object","properties":{"from_ms":{"type":"integer"},"to_ms":{"type":"integer"},"rules":{"type":"array","items":{"type":"object"}},"remove":{"type":"array","items":{"type":"string"}},"as":{"enum":["recorded","without_retries"]},"points":{"type":"integer"},"smallest":{"type":"object","properties":{"rule":{"type":"string"},"share":{"type":"number"}}},"demand":{"type":"string"}},"required":["from_ms","to_ms"]})"},
                {"SimulationSide",
                 R"({"type":"object","properties":{"admitted":{"type":"integer"},"refused":{"type":"integer"},"queued":{"type":"integer"},"would_refuse":{"type":"integer"},"longest_wait_ms":{"type":"integer"},"applications":{"type":"array","items":{"type":"object"}},"rules":{"type":"array","items":{"type":"object"}},"series":{"type":"object","additionalProperties":{"type":"array","items":{"type":"integer"}}}}})"},
                {"Simulation",
                 R"({"type":"object","properties":{"from_ms":{"type":"integer"},"to_ms":{"type":"integer"},"complete_from_ms":{"type":"integer"},"as":{"type":"string"},"calls":{"type":"integer"},"left_out":{"type":"integer"},"retries":{"type":"integer"},"recorded_refused":{"type":"integer"},"step_ms":{"type":"number"},"points":{"type":"integer"},"before":{"$ref":"#/components/schemas/SimulationSide"},"after":{"$ref":"#/components/schemas/SimulationSide"},"smallest":{"type":["object","null"]},"demand":{"type":["object","null"]},"assumptions":{"type":"array","items":{"type":"string"}},"took_ms":{"type":"integer"}}})"},
                {"Overview",
                 R"({"type":"object","properties":{"from_ms":{"type":"integer"},"step_ms":{"type":"integer"},"points":{"type":"integer"},"series":{"type":"object","additionalProperties":{"type":"array","items":{"type":["number","null"]}}},"now":{"type":"object"},"today":{"type":"object"},"top":{"type":"object"},"providers":{"type":"array","items":{"type":"object"}}}})"},
};

void writeParameter(JsonWriter& json, std::string_view in, std::string_view name,
                    std::string_view type, std::string_view description)
{
    json.beginObject();
    json.key("name").string(name);
    json.key("in").string(in);
    if (in == "path")
        json.key("required").boolean(true);
    json.field("description", description);
    json.key("schema").beginObject().key("type").string(type).endObject();
    json.endObject();
}

void writeContent(JsonWriter& json, std::string_view contentType, std::string_view schema)
{
    json.key("content").beginObject().key(contentType).beginObject();
    json.key("schema").beginObject();
    if (schema.empty())
        json.key("type").string("string");
    else
        json.key("$ref").string("#/components/schemas/" + std::string(schema));
    json.endObject().endObject().endObject();
}

void writeOperation(JsonWriter& json, const Route& route)
{
    json.beginObject();
    json.key("operationId").string(route.id);
    json.key("summary").string(route.summary);
    json.key("parameters").beginArray();
    for (std::size_t at = route.path.find('{'); at != std::string::npos;
         at = route.path.find('{', at + 1))
        writeParameter(
            json, "path",
            std::string_view(route.path).substr(at + 1, route.path.find('}', at) - at - 1),
            "string", {});
    for (const Parameter& parameter : route.query)
        writeParameter(json, "query", parameter.name, parameter.type, parameter.description);
    if (route.method == "PUT")
        writeParameter(json, "header", "If-Match", "string", "The ETag that was read.");
    json.endArray();
    if (!route.body.empty()) {
        json.key("requestBody").beginObject();
        json.key("required").boolean(true);
        writeContent(json, route.body == "Text" ? "text/plain" : "application/json", route.body);
        json.endObject();
    }
    json.key("responses").beginObject();
    json.key(std::to_string(route.success)).beginObject();
    json.key("description").string(route.summary);
    if (route.success != 204)
        writeContent(json, route.contentType, route.answer);
    json.endObject();
    json.key("default").beginObject();
    json.key("description").string("What went wrong");
    writeContent(json, "application/problem+json", "Problem");
    json.endObject();
    json.endObject();
    json.endObject();
}

} // namespace

std::string openApiJson(const RouteTable& table, std::string_view version)
{
    std::map<std::string, std::vector<const Route*>> paths;
    for (const Route& route : table.routes())
        paths[route.path].push_back(&route);

    std::string out;
    JsonWriter json(out);
    json.beginObject();
    json.key("openapi").string("3.1.0");
    json.key("info").beginObject();
    json.key("title").string("Gatehouse admin API");
    json.key("version").string(version);
    json.endObject();
    json.key("security").beginArray().beginObject();
    json.key("bearer").beginArray().endArray();
    json.endObject().endArray();
    json.key("paths").beginObject();
    for (const auto& [path, routes] : paths) {
        json.key(path).beginObject();
        for (const Route* route : routes) {
            json.key(text::toLower(route->method));
            writeOperation(json, *route);
        }
        json.endObject();
    }
    json.endObject();
    json.key("components").beginObject();
    json.key("securitySchemes").beginObject().key("bearer").beginObject();
    json.key("type").string("http").key("scheme").string("bearer");
    json.endObject().endObject();
    json.key("schemas").beginObject();
    for (const auto& [name, schema] : kSchemas)
        json.key(name).raw(schema);
    json.endObject().endObject();
    json.endObject();
    return out;
}

} // namespace gatehouse::admin
