// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/Schema.h"

#include "base/IpAddress.h"
#include "base/Text.h"
#include "base/Units.h"

#include <re2/re2.h>

#include <charconv>
#include <cmath>
#include <memory>
#include <set>
#include <unordered_map>

namespace gatehouse::spec {

using model::Fault;
using model::Node;

namespace {

enum class Kind
{
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object
};

std::optional<double> numberOf(const Node& node)
{
    const auto* scalar = node.scalar();
    if (!scalar || scalar->quoted)
        return std::nullopt;
    double out = 0;
    const auto [end, error] =
        std::from_chars(scalar->text.data(), scalar->text.data() + scalar->text.size(), out);
    if (error != std::errc() || end != scalar->text.data() + scalar->text.size())
        return std::nullopt;
    return out;
}

Kind kindOf(const Node& node)
{
    if (node.map())
        return Kind::Object;
    if (node.list())
        return Kind::Array;
    const auto* scalar = node.scalar();
    if (!scalar || (!scalar->quoted && (scalar->text == "null" || scalar->text == "~")))
        return Kind::Null;
    if (!scalar->quoted && (scalar->text == "true" || scalar->text == "false"))
        return Kind::Boolean;
    if (const auto number = numberOf(node))
        return std::isfinite(*number) && std::floor(*number) == *number ? Kind::Integer
                                                                        : Kind::Number;
    return Kind::String;
}

std::string_view wordOf(Kind kind)
{
    static constexpr std::string_view words[] = {"null",   "boolean", "integer", "number",
                                                 "string", "array",   "object"};
    return words[static_cast<std::size_t>(kind)];
}

bool isType(Kind kind, std::string_view type)
{
    return wordOf(kind) == type || (kind == Kind::Integer && type == "number");
}

/// Characters, not bytes (RFC 8259, 8.1).
std::size_t lengthOf(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool isEmail(std::string_view text)
{
    const auto at = text.rfind('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find_first_of(" \t\r\n") == std::string_view::npos;
}

bool isUuid(std::string_view text)
{
    static const re2::RE2 form(
        "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), form);
}

bool isUri(std::string_view text)
{
    static const re2::RE2 form("[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]*");
    return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), form);
}

/// Whether the text has the format; formats that are not known fit.
bool fitsFormat(std::string_view text, std::string_view format)
{
    if (format == "date")
        return text.size() == 10 && parseTimestamp(text).has_value();
    if (format == "date-time")
        return text.find_first_of("Tt") != std::string_view::npos &&
               parseTimestamp(text).has_value();
    if (format == "email")
        return isEmail(text);
    if (format == "uuid")
        return isUuid(text);
    if (format == "uri")
        return isUri(text);
    if (format == "ipv4" || format == "ipv6") {
        const auto address = IpAddress::parse(text);
        return address && (text.find(':') != std::string_view::npos) == (format == "ipv6");
    }
    return true;
}

class Checker
{
public:
    Checker(const Refs& refs, const SchemaOptions& options)
        : m_refs(refs)
        , m_options(options)
    {
    }

    void check(const Node& value, const Node& schema, const std::string& path, int depth)
    {
        if (depth > kDeepest || ++m_steps > kMostSteps || full())
            return;
        if (const auto* scalar = schema.scalar()) {
            // `true` and `false` are schemas since draft 6.
            if (scalar->text == "false")
                fault(value, path, "is not allowed");
            return;
        }
        if (const auto reference = referenceOf(schema); !reference.empty()) {
            if (const Node* target = m_refs.follow(schema))
                check(value, *target, path, depth + 1);
            if (m_options.dialect == SchemaDialect::OpenApi30)
                return;
        }
        if (!schema.map())
            return;
        const Kind kind = kindOf(value);
        if (kind == Kind::Null && m_options.dialect == SchemaDialect::OpenApi30 &&
            isTrue(schema, "nullable"))
            return;
        if (!checkType(value, kind, schema, path))
            return;
        checkChoice(value, schema, path);
        switch (kind) {
        case Kind::Integer:
        case Kind::Number:
            checkNumber(value, schema, path);
            break;
        case Kind::String:
            checkText(value, schema, path);
            break;
        case Kind::Array:
            checkArray(value, schema, path, depth);
            break;
        case Kind::Object:
            checkObject(value, schema, path, depth);
            break;
        case Kind::Null:
        case Kind::Boolean:
            break;
        }
        checkCombined(value, schema, path, depth);
    }

    std::vector<Fault> faults;

private:
    static constexpr int kDeepest = 128;
    static constexpr int kMostSteps = 200'000;

    [[nodiscard]] bool full() const { return faults.size() >= m_options.mostFaults; }

    void fault(const Node& value, const std::string& path, std::string message)
    {
        if (!full())
            faults.push_back({value.line, path, std::move(message)});
    }

    bool checkType(const Node& value, Kind kind, const Node& schema, const std::string& path)
    {
        const Node* type = schema.find("type");
        if (!type)
            return true;
        std::string wanted;
        if (const auto* scalar = type->scalar()) {
            if (isType(kind, scalar->text))
                return true;
            wanted = scalar->text;
        }
        for (const Node& one : itemsOf(type)) {
            const auto* scalar = one.scalar();
            if (!scalar)
                continue;
            if (isType(kind, scalar->text))
                return true;
            wanted.append(wanted.empty() ? "" : " or ").append(scalar->text);
        }
        fault(value, path, "must be " + wanted + ", is " + std::string(wordOf(kind)));
        return false;
    }

    void checkChoice(const Node& value, const Node& schema, const std::string& path)
    {
        if (const Node* only = schema.find("const"); only && !sameValue(*only, value))
            fault(value, path, "must be " + model::writeJson(*only));
        const Node* choices = schema.find("enum");
        if (!choices || !choices->list())
            return;
        if (std::ranges::any_of(*choices->list(),
                                [&](const Node& one) { return sameValue(one, value); }))
            return;
        std::string known;
        for (const Node& one : *choices->list()) {
            if (known.size() > 200) {
                known += ", ...";
                break;
            }
            known.append(known.empty() ? "" : ", ").append(model::writeJson(one));
        }
        fault(value, path, "must be one of " + known);
    }

    /// 1 and 1.0 are the same number.
    static bool sameValue(const Node& a, const Node& b)
    {
        const auto one = numberOf(a);
        const auto other = numberOf(b);
        return one && other ? *one == *other : model::sameData(a, b);
    }

    void checkNumber(const Node& value, const Node& schema, const std::string& path)
    {
        const double number = *numberOf(value);
        const auto bound = [&](std::string_view key) {
            const Node* node = schema.find(key);
            return node ? numberOf(*node) : std::nullopt;
        };
        const bool openBelow = isTrue(schema, "exclusiveMinimum");
        const bool openAbove = isTrue(schema, "exclusiveMaximum");
        if (const auto least = bound("minimum");
            least && (openBelow ? number <= *least : number < *least))
            fault(value, path,
                  fmt::format("must be {} {}", openBelow ? "above" : "at least", *least));
        if (const auto most = bound("maximum");
            most && (openAbove ? number >= *most : number > *most))
            fault(value, path,
                  fmt::format("must be {} {}", openAbove ? "below" : "at most", *most));
        if (const auto least = bound("exclusiveMinimum"); least && number <= *least)
            fault(value, path, fmt::format("must be above {}", *least));
        if (const auto most = bound("exclusiveMaximum"); most && number >= *most)
            fault(value, path, fmt::format("must be below {}", *most));
        if (const auto step = bound("multipleOf"); step && *step > 0) {
            const double parts = number / *step;
            if (std::abs(parts - std::round(parts)) > 1e-9 * std::max(1.0, std::abs(parts)))
                fault(value, path, fmt::format("must be a multiple of {}", *step));
        }
    }

    std::optional<std::size_t> countOf(const Node& schema, std::string_view key) const
    {
        const Node* node = schema.find(key);
        const auto number = node ? numberOf(*node) : std::nullopt;
        if (!number || *number < 0 || *number > 1e15)
            return std::nullopt;
        return static_cast<std::size_t>(*number);
    }

    void checkText(const Node& value, const Node& schema, const std::string& path)
    {
        const std::string& text = value.scalar()->text;
        if (const auto least = countOf(schema, "minLength"); least && lengthOf(text) < *least)
            fault(value, path, fmt::format("must have at least {} characters", *least));
        if (const auto most = countOf(schema, "maxLength"); most && lengthOf(text) > *most)
            fault(value, path, fmt::format("must have at most {} characters", *most));
        if (const std::string pattern = textOf(schema, "pattern"); !pattern.empty()) {
            const re2::RE2* expression = compiled(pattern);
            if (expression && !re2::RE2::PartialMatch(text, *expression))
                fault(value, path, "must match " + pattern);
        }
        if (const std::string format = textOf(schema, "format");
            !format.empty() && !fitsFormat(text, format))
            fault(value, path, "must be a " + format);
    }

    const re2::RE2* compiled(const std::string& pattern)
    {
        auto [found, isNew] = m_patterns.try_emplace(pattern);
        if (isNew) {
            re2::RE2::Options options(re2::RE2::Quiet);
            options.set_max_mem(1 << 20);
            found->second = std::make_unique<re2::RE2>(pattern, options);
        }
        return found->second->ok() ? found->second.get() : nullptr;
    }

    void checkArray(const Node& value, const Node& schema, const std::string& path, int depth)
    {
        const auto& items = *value.list();
        if (const auto least = countOf(schema, "minItems"); least && items.size() < *least)
            fault(value, path, fmt::format("must have at least {} items", *least));
        if (const auto most = countOf(schema, "maxItems"); most && items.size() > *most)
            fault(value, path, fmt::format("must have at most {} items", *most));
        if (isTrue(schema, "uniqueItems")) {
            std::set<std::string> seen;
            for (std::size_t i = 0; i < items.size(); ++i) {
                if (!seen.insert(model::writeJson(items[i])).second)
                    fault(items[i], item(path, i), "stands here twice");
            }
        }
        std::size_t first = 0;
        if (const Node* leading = schema.find("prefixItems")) {
            for (; first < items.size() && first < itemsOf(leading).size(); ++first)
                check(items[first], itemsOf(leading)[first], item(path, first), depth + 1);
        }
        if (const Node* each = schema.find("items"); each && !each->list()) {
            for (std::size_t i = first; i < items.size() && !full(); ++i)
                check(items[i], *each, item(path, i), depth + 1);
        }
        if (const Node* contained = schema.find("contains")) {
            std::size_t hits = 0;
            for (const Node& one : items)
                hits += fits(one, *contained, depth) ? 1 : 0;
            if (hits < countOf(schema, "minContains").value_or(1))
                fault(value, path, "holds too few items of the kind that it must contain");
            if (const auto most = countOf(schema, "maxContains"); most && hits > *most)
                fault(value, path, "holds too many items of the kind that it may contain");
        }
    }

    static std::string item(const std::string& path, std::size_t index)
    {
        return fmt::format("{}[{}]", path, index);
    }
    static std::string member(const std::string& path, const std::string& key)
    {
        return path.empty() ? key : path + "." + key;
    }

    void checkObject(const Node& value, const Node& schema, const std::string& path, int depth)
    {
        const auto& members = *value.map();
        const Node* properties = schema.find("properties");
        for (const Node& name : itemsOf(schema.find("required"))) {
            const auto* scalar = name.scalar();
            if (!scalar || value.find(scalar->text))
                continue;
            const Node* property = properties ? m_refs.member(*properties, scalar->text) : nullptr;
            if (property && isTrue(*property, m_options.request ? "readOnly" : "writeOnly"))
                continue;
            fault(value, member(path, scalar->text), "is missing");
        }
        if (const auto least = countOf(schema, "minProperties"); least && members.size() < *least)
            fault(value, path, fmt::format("must have at least {} members", *least));
        if (const auto most = countOf(schema, "maxProperties"); most && members.size() > *most)
            fault(value, path, fmt::format("must have at most {} members", *most));
        const Node* patterns = schema.find("patternProperties");
        const Node* others = schema.find("additionalProperties");
        const Node* names = schema.find("propertyNames");
        for (const auto& [key, one] : members) {
            if (full())
                return;
            bool known = false;
            if (const Node* property = properties ? properties->find(key) : nullptr) {
                known = true;
                check(one, *property, member(path, key), depth + 1);
            }
            for (const auto& [pattern, property] : membersOf(patterns)) {
                const re2::RE2* expression = compiled(pattern);
                if (expression && re2::RE2::PartialMatch(key, *expression)) {
                    known = true;
                    check(one, property, member(path, key), depth + 1);
                }
            }
            if (names)
                check(text(key), *names, member(path, key), depth + 1);
            if (known || !others)
                continue;
            const auto* flag = others->scalar();
            if (flag && flag->text == "false")
                fault(one, member(path, key), "is not known here");
            else if (!flag)
                check(one, *others, member(path, key), depth + 1);
        }
        for (const auto& [key, needed] : membersOf(schema.find("dependentRequired"))) {
            if (!value.find(key))
                continue;
            for (const Node& name : itemsOf(&needed)) {
                if (name.scalar() && !value.find(name.scalar()->text))
                    fault(value, member(path, name.scalar()->text), "is missing beside " + key);
            }
        }
        for (const auto& [key, also] : membersOf(schema.find("dependentSchemas"))) {
            if (value.find(key))
                check(value, also, path, depth + 1);
        }
    }

    /// Whether the value fits, without telling where not.
    bool fits(const Node& value, const Node& schema, int depth)
    {
        std::vector<Fault> outer;
        outer.swap(faults);
        check(value, schema, {}, depth + 1);
        const bool out = faults.empty();
        faults.swap(outer);
        return out;
    }

    void checkCombined(const Node& value, const Node& schema, const std::string& path, int depth)
    {
        for (const Node& one : itemsOf(schema.find("allOf")))
            check(value, one, path, depth + 1);
        if (const Node* any = schema.find("anyOf"); any && !itemsOf(any).empty()) {
            if (std::ranges::none_of(itemsOf(any),
                                     [&](const Node& one) { return fits(value, one, depth); }))
                closest(value, *any, path, depth);
        }
        if (const Node* choice = schema.find("oneOf"); choice && !itemsOf(choice).empty()) {
            const auto hits = std::ranges::count_if(
                itemsOf(choice), [&](const Node& one) { return fits(value, one, depth); });
            if (hits == 0)
                closest(value, *choice, path, depth);
            else if (hits > 1)
                fault(value, path, fmt::format("fits {} forms of which it may fit one", hits));
        }
        if (const Node* never = schema.find("not"); never && fits(value, *never, depth))
            fault(value, path, "has a form that is not allowed");
        if (const Node* condition = schema.find("if")) {
            const Node* then = schema.find(fits(value, *condition, depth) ? "then" : "else");
            if (then)
                check(value, *then, path, depth + 1);
        }
    }

    /// The faults of the alternative that comes nearest, so that a person can mend the value.
    void closest(const Node& value, const Node& forms, const std::string& path, int depth)
    {
        std::vector<Fault> best;
        bool first = true;
        for (const Node& form : itemsOf(&forms)) {
            std::vector<Fault> outer;
            outer.swap(faults);
            check(value, form, path, depth + 1);
            faults.swap(outer);
            if (first || outer.size() < best.size())
                best = std::move(outer);
            first = false;
        }
        fault(value, path, "fits none of the allowed forms");
        for (Fault& one : best) {
            if (!full())
                faults.push_back(std::move(one));
        }
    }

    const Refs& m_refs;
    const SchemaOptions& m_options;
    std::unordered_map<std::string, std::unique_ptr<re2::RE2>> m_patterns;
    int m_steps = 0;
};

} // namespace

std::vector<Fault> checkValue(const Node& value, const Node& schema, const Refs& refs,
                              const SchemaOptions& options)
{
    Checker checker(refs, options);
    checker.check(value, schema, {}, 0);
    return std::move(checker.faults);
}

SchemaDialect dialectOf(const Node& document)
{
    return textOf(document, "openapi").starts_with("3.0") ? SchemaDialect::OpenApi30
                                                          : SchemaDialect::JsonSchema;
}

} // namespace gatehouse::spec
