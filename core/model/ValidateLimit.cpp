// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Checks.h"
#include "model/Validate.h"
#include "model/Words.h"

#include <spdlog/fmt/fmt.h>

#include <cmath>
#include <set>

namespace gatehouse::model {

namespace {

struct PromiseCheck
{
    const LimitRule& rule;
    const std::string& path;
    std::vector<Fault>& faults;

    void amount(std::string_view key, double value) const
    {
        const double most = rule.unit == LimitUnit::CostUsd ? 1e8 : 1e15;
        if (!(value > 0) || value > most)
            faults.push_back({0, below(path, key),
                              rule.unit == LimitUnit::CostUsd
                                  ? "must be above 0 and at most 100 million dollars"
                                  : "must be above 0 and at most 1e15"});
        else if (rule.unit != LimitUnit::CostUsd && value != std::floor(value))
            faults.push_back({0, below(path, key), "must be a whole number for this unit"});
    }
    void period(Duration per) const
    {
        if (per < std::chrono::milliseconds(1))
            faults.push_back({0, below(path, "per"), "must be at least 1ms"});
    }
    void operator()(const AveragePromise& promise) const
    {
        amount("limit", promise.limit);
        amount("burst", promise.burst);
        period(promise.per);
    }
    void operator()(const WindowPromise& promise) const
    {
        amount("limit", promise.limit);
        period(promise.per);
    }
    void operator()(const CalendarPromise& promise) const
    {
        amount("limit", promise.limit);
        const bool isZone = !promise.timeZone.empty() && promise.timeZone.size() <= 64 &&
                            promise.timeZone.find("..") == std::string::npos &&
                            std::ranges::all_of(promise.timeZone, [](char c) {
                                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                       (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '-' ||
                                       c == '+';
                            });
        if (!isZone)
            faults.push_back(
                {0, below(path, "time_zone"), "must be a name like UTC or Europe/Berlin"});
    }
    void operator()(const InFlightPromise& promise) const { amount("limit", promise.limit); }
};

Wrong wrongPartition(std::string_view dimension)
{
    if (dimension.starts_with("header:"))
        return wrongHeaderName(dimension.substr(7));
    if (dimension != "header" &&
        std::ranges::find(limitDimensions(), dimension) != limitDimensions().end())
        return std::nullopt;
    return fmt::format(
        "\"{}\" is none of: {}", dimension,
        "application, team, member, key, api, route, revision, model, provider, provider_key, ip, "
        "header:NAME, plan");
}

} // namespace

void validateValue(const LimitRule& rule, const std::string& path, std::vector<Fault>& faults)
{
    note(faults, path, "id", wrongId(rule.id));
    note(faults, path, "name", wrongName(rule.name));
    for (const auto& [dimension, values] : rule.match) {
        const std::string where = below(below(path, "match"), dimension);
        for (const std::string& value : values) {
            if (value.empty())
                faults.push_back({0, where, "must not be empty"});
            else if (dimension == "ip")
                note(faults, where, {}, wrongNetwork(value));
            else if (dimension == "header")
                note(faults, where, {},
                     wrongHeaderName(std::string_view(value).substr(0, value.find(':'))));
        }
    }
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < rule.partition.size(); ++i) {
        note(faults, at(path, "partition", i), {}, wrongPartition(rule.partition[i]));
        if (!seen.insert(rule.partition[i]).second)
            faults.push_back({0, at(path, "partition", i), "stands here twice"});
    }
    const std::string promisePath = below(path, "promise");
    std::visit(PromiseCheck{rule, promisePath, faults}, rule.promise);
    const bool isInFlight = std::holds_alternative<InFlightPromise>(rule.promise);
    if (isInFlight != (rule.unit == LimitUnit::InFlight))
        faults.push_back({0, below(promisePath, "kind"),
                          "in_flight goes only together with the unit in_flight"});
    if (rule.action == LimitAction::Queue && std::holds_alternative<CalendarPromise>(rule.promise))
        faults.push_back({0, below(path, "action"),
                          "a calendar quota cannot queue: its next period may be days away"});
    if (rule.queue.wait <= Duration::zero() || rule.queue.wait > std::chrono::minutes(10))
        faults.push_back({0, below(below(path, "queue"), "wait"), "must be from 1ms to 10m"});
    if (rule.queue.length == 0)
        faults.push_back({0, below(below(path, "queue"), "length"), "must be at least 1"});
    if (rule.ipv6Prefix < 16)
        faults.push_back({0, below(path, "ipv6_prefix"), "must be from 16 to 128"});
    const bool isCalendar = std::holds_alternative<CalendarPromise>(rule.promise);
    if (rule.action == LimitAction::Warn && !isCalendar)
        faults.push_back({0, below(path, "action"), "only a calendar quota can merely warn"});
    if (!rule.warnAt.empty() && !isCalendar)
        faults.push_back({0, below(path, "warn_at"), "goes only with a calendar quota"});
    if (!std::ranges::is_sorted(rule.warnAt, std::ranges::less_equal{}))
        faults.push_back({0, below(path, "warn_at"), "must rise from one percentage to the next"});
    if (rule.warnAt.size() > 8)
        faults.push_back({0, below(path, "warn_at"), "holds at most 8 percentages"});
    const bool isOutput = rule.unit == LimitUnit::OutputTokens || rule.unit == LimitUnit::Tokens ||
                          rule.unit == LimitUnit::CostUsd;
    if (rule.clamp && !isOutput)
        faults.push_back({0, below(path, "clamp"),
                          "goes only with the units output_tokens, tokens and cost_usd"});
    for (std::size_t i = 0; i < rule.replaces.size(); ++i) {
        if (rule.replaces[i] == rule.id)
            faults.push_back({0, at(path, "replaces", i), "a rule cannot replace itself"});
    }
}

void validateValue(const Plan& plan, const std::string& path, std::vector<Fault>& faults)
{
    note(faults, path, "id", wrongId(plan.id));
    note(faults, path, "name", wrongName(plan.name));
    if (plan.description.size() > 64u << 10)
        faults.push_back({0, below(path, "description"), "is longer than 64 KiB"});
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < plan.limits.size(); ++i) {
        const auto& limit = plan.limits[i];
        const auto where = at(path, "limits", i);
        validateValue(limit, where, faults);
        if (!seen.insert(limit.id).second)
            faults.push_back({0, below(where, "id"), "stands here twice"});
        // Together they are a rule's id (Plan.h), and those have 64 characters.
        if (plan.id.size() + limit.id.size() > 63)
            faults.push_back({0, below(where, "id"),
                              "is too long: with the plan's id it has more than 63 characters"});
        for (const std::string_view implied : {"application", "api", "plan"}) {
            if (limit.match.contains(std::string(implied)))
                faults.push_back({0, below(below(where, "match"), implied),
                                  "is the subscription's: a plan's limit cannot match it"});
        }
    }
}

void validateValue(const CachePolicy& cache, const std::string& path, std::vector<Fault>& faults)
{
    if (cache.ttl < Duration::zero() || cache.ttl > std::chrono::hours(24 * 366))
        faults.push_back({0, below(path, "ttl"), "must be at most 366d"});
}

} // namespace gatehouse::model
