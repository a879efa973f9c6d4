// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/Example.h"

#include "base/Text.h"

#include <charconv>
#include <cmath>

namespace gatehouse::spec {

using model::Node;

namespace {

constexpr int kDeepest = 12;
constexpr int kMostNodes = 20'000;

double numberIn(const Node& schema, std::string_view key, double otherwise)
{
    const std::string written = textOf(schema, key);
    double out = otherwise;
    std::from_chars(written.data(), written.data() + written.size(), out);
    return std::isfinite(out) ? out : otherwise;
}

std::string numberText(double value)
{
    return std::floor(value) == value && std::abs(value) < 1e15
               ? std::to_string(static_cast<std::int64_t>(value))
               : fmt::format("{}", value);
}

class Maker
{
public:
    explicit Maker(const Refs& refs)
        : m_refs(refs)
    {
    }

    Node make(const Node& written, int depth)
    {
        const Node* followed = m_refs.follow(written);
        if (!followed || !followed->map() || ++m_nodes > kMostNodes)
            return Node{};
        const Node& schema = *followed;
        for (const std::string_view key : {"example", "default", "const"}) {
            if (const Node* value = schema.find(key))
                return *value;
        }
        for (const std::string_view key : {"examples", "enum"}) {
            if (const auto& values = itemsOf(schema.find(key)); !values.empty())
                return values.front();
        }
        if (const auto& parts = itemsOf(schema.find("allOf")); !parts.empty())
            return merged(schema, parts, depth);
        for (const std::string_view key : {"oneOf", "anyOf"}) {
            if (const auto& forms = itemsOf(schema.find(key)); !forms.empty() && depth < kDeepest)
                return make(forms.front(), depth + 1);
        }
        return ofType(schema, typeOf(schema), depth);
    }

private:
    static std::string typeOf(const Node& schema)
    {
        const Node* type = schema.find("type");
        if (const auto* scalar = type ? type->scalar() : nullptr)
            return scalar->text;
        for (const Node& one : itemsOf(type)) {
            if (one.scalar() && one.scalar()->text != "null")
                return one.scalar()->text;
        }
        if (schema.find("properties") || schema.find("additionalProperties"))
            return "object";
        return schema.find("items") ? "array" : "";
    }

    Node merged(const Node& schema, const Node::List& parts, int depth)
    {
        Node out{Node::Map(), 0};
        const auto take = [&out](Node value) {
            if (auto* members = std::get_if<Node::Map>(&value.value)) {
                for (auto& [key, one] : *members)
                    put(out, key, std::move(one));
            } else if (!value.isNull()) {
                out = std::move(value);
            }
        };
        if (depth >= kDeepest)
            return out;
        for (const Node& part : parts)
            take(make(part, depth + 1));
        if (schema.find("properties"))
            take(ofType(schema, "object", depth + 1));
        return out;
    }

    Node ofType(const Node& schema, const std::string& type, int depth)
    {
        if (type == "object")
            return object(schema, depth);
        if (type == "array")
            return array(schema, depth);
        if (type == "boolean")
            return plain("true");
        if (type == "integer" || type == "number")
            return plain(number(schema, type == "integer"));
        if (type == "string")
            return text(string(schema));
        return type == "null" ? Node{} : text("text");
    }

    Node object(const Node& schema, int depth)
    {
        Node out{Node::Map(), 0};
        if (depth >= kDeepest)
            return out;
        const auto& required = itemsOf(schema.find("required"));
        for (const auto& [key, property] : membersOf(schema.find("properties"))) {
            const bool isRequired = std::ranges::any_of(required, [&name = key](const Node& one) {
                return one.scalar() && one.scalar()->text == name;
            });
            // Of a circle, only what must be there goes round again.
            if (!isRequired && m_open.contains(followedNode(property)))
                continue;
            const Node* target = followedNode(property);
            const bool fresh = target && m_open.insert(target).second;
            put(out, key, make(property, depth + 1));
            if (fresh)
                m_open.erase(target);
        }
        const Node* others = schema.find("additionalProperties");
        if (out.map()->empty() && others && others->map())
            put(out, "key", make(*others, depth + 1));
        return out;
    }

    const Node* followedNode(const Node& node) const { return m_refs.follow(node); }

    Node array(const Node& schema, int depth)
    {
        Node::List items;
        for (const Node& leading : itemsOf(schema.find("prefixItems")))
            items.push_back(make(leading, depth + 1));
        const Node* each = schema.find("items");
        const auto least =
            static_cast<std::size_t>(std::clamp(numberIn(schema, "minItems", 0), 0.0, 100.0));
        const Node* target = each ? followedNode(*each) : nullptr;
        const bool circle = target && m_open.contains(target);
        const std::size_t wanted =
            std::max<std::size_t>(least, circle || depth >= kDeepest ? 0 : 1);
        const bool fresh = target && m_open.insert(target).second;
        while (each && !each->list() && items.size() < wanted && depth <= kDeepest * 2)
            items.push_back(make(*each, depth + 1));
        if (fresh)
            m_open.erase(target);
        return list(std::move(items));
    }

    static std::string number(const Node& schema, bool whole)
    {
        double least = numberIn(schema, "minimum", 0);
        const double most = numberIn(schema, "maximum", std::max(least, 0.0) + 100);
        const bool openBelow = isTrue(schema, "exclusiveMinimum");
        const double above = numberIn(schema, "exclusiveMinimum", least - 1);
        if (openBelow || above >= least)
            least = std::max(least, above) + (whole ? 1 : (most - least) / 2);
        if (least > most)
            least = most;
        if (whole)
            least = std::ceil(least);
        if (const double step = numberIn(schema, "multipleOf", 0); step > 0)
            least = std::ceil(least / step) * step;
        return numberText(least);
    }

    static std::string string(const Node& schema)
    {
        static constexpr std::pair<std::string_view, std::string_view> byFormat[] = {
            {"date", "2026-01-31"},
            {"date-time", "2026-01-31T12:00:00Z"},
            {"time", "12:00:00Z"},
            {"email", "ana@example.com"},
            {"uuid", "3f2b7c1e-5a4d-4e6f-8a9b-0c1d2e3f4a5b"},
            {"uri", "https://example.com/"},
            {"url", "https://example.com/"},
            {"hostname", "example.com"},
            {"ipv4", "192.0.2.1"},
            {"ipv6", "2001:db8::1"},
            {"byte", "dGV4dA=="},
            {"binary", "text"},
            {"password", "secret-text"},
        };
        const std::string format = textOf(schema, "format");
        for (const auto& [name, value] : byFormat) {
            if (name == format)
                return std::string(value);
        }
        std::string out = "text";
        const auto least =
            static_cast<std::size_t>(std::clamp(numberIn(schema, "minLength", 0), 0.0, 1000.0));
        const auto most =
            static_cast<std::size_t>(std::clamp(numberIn(schema, "maxLength", 1000), 0.0, 1000.0));
        while (out.size() < least)
            out += " text";
        if (out.size() > std::max(least, most))
            out.resize(std::max(least, most));
        return out;
    }

    const Refs& m_refs;
    std::set<const Node*> m_open;
    int m_nodes = 0;
};

/// `application/json` before everything, else the first that the caller takes.
const Node::Entry* chosenMedia(const Node* content, std::string_view accept)
{
    const auto takes = [accept](std::string_view type) {
        if (accept.empty())
            return true;
        for (const std::string_view part : gatehouse::text::split(accept, ',')) {
            const auto range = gatehouse::text::trim(part.substr(0, part.find(';')));
            if (range == "*/*" || gatehouse::text::equalsIgnoreCase(range, type) ||
                (range.ends_with("/*") && type.starts_with(range.substr(0, range.size() - 1))))
                return true;
        }
        return false;
    };
    const Node::Entry* first = nullptr;
    for (const auto& entry : membersOf(content)) {
        if (!takes(entry.first))
            continue;
        if (entry.first.starts_with("application/json"))
            return &entry;
        if (!first)
            first = &entry;
    }
    return first;
}

const Node::Entry* chosenResponse(const Node* responses, int wanted)
{
    const Node::Entry* byDefault = nullptr;
    const Node::Entry* success = nullptr;
    const Node::Entry* byClass = nullptr;
    const Node::Entry* any = nullptr;
    for (const auto& entry : membersOf(responses)) {
        if (entry.first == "default")
            byDefault = &entry;
        else if (wanted != 0 && entry.first == std::to_string(wanted))
            return &entry;
        else if (wanted != 0 && entry.first.size() == 3 && entry.first[0] == '0' + wanted / 100 &&
                 (entry.first.ends_with("XX") || entry.first.ends_with("xx")))
            byClass = &entry;
        else if (!success && entry.first.starts_with('2'))
            success = &entry;
        if (!any && !entry.first.starts_with("x-"))
            any = &entry;
    }
    if (wanted != 0)
        return byClass ? byClass : byDefault;
    return success ? success : byDefault ? byDefault : any;
}

std::string bodyText(const Node& value, std::string_view type)
{
    const auto* scalar = value.scalar();
    return scalar && type.find("json") == std::string_view::npos ? scalar->text
                                                                 : model::writeJson(value);
}

} // namespace

Node exampleOf(const Node& schema, const Refs& refs)
{
    return Maker(refs).make(schema, 0);
}

MockWish wishOf(std::string_view prefer, std::string_view accept)
{
    MockWish out;
    out.accept = accept;
    for (const std::string_view one : gatehouse::text::split(prefer, ',')) {
        for (const std::string_view part : gatehouse::text::split(one, ';')) {
            const auto equals = part.find('=');
            if (equals == std::string_view::npos)
                continue;
            const auto name = gatehouse::text::trim(part.substr(0, equals));
            auto value = gatehouse::text::trim(part.substr(equals + 1));
            if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
                value = value.substr(1, value.size() - 2);
            if (gatehouse::text::equalsIgnoreCase(name, "code") && value.size() == 3)
                std::from_chars(value.data(), value.data() + 3, out.status);
            else if (gatehouse::text::equalsIgnoreCase(name, "example"))
                out.example = value;
        }
    }
    return out;
}

std::expected<MockAnswer, std::string> mockAnswer(const Operation& operation, const Refs& refs,
                                                  const MockWish& wish)
{
    const Node* responses = operation.node->find("responses");
    const auto* chosen = chosenResponse(responses, wish.status);
    if (!chosen && wish.status != 0)
        return std::unexpected(
            fmt::format("the document has no answer {} for this call", wish.status));
    MockAnswer out;
    if (!chosen)
        return out;
    int status = 0;
    std::from_chars(chosen->first.data(), chosen->first.data() + chosen->first.size(), status);
    out.status = wish.status != 0 ? wish.status : status >= 200 && status <= 599 ? status : 200;
    const Node* response = refs.follow(chosen->second);
    if (!response)
        return std::unexpected("the answer's reference leads nowhere");
    for (const auto& [name, written] : membersOf(response->find("headers"))) {
        const Node* header = refs.follow(written);
        if (!header || gatehouse::text::equalsIgnoreCase(name, "content-type"))
            continue;
        const Node* example = header->find("example");
        const Node* schema = header->find("schema");
        const Node value = example ? *example : schema ? exampleOf(*schema, refs) : Node{};
        if (value.scalar())
            out.headers.emplace_back(name, value.scalar()->text);
    }
    const Node* content = response->find("content");
    const auto* media = chosenMedia(content, wish.accept);
    if (!media) {
        if (content && !membersOf(content).empty())
            return std::unexpected("the document has no answer of a type that the caller takes");
        return out;
    }
    out.contentType = media->first;
    const Node* body = nullptr;
    if (const auto& examples = membersOf(media->second.find("examples")); !examples.empty()) {
        const Node* named = wish.example.empty()
                                ? &examples.front().second
                                : media->second.find("examples")->find(wish.example);
        if (!named)
            return std::unexpected("the document has no example \"" + wish.example + "\" here");
        const Node* target = refs.follow(*named);
        body = target ? target->find("value") : nullptr;
    } else if (!wish.example.empty()) {
        return std::unexpected("the document has no example \"" + wish.example + "\" here");
    }
    if (!body)
        body = media->second.find("example");
    if (body)
        out.body = bodyText(*body, out.contentType);
    else if (const Node* schema = media->second.find("schema"))
        out.body = bodyText(exampleOf(*schema, refs), out.contentType);
    return out;
}

} // namespace gatehouse::spec
