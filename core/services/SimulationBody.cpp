// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/SimulationBody.h"

#include "model/Codec.h"
#include "model/Validate.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace gatehouse::services {

namespace {

constexpr auto kLongestSpan = std::chrono::hours(24 * 31);
constexpr std::int64_t kMostPoints = 1000;
constexpr std::int64_t kLatest = 253'402'300'799'999; ///< The end of the year 9999.

/// Reads the body and gathers what is wrong with it.
class Body
{
public:
    explicit Body(const model::Node& root)
        : m_root(root)
    {
    }

    void fault(std::string path, std::string message)
    {
        faults.push_back({0, std::move(path), std::move(message)});
    }

    std::optional<std::string> text(const model::Node& in, std::string_view key,
                                    const std::string& path)
    {
        const auto* const node = in.find(key);
        if (node == nullptr || node->isNull())
            return std::nullopt;
        if (const auto* const scalar = node->scalar())
            return scalar->text;
        fault(path, "must be a text");
        return std::nullopt;
    }

    template <typename Number>
    std::optional<Number> number(const model::Node& in, std::string_view key,
                                 const std::string& path, Number least, Number most)
    {
        const auto written = text(in, key, path);
        if (!written)
            return std::nullopt;
        Number value{};
        const auto* const end = written->data() + written->size();
        const auto [stop, error] = std::from_chars(written->data(), end, value);
        if (error == std::errc{} && stop == end && value >= least && value <= most)
            return value;
        fault(path,
              "must be a number from " + std::to_string(least) + " to " + std::to_string(most));
        return std::nullopt;
    }

    const model::Node::List& list(std::string_view key)
    {
        static const model::Node::List none;
        const auto* const node = m_root.find(key);
        if (node == nullptr || node->isNull())
            return none;
        if (const auto* const items = node->list())
            return *items;
        fault(std::string(key), "must be a list");
        return none;
    }

    void unknownKeys(const model::Node& in, const std::string& path,
                     std::initializer_list<std::string_view> known)
    {
        const auto* const map = in.map();
        if (map == nullptr) {
            fault(path, "must be an object");
            return;
        }
        for (const auto& entry : *map) {
            if (std::ranges::find(known, std::string_view(entry.first)) == known.end())
                fault(path.empty() ? entry.first : path + "." + entry.first, "is not known here");
        }
    }

    std::vector<model::Fault> faults;

private:
    const model::Node& m_root;
};

void readRules(Body& body, std::vector<model::LimitRule>& rules)
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

void readSmallest(Body& body, const model::Node& root, doctor::SimulationWish& wish)
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
    Body body(*root);
    doctor::SimulationWish wish;
    wish.before = stored;
    wish.after = stored;
    body.unknownKeys(*root, {},
                     {"from_ms", "to_ms", "rules", "remove", "as", "points", "smallest", "demand"});
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
