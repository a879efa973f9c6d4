// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/SandboxSchema.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace gatehouse::gateway {

namespace {

namespace json = boost::json;

constexpr int kDepth = 16;

double number(const json::object& schema, std::string_view name, double otherwise)
{
    const auto* value = schema.if_contains(name);
    return value != nullptr && value->is_number() ? value->to_number<double>() : otherwise;
}

std::string stringFor(const json::object& schema)
{
    const auto* format = schema.if_contains("format");
    const std::string_view kind = format != nullptr && format->is_string()
                                      ? std::string_view(format->get_string())
                                      : std::string_view{};
    std::string text = kind == "date-time" ? "2026-01-01T00:00:00Z"
                       : kind == "date"    ? "2026-01-01"
                       : kind == "time"    ? "00:00:00Z"
                       : kind == "email"   ? "someone@example.com"
                       : kind == "uri"     ? "https://example.com/"
                       : kind == "uuid"    ? "00000000-0000-4000-8000-000000000000"
                                           : "sandbox";
    const auto least =
        static_cast<std::size_t>(std::clamp(number(schema, "minLength", 0), 0.0, 4096.0));
    if (text.size() < least)
        text.resize(least, 'x');
    const auto most = number(schema, "maxLength", 1e9);
    if (static_cast<double>(text.size()) > most)
        text.resize(static_cast<std::size_t>(std::max(most, 0.0)));
    return text;
}

json::value instance(const json::object& root, const json::object& schema, int depth);

json::value instanceOf(const json::object& root, const json::value* schema, int depth)
{
    if (schema == nullptr || !schema->is_object())
        return "sandbox";
    return instance(root, schema->get_object(), depth);
}

json::value instance(const json::object& root, const json::object& schema, int depth)
{
    if (depth > kDepth)
        return nullptr;
    if (const auto* value = schema.if_contains("const"))
        return *value;
    if (const auto* values = schema.if_contains("enum");
        values != nullptr && values->is_array() && !values->get_array().empty())
        return values->get_array().front();
    if (const auto* ref = schema.if_contains("$ref"); ref != nullptr && ref->is_string()) {
        std::string_view path = ref->get_string();
        if (path == "#")
            return instance(root, root, depth + 1);
        boost::system::error_code error;
        const json::value whole(root);
        const auto* found =
            path.starts_with("#/") ? whole.find_pointer(path.substr(1), error) : nullptr;
        return instanceOf(root, found, depth + 1);
    }
    for (const std::string_view name : {"anyOf", "oneOf", "allOf"}) {
        const auto* choices = schema.if_contains(name);
        if (choices != nullptr && choices->is_array() && !choices->get_array().empty())
            return instanceOf(root, &choices->get_array().front(), depth + 1);
    }
    std::string type = schema.contains("properties") ? "object" : "string";
    if (const auto* stated = schema.if_contains("type")) {
        if (stated->is_string())
            type = std::string(stated->get_string());
        else if (stated->is_array() && !stated->get_array().empty() &&
                 stated->get_array().front().is_string())
            type = std::string(stated->get_array().front().get_string());
    }
    if (type == "object") {
        json::object made;
        const auto* properties = schema.if_contains("properties");
        if (properties != nullptr && properties->is_object()) {
            const auto* required = schema.if_contains("required");
            for (const auto& [name, property] : properties->get_object()) {
                const bool needed = required != nullptr && required->is_array() &&
                                    std::ranges::find(required->get_array(), json::value(name)) !=
                                        required->get_array().end();
                // What may be left out is, deep down, so that recursive types end.
                if (needed || depth < kDepth / 4)
                    made[name] = instanceOf(root, &property, depth + 1);
            }
        }
        return made;
    }
    if (type == "array") {
        json::array made;
        const auto least = std::clamp(number(schema, "minItems", 1), 0.0, 64.0);
        const auto most = number(schema, "maxItems", 64);
        const double count = depth < kDepth / 4 ? std::min(std::max(least, 1.0), most)
                                                : number(schema, "minItems", 0);
        for (double i = 0; i < count && made.size() < 64; ++i)
            made.push_back(instanceOf(root, schema.if_contains("items"), depth + 1));
        return made;
    }
    if (type == "integer" || type == "number") {
        double value =
            std::max(1.0, number(schema, "minimum", number(schema, "exclusiveMinimum", 0) + 1));
        value = std::min(value, number(schema, "maximum", value));
        if (type == "integer")
            return static_cast<std::int64_t>(value);
        return value;
    }
    if (type == "boolean")
        return true;
    if (type == "null")
        return nullptr;
    return json::string(stringFor(schema));
}

} // namespace

boost::json::value schemaInstance(const boost::json::object& schema)
{
    return instance(schema, schema, 0);
}

} // namespace gatehouse::gateway
