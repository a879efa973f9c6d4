// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/Compare.h"

#include <algorithm>
#include <set>

namespace gatehouse::spec {

using model::Node;

namespace {

constexpr int kDeepest = 16;
constexpr std::size_t kMostDifferences = 2000;

enum class Direction
{
    Request,
    Answer
};

std::set<std::string> textsOf(const Node* node)
{
    std::set<std::string> out;
    if (const auto* scalar = node ? node->scalar() : nullptr)
        out.insert(scalar->text);
    for (const Node& item : itemsOf(node))
        out.insert(item.scalar() ? item.scalar()->text : model::writeJson(item));
    return out;
}

std::string joined(const std::set<std::string>& words)
{
    std::string out;
    for (const std::string& word : words)
        out.append(out.empty() ? "" : ", ").append(word);
    return out.empty() ? "anything" : out;
}

class Comparer
{
public:
    Comparer(const Refs& before, const Refs& after)
        : m_before(before)
        , m_after(after)
    {
    }

    void operations(const Outline& before, const Outline& after)
    {
        for (const Operation& old : before.operations) {
            const Operation* now = sameCall(after, old);
            const std::string place = old.method + " " + old.path;
            if (!now) {
                tell(true, place, "was removed");
                continue;
            }
            if (now->path != old.path)
                tell(false, place, "its parameters have other names: " + now->path);
            if (!old.deprecated && now->deprecated)
                tell(false, place, "is deprecated now");
            parameters(old, *now, place);
            bodies(old, *now, place);
            answers(old, *now, place);
        }
        for (const Operation& now : after.operations) {
            if (!sameCall(before, now))
                tell(false, now.method + " " + now.path, "is new");
        }
    }

    std::vector<Difference> differences;

private:
    static const Operation* sameCall(const Outline& outline, const Operation& operation)
    {
        const std::string shape = shapeOf(operation.path);
        for (const Operation& other : outline.operations) {
            if (other.method == operation.method && shapeOf(other.path) == shape)
                return &other;
        }
        return nullptr;
    }

    void tell(bool breaking, std::string place, std::string message)
    {
        if (differences.size() < kMostDifferences)
            differences.push_back({breaking, std::move(place), std::move(message)});
    }

    void parameters(const Operation& old, const Operation& now, const std::string& place)
    {
        const auto findIn = [](const Operation& operation, const Parameter& wanted) {
            const auto found = std::ranges::find_if(operation.parameters, [&](const Parameter& p) {
                return p.in == wanted.in && p.name == wanted.name;
            });
            return found == operation.parameters.end() ? nullptr : &*found;
        };
        for (const Parameter& one : old.parameters) {
            if (one.in == "path")
                continue;
            const std::string where = place + " " + one.in + "." + one.name;
            const Parameter* other = findIn(now, one);
            if (!other) {
                tell(false, where, "is no longer looked at");
                continue;
            }
            if (!one.required && other->required)
                tell(true, where, "is required now");
            else if (one.required && !other->required)
                tell(false, where, "is optional now");
            if (one.schema && other->schema)
                schemas(*one.schema, *other->schema, where, Direction::Request, 0);
        }
        for (const Parameter& one : now.parameters) {
            if (one.in != "path" && !findIn(old, one))
                tell(one.required, place + " " + one.in + "." + one.name,
                     one.required ? "is new and required" : "is new");
        }
    }

    void bodies(const Operation& old, const Operation& now, const std::string& place)
    {
        const Node* one = m_before.member(*old.node, "requestBody");
        const Node* other = m_after.member(*now.node, "requestBody");
        if (one && !other) {
            tell(true, place + " body", "is no longer taken");
            return;
        }
        if (!other)
            return;
        const bool required = isTrue(*other, "required");
        if (!one) {
            tell(required, place + " body", required ? "is new and required" : "is new");
            return;
        }
        if (required && !isTrue(*one, "required"))
            tell(true, place + " body", "is required now");
        media(one->find("content"), other->find("content"), place + " body", Direction::Request);
    }

    void answers(const Operation& old, const Operation& now, const std::string& place)
    {
        const Node* before = old.node->find("responses");
        const Node* after = now.node->find("responses");
        for (const auto& [status, written] : membersOf(before)) {
            const std::string where = fmt::format("{} {}", place, status);
            const Node* one = m_before.follow(written);
            const Node* other = after ? m_after.member(*after, status) : nullptr;
            if (!one)
                continue;
            if (!other)
                tell(status.starts_with('2'), where, "is no longer answered");
            else
                media(one->find("content"), other->find("content"), where, Direction::Answer);
        }
        for (const auto& [status, written] : membersOf(after)) {
            if (!before || !before->find(status))
                tell(false, fmt::format("{} {}", place, status), "is a new answer");
        }
    }

    void media(const Node* before, const Node* after, const std::string& place, Direction direction)
    {
        for (const auto& [type, one] : membersOf(before)) {
            const Node* other = after ? after->find(type) : nullptr;
            if (!other) {
                tell(true, place, "is no longer " + type);
                continue;
            }
            const Node* schema = one.find("schema");
            const Node* now = other->find("schema");
            if (schema && now)
                schemas(*schema, *now, place, direction, 0);
        }
        for (const auto& [type, other] : membersOf(after)) {
            if (!before || !before->find(type))
                tell(false, place, "may be " + type + " too");
        }
    }

    void schemas(const Node& written, const Node& writtenNow, const std::string& place,
                 Direction direction, int depth)
    {
        const Node* old = m_before.follow(written);
        const Node* now = m_after.follow(writtenNow);
        if (!old || !now || depth > kDeepest || !m_open.insert({old, now}).second)
            return;
        types(*old, *now, place, direction);
        choices(*old, *now, place, direction);
        bounds(*old, *now, place, direction);
        members(*old, *now, place, direction, depth);
        const Node* items = old->find("items");
        const Node* itemsNow = now->find("items");
        if (items && itemsNow)
            schemas(*items, *itemsNow, place + "[]", direction, depth + 1);
        for (const std::string_view key : {"allOf", "oneOf", "anyOf"}) {
            const auto& forms = itemsOf(old->find(key));
            const auto& formsNow = itemsOf(now->find(key));
            for (std::size_t i = 0; i < std::min(forms.size(), formsNow.size()); ++i)
                schemas(forms[i], formsNow[i], place, direction, depth + 1);
            if (forms.size() != formsNow.size())
                tell((direction == Direction::Request) == (formsNow.size() < forms.size()), place,
                     std::string(key) +
                         (formsNow.size() < forms.size() ? " has fewer forms" : " has more forms"));
        }
        m_open.erase({old, now});
    }

    void types(const Node& old, const Node& now, const std::string& place, Direction direction)
    {
        const auto before = withNull(old);
        const auto after = withNull(now);
        if (before == after)
            return;
        // A request may become wider, an answer narrower.
        const auto& wider = direction == Direction::Request ? after : before;
        const auto& narrower = direction == Direction::Request ? before : after;
        const bool fits =
            wider.empty() || (!narrower.empty() && std::ranges::includes(wider, narrower)) ||
            (narrower == std::set<std::string>{"integer"} && wider.contains("number"));
        tell(!fits, place, "was " + joined(before) + ", is " + joined(after));
    }

    static std::set<std::string> withNull(const Node& schema)
    {
        auto out = textsOf(schema.find("type"));
        if (!out.empty() && isTrue(schema, "nullable"))
            out.insert("null");
        return out;
    }

    void choices(const Node& old, const Node& now, const std::string& place, Direction direction)
    {
        const Node* one = old.find("enum");
        const Node* other = now.find("enum");
        if (!one && !other)
            return;
        const auto before = textsOf(one);
        const auto after = textsOf(other);
        const bool request = direction == Direction::Request;
        if (!one)
            tell(request, place, "may only be " + joined(after) + " now");
        else if (!other)
            tell(!request, place, "may be anything now");
        else {
            for (const std::string& word : before) {
                if (!after.contains(word))
                    tell(request, place, "is never " + word + " now");
            }
            for (const std::string& word : after) {
                if (!before.contains(word))
                    tell(!request, place, "may be " + word + " now");
            }
        }
    }

    void bounds(const Node& old, const Node& now, const std::string& place, Direction direction)
    {
        for (const auto& [key, isLeast] : {std::pair<std::string_view, bool>{"minimum", true},
                                           {"maximum", false},
                                           {"minLength", true},
                                           {"maxLength", false},
                                           {"minItems", true},
                                           {"maxItems", false}}) {
            const std::string before = textOf(old, key);
            const std::string after = textOf(now, key);
            if (before == after)
                continue;
            const bool tighter =
                before.empty() ||
                (!after.empty() && (std::strtod(after.c_str(), nullptr) >
                                    std::strtod(before.c_str(), nullptr)) == isLeast);
            tell(tighter == (direction == Direction::Request), place,
                 std::string(key) + " was " + (before.empty() ? "open" : before) + ", is " +
                     (after.empty() ? "open" : after));
        }
        if (const std::string before = textOf(old, "pattern"), after = textOf(now, "pattern");
            before != after)
            tell(direction == Direction::Request && !after.empty(), place, "has another pattern");
    }

    void members(const Node& old, const Node& now, const std::string& place, Direction direction,
                 int depth)
    {
        const Node* before = old.find("properties");
        const Node* after = now.find("properties");
        const auto mustBefore = textsOf(old.find("required"));
        const auto mustAfter = textsOf(now.find("required"));
        const bool request = direction == Direction::Request;
        for (const auto& [name, schema] : membersOf(before)) {
            const std::string where = fmt::format("{}.{}", place, name);
            const Node* other = after ? after->find(name) : nullptr;
            if (!other) {
                const Node* others = now.find("additionalProperties");
                const bool refused =
                    others && others->scalar() && others->scalar()->text == "false";
                tell(request ? refused : true, where, "was removed");
                continue;
            }
            if (request && !mustBefore.contains(name) && mustAfter.contains(name))
                tell(true, where, "is required now");
            if (!request && mustBefore.contains(name) && !mustAfter.contains(name))
                tell(true, where, "may be missing now");
            schemas(schema, *other, where, direction, depth + 1);
        }
        for (const auto& [name, schema] : membersOf(after)) {
            if (before && before->find(name))
                continue;
            const bool required = request && mustAfter.contains(name);
            tell(required, fmt::format("{}.{}", place, name),
                 required ? "is new and required" : "is new");
        }
    }

    const Refs& m_before;
    const Refs& m_after;
    std::set<std::pair<const Node*, const Node*>> m_open;
};

} // namespace

std::vector<Difference> compare(const Outline& before, const Refs& beforeRefs, const Outline& after,
                                const Refs& afterRefs)
{
    Comparer comparer(beforeRefs, afterRefs);
    comparer.operations(before, after);
    auto& out = comparer.differences;
    std::ranges::stable_sort(
        out, [](const Difference& a, const Difference& b) { return a.breaking && !b.breaking; });
    return std::move(out);
}

} // namespace gatehouse::spec
