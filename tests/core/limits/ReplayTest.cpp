// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/Replay.h"

#include "Rules.h"

#include <random>

using namespace gatehouse;
using namespace gatehouse::limits;
using namespace gatehouse::limits::test;
using model::LimitUnit;

namespace {

const Timestamp kStart(std::chrono::hours(24 * 365 * 56));

struct Told
{
    std::size_t index = 0;
    Fate fate = Fate::Admitted;
    Duration waited{};
};

/// Calls of one application, at so many milliseconds after the start, that take so long.
std::vector<Told> replay(std::vector<model::LimitRule> rules,
                         const std::vector<std::pair<int, int>>& calls,
                         const Measure& estimate = {}, const Measure& actual = {})
{
    std::vector<Told> out;
    auto made = Replay::open(*RuleSet::compile(rules), kStart,
                             [&](std::size_t index, Fate fate, Duration waited, auto) {
                                 out.push_back({index, fate, waited});
                             });
    if (!made)
        qFatal("%s", made.error().text().c_str());
    for (const auto& [at, service] : calls) {
        PastCall call;
        call.at = kStart + std::chrono::milliseconds(at);
        call.service = std::chrono::milliseconds(service);
        call.facts = caller("web");
        call.estimate = estimate;
        call.actual = actual;
        (*made)->add(call);
    }
    (*made)->finish();
    std::ranges::sort(out, {}, &Told::index);
    return out;
}

std::vector<int> fates(const std::vector<Told>& told)
{
    std::vector<int> out;
    for (const auto& one : told)
        out.push_back(static_cast<int>(one.fate));
    return out;
}

constexpr int kIn = static_cast<int>(Fate::Admitted);
constexpr int kWaited = static_cast<int>(Fate::Queued);
constexpr int kOut = static_cast<int>(Fate::Refused);

} // namespace

/// Calls of the past under rules of today.
class ReplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }

    /// Random calls under all promises: the replay says what the counters said when they were
    /// asked at these times.
    void saysWhatTheCountersSaid()
    {
        const std::vector<model::LimitRule> rules{
            rule("average", average(50, 1s, 10)),
            rule("window", model::WindowPromise{80, 2s}),
            rule("minute", model::CalendarPromise{900, model::CalendarPeriod::Minute, "UTC"}),
            rule("shared", average(120, 1s, 30), LimitUnit::Requests, {}),
        };
        Bench bench(rules);
        std::mt19937 random(6);
        std::vector<std::string> names{"web", "shop", "batch"};
        std::vector<int> live;
        std::vector<int> replayed(4000, -1);
        auto made = Replay::open(*RuleSet::compile(rules), bench.clock.wall(),
                                 [&](std::size_t index, Fate fate, Duration, auto) {
                                     replayed[index] = static_cast<int>(fate);
                                 });
        QVERIFY(made);
        for (std::size_t i = 0; i < replayed.size(); ++i) {
            bench.clock.advance(std::chrono::microseconds(random() % 12'000));
            const auto facts = caller(names[random() % names.size()]);
            live.push_back(bench.call(facts) == Outcome::Admitted ? kIn : kOut);
            PastCall call;
            call.at = bench.clock.wall();
            call.facts = facts;
            (*made)->add(call);
        }
        (*made)->finish();
        QCOMPARE(replayed, live);
        QVERIFY(std::ranges::count(live, kOut) > 500);
        QVERIFY(std::ranges::count(live, kIn) > 500);
    }

    void aQueueSendsOnWhenThereIsRoom()
    {
        auto one = rule("r", average(10, 1s, 1));
        one.action = model::LimitAction::Queue;
        one.queue = {250ms, 100};
        // 100 ms a call: the second and third wait, the fourth would wait too long.
        const auto told = replay({one}, {{0, 0}, {0, 0}, {0, 0}, {0, 0}});
        QCOMPARE(fates(told), (std::vector{kIn, kWaited, kWaited, kOut}));
        QCOMPARE(std::chrono::round<std::chrono::milliseconds>(told[1].waited), 100ms);
        QCOMPARE(std::chrono::round<std::chrono::milliseconds>(told[2].waited), 200ms);
    }

    void placesInFlightPassFromCallToCall()
    {
        auto one = rule("r", model::InFlightPromise{1}, LimitUnit::InFlight);
        one.action = model::LimitAction::Queue;
        one.queue = {300ms, 100};
        const auto told = replay({one}, {{0, 200}, {50, 200}, {60, 200}, {500, 10}});
        // The third gives up 300 ms after it came, when the second still runs.
        QCOMPARE(fates(told), (std::vector{kIn, kWaited, kOut, kIn}));
        QCOMPARE(told[1].waited, Duration(150ms));
        QCOMPARE(told[2].waited, Duration(300ms));
    }

    void withoutAQueuePlacesAreRefused()
    {
        const auto one = rule("r", model::InFlightPromise{1}, LimitUnit::InFlight);
        QCOMPARE(fates(replay({one}, {{0, 100}, {50, 100}, {150, 10}})),
                 (std::vector{kIn, kOut, kIn}));
    }

    /// 60 are reserved of 100, but 10 are used: the second fits once the first has ended.
    void tokensAreReservedAndThenSettled()
    {
        const auto one = rule("r", average(100, 24h, 100), LimitUnit::Tokens);
        const Measure estimate{.inputTokens = 60};
        const Measure actual{.inputTokens = 10};
        QCOMPARE(fates(replay({one}, {{0, 100}, {50, 100}, {150, 100}}, estimate, actual)),
                 (std::vector{kIn, kOut, kIn}));
    }

    void aTargetsRefusalGivesTheRestBack()
    {
        const auto own = rule("own", average(2, 24h, 2));
        const auto target = rule("target", average(1, 24h, 1), LimitUnit::Requests, {"provider"});
        std::vector<Told> out;
        std::vector<std::string> refusing;
        auto made =
            Replay::open(*RuleSet::compile(std::vector{own, target}), kStart,
                         [&](std::size_t index, Fate fate, Duration waited, auto decisions) {
                             out.push_back({index, fate, waited});
                             for (const auto& decision : decisions) {
                                 if (decision.verdict == Verdict::Refused)
                                     refusing.push_back(decision.rule->source.id);
                             }
                         });
        QVERIFY(made);
        for (int i = 0; i < 4; ++i) {
            PastCall call;
            call.at = kStart + std::chrono::seconds(i);
            call.facts = caller("web");
            if (i < 3)
                call.facts.set(Dimension::Provider, "openai");
            (*made)->add(call);
        }
        (*made)->finish();
        // The second and third are refused by the target and take nothing of the two.
        QCOMPARE(fates(out), (std::vector{kIn, kOut, kOut, kIn}));
        QCOMPARE(refusing, (std::vector<std::string>{"target", "target"}));
    }

    void aReplayThatIsGivenUpFreesWhoWaits()
    {
        auto one = rule("r", model::InFlightPromise{1}, LimitUnit::InFlight);
        one.action = model::LimitAction::Queue;
        int told = 0;
        {
            auto made = Replay::open(*RuleSet::compile(std::vector{one}), kStart,
                                     [&](std::size_t, Fate, Duration, auto) { ++told; });
            QVERIFY(made);
            for (int i = 0; i < 5; ++i) {
                PastCall call;
                call.at = kStart;
                call.service = 1h;
                call.facts = caller("web");
                (*made)->add(call);
            }
        }
        QCOMPARE(told, 1);
    }
};

QTEST_APPLESS_MAIN(ReplayTest)
#include "ReplayTest.moc"
