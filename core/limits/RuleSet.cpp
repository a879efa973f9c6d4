// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/RuleSet.h"

#include "base/Text.h"
#include "limits/CounterStore.h"

#include <algorithm>
#include <optional>

namespace gatehouse::limits {

namespace {

/// Some numbers are spare, for rules that are just being changed.
constexpr std::size_t kMostRules = CounterStore::kMostRules - 96;

constexpr std::array<std::string_view, kDimensions> kNames{
    "application", "team",     "member",       "key", "api",    "route", "revision",
    "model",       "provider", "provider_key", "ip",  "header", "plan"};

std::optional<Dimension> dimensionOf(std::string_view name)
{
    const auto found = std::ranges::find(kNames, name);
    if (found == kNames.end())
        return std::nullopt;
    return static_cast<Dimension>(found - kNames.begin());
}

bool needsTarget(Dimension dimension)
{
    return dimension == Dimension::Provider || dimension == Dimension::ProviderKey;
}

Condition condition(Dimension dimension, const std::vector<std::string>& values)
{
    Condition out;
    out.dimension = dimension;
    for (const auto& value : values) {
        if (dimension == Dimension::Ip) {
            if (const auto network = IpNetwork::parse(value))
                out.networks.push_back(*network);
        } else if (dimension == Dimension::Header) {
            const auto colon = value.find(':');
            Condition::HeaderValue header;
            header.name = text::toLower(text::trim(value.substr(0, colon)));
            header.anyValue = colon == std::string::npos;
            if (!header.anyValue)
                header.value = text::trim(std::string_view(value).substr(colon + 1));
            out.headers.push_back(std::move(header));
        } else {
            out.values.push_back(value);
        }
    }
    return out;
}

Result<Rule> compileRule(const model::LimitRule& source)
{
    auto promise = compilePromise(source.promise, source.unit);
    if (!promise)
        return std::unexpected(std::move(promise.error()));
    Rule rule{source, std::move(*promise), Stage::Exchange, {}, {}, {}};
    const auto note = [&rule](Dimension dimension) {
        if (needsTarget(dimension))
            rule.stage = Stage::Target;
    };
    for (const auto& [name, values] : source.match) {
        const auto dimension = dimensionOf(name);
        if (!dimension)
            return fail(ErrorCode::Invalid, "nothing is called \"" + name + "\"");
        note(*dimension);
        rule.match.push_back(condition(*dimension, values));
    }
    for (const std::string_view name : source.partition) {
        PartitionPart part;
        if (name.starts_with("header:")) {
            part.dimension = Dimension::Header;
            part.header = text::toLower(name.substr(7));
        } else if (const auto dimension = dimensionOf(name)) {
            part.dimension = *dimension;
        } else {
            return fail(ErrorCode::Invalid, "nothing is called \"" + std::string(name) + "\"");
        }
        note(part.dimension);
        rule.partition.push_back(std::move(part));
    }
    return rule;
}

} // namespace

bool Condition::accepts(const Facts& facts) const
{
    if (dimension == Dimension::Header) {
        return facts.headers != nullptr && std::ranges::any_of(headers, [&](const auto& wanted) {
                   const auto value = facts.headers->header(wanted.name);
                   return wanted.anyValue ? !value.empty() : value == wanted.value;
               });
    }
    const auto value = facts.get(dimension);
    if (value.empty())
        return false;
    if (dimension == Dimension::Ip) {
        const auto address = IpAddress::parse(value);
        return address && std::ranges::any_of(networks, [&](const IpNetwork& network) {
                   return network.contains(*address);
               });
    }
    return std::ranges::find(values, value) != values.end();
}

bool Rule::partitionOf(const Facts& facts, std::string& out) const
{
    out.clear();
    bool missing = false;
    for (const auto& part : partition) {
        if (!out.empty())
            out += " · ";
        const auto value =
            part.dimension != Dimension::Header
                ? facts.get(part.dimension)
                : (facts.headers ? facts.headers->header(part.header) : std::string_view{});
        if (value.empty()) {
            missing = true;
            out += '-';
        } else if (part.dimension == Dimension::Ip) {
            const auto address = IpAddress::parse(value);
            out += address ? address->networkText(source.ipv6Prefix) : std::string(value);
        } else {
            out += value;
        }
    }
    if (!missing)
        return true;
    if (source.missing == model::MissingIdentity::Ip) {
        const auto address = IpAddress::parse(facts.get(Dimension::Ip));
        out += " · ";
        out += address ? address->networkText(source.ipv6Prefix)
                       : std::string(facts.get(Dimension::Ip));
    }
    return source.missing != model::MissingIdentity::Refuse;
}

bool RuleSet::file(const Rule& rule, Dimension dimension, std::uint32_t index, Lists& lists)
{
    const auto single = std::ranges::find(rule.match, dimension, &Condition::dimension);
    if (single == rule.match.end())
        return false;
    for (const auto& value : single->values) {
        auto& list = lists[value];
        if (list.empty() || list.back() != index)
            list.push_back(index);
    }
    return true;
}

Result<std::shared_ptr<const RuleSet>> RuleSet::compile(std::span<const model::LimitRule> rules)
{
    auto set = std::make_shared<RuleSet>();
    if (rules.size() > kMostRules)
        return fail(ErrorCode::TooLarge,
                    "there may be at most " + std::to_string(kMostRules) + " rules", "limits");
    std::unordered_map<std::string_view, std::uint32_t> byId;
    for (const auto& source : rules) {
        auto rule = compileRule(source);
        if (!rule)
            return fail(rule.error().code, rule.error().message, "limit \"" + source.id + "\"");
        const auto index = static_cast<std::uint32_t>(set->m_rules.size());
        byId.emplace(source.id, index);
        set->m_hasTargetRules = set->m_hasTargetRules || rule->stage == Stage::Target;
        set->m_hasReplacing = set->m_hasReplacing || !source.replaces.empty();
        set->m_hasQueue = set->m_hasQueue || source.action == model::LimitAction::Queue;
        set->m_hasClamp = set->m_hasClamp || source.clamp;
        if (!file(*rule, Dimension::Application, index, set->m_byApplication) &&
            !file(*rule, Dimension::Plan, index, set->m_byPlan))
            set->m_general.push_back(index);
        set->m_rules.push_back(std::move(*rule));
    }
    for (auto& rule : set->m_rules) {
        for (const auto& id : rule.source.replaces) {
            if (const auto other = byId.find(id); other != byId.end())
                rule.replaces.push_back(other->second);
        }
    }
    return set;
}

bool RuleSet::hasStage(Stage stage) const
{
    return stage == Stage::Target ? m_hasTargetRules : !m_rules.empty();
}

void RuleSet::matching(const Facts& facts, Stage stage, std::vector<std::uint32_t>& out) const
{
    out.clear();
    const auto look = [&](const std::vector<std::uint32_t>& list) {
        for (const auto index : list) {
            const auto& rule = m_rules[index];
            if (rule.stage == stage && std::ranges::all_of(rule.match, [&](const Condition& c) {
                    return c.accepts(facts);
                }))
                out.push_back(index);
        }
    };
    look(m_general);
    if (!m_byApplication.empty()) {
        if (const auto own = m_byApplication.find(facts.get(Dimension::Application));
            own != m_byApplication.end())
            look(own->second);
    }
    if (!m_byPlan.empty()) {
        if (const auto own = m_byPlan.find(facts.get(Dimension::Plan)); own != m_byPlan.end())
            look(own->second);
    }
    if (!m_hasReplacing)
        return;
    std::vector<std::uint32_t> gone;
    for (const auto index : out)
        gone.insert(gone.end(), m_rules[index].replaces.begin(), m_rules[index].replaces.end());
    std::erase_if(
        out, [&](std::uint32_t index) { return std::ranges::find(gone, index) != gone.end(); });
}

} // namespace gatehouse::limits
