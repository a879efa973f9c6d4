// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/Simulation.h"

#include <algorithm>

namespace gatehouse::doctor {

using namespace std::chrono_literals;

Duration periodOf(const model::LimitRule& rule)
{
    if (const auto* average = std::get_if<model::AveragePromise>(&rule.promise))
        return average->per;
    if (const auto* window = std::get_if<model::WindowPromise>(&rule.promise))
        return window->per;
    if (const auto* calendar = std::get_if<model::CalendarPromise>(&rule.promise)) {
        switch (calendar->per) {
        case model::CalendarPeriod::Minute:
            return 1min;
        case model::CalendarPeriod::Hour:
            return 1h;
        case model::CalendarPeriod::Day:
            return 24h;
        case model::CalendarPeriod::Week:
            return 7 * 24h;
        case model::CalendarPeriod::Month:
            return 30 * 24h;
        }
    }
    return {};
}

std::optional<double> limitPerStep(const model::LimitRule& rule, Duration step)
{
    const double per = static_cast<double>(periodOf(rule).count());
    if (per <= 0)
        return std::nullopt;
    const double scale = rule.unit == model::LimitUnit::CostUsd ? 1e9 : 1;
    return limitOf(rule) * scale * static_cast<double>(step.count()) / per;
}

Result<Demand> demandOf(const CallLog& log, const SimulationWish& wish,
                        const model::LimitRule& rule, const std::stop_token& stop)
{
    auto alone = rule;
    alone.replaces.clear();
    const auto compiled = limits::RuleSet::compile(std::span(&alone, 1));
    if (!compiled)
        return std::unexpected(compiled.error());
    const auto from = wish.from.time_since_epoch().count();
    const auto to = wish.to.time_since_epoch().count();
    Demand out;
    out.rule = rule.id;
    out.unit = rule.unit;
    out.limitPerStep =
        limitPerStep(rule, (wish.to - wish.from) / static_cast<std::int64_t>(wish.points));
    out.retries.assign(wish.points, 0);
    const auto stage = (*compiled)->rules().front().stage;
    std::map<std::string, std::vector<limits::Amount>> all;
    std::vector<std::uint32_t> matching;
    std::size_t looked = 0;
    for (const auto& call : log.calls()) {
        if (looked++ % 1000 == 0 && stop.stop_requested())
            return fail(ErrorCode::Unavailable, "the simulation was stopped");
        if (call.atMicros < from || call.atMicros >= to)
            continue;
        const auto past = log.past(call);
        (*compiled)->matching(past.facts, stage, matching);
        if (matching.empty())
            continue;
        const auto point = static_cast<std::size_t>(static_cast<double>(call.atMicros - from) *
                                                    static_cast<double>(wish.points) /
                                                    static_cast<double>(to - from));
        const auto amount = past.actual.of(rule.unit);
        auto* series = &out.retries;
        if (!call.repeated) {
            series = &all[log.value(call, limits::Dimension::Application)];
            series->resize(wish.points);
        }
        (*series)[std::min(point, wish.points - 1)] += amount;
    }
    std::vector<std::pair<limits::Amount, std::string>> order;
    for (const auto& [name, series] : all) {
        limits::Amount sum = 0;
        for (const auto amount : series)
            sum += amount;
        order.emplace_back(-sum, name);
    }
    std::ranges::sort(order);
    for (std::size_t i = 0; i < order.size(); ++i) {
        auto& series = out.applications[i < Demand::kMostNames ? order[i].second : std::string()];
        series.resize(wish.points);
        const auto& own = all[order[i].second];
        for (std::size_t point = 0; point < own.size(); ++point)
            series[point] += own[point];
    }
    return out;
}

} // namespace gatehouse::doctor
