// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/SimulationBody.h"

#include "model/Codec.h"
#include "model/Validate.h"
#include "services/BodyReader.h"

#include <algorithm>
#include <optional>

namespace gatehouse::services {

namespace {

constexpr auto kLongestSpan = std::chrono::hours(24 * 31);
constexpr std::int64_t kMostPoints = 1000;
constexpr std::int64_t kLatest = 253'402'300'799'999; ///< The end of the year 9999.

void readRules(BodyReader& body, std::vector<model::LimitRule>& rules)
{
    std::size_t at = 0;
    for (model::Node item : body.list("rules")) {
        const auto path = "rules[" + std::to_string(at++) + "]";
        model::dropServerFields<model::LimitRule>(item);
        const auto before = body.faults.size();
        auto rule = model::read<model::LimitRule>(item, path, body.faults);
        if (body.faults.size() == before)
            model::validateValue(rule, path, body.faults);
        if (body.faults.size() != before)
            continue;
        const auto known = std::ranges::find(rules, rule.id, &model::LimitRule::id);
        if (known != rules.end())
            *known = std::move(rule);
        else
            rules.push_back(std::move(rule));
    }
    at = 0;
    for (const model::Node& item : body.list("remove")) {
        const auto path = "remove[" + std::to_string(at++) + "]";
        const auto* const id = item.scalar();
        if (id == nullptr ||
            std::erase_if(rules, [&](const auto& rule) { return rule.id == id->text; }) == 0)
            body.fault(path, "there is no such limit");
    }
}

bool isKnown(const doctor::SimulationWish& wish, const std::string& rule)
{
    const auto has = [&rule](const std::vector<model::LimitRule>& rules) {
        return std::ranges::find(rules, rule, &model::LimitRule::id) != rules.end();
    };
    return has(wish.after) || has(wish.before);
}

void readSmallest(BodyReader& body, const model::Node& root, doctor::SimulationWish& wish)
{
    const auto* const node = root.find("smallest");
    if (node == nullptr || node->isNull())
        return;
    body.unknownKeys(*node, "smallest", {"rule", "share"});
    doctor::SimulationWish::Smallest smallest;
    smallest.rule = body.text(*node, "rule", "smallest.rule").value_or("");
    smallest.share = body.number<double>(*node, "share", "smallest.share", 0, 1).value_or(0);
    if (!isKnown(wish, smallest.rule))
        body.fault("smallest.rule", "there is no limit \"" + smallest.rule + "\"");
    wish.smallest = std::move(smallest);
}

} // namespace

Outcome<doctor::SimulationWish> readSimulation(std::string_view json,
                                               const std::vector<model::LimitRule>& stored)
{
    const auto root = model::parseJson(json);
    if (!root)
        return refuse(root.error());
    BodyReader body(*root);
    doctor::SimulationWish wish;
    wish.before = stored;
    wish.after = stored;
    body.unknownKeys(
        *root, {},
        {"from_ms", "to_ms", "rules", "remove", "as", "points", "smallest", "demand", "log"});
    const auto from = body.number<std::int64_t>(*root, "from_ms", "from_ms", 0, kLatest);
    const auto to = body.number<std::int64_t>(*root, "to_ms", "to_ms", 0, kLatest);
    if (!from || !to) {
        if (body.faults.empty())
            body.fault(from ? "to_ms" : "from_ms", "is missing");
    } else {
        wish.from = fromUnixMillis(*from);
        wish.to = fromUnixMillis(*to);
        if (wish.to <= wish.from)
            body.fault("to_ms", "must be later than from_ms");
        else if (wish.to - wish.from > kLongestSpan)
            body.fault("to_ms", "must be at most 31 days after from_ms");
    }
    const auto as = body.text(*root, "as", "as").value_or("recorded");
    if (as == "without_retries")
        wish.calls = doctor::SimulationWish::Calls::WithoutRetries;
    else if (as != "recorded")
        body.fault("as", "is recorded or without_retries");
    wish.points = static_cast<std::size_t>(
        body.number<std::int64_t>(*root, "points", "points", 1, kMostPoints).value_or(120));
    readRules(body, wish.after);
    readSmallest(body, *root, wish);
    wish.log = body.text(*root, "log", "log").value_or("");
    wish.demand = body.text(*root, "demand", "demand").value_or("");
    if (!wish.demand.empty() && !isKnown(wish, wish.demand))
        body.fault("demand", "there is no limit \"" + wish.demand + "\"");
    if (!body.faults.empty())
        return refuse(std::move(body.faults));
    for (const auto* rules : {&wish.before, &wish.after}) {
        if (auto compiled = limits::RuleSet::compile(*rules); !compiled)
            return refuse(std::move(compiled.error()));
    }
    return wish;
}

} // namespace gatehouse::services
