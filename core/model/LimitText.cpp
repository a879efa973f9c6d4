// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/LimitText.h"

#include "model/Words.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace gatehouse::model {

namespace {

std::string spaced(std::string_view word)
{
    std::string out(word);
    std::ranges::replace(out, '_', ' ');
    return out;
}

std::string number(double value)
{
    return fmt::format("{}", value);
}

std::string amount(double value, LimitUnit unit)
{
    if (unit == LimitUnit::CostUsd)
        return fmt::format("${:.{}f}", value, value < 0.01 ? 6 : 2);
    return unit == LimitUnit::InFlight ? number(value) + " calls"
                                       : number(value) + ' ' + spaced(toWord(unit));
}

std::string joined(const std::vector<std::string>& parts, std::string_view last)
{
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            out += i + 1 == parts.size() ? fmt::format(" {} ", last) : ", ";
        out += parts[i];
    }
    return out;
}

std::string who(const LimitRule& rule)
{
    if (rule.match.empty())
        return "Everyone";
    std::vector<std::string> parts;
    for (const auto& [dimension, values] : rule.match)
        parts.push_back(spaced(dimension) + ' ' + joined(values, "or"));
    auto out = joined(parts, "and");
    if (out.front() >= 'a' && out.front() <= 'z')
        out.front() = static_cast<char>(out.front() - 'a' + 'A');
    return out;
}

struct Promised
{
    LimitUnit unit;
    std::string operator()(const AveragePromise& p) const
    {
        return fmt::format("{} in {} on average, with a burst of {}", amount(p.limit, unit),
                           formatDuration(p.per), number(p.burst));
    }
    std::string operator()(const WindowPromise& p) const
    {
        return fmt::format("{} in any {}", amount(p.limit, unit), formatDuration(p.per));
    }
    std::string operator()(const CalendarPromise& p) const
    {
        return fmt::format("{} each {} ({})", amount(p.limit, unit), toWord(p.per), p.timeZone);
    }
    std::string operator()(const InFlightPromise& p) const
    {
        return amount(p.limit, unit) + " in flight";
    }
};

std::string then(const LimitRule& rule)
{
    std::string out;
    switch (rule.action) {
    case LimitAction::Refuse:
        out = "further ones are refused";
        break;
    case LimitAction::Queue:
        out = fmt::format("up to {} more wait for at most {}, further ones are refused",
                          rule.queue.length, formatDuration(rule.queue.wait));
        break;
    case LimitAction::Shadow:
        return "further ones pass and are noted";
    case LimitAction::Warn:
        return "further ones pass, and people are told";
    }
    if (rule.enforce < 100)
        out += fmt::format(" in {} % of the cases", rule.enforce);
    return out;
}

std::string missing(const LimitRule& rule)
{
    if (rule.partition.empty() || rule.partition == std::vector<std::string>{"ip"})
        return {};
    switch (rule.missing) {
    case MissingIdentity::Ip:
        return ", without one for each address";
    case MissingIdentity::Shared:
        return ", without one together";
    case MissingIdentity::Refuse:
        return ", without one refused";
    }
    return {};
}

struct Worst
{
    LimitUnit unit;
    WorstCase operator()(const AveragePromise& p) const
    {
        return {p.limit + p.burst,
                fmt::format("{} in any {}: the burst of {} and {} more",
                            amount(p.limit + p.burst, unit), formatDuration(p.per), number(p.burst),
                            number(p.limit))};
    }
    WorstCase operator()(const WindowPromise& p) const
    {
        return {p.limit, fmt::format("{} in any {}", amount(p.limit, unit), formatDuration(p.per))};
    }
    WorstCase operator()(const CalendarPromise& p) const
    {
        return {2 * p.limit,
                fmt::format("{} around the end of a {}: all of one and all of the next",
                            amount(2 * p.limit, unit), toWord(p.per))};
    }
    WorstCase operator()(const InFlightPromise& p) const
    {
        return {p.limit, amount(p.limit, unit) + " at once"};
    }
};

} // namespace

std::string limitSentence(const LimitRule& rule)
{
    std::vector<std::string> each;
    for (const auto& dimension : rule.partition)
        each.push_back(spaced(dimension));
    return fmt::format("{}: at most {}, {}; {}.", who(rule),
                       std::visit(Promised{rule.unit}, rule.promise),
                       each.empty() ? std::string("counted together")
                                    : "counted for each " + joined(each, "and") + missing(rule),
                       then(rule));
}

WorstCase worstCase(const LimitRule& rule)
{
    return std::visit(Worst{rule.unit}, rule.promise);
}

} // namespace gatehouse::model
