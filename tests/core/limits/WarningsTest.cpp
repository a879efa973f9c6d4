// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Rules.h"

#include "model/Workspace.h"

using namespace gatehouse;
using namespace gatehouse::limits;
using namespace gatehouse::limits::test;

namespace {

model::LimitRule budget(double dollars, model::LimitAction action = model::LimitAction::Refuse)
{
    auto out = rule("usd", model::CalendarPromise{dollars, model::CalendarPeriod::Month, "UTC"},
                    model::LimitUnit::CostUsd, {"team"});
    out.warnAt = {50, 80, 100};
    out.action = action;
    return out;
}

Facts team(std::string_view name)
{
    Facts facts;
    facts.set(Dimension::Team, name);
    return facts;
}

constexpr Amount kCent = 10'000'000;

std::vector<std::uint32_t> percents(Bench& bench)
{
    std::vector<std::uint32_t> out;
    for (const auto& warning : bench.counters->takeWarnings())
        out.push_back(warning.percent);
    return out;
}

} // namespace

/// Budgets: what people are told, and when.
class WarningsTest : public QObject
{
    Q_OBJECT

private:
    static void spend(Bench& bench, std::string_view who, Amount estimate, Amount cost)
    {
        QVERIFY(bench.call(team(who), {.costNanoUsd = estimate}) == Outcome::Admitted);
        bench.settle(bench.last, {.costNanoUsd = cost});
    }

private slots:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }

    void eachMarkIsToldOnceAPeriod()
    {
        Bench bench({budget(1)});
        spend(bench, "core", 10 * kCent, 49 * kCent);
        QVERIFY(percents(bench).empty());
        spend(bench, "core", 10 * kCent, kCent);
        QCOMPARE(percents(bench), std::vector<std::uint32_t>{50});
        spend(bench, "core", 10 * kCent, kCent);
        QVERIFY(percents(bench).empty());
        spend(bench, "core", 10 * kCent, 49 * kCent);
        QCOMPARE(percents(bench), (std::vector<std::uint32_t>{80, 100}));
        bench.clock.advance(31 * 24h);
        spend(bench, "core", 10 * kCent, 60 * kCent);
        QCOMPARE(percents(bench), std::vector<std::uint32_t>{50});
    }
    void whatIsOnlyReservedWarnsOfNothing()
    {
        Bench bench({budget(1)});
        QVERIFY(bench.call(team("core"), {.costNanoUsd = 90 * kCent}) == Outcome::Admitted);
        QVERIFY(percents(bench).empty());
        bench.settle(bench.last, {.costNanoUsd = kCent});
        QVERIFY(percents(bench).empty());
    }
    void aRefusalMeansThatAllIsSpent()
    {
        Bench bench({budget(1)});
        spend(bench, "core", kCent, 97 * kCent);
        QCOMPARE(percents(bench), (std::vector<std::uint32_t>{50, 80}));
        QVERIFY(bench.call(team("core"), {.costNanoUsd = 5 * kCent}) == Outcome::Refused);
        QVERIFY(bench.call(team("core"), {.costNanoUsd = 5 * kCent}) == Outcome::Refused);
        QCOMPARE(percents(bench), std::vector<std::uint32_t>{100});
    }
    void warningsNameTheWholePartition()
    {
        Bench bench({budget(1)});
        const std::string name = "a-team-whose-name-is-longer-than-a-counter-keeps";
        spend(bench, name, kCent, 60 * kCent);
        const auto told = bench.counters->takeWarnings();
        QCOMPARE(told.size(), std::size_t{1});
        QCOMPARE(told[0].partition, name);
        QCOMPARE(told[0].used, 60 * kCent);
        QCOMPARE(told[0].limit, 100 * kCent);
    }
    void aBudgetThatOnlyWarnsCountsOnAndRefusesNobody()
    {
        Bench bench({budget(1, model::LimitAction::Warn)});
        for (int i = 0; i < 3; ++i)
            spend(bench, "core", 60 * kCent, 60 * kCent);
        QCOMPARE(bench.counters->list("usd", 1)[0].reading.used, 180 * kCent);
        QCOMPARE(percents(bench), (std::vector<std::uint32_t>{50, 80, 100}));
        QCOMPARE(bench.decision("usd").verdict, Verdict::WouldRefuse);
    }
    void aLowerLimitIsToldWithTheNextCall()
    {
        Bench bench({budget(10)});
        spend(bench, "core", kCent, 90 * kCent);
        QVERIFY(percents(bench).empty());
        bench.adopt({budget(1)});
        spend(bench, "core", kCent, kCent);
        QCOMPARE(percents(bench), (std::vector<std::uint32_t>{50, 80}));
    }
    void requestsWarnToo()
    {
        auto calls = rule("calls", model::CalendarPromise{4, model::CalendarPeriod::Day, "UTC"});
        calls.warnAt = {75};
        Bench bench({calls});
        QCOMPARE(bench.passing("web", 2), 2);
        QVERIFY(percents(bench).empty());
        QCOMPARE(bench.passing("web", 2), 2);
        QCOMPARE(percents(bench), std::vector<std::uint32_t>{75});
    }
    void nobodyWhoListensMeansABoundedList()
    {
        auto calls = rule("calls", model::CalendarPromise{1, model::CalendarPeriod::Day, "UTC"});
        calls.warnAt = {100};
        Bench bench({calls});
        for (std::size_t i = 0; i < Warnings::kMost + 100; ++i)
            bench.call(std::to_string(i));
        QCOMPARE(bench.counters->takeWarnings().size(), Warnings::kMost);
    }

    void aPlanCountsEachSubscriptionApart()
    {
        model::Workspace workspace;
        workspace.plans.push_back(
            {"gold", "Gold", "", {rule("calls", model::WindowPromise{2, 1h}, {}, {})}});
        Bench bench(model::allRules(workspace));
        const auto facts = [](std::string_view application, std::string_view api,
                              std::string_view plan) {
            auto out = caller(application);
            out.set(Dimension::Api, api);
            out.set(Dimension::Plan, plan);
            return out;
        };
        for (const auto* const api : {"orders", "stock"}) {
            for (const auto* const application : {"web", "app"}) {
                const auto who = facts(application, api, "gold");
                QVERIFY(bench.call(who) == Outcome::Admitted);
                QVERIFY(bench.call(who) == Outcome::Admitted);
                QVERIFY(bench.call(who) == Outcome::Refused);
                QCOMPARE(bench.last.decisions[0].rule->source.id, std::string("gold:calls"));
            }
        }
        QVERIFY(bench.call(facts("web", "orders", "")) == Outcome::Admitted);
        QVERIFY(bench.last.decisions.empty());
    }
    void aPlanMayReplaceALimitOfEverybody()
    {
        model::Workspace workspace;
        workspace.limits = {rule("all", model::WindowPromise{1, 1h})};
        auto own = rule("more", model::WindowPromise{3, 1h}, {}, {});
        own.replaces = {"all"};
        workspace.plans.push_back({"gold", "Gold", "", {own}});
        Bench bench(model::allRules(workspace));
        auto facts = caller("web");
        facts.set(Dimension::Plan, "gold");
        int passed = 0;
        for (int i = 0; i < 5; ++i)
            passed += bench.call(facts) == Outcome::Admitted;
        QCOMPARE(passed, 3);
        QCOMPARE(bench.passing("other", 5), 1);
    }
};

QTEST_APPLESS_MAIN(WarningsTest)
#include "WarningsTest.moc"
