// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Fields.h"
#include "model/Money.h"

#include <limits>

namespace gatehouse::model {

namespace {

void money(FieldReader& fields, std::string_view key, std::optional<std::int64_t>& out)
{
    const Node* const node = fields.take(key);
    if (!node)
        return;
    const auto* const scalar = node->scalar();
    const auto value =
        scalar && !scalar->quoted ? parseDollars(scalar->text) : std::optional<std::int64_t>{};
    if (value)
        out = value;
    else
        fields.fault(key, "must be an amount in US dollars with at most 9 decimals, like 0.15");
}

void count(FieldReader& fields, std::string_view key, std::optional<std::uint32_t>& out)
{
    std::uint32_t value = 0;
    const auto before = fields.faults().size();
    fields.whole(key, value, std::numeric_limits<std::uint32_t>::max());
    if (fields.take(key) && fields.faults().size() == before)
        out = value;
}

void flag(FieldReader& fields, std::string_view key, std::optional<bool>& out)
{
    bool value = false;
    const auto before = fields.faults().size();
    fields.flag(key, value);
    if (fields.take(key) && fields.faults().size() == before)
        out = value;
}

void rates(FieldReader& fields, OwnRates& out)
{
    money(fields, "input", out.input);
    money(fields, "output", out.output);
    money(fields, "cached_input", out.cachedInput);
    money(fields, "cache_write", out.cacheWrite);
}

FieldWriter& money(FieldWriter& to, std::string_view key, std::optional<std::int64_t> value)
{
    return value ? to.node(key, plainNode(formatDollars(*value))) : to;
}

FieldWriter& rates(FieldWriter& to, const OwnRates& value)
{
    money(to, "input", value.input);
    money(to, "output", value.output);
    money(to, "cached_input", value.cachedInput);
    return money(to, "cache_write", value.cacheWrite);
}

OwnTier readTier(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    OwnTier out;
    FieldReader fields(node, path, faults);
    fields.require("above");
    fields.whole("above", out.above, std::numeric_limits<std::uint32_t>::max());
    rates(fields, out.rates);
    fields.finish();
    return out;
}

Node writeTier(const OwnTier& tier)
{
    FieldWriter to;
    to.node("above", plainNode(std::to_string(tier.above)));
    return rates(to, tier.rates).done();
}

OwnWindow readWindow(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    OwnWindow out;
    FieldReader fields(node, path, faults);
    fields.text("from", out.from);
    fields.text("start", out.start);
    fields.text("end", out.end);
    rates(fields, out.rates);
    fields.finish();
    return out;
}

Node writeWindow(const OwnWindow& window)
{
    FieldWriter to;
    to.text("from", window.from).text("start", window.start).text("end", window.end);
    return rates(to, window.rates).done();
}

OwnUnitPrice readUnit(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    OwnUnitPrice out;
    FieldReader fields(node, path, faults);
    fields.require("unit");
    fields.require("price");
    fields.text("unit", out.unit);
    std::optional<std::int64_t> price;
    money(fields, "price", price);
    out.nanoUsd = price.value_or(0);
    fields.finish();
    return out;
}

Node writeUnit(const OwnUnitPrice& price)
{
    return FieldWriter{}
        .text("unit", price.unit)
        .node("price", plainNode(formatDollars(price.nanoUsd)))
        .done();
}

/// An empty list says that there are none; so it is kept apart from an absent one.
template <typename T>
void list(FieldReader& fields, std::string_view key, std::optional<std::vector<T>>& out,
          T (*each)(const Node&, const std::string&, std::vector<Fault>&))
{
    std::vector<T> items;
    fields.list(key, items, each);
    if (fields.take(key))
        out = std::move(items);
}

template <typename T>
void list(FieldWriter& to, std::string_view key, const std::optional<std::vector<T>>& items,
          Node (*each)(const T&))
{
    if (items)
        to.whatever(key, writeList(*items, each));
}

void flag(FieldWriter& to, std::string_view key, std::optional<bool> value)
{
    if (value)
        to.flag(key, *value, !*value);
}

} // namespace

template <>
ModelOverride read<ModelOverride>(const Node& node, const std::string& path,
                                  std::vector<Fault>& faults)
{
    ModelOverride out;
    FieldReader fields(node, path, faults);
    fields.require("provider");
    fields.require("model");
    fields.text("provider", out.provider);
    fields.text("model", out.model);
    fields.text("name", out.name);
    fields.text("kind", out.kind);
    count(fields, "context", out.context);
    count(fields, "max_output", out.maxOutput);
    fields.map("abilities", [&out](FieldReader& abilities) {
        flag(abilities, "vision", out.vision);
        flag(abilities, "tools", out.tools);
        flag(abilities, "json_schema", out.jsonSchema);
        flag(abilities, "reasoning", out.reasoning);
        flag(abilities, "streaming", out.streaming);
    });
    flag(fields, "deprecated", out.deprecated);
    fields.map("price", [&out](FieldReader& price) {
        price.text("from", out.priceFrom);
        rates(price, out.price);
    });
    list(fields, "tiers", out.tiers, readTier);
    list(fields, "windows", out.windows, readWindow);
    list(fields, "units", out.units, readUnit);
    fields.finish();
    return out;
}

template <>
Node write<ModelOverride>(const ModelOverride& own)
{
    FieldWriter to;
    to.text("provider", own.provider).text("model", own.model).text("name", own.name);
    to.text("kind", own.kind);
    if (own.context)
        to.node("context", plainNode(std::to_string(*own.context)));
    if (own.maxOutput)
        to.node("max_output", plainNode(std::to_string(*own.maxOutput)));
    FieldWriter abilities;
    flag(abilities, "vision", own.vision);
    flag(abilities, "tools", own.tools);
    flag(abilities, "json_schema", own.jsonSchema);
    flag(abilities, "reasoning", own.reasoning);
    flag(abilities, "streaming", own.streaming);
    to.node("abilities", abilities.done());
    flag(to, "deprecated", own.deprecated);
    FieldWriter price;
    price.text("from", own.priceFrom);
    to.node("price", rates(price, own.price).done());
    list(to, "tiers", own.tiers, writeTier);
    list(to, "windows", own.windows, writeWindow);
    list(to, "units", own.units, writeUnit);
    return to.done();
}

} // namespace gatehouse::model
