// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/GeminiCodec.h"
#include "ai/JsonWriter.h"
#include "base/Text.h"

#include <algorithm>
#include <array>

namespace gatehouse::ai {

namespace {

/// Fields whose value is a schema, a list of them, or schemas by name.
constexpr std::array<std::string_view, 4> kSchema{"items", "additionalProperties", "not",
                                                  "contains"};
constexpr std::array<std::string_view, 4> kSchemas{"anyOf", "oneOf", "allOf", "prefixItems"};
constexpr std::array<std::string_view, 3> kNamed{"properties", "$defs", "definitions"};
/// Whole numbers that the wire of Google writes as strings.
constexpr std::array<std::string_view, 6> kCounts{"minItems",  "maxItems",      "minLength",
                                                  "maxLength", "minProperties", "maxProperties"};

template <std::size_t N>
bool in(const std::array<std::string_view, N>& list, std::string_view word)
{
    return std::ranges::find(list, word) != list.end();
}

/// Walks through a schema; `each(key, value, json)` writes a field itself and returns true, or
/// leaves it.
template <typename Each>
void walk(JsonView schema, JsonWriter& json, const Each& each)
{
    if (!schema.isObject()) {
        json.raw(schema.raw());
        return;
    }
    json.beginObject();
    for (const auto field : schema) {
        const auto key = field.key();
        if (each(schema, key, field, json))
            continue;
        json.key(key);
        if (in(kSchema, key)) {
            walk(field, json, each);
        } else if (in(kSchemas, key) && field.isArray()) {
            json.beginArray();
            for (const auto item : field)
                walk(item, json, each);
            json.endArray();
        } else if (in(kNamed, key) && field.isObject()) {
            json.beginObject();
            for (const auto item : field) {
                json.key(item.key());
                walk(item, json, each);
            }
            json.endObject();
        } else {
            json.raw(field.raw());
        }
    }
    json.endObject();
}

} // namespace

std::string jsonSchemaOf(JsonView openApi)
{
    std::string out;
    JsonWriter writer(out);
    walk(openApi, writer,
         [](JsonView schema, std::string_view key, JsonView value, JsonWriter& json) {
             if (key == "type" && value.isString()) {
                 const auto type = text::toLower(value.text());
                 json.key(key);
                 if (schema["nullable"].isTrue())
                     json.beginArray().string(type).string("null").endArray();
                 else
                     json.string(type);
                 return true;
             }
             if (key == "nullable" || key == "propertyOrdering" || key == "property_ordering")
                 return true;
             if (in(kCounts, key) && value.isString()) {
                 json.key(key).raw(value.text());
                 return true;
             }
             return false;
         });
    return compactJson(out);
}

std::string geminiSchema(std::string_view schema)
{
    if (schema.find("\"const\"") == std::string_view::npos)
        return std::string(schema);
    JsonDocument document;
    if (!document.parse(schema))
        return std::string(schema);
    std::string out;
    JsonWriter writer(out);
    walk(document.root(), writer,
         [](JsonView, std::string_view key, JsonView value, JsonWriter& json) {
             if (key != "const")
                 return false;
             json.array("enum").raw(value.raw()).endArray();
             return true;
         });
    return out;
}

} // namespace gatehouse::ai
