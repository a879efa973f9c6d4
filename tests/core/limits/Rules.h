// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/Counters.h"

#include <QTest>

/// Short words for tests of limits.
namespace gatehouse::limits::test {

using namespace std::chrono_literals;

inline model::LimitRule rule(const std::string& id, model::Promise promise,
                             model::LimitUnit unit = model::LimitUnit::Requests,
                             std::vector<std::string> partition = {"application"})
{
    model::LimitRule out;
    out.id = id;
    out.name = id;
    out.promise = std::move(promise);
    out.unit = unit;
    out.partition = std::move(partition);
    return out;
}

inline model::AveragePromise average(double limit, Duration per, double burst)
{
    return {limit, per, burst};
}

inline Facts caller(std::string_view application)
{
    Facts facts;
    facts.set(Dimension::Application, application);
    facts.set(Dimension::Ip, "192.0.2.7");
    return facts;
}

/// Counters with rules, and a clock that is moved by hand.
struct Bench
{
    explicit Bench(std::vector<model::LimitRule> rules, const std::filesystem::path& path = {},
                   std::uint32_t most = 100'000)
        : clock(Timestamp(std::chrono::hours(24 * 365 * 56)))
    {
        auto opened = Counters::open(path, clock, most);
        if (!opened)
            qFatal("%s", opened.error().text().c_str());
        counters = std::move(*opened);
        adopt(std::move(rules));
    }
    void adopt(std::vector<model::LimitRule> rules)
    {
        auto set = RuleSet::compile(rules);
        if (!set)
            qFatal("%s", set.error().text().c_str());
        older.push_back(std::move(bound));
        bound = counters->adopt(*set);
    }
    /// Decides and keeps what came of it.
    Outcome call(const Facts& facts, const Measure& estimate = {}, Waiter* waiter = nullptr)
    {
        return counters->decide(*bound, Stage::Exchange, facts, estimate, counters->now(), last,
                                waiter);
    }
    Outcome call(std::string_view application, const Measure& estimate = {})
    {
        return call(caller(application), estimate);
    }
    /// How many of `tries` calls pass right now.
    int passing(std::string_view application, int tries)
    {
        int passed = 0;
        for (int i = 0; i < tries; ++i)
            passed += call(application) == Outcome::Admitted;
        return passed;
    }
    void settle(Admission& x, const Measure& actual)
    {
        counters->settle(x, actual, counters->now());
    }
    [[nodiscard]] const Decision& decision(std::string_view id) const
    {
        for (const auto& one : last.decisions) {
            if (one.rule->source.id == id)
                return one;
        }
        qFatal("no decision of %s", std::string(id).c_str());
    }

    ManualClock clock;
    std::unique_ptr<Counters> counters;
    std::shared_ptr<const BoundRules> bound;
    std::vector<std::shared_ptr<const BoundRules>> older;
    Admission last;
};

} // namespace gatehouse::limits::test
