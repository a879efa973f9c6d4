// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/Simulation.h"

#include <algorithm>
#include <cmath>

namespace gatehouse::doctor {

using limits::Dimension;
using limits::Fate;
using limits::Verdict;

namespace {

constexpr auto kLongestWarmUp = std::chrono::hours(24);
constexpr std::size_t kBetweenLooks = 1000;

std::int64_t micros(Timestamp time)
{
    return time.time_since_epoch().count();
}

/// How long a counter remembers.
Duration memoryOf(const model::LimitRule& rule)
{
    if (const auto* average = std::get_if<model::AveragePromise>(&rule.promise)) {
        // A full bucket is empty after burst / limit periods.
        const double periods =
            average->limit > 0 ? std::max(1.0, average->burst / average->limit) : 1;
        return std::chrono::duration_cast<Duration>(
            std::min<std::chrono::duration<double, std::nano>>(average->per * periods,
                                                               kLongestWarmUp));
    }
    if (const auto* window = std::get_if<model::WindowPromise>(&rule.promise))
        return window->per;
    return std::holds_alternative<model::CalendarPromise>(rule.promise)
               ? Duration(kLongestWarmUp)
               : Duration(std::chrono::minutes(10));
}

/// Collects what a replay tells.
class Counting
{
public:
    Counting(const CallLog& log, const SimulationWish& wish, const limits::RuleSet& rules)
        : m_log(log)
        , m_from(micros(wish.from))
        , m_span(std::max<std::int64_t>(1, micros(wish.to) - m_from))
        , m_points(wish.points)
    {
        for (auto* series : {&m_side.admitted, &m_side.refused, &m_side.queued})
            series->assign(m_points, 0);
        for (const auto& rule : rules.rules()) {
            auto& sums = m_side.rules.emplace_back();
            sums.id = rule.source.id;
            sums.name = rule.source.name;
            sums.limit = limits::capacity(rule.promise);
        }
        m_first = rules.rules().data();
    }

    void note(const Call& call, Fate fate, Duration waited,
              std::span<const limits::Decision> decisions)
    {
        if (call.atMicros < m_from)
            return; // it only fills the counters
        const auto point = std::min<std::size_t>(
            m_points - 1,
            static_cast<std::size_t>(static_cast<double>(call.atMicros - m_from) *
                                     static_cast<double>(m_points) / static_cast<double>(m_span)));
        auto& application = applicationOf(call);
        const auto count = [&](SimulationSide::Sums& sums) {
            ++sums.matched;
            ++(fate == Fate::Refused ? sums.refused : sums.admitted);
            if (fate == Fate::Queued)
                ++sums.queued;
        };
        count(m_side.all);
        count(application);
        ++(fate == Fate::Refused ? m_side.refused : m_side.admitted)[point];
        if (fate == Fate::Queued)
            ++m_side.queued[point];
        m_side.longestWait = std::max(m_side.longestWait, waited);
        bool would = false;
        for (const auto& decision : decisions) {
            auto& rule = m_side.rules[static_cast<std::size_t>(decision.rule - m_first)];
            ++rule.matched;
            ++(decision.verdict == Verdict::Refused ? rule.refused : rule.admitted);
            if (decision.verdict == Verdict::Queued || (fate == Fate::Queued && waits(decision)))
                ++rule.queued;
            if (decision.verdict == Verdict::WouldRefuse) {
                ++rule.wouldRefuse;
                would = true;
            }
            rule.mostUsed = std::max(rule.mostUsed, decision.used);
        }
        if (would) {
            ++m_side.all.wouldRefuse;
            ++application.wouldRefuse;
        }
    }

    SimulationSide take()
    {
        for (auto& [id, sums] : m_applications)
            m_side.applications.push_back(std::move(sums));
        std::ranges::sort(m_side.applications, [](const auto& a, const auto& b) {
            return std::tuple(b.refused, b.admitted, a.id) <
                   std::tuple(a.refused, a.admitted, b.id);
        });
        return std::move(m_side);
    }

private:
    /// A place in flight was waited for: the last look found it free.
    static bool waits(const limits::Decision& decision)
    {
        return decision.rule->source.action == model::LimitAction::Queue &&
               decision.rule->source.unit == model::LimitUnit::InFlight;
    }
    SimulationSide::Sums& applicationOf(const Call& call)
    {
        const auto& id = m_log.value(call, Dimension::Application);
        auto& sums = m_applications[id];
        if (sums.id.empty())
            sums.id = id;
        return sums;
    }

    const CallLog& m_log;
    const std::int64_t m_from;
    const std::int64_t m_span;
    const std::size_t m_points;
    const limits::Rule* m_first = nullptr;
    SimulationSide m_side;
    std::unordered_map<std::string, SimulationSide::Sums> m_applications;
};

bool isWanted(const Call& call, const SimulationWish& wish)
{
    return call.atMicros < micros(wish.to) &&
           (wish.calls == SimulationWish::Calls::Recorded || !call.repeated);
}

Result<SimulationSide> replayAll(const CallLog& log, const SimulationWish& wish,
                                 std::span<const model::LimitRule> rules,
                                 const std::stop_token& stop)
{
    auto compiled = limits::RuleSet::compile(rules);
    if (!compiled)
        return std::unexpected(std::move(compiled.error()));
    Counting counting(log, wish, **compiled);
    std::vector<std::uint32_t> asked; ///< By the replay's own count.
    const auto begin =
        micros(wish.from - std::chrono::duration_cast<std::chrono::microseconds>(warmUp(wish)));
    auto replay =
        limits::Replay::open(*compiled, Timestamp{std::chrono::microseconds(begin)},
                             [&](std::size_t index, Fate fate, Duration waited,
                                 std::span<const limits::Decision> decisions) {
                                 counting.note(log.calls()[asked[index]], fate, waited, decisions);
                             });
    if (!replay)
        return std::unexpected(std::move(replay.error()));
    const auto& calls = log.calls();
    for (std::size_t i = 0; i < calls.size(); ++i) {
        if (i % kBetweenLooks == 0 && stop.stop_requested())
            return fail(ErrorCode::Unavailable, "the simulation was stopped");
        if (calls[i].atMicros < begin || !isWanted(calls[i], wish))
            continue;
        asked.push_back(static_cast<std::uint32_t>(i));
        (*replay)->add(log.past(calls[i]));
    }
    (*replay)->finish();
    return counting.take();
}

} // namespace

Duration warmUp(const SimulationWish& wish)
{
    Duration longest{};
    for (const auto* rules : {&wish.before, &wish.after}) {
        for (const auto& rule : *rules)
            longest = std::max(longest, memoryOf(rule));
    }
    return std::min<Duration>(longest, kLongestWarmUp);
}

Result<SimulationSide> replayAlone(const CallLog& log, const SimulationWish& wish,
                                   const model::LimitRule& rule, const std::stop_token& stop)
{
    auto alone = rule;
    alone.replaces.clear();
    return replayAll(log, wish, std::span(&alone, 1), stop);
}

double limitOf(const model::LimitRule& rule)
{
    return std::visit([](const auto& promise) { return promise.limit; }, rule.promise);
}

model::LimitRule withLimit(model::LimitRule rule, double limit)
{
    if (auto* average = std::get_if<model::AveragePromise>(&rule.promise)) {
        const double share = average->limit > 0 ? average->burst / average->limit : 1;
        average->burst =
            average->burst == average->limit ? limit : std::max(1.0, std::ceil(limit * share));
    }
    std::visit([limit](auto& promise) { promise.limit = limit; }, rule.promise);
    return rule;
}

Result<SmallestLimit> smallestLimit(const CallLog& log, const SimulationWish& wish,
                                    const model::LimitRule& rule, double share,
                                    const std::stop_token& stop)
{
    constexpr double kLargest = 1e12;
    SmallestLimit out{.rule = rule.id, .share = share, .limit = {}, .refused = 0, .why = {}};
    auto enforced = rule;
    enforced.action = model::LimitAction::Refuse;
    enforced.enforce = 100;
    // Cents of a dollar, whole numbers of anything else.
    const double unit = rule.unit == model::LimitUnit::CostUsd ? 0.01 : 1;
    std::uint64_t matched = 0;
    const auto refuses = [&](double steps) -> Result<std::uint64_t> {
        auto side = replayAlone(log, wish, withLimit(enforced, steps * unit), stop);
        if (!side)
            return std::unexpected(std::move(side.error()));
        matched = side->rules.front().matched;
        return side->rules.front().refused;
    };
    const auto enough = [&](std::uint64_t refused) {
        return static_cast<double>(refused) <= share * static_cast<double>(matched);
    };
    // Twice as much until it is enough, then halving what lies between.
    double low = 0;
    double high = std::max(1.0, std::ceil(limitOf(rule) / unit));
    auto refused = refuses(high);
    while (refused && !enough(*refused) && high < kLargest) {
        low = high;
        high *= 2;
        refused = refuses(high);
    }
    if (!refused)
        return std::unexpected(std::move(refused.error()));
    if (matched == 0) {
        out.why = {"none_meets", "none of these calls meets the rule", {}};
        return out;
    }
    if (!enough(*refused)) {
        out.why = {"refused_anyway", "calls are refused whatever the limit", {}};
        return out;
    }
    std::uint64_t best = *refused;
    // Three digits are enough where the number is large.
    while (high - low > std::max(1.0, std::floor(high / 1000))) {
        const double middle = std::floor((low + high) / 2);
        const auto tried = refuses(middle);
        if (!tried)
            return std::unexpected(tried.error());
        if (enough(*tried)) {
            high = middle;
            best = *tried;
        } else {
            low = middle;
        }
    }
    out.limit = high * unit;
    out.refused = best;
    return out;
}

Result<Simulation> simulate(const CallLog& log, const SimulationWish& wish, Timestamp completeFrom,
                            const std::stop_token& stop)
{
    const auto started = std::chrono::steady_clock::now();
    Simulation out;
    out.from = wish.from;
    out.to = wish.to;
    out.completeFrom = std::max(wish.from, completeFrom);
    out.calls = wish.calls;
    out.leftOut = log.leftOut();
    out.step = (wish.to - wish.from) / static_cast<std::int64_t>(wish.points);
    bool anyRefused = false;
    bool anyModel = false;
    for (const auto& call : log.calls()) {
        if (call.atMicros < micros(wish.from) || call.atMicros >= micros(wish.to))
            continue;
        out.retries += call.repeated ? 1 : 0;
        out.recordedRefused += call.refused && call.ownRule ? 1 : 0;
        out.count += isWanted(call, wish) ? 1 : 0;
        anyRefused = anyRefused || call.refused;
        anyModel = anyModel || call.isModel;
    }
    auto before = replayAll(log, wish, wish.before, stop);
    if (!before)
        return std::unexpected(std::move(before.error()));
    auto after = replayAll(log, wish, wish.after, stop);
    if (!after)
        return std::unexpected(std::move(after.error()));
    out.before = std::move(*before);
    out.after = std::move(*after);
    if (wish.smallest) {
        for (const auto* rules : {&wish.after, &wish.before}) {
            const auto rule = std::ranges::find(*rules, wish.smallest->rule, &model::LimitRule::id);
            if (rule == rules->end() || out.smallest)
                continue;
            auto found = smallestLimit(log, wish, *rule, wish.smallest->share, stop);
            if (!found)
                return std::unexpected(std::move(found.error()));
            out.smallest = std::move(*found);
        }
    }
    if (!wish.demand.empty()) {
        for (const auto* rules : {&wish.after, &wish.before}) {
            const auto rule = std::ranges::find(*rules, wish.demand, &model::LimitRule::id);
            if (rule == rules->end() || out.demand)
                continue;
            auto found = demandOf(log, wish, *rule, stop);
            if (!found)
                return std::unexpected(std::move(found.error()));
            out.demand = std::move(*found);
        }
    }
    if (anyRefused)
        out.assumptions.push_back({"refused_use_average",
                                   "a call that was refused would have used what answered calls "
                                   "of the same application and target used on average",
                                   {}});
    if (wish.calls == SimulationWish::Calls::Recorded)
        out.assumptions.push_back(
            {"same_times", "callers would have called at the same times", {}});
    else
        out.assumptions.push_back(
            {"no_retries", "a call that repeats a refused one would not have come", {}});
    const auto usesHeaders = [](const model::LimitRule& rule) {
        return rule.match.contains("header") ||
               std::ranges::any_of(rule.partition, [](const std::string& part) {
                   return part.starts_with("header:");
               });
    };
    if (std::ranges::any_of(wish.after, usesHeaders))
        out.assumptions.push_back(
            {"no_headers",
             "header fields are not recorded: a rule that asks for one finds it missing",
             {}});
    if (anyModel)
        out.assumptions.push_back(
            {"tokens_by_bytes", "input tokens of a refused call are a quarter of its bytes", {}});
    out.took = std::chrono::steady_clock::now() - started;
    return out;
}

} // namespace gatehouse::doctor
