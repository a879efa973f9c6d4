// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Turns.h"

#include "ai/Json.h"
#include "ai/JsonWriter.h"

#include <algorithm>
#include <charconv>

namespace gatehouse::ai {

namespace {

bool isBlank(const Part& part)
{
    return part.kind == Part::Kind::Text &&
           part.text.find_first_not_of(" \t\r\n") == std::string::npos;
}

/// Results that answer the calls of the turn before stand first, in the calls' order; calls that
/// nobody answered get a result that says so; results without a call become text.
void pairResults(const Turn& calls, Turn& turn, std::vector<std::unique_ptr<Part>>& made)
{
    std::vector<const Part*> results;
    std::vector<const Part*> rest;
    for (const auto* part : turn.parts)
        (part->kind == Part::Kind::ToolResult ? results : rest).push_back(part);
    std::vector<const Part*> ordered;
    for (const auto* call : calls.parts) {
        if (call->kind != Part::Kind::ToolCall)
            continue;
        const auto it = std::ranges::find(results, call->id, &Part::id);
        if (it != results.end()) {
            ordered.push_back(*it);
            results.erase(it);
            continue;
        }
        auto missing = std::make_unique<Part>();
        missing->kind = Part::Kind::ToolResult;
        missing->id = call->id;
        missing->isError = true;
        missing->content.push_back(Part::ofText("no result"));
        ordered.push_back(missing.get());
        made.push_back(std::move(missing));
    }
    for (const auto* orphan : results) {
        auto words = std::make_unique<Part>(Part::ofText(resultText(*orphan)));
        if (!isBlank(*words))
            ordered.push_back(words.get());
        made.push_back(std::move(words));
    }
    ordered.insert(ordered.end(), rest.begin(), rest.end());
    turn.parts = std::move(ordered);
}

void close(JsonView value, JsonWriter& out)
{
    if (value.isArray()) {
        out.beginArray();
        for (const auto item : value)
            close(item, out);
        out.endArray();
        return;
    }
    if (!value.isObject()) {
        out.raw(value.raw());
        return;
    }
    const bool object = value["type"].equals("object") || value["properties"].isObject();
    out.beginObject();
    for (const auto field : value) {
        out.key(field.key());
        close(field, out);
    }
    if (object && !value["additionalProperties"].present())
        out.boolean("additionalProperties", false);
    out.endObject();
}

} // namespace

std::vector<Turn> turnsOf(const Conversation& conversation,
                          std::vector<std::unique_ptr<Part>>& made)
{
    std::vector<Turn> turns;
    for (const auto& message : conversation.messages) {
        if (message.role == Role::System)
            continue;
        if (turns.empty() || turns.back().role != message.role)
            turns.push_back({message.role, {}});
        for (const auto& part : message.parts) {
            if (!isBlank(part))
                turns.back().parts.push_back(&part);
        }
    }
    for (std::size_t i = 0; i < turns.size(); ++i) {
        if (turns[i].role != Role::Assistant)
            continue;
        const bool calls = std::ranges::any_of(
            turns[i].parts, [](const Part* part) { return part->kind == Part::Kind::ToolCall; });
        if (calls && i + 1 == turns.size())
            turns.push_back({Role::User, {}});
    }
    const Turn nothing;
    for (std::size_t i = 0; i < turns.size(); ++i) {
        if (turns[i].role == Role::User)
            pairResults(i == 0 ? nothing : turns[i - 1], turns[i], made);
    }
    std::erase_if(turns, [](const Turn& turn) { return turn.parts.empty(); });
    // What lost its turn in between leaves neighbours of one role.
    for (std::size_t i = 1; i < turns.size();) {
        if (turns[i].role != turns[i - 1].role) {
            ++i;
            continue;
        }
        auto& parts = turns[i - 1].parts;
        parts.insert(parts.end(), turns[i].parts.begin(), turns[i].parts.end());
        turns.erase(turns.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return turns;
}

std::vector<const Part*> systemParts(const Conversation& conversation)
{
    std::vector<const Part*> parts;
    for (const auto& message : conversation.messages) {
        if (message.role != Role::System)
            continue;
        for (const auto& part : message.parts) {
            if (!isBlank(part))
                parts.push_back(&part);
        }
    }
    return parts;
}

std::unordered_map<std::string_view, std::string_view> toolNames(const Conversation& conversation)
{
    std::unordered_map<std::string_view, std::string_view> names;
    for (const auto& message : conversation.messages) {
        for (const auto& part : message.parts) {
            if (part.kind == Part::Kind::ToolCall)
                names[part.id] = part.name;
        }
    }
    return names;
}

std::string argumentsObject(const Part& call)
{
    if (call.arguments.find_first_not_of(" \t\r\n") == std::string::npos)
        return "{}";
    if (isJsonObject(call.arguments))
        return call.arguments;
    std::string out;
    JsonWriter(out).beginObject().text("_raw", call.arguments).endObject();
    return out;
}

std::string schemaOrEmpty(const Tool& tool)
{
    if (tool.freeText)
        return R"({"type":"object","properties":{"input":{"type":"string"}},"required":["input"]})";
    return tool.schema.empty() || tool.schema == "{}" ? R"({"type":"object","properties":{}})"
                                                      : tool.schema;
}

std::string resultText(const Part& result)
{
    std::string out;
    for (const auto& part : result.content)
        out += part.text;
    return out;
}

std::vector<const Tool*> allowedTools(const Conversation& conversation)
{
    std::vector<const Tool*> tools;
    const auto& choice = conversation.toolChoice;
    for (const auto& tool : conversation.tools) {
        if (choice.kind != ToolChoice::Kind::Allowed ||
            std::ranges::find(choice.names, tool.name) != choice.names.end())
            tools.push_back(&tool);
    }
    return tools;
}

std::string clamped(const std::string& number, double low, double high, bool& cut)
{
    double value = 0;
    std::from_chars(number.data(), number.data() + number.size(), value);
    if (value >= low && value <= high)
        return number;
    cut = true;
    std::string text = std::to_string(value < low ? low : high);
    while (text.ends_with('0'))
        text.pop_back();
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

std::string formatInWords(const ResponseFormat& format)
{
    std::string words = "Answer with one valid JSON object and nothing else: no prose, no fences.";
    if (format.kind == ResponseFormat::Kind::Schema)
        words += " It must keep to this JSON Schema: " + format.schema;
    return words;
}

std::string closedSchema(std::string_view schema)
{
    JsonDocument document;
    if (!document.parse(schema))
        return std::string(schema);
    std::string out;
    JsonWriter json(out);
    close(document.root(), json);
    return out;
}

} // namespace gatehouse::ai
