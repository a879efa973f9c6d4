// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/SandboxSchema.h"

#include <algorithm>
#include <set>
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

/// How much one instance may hold, in values and pieces of text: a schema of a few lines can
/// describe more than fits into any memory.
constexpr std::size_t kMost = 4096;

/// What a ready-made value counts.
std::size_t sizeOf(const json::value& value)
{
    std::size_t size = 1;
    if (const auto* object = value.if_object()) {
        for (const auto& [name, inner] : *object)
            size += 1 + name.size() / 16 + sizeOf(inner);
    } else if (const auto* array = value.if_array()) {
        for (const auto& inner : *array)
            size += sizeOf(inner);
    } else if (const auto* text = value.if_string()) {
        size += text->size() / 16;
    }
    return size;
}

/// Makes one instance of one schema.
class Maker
{
public:
    explicit Maker(const json::object& root)
        : m_root(root)
    {
    }

    json::value make(const json::object& schema, int depth)
    {
        if (depth > kDepth || m_left == 0) {
            charge(1);
            return nullptr;
        }
        if (const auto* value = schema.if_contains("const"))
            return copied(*value);
        if (const auto* values = schema.if_contains("enum");
            values != nullptr && values->is_array() && !values->get_array().empty())
            return copied(values->get_array().front());
        if (const auto* ref = schema.if_contains("$ref"); ref != nullptr && ref->is_string())
            return makeReferred(ref->get_string(), depth);
        for (const std::string_view name : {"anyOf", "oneOf", "allOf"}) {
            const auto* choices = schema.if_contains(name);
            if (choices != nullptr && choices->is_array() && !choices->get_array().empty())
                return makeOf(&choices->get_array().front(), depth + 1);
        }
        --m_left;
        std::string type = schema.contains("properties") ? "object" : "string";
        if (const auto* stated = schema.if_contains("type")) {
            if (stated->is_string())
                type = std::string(stated->get_string());
            else if (stated->is_array() && !stated->get_array().empty() &&
                     stated->get_array().front().is_string())
                type = std::string(stated->get_array().front().get_string());
        }
        if (type == "object")
            return makeObject(schema, depth);
        if (type == "array")
            return makeArray(schema, depth);
        if (type == "integer" || type == "number")
            return makeNumber(schema, type == "integer");
        if (type == "boolean")
            return true;
        if (type == "null")
            return nullptr;
        auto text = stringFor(schema);
        charge(text.size() / 16);
        return json::string(text);
    }

private:
    void charge(std::size_t size) { m_left -= std::min(size, m_left); }

    json::value copied(const json::value& value)
    {
        const auto size = sizeOf(value);
        if (size > m_left)
            return nullptr;
        charge(size);
        return value;
    }

    json::value makeOf(const json::value* schema, int depth)
    {
        if (schema == nullptr || !schema->is_object()) {
            charge(1);
            return "sandbox";
        }
        return make(schema->get_object(), depth);
    }

    json::value makeReferred(std::string_view path, int depth)
    {
        if (path == "#")
            return make(m_root.get_object(), depth + 1);
        boost::system::error_code error;
        const auto* found =
            path.starts_with("#/") ? m_root.find_pointer(path.substr(1), error) : nullptr;
        return makeOf(found, depth + 1);
    }

    json::value makeObject(const json::object& schema, int depth)
    {
        json::object made;
        const auto* properties = schema.if_contains("properties");
        if (properties == nullptr || !properties->is_object())
            return made;
        const auto* required = schema.if_contains("required");
        std::set<std::string_view> needed;
        if (required != nullptr && required->is_array()) {
            for (const auto& name : required->get_array()) {
                if (name.is_string())
                    needed.insert(std::string_view(name.get_string()));
            }
        }
        for (const auto& [name, property] : properties->get_object()) {
            if (m_left == 0)
                break;
            // What may be left out is, deep down, so that recursive types end.
            if (needed.contains(std::string_view(name)) || depth < kDepth / 4) {
                charge(1 + name.size() / 16);
                made[name] = makeOf(&property, depth + 1);
            }
        }
        return made;
    }

    json::value makeArray(const json::object& schema, int depth)
    {
        json::array made;
        const auto least = std::clamp(number(schema, "minItems", 1), 0.0, 64.0);
        const auto most = number(schema, "maxItems", 64);
        const double count = depth < kDepth / 4 ? std::min(std::max(least, 1.0), most)
                                                : number(schema, "minItems", 0);
        for (double i = 0; i < count && made.size() < 64 && m_left > 0; ++i) {
            charge(1);
            made.push_back(makeOf(schema.if_contains("items"), depth + 1));
        }
        return made;
    }

    static json::value makeNumber(const json::object& schema, bool integer)
    {
        double value =
            std::max(1.0, number(schema, "minimum", number(schema, "exclusiveMinimum", 0) + 1));
        value = std::min(value, number(schema, "maximum", value));
        if (integer)
            return static_cast<std::int64_t>(std::clamp(value, -9e15, 9e15));
        return value;
    }

    const json::value m_root;
    std::size_t m_left = kMost;
};

} // namespace

boost::json::value schemaInstance(const boost::json::object& schema)
{
    return Maker(schema).make(schema, 0);
}

} // namespace gatehouse::gateway
