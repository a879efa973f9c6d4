// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Fields.h"

#include <spdlog/fmt/fmt.h>

#include <charconv>

namespace gatehouse::model {

namespace {

/// `application: web` or `application: [web, shop]`.
void readMatch(FieldReader& fields, LimitRule& out)
{
    for (const std::string_view dimension : limitDimensions()) {
        const Node* const node = fields.take(dimension);
        if (!node)
            continue;
        std::vector<std::string> values;
        if (const auto* const scalar = node->scalar()) {
            values.push_back(scalar->text);
        } else if (const auto* const items = node->list()) {
            for (const Node& item : *items) {
                if (item.scalar())
                    values.push_back(item.scalar()->text);
            }
            if (items->empty() || values.size() != items->size())
                fields.fault(dimension, "must be a text or a list of texts");
        } else {
            fields.fault(dimension, "must be a text or a list of texts");
        }
        out.match.emplace(dimension, std::move(values));
    }
}

Node writeMatch(const LimitRule& rule)
{
    Node::Map entries;
    for (const auto& [dimension, values] : rule.match)
        entries.emplace_back(std::string(dimension), values.size() == 1
                                                         ? textNode(values.front())
                                                         : writeList(values, textNode));
    return Node{std::move(entries), 0};
}

void readPromise(FieldReader& fields, LimitRule& out)
{
    fields.require("kind");
    fields.require("limit");
    std::string kind;
    fields.text("kind", kind);
    double limit = 0;
    fields.number("limit", limit);
    if (kind == "average") {
        AveragePromise promise{.limit = limit, .per = {}, .burst = limit};
        fields.require("per");
        fields.duration("per", promise.per);
        fields.number("burst", promise.burst);
        out.promise = promise;
    } else if (kind == "window") {
        WindowPromise promise{.limit = limit, .per = {}};
        fields.require("per");
        fields.duration("per", promise.per);
        out.promise = promise;
    } else if (kind == "calendar") {
        CalendarPromise promise{.limit = limit};
        fields.require("per");
        fields.word("per", promise.per);
        fields.text("time_zone", promise.timeZone);
        out.promise = promise;
    } else if (kind == "in_flight") {
        out.promise = InFlightPromise{limit};
    } else if (!kind.empty()) {
        fields.fault("kind",
                     fmt::format("\"{}\" is none of: average, window, calendar, in_flight", kind));
        for (const std::string_view key : {"per", "burst", "time_zone"})
            static_cast<void>(fields.take(key));
    }
}

/// `warn_at: [50, 80, 100]`
void readWarnings(FieldReader& fields, LimitRule& out)
{
    const Node* const node = fields.take("warn_at");
    if (node == nullptr)
        return;
    const auto* const items = node->list();
    if (items == nullptr) {
        fields.fault("warn_at", "must be a list of percentages");
        return;
    }
    for (const Node& item : *items) {
        const auto* const scalar = item.scalar();
        std::uint32_t percent = 0;
        const char* const end =
            scalar != nullptr ? scalar->text.data() + scalar->text.size() : nullptr;
        const bool whole = scalar != nullptr && !scalar->quoted &&
                           std::from_chars(scalar->text.data(), end, percent).ptr == end;
        if (!whole || percent == 0 || percent > 1000) {
            fields.fault("warn_at", "must hold whole percentages from 1 to 1000");
            return;
        }
        out.warnAt.push_back(percent);
    }
}

struct PromiseWriter
{
    Node operator()(const AveragePromise& promise) const
    {
        FieldWriter out;
        out.text("kind", "average").number("limit", promise.limit).duration("per", promise.per, {});
        return (promise.burst == promise.limit ? out : out.number("burst", promise.burst)).done();
    }
    Node operator()(const WindowPromise& promise) const
    {
        return FieldWriter{}
            .text("kind", "window")
            .number("limit", promise.limit)
            .duration("per", promise.per, {})
            .done();
    }
    Node operator()(const CalendarPromise& promise) const
    {
        return FieldWriter{}
            .text("kind", "calendar")
            .number("limit", promise.limit)
            .word("per", promise.per)
            .text("time_zone", promise.timeZone, "UTC")
            .done();
    }
    Node operator()(const InFlightPromise& promise) const
    {
        return FieldWriter{}.text("kind", "in_flight").number("limit", promise.limit).done();
    }
};

} // namespace

template <>
LimitRule read<LimitRule>(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    LimitRule out;
    FieldReader fields(node, path, faults);
    fields.require("id");
    fields.require("promise");
    fields.text("id", out.id);
    out.name = out.id;
    fields.text("name", out.name);
    fields.map("match", [&out](FieldReader& match) { readMatch(match, out); });
    fields.texts("partition", out.partition);
    fields.word("unit", out.unit);
    fields.map("promise", [&out](FieldReader& promise) { readPromise(promise, out); });
    fields.word("action", out.action);
    fields.map("queue", [&out](FieldReader& queue) {
        queue.duration("wait", out.queue.wait);
        queue.whole("length", out.queue.length, 60'000); // a counter holds 16 bits
    });
    fields.whole("enforce", out.enforce, 100);
    fields.word("missing", out.missing);
    fields.whole("ipv6_prefix", out.ipv6Prefix, 128);
    fields.texts("replaces", out.replaces);
    readWarnings(fields, out);
    fields.flag("clamp", out.clamp);
    fields.finish();
    return out;
}

template <>
Node write<LimitRule>(const LimitRule& rule)
{
    const LimitRule byDefault;
    return FieldWriter{}
        .text("id", rule.id)
        .text("name", rule.name, rule.id)
        .node("match", writeMatch(rule))
        .texts("partition", rule.partition)
        .word("unit", rule.unit, LimitUnit::Requests)
        .node("promise", std::visit(PromiseWriter{}, rule.promise))
        .word("action", rule.action, LimitAction::Refuse)
        .node("queue", FieldWriter{}
                           .duration("wait", rule.queue.wait, byDefault.queue.wait)
                           .whole("length", rule.queue.length, byDefault.queue.length)
                           .done())
        .whole("enforce", rule.enforce, byDefault.enforce)
        .word("missing", rule.missing, byDefault.missing)
        .whole("ipv6_prefix", rule.ipv6Prefix, byDefault.ipv6Prefix)
        .texts("replaces", rule.replaces)
        .node("warn_at",
              writeList(rule.warnAt,
                        [](std::uint32_t percent) { return plainNode(std::to_string(percent)); }))
        .flag("clamp", rule.clamp, false)
        .done();
}

} // namespace gatehouse::model
