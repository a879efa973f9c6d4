// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Rules.h"

#include <random>

using namespace gatehouse;
using namespace gatehouse::limits;
using namespace gatehouse::limits::test;
using model::LimitAction;
using model::LimitUnit;

namespace {

struct Waiting : Waiter
{
    void granted() override { ++grants; }
    int grants = 0;
};

class Headers final : public HeaderSource
{
public:
    std::map<std::string, std::string, std::less<>> fields;
    [[nodiscard]] std::string_view header(std::string_view name) const override
    {
        const auto found = fields.find(name);
        return found == fields.end() ? std::string_view{} : std::string_view(found->second);
    }
};

} // namespace

/// Decisions over all rules: what the gateway asks for. Tests named `bugN...` are mistakes that
/// other gateways have made.
class CountersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }

    void oneRuleOneCounterAPartition()
    {
        Bench bench({rule("rpm", average(60, 1min, 5))});
        QCOMPARE(bench.passing("web", 9), 5);
        QCOMPARE(bench.passing("shop", 9), 5);
        QCOMPARE(bench.last.decisions.size(), std::size_t{1});
        const auto& decision = bench.decision("rpm");
        QCOMPARE(decision.verdict, Verdict::Refused);
        QCOMPARE(decision.partition, std::string("shop"));
        QCOMPARE(decision.used, Amount{5});
        QCOMPARE(decision.limit, Amount{5});
        QCOMPARE(decision.remaining, Amount{0});
        QVERIFY(decision.retryAfter > 999ms && decision.retryAfter <= 1s);
        // Whoever waits as long as he was told gets through, and not a nanosecond earlier.
        bench.clock.advance(decision.retryAfter - 1ns);
        QCOMPARE(bench.call("shop"), Outcome::Refused);
        bench.clock.advance(1ns);
        QCOMPARE(bench.call("shop"), Outcome::Admitted);
    }

    void bug4InFlightReturnsToZeroHoweverAnExchangeEnds()
    {
        Bench bench({rule("slots", model::InFlightPromise{2}, LimitUnit::InFlight)});
        std::vector<Admission> held(2);
        for (auto& x : held) {
            QCOMPARE(bench.call("web"), Outcome::Admitted);
            x = std::move(bench.last);
        }
        QCOMPARE(bench.call("web"), Outcome::Refused);
        bench.settle(held[0], {});
        bench.counters->refund(held[1], bench.counters->now());
        // Once more does nothing.
        bench.settle(held[0], {});
        QCOMPARE(bench.counters->list("slots", 10).size(), std::size_t{0});
        QCOMPARE(bench.passing("web", 5), 2);
    }

    void bug5ARefusalByOneRuleChargesNoOther()
    {
        auto all = rule("all", average(100, 1h, 100), LimitUnit::Requests, {});
        auto tight = rule("tight", model::WindowPromise{1, 1h});
        auto day = rule("day", model::CalendarPromise{50, model::CalendarPeriod::Day, "UTC"});
        auto places = rule("slots", model::InFlightPromise{9}, LimitUnit::InFlight);
        Bench bench({all, tight, day, places});
        QCOMPARE(bench.call("web"), Outcome::Admitted);
        for (int i = 0; i < 200; ++i)
            QCOMPARE(bench.call("web"), Outcome::Refused);
        QCOMPARE(bench.decision("all").used, Amount{1});
        QCOMPARE(bench.decision("day").used, Amount{1});
        QCOMPARE(bench.decision("slots").used, Amount{1});
        QCOMPARE(bench.passing("shop", 1), 1);
    }

    void bug6TwoRulesOfOneKeyCountOnceEach()
    {
        Bench bench({rule("one", average(10, 1h, 10)), rule("two", average(10, 1h, 10))});
        QCOMPARE(bench.passing("web", 30), 10);
    }

    void bug7UnitsHaveClocksOfTheirOwn()
    {
        Bench bench({rule("rpm", average(10, 1min, 10)),
                     rule("tpm", average(1000, 1h, 1000), LimitUnit::Tokens)});
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(bench.call("web", {.inputTokens = 100}), Outcome::Admitted);
            bench.settle(bench.last, {.inputTokens = 100});
        }
        bench.clock.advance(1min);
        QCOMPARE(bench.call("web", {.inputTokens = 100}), Outcome::Refused);
        QCOMPARE(bench.last.decisions.front().rule->source.id, std::string("tpm"));
        QCOMPARE(bench.decision("rpm").used, Amount{0});
        QCOMPARE(bench.call("web", {.inputTokens = 10}), Outcome::Admitted);
    }

    void bug8TokensAreReservedBeforeTheCall()
    {
        Bench bench({rule("tpm", average(1000, 1h, 1000), LimitUnit::Tokens)});
        std::vector<Admission> flying;
        while (bench.call("web", {.inputTokens = 50, .outputTokens = 150}) == Outcome::Admitted)
            flying.push_back(std::move(bench.last));
        QCOMPARE(flying.size(), std::size_t{5});
        for (auto& x : flying)
            bench.settle(x, {.inputTokens = 40, .outputTokens = 20});
        QCOMPARE(bench.call("web"), Outcome::Admitted); // costs nothing here
        QCOMPARE(bench.decision("tpm").used, Amount{300});
    }

    void bug9WhatIsChargedIsTheUsageThatWasReported()
    {
        std::mt19937 random(11);
        const auto day = model::CalendarPromise{1e9, model::CalendarPeriod::Day, "UTC"};
        Bench bench({rule("in", day, LimitUnit::InputTokens),
                     rule("out", day, LimitUnit::OutputTokens),
                     rule("all", model::WindowPromise{1e9, 1h}, LimitUnit::Tokens),
                     rule("usd", model::CalendarPromise{1000, model::CalendarPeriod::Day, "UTC"},
                          LimitUnit::CostUsd),
                     rule("bytes", average(1e9, 1h, 1e9), LimitUnit::Bytes)});
        Amount in = 0, out = 0, cost = 0;
        for (int i = 0; i < 500; ++i) {
            QCOMPARE(
                bench.call(
                    "web",
                    {.inputTokens = 10, .outputTokens = 500, .costNanoUsd = 77'777, .bytes = 30}),
                Outcome::Admitted);
            const Measure actual{1, static_cast<Amount>(random() % 1000),
                                 static_cast<Amount>(random() % 1000),
                                 static_cast<Amount>(random() % 1'000'000), 30};
            in += actual.inputTokens;
            out += actual.outputTokens;
            cost += actual.costNanoUsd;
            bench.settle(bench.last, actual);
        }
        const auto used = [&](const char* id) {
            return bench.counters->list(id, 1).at(0).reading.used;
        };
        QCOMPARE(used("in"), in);
        QCOMPARE(used("out"), out);
        QCOMPARE(used("all"), in + out);
        QCOMPARE(used("usd"), cost);
        QCOMPARE(used("bytes"), Amount{500 * 30});
    }

    void bug10And11TheRecordNamesTheRuleThatRefuses()
    {
        Bench bench({rule("wide", average(1000, 1h, 1000)), rule("narrow", average(3, 1h, 3)),
                     rule("middle", average(100, 1h, 100))});
        QCOMPARE(bench.passing("web", 5), 3);
        const auto& first = bench.last.decisions.front();
        QCOMPARE(first.rule->source.id, std::string("narrow"));
        QCOMPARE(first.verdict, Verdict::Refused);
        QCOMPARE(first.used, Amount{3});
        QCOMPARE(first.remaining, Amount{0}); // never below
        // Every rule that matches is told, the tightest first.
        QCOMPARE(bench.last.decisions.size(), std::size_t{3});
        QCOMPARE(bench.last.decisions[1].rule->source.id, std::string("middle"));
        QCOMPARE(bench.last.decisions[2].rule->source.id, std::string("wide"));
        QCOMPARE(bench.last.decisions[2].remaining, Amount{997});
    }

    void bug12IdleCountersAreDroppedOnlyWhenFullAgain()
    {
        Bench bench({rule("slow", average(1, 1s, 100))}, {}, 4096);
        QCOMPARE(bench.passing("victim", 200), 100);
        // A storm of strangers asks for every place there is.
        const auto storm = [&](const char* name) {
            for (int i = 0; i < 20'000; ++i)
                static_cast<void>(bench.call(name + std::to_string(i)));
        };
        bench.clock.advance(2500ms);
        for (int i = 0; i < 3'000; ++i)
            static_cast<void>(bench.call("a" + std::to_string(i)));
        QCOMPARE(bench.passing("victim", 200), 2);
        bench.clock.advance(2s);
        storm("b");
        QVERIFY(bench.counters->totals().dropped > 0);
        QCOMPARE(bench.passing("victim", 200), 2);
    }

    void bug17MemoryIsBoundedAndHotKeysAreKept()
    {
        auto strict = rule("each", average(5, 1h, 5));
        Bench bench({strict}, {}, 8192);
        QCOMPARE(bench.passing("hot", 9), 5);
        int passed = 0;
        for (int i = 0; i < 1'000'000; ++i)
            passed += bench.call("stranger" + std::to_string(i)) == Outcome::Admitted;
        // Nobody is idle yet, so what finds no place shares the rule's common counter.
        QVERIFY(bench.counters->totals().counters <= 8192);
        QVERIFY(bench.counters->totals().bytes < 3u << 20);
        QVERIFY(bench.counters->totals().overflowed > 900'000);
        QVERIFY(passed < 8192 + 10);
        QCOMPARE(bench.passing("hot", 9), 0);
        bench.clock.advance(2h);
        for (int i = 0; i < 1'000'000; ++i)
            QVERIFY(bench.call("later" + std::to_string(i % 3000)) != Outcome::Waits);
        QVERIFY(bench.counters->totals().dropped > 2000);
    }

    void bug15StepsOfTheWallClockDoNotTouchRates()
    {
        Bench bench(
            {rule("rpm", average(60, 1min, 3)), rule("any", model::WindowPromise{3, 1min})});
        QCOMPARE(bench.passing("web", 9), 3);
        auto now = bench.counters->now();
        for (const auto step : {-100h, 100h}) {
            now.wall += step;
            QCOMPARE(bench.counters->decide(*bench.bound, Stage::Exchange, caller("web"), {}, now,
                                            bench.last),
                     Outcome::Refused);
        }
    }

    void bug18EditingARuleKeepsItsCount()
    {
        const auto tokens = LimitUnit::Tokens;
        Bench bench({rule("r", average(600, 1h, 600), tokens)});
        const auto use = [&](Amount amount) {
            QCOMPARE(bench.call("web", {.inputTokens = amount}), Outcome::Admitted);
            bench.settle(bench.last, {.inputTokens = amount});
        };
        const auto used = [&] { return bench.counters->list("r", 1).at(0).reading.used; };
        use(400);
        bench.adopt({rule("r", average(2'000'000, 1h, 1000), tokens)});
        QCOMPARE(used(), Amount{400});
        // An exchange that began before the edit ends after it, with the rules of then.
        QCOMPARE(bench.call("web", {.inputTokens = 100}), Outcome::Admitted);
        auto flying = std::move(bench.last);
        bench.adopt(
            {rule("r", model::CalendarPromise{5000, model::CalendarPeriod::Month, "UTC"}, tokens)});
        bench.settle(flying, {.inputTokens = 7});
        QVERIFY(used() >= 400 && used() <= 507);
        const auto before = used();
        bench.adopt({rule("r", model::WindowPromise{5000, 1h}, tokens)});
        QCOMPARE(used(), before);
        bench.adopt({rule("r", average(5000, 1h, 5000), tokens)});
        QCOMPARE(used(), before);
        // To empty it is an action of its own.
        QVERIFY(bench.counters->reset("r"));
        QCOMPARE(bench.counters->list("r", 1).size(), std::size_t{0});
        QVERIFY(!bench.counters->reset("unknown"));
        // Another unit, or no rule any more: what was counted means nothing.
        use(10);
        bench.adopt({rule("r", average(5000, 1h, 5000), LimitUnit::Requests)});
        QCOMPARE(bench.counters->list("r", 1).size(), std::size_t{0});
        QCOMPARE(bench.call("web"), Outcome::Admitted);
        bench.adopt({});
        QCOMPARE(bench.call("web"), Outcome::Admitted);
        QVERIFY(bench.last.decisions.empty());
        QCOMPARE(bench.counters->totals().counters, std::uint64_t{0});
    }

    void anExchangeOfTheOldRulesCountsByTheNew()
    {
        Bench bench({rule("r", average(10, 1h, 10))});
        const auto old = bench.bound;
        QCOMPARE(bench.passing("web", 4), 4);
        bench.adopt({rule("r", average(10'000'000, 1h, 6))});
        Admission x;
        const auto decide = [&] {
            return bench.counters->decide(*old, Stage::Exchange, caller("web"), {},
                                          bench.counters->now(), x);
        };
        QCOMPARE(decide(), Outcome::Admitted);
        QCOMPARE(decide(), Outcome::Admitted);
        QCOMPARE(decide(), Outcome::Refused);
        QCOMPARE(bench.passing("web", 4), 0);
    }

    void shadowCountsAsIfEnforcedAndRefusesNothing()
    {
        auto shadow = rule("shadow", average(2, 1h, 2));
        shadow.action = LimitAction::Shadow;
        Bench bench({shadow, rule("real", average(5, 1h, 5))});
        QCOMPARE(bench.passing("web", 9), 5);
        QCOMPARE(bench.decision("shadow").verdict, Verdict::WouldRefuse);
        QCOMPARE(bench.decision("shadow").mode, Mode::Shadow);
        QCOMPARE(bench.decision("shadow").used, Amount{2});
        QCOMPARE(bench.last.decisions.front().rule->source.id, std::string("real"));
    }

    void aRampRefusesItsShare()
    {
        auto ramp = rule("ramp", average(1, 24h, 1));
        ramp.enforce = 25;
        Bench bench({ramp});
        int refused = 0;
        for (std::uint32_t i = 0; i < 1000; ++i) {
            auto facts = caller("web");
            facts.lot = i % 100;
            refused += bench.call(facts) == Outcome::Refused;
        }
        QCOMPARE(refused, 250 - 1);
        QCOMPARE(bench.decision("ramp").mode, Mode::Ramp);
    }

    void queuedCallsLeaveInTurnAndAreBounded()
    {
        auto queue = rule("q", average(10, 1s, 1));
        queue.action = LimitAction::Queue;
        queue.queue = {.wait = 350ms, .length = 10};
        Bench bench({queue});
        const auto begin = bench.counters->now().ledger;
        std::vector<Admission> waiting;
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(bench.call("web"), Outcome::Admitted);
            const auto at = bench.last.releaseAt == 0 ? 0 : bench.last.releaseAt - begin;
            QVERIFY2(std::abs(at - i * 100'000'000) < 10, qPrintable(QString::number(at)));
            waiting.push_back(std::move(bench.last));
        }
        // The fifth would wait for 400 ms. Others have a queue of their own.
        QCOMPARE(bench.call("web"), Outcome::Refused);
        QCOMPARE(bench.call("shop"), Outcome::Admitted);
        QCOMPARE(bench.last.releaseAt, LedgerTime{0});
        // Who leaves while he waits gives his place back.
        bench.counters->refund(waiting.back(), bench.counters->now());
        QCOMPARE(bench.call("web"), Outcome::Admitted);
    }

    void theQueueHasALength()
    {
        auto queue = rule("q", model::WindowPromise{1, 10ms});
        queue.action = LimitAction::Queue;
        queue.queue = {.wait = 1min, .length = 3};
        Bench bench({queue});
        QCOMPARE(bench.passing("web", 10), 4);
        bench.counters->waited(bench.last);
    }

    void placesInFlightAreHandedOnInTurn()
    {
        auto places = rule("slots", model::InFlightPromise{1}, LimitUnit::InFlight);
        places.action = LimitAction::Queue;
        places.queue.length = 2;
        Bench bench({places, rule("rpm", average(100, 1h, 100))});
        QCOMPARE(bench.call("web"), Outcome::Admitted);
        auto running = std::move(bench.last);
        Waiting first, second, third;
        QCOMPARE(bench.call(caller("web"), {}, &first), Outcome::Waits);
        QCOMPARE(bench.call(caller("web"), {}, &second), Outcome::Waits);
        QCOMPARE(bench.call(caller("web"), {}, &third), Outcome::Refused);
        QCOMPARE(bench.call(caller("web")), Outcome::Refused); // cannot wait
        QCOMPARE(bench.decision("rpm").used, Amount{1});       // waiting costs nothing
        bench.settle(running, {});
        QCOMPARE(first.grants, 1);
        QCOMPARE(second.grants, 0);
        // Nobody overtakes.
        QCOMPARE(bench.call(caller("web")), Outcome::Refused);
        Admission x;
        QCOMPARE(bench.counters->decideGranted(*bench.bound, Stage::Exchange, caller("web"), {},
                                               bench.counters->now(), x, first),
                 Outcome::Admitted);
        QCOMPARE(x.charges.size(), std::size_t{2});
        bench.settle(x, {});
        QCOMPARE(second.grants, 1);
        // He has gone just now: the place is free again.
        bench.counters->leave(second);
        QCOMPARE(bench.passing("web", 3), 1);
    }

    void aGrantedPlaceIsGivenUpWhereAnotherRuleRefuses()
    {
        auto places = rule("slots", model::InFlightPromise{1}, LimitUnit::InFlight);
        places.action = LimitAction::Queue;
        Bench bench({places, rule("rpm", average(2, 1h, 2))});
        QCOMPARE(bench.call("web"), Outcome::Admitted);
        auto running = std::move(bench.last);
        Waiting waiter;
        QCOMPARE(bench.call(caller("web"), {}, &waiter), Outcome::Waits);
        auto* const both = &bench;
        both->adopt({places, rule("rpm", average(1, 1h, 1))});
        bench.settle(running, {});
        QCOMPARE(waiter.grants, 1);
        QCOMPARE(bench.counters->decideGranted(*bench.bound, Stage::Exchange, caller("web"), {},
                                               bench.counters->now(), bench.last, waiter),
                 Outcome::Refused);
        QVERIFY(bench.last.charges.empty());
        QCOMPARE(bench.counters->list("slots", 9).size(), std::size_t{0});
    }

    void whoeverLacksAnIdentityIsCountedAsTheRuleSays()
    {
        auto byIp = rule("ip", average(2, 1h, 2));
        auto shared = rule("shared", average(3, 1h, 3));
        shared.missing = model::MissingIdentity::Shared;
        auto strict = rule("strict", average(9, 1h, 9));
        strict.missing = model::MissingIdentity::Refuse;
        const auto from = [](std::string_view address) {
            Facts facts;
            facts.set(Dimension::Ip, address);
            return facts;
        };
        Bench bench({byIp});
        // One IPv6 network is one caller.
        QCOMPARE(bench.call(from("2001:db8:1:2::1")), Outcome::Admitted);
        QCOMPARE(bench.call(from("2001:db8:1:2:ffff::9")), Outcome::Admitted);
        QCOMPARE(bench.call(from("2001:db8:1:2::77")), Outcome::Refused);
        QCOMPARE(bench.call(from("2001:db8:1:3::1")), Outcome::Admitted);
        QCOMPARE(bench.call(from("192.0.2.1")), Outcome::Admitted);
        QCOMPARE(bench.decision("ip").partition, std::string("- · 192.0.2.1"));
        bench.adopt({shared});
        for (int i = 0; i < 3; ++i)
            QCOMPARE(bench.call(from("192.0.2." + std::to_string(i))), Outcome::Admitted);
        QCOMPARE(bench.call(from("192.0.2.99")), Outcome::Refused);
        bench.adopt({strict});
        QCOMPARE(bench.call(from("192.0.2.1")), Outcome::Refused);
        QVERIFY(bench.decision("strict").missingIdentity);
        QCOMPARE(bench.decision("strict").retryAfter, Duration::max());
        QCOMPARE(bench.call("web"), Outcome::Admitted);
    }

    void rulesMatchWhatTheySayAndReplaceOthersByName()
    {
        auto all = rule("all", average(10, 1h, 10), LimitUnit::Requests, {});
        auto web = rule("web", average(20, 1h, 20));
        web.match["application"] = {"web", "shop"};
        web.replaces = {"all"};
        auto net = rule("net", average(1, 1h, 1), LimitUnit::Requests, {"ip"});
        net.match["ip"] = {"198.51.100.0/24", "2001:db8::/32"};
        auto header = rule("beta", average(1, 1h, 1), LimitUnit::Requests, {"header:X-Group"});
        header.match["header"] = {"X-Beta: yes"};
        auto provider = rule("key", average(1, 1h, 1), LimitUnit::Requests, {"provider_key"});
        Bench bench({all, web, net, header, provider});
        QCOMPARE(bench.call("other"), Outcome::Admitted);
        QCOMPARE(bench.last.decisions.size(), std::size_t{1});
        QCOMPARE(bench.passing("web", 30), 20);
        QCOMPARE(bench.last.decisions.size(), std::size_t{1});
        QCOMPARE(bench.decision("web").partition, std::string("web"));
        auto facts = caller("other");
        facts.set(Dimension::Ip, "198.51.100.9");
        QCOMPARE(bench.call(facts), Outcome::Admitted);
        QCOMPARE(bench.call(facts), Outcome::Refused);
        QCOMPARE(bench.last.decisions.front().rule->source.id, std::string("net"));
        Headers headers;
        headers.fields = {{"x-beta", "yes"}, {"x-group", "g1"}};
        facts = caller("other");
        facts.headers = &headers;
        QCOMPARE(bench.call(facts), Outcome::Admitted);
        QCOMPARE(bench.decision("beta").partition, std::string("g1"));
        QCOMPARE(bench.call(facts), Outcome::Refused);
        // Rules of providers are decided where the target is known.
        facts = caller("other");
        facts.set(Dimension::ProviderKey, "main");
        Admission x;
        for (const auto want : {Outcome::Admitted, Outcome::Refused})
            QCOMPARE(bench.counters->decide(*bench.bound, Stage::Target, facts, {},
                                            bench.counters->now(), x),
                     want);
    }

    void aCallThatCostsNothingIsToldAndNeverRefused()
    {
        Bench bench({rule("tpm", average(100, 1h, 100), LimitUnit::Tokens)});
        QCOMPARE(bench.call("web", {.inputTokens = 100}), Outcome::Admitted);
        QCOMPARE(bench.call("web", {.inputTokens = 1}), Outcome::Refused);
        QCOMPARE(bench.call("web"), Outcome::Admitted);
        QCOMPARE(bench.decision("tpm").remaining, Amount{0});
    }

    void anEstimateAboveTheLimitTakesTheWholeCounter()
    {
        Bench bench({rule("tpm", average(100, 1h, 100), LimitUnit::Tokens),
                     rule("none", average(1, 1h, 1), LimitUnit::Tokens, {"team"})});
        QCOMPARE(bench.call("web", {.inputTokens = 5000}), Outcome::Admitted);
        QCOMPARE(bench.decision("tpm").remaining, Amount{0});
        auto flying = std::move(bench.last);
        QCOMPARE(bench.call("web", {.inputTokens = 1}), Outcome::Refused);
        bench.settle(flying, {.inputTokens = 20});
        QCOMPARE(bench.call(caller("web"), {.inputTokens = 0}), Outcome::Admitted);
        QCOMPARE(bench.decision("tpm").remaining, Amount{80});
    }

    void aLimitOfNothingRefusesForEver()
    {
        Bench bench({rule("no", average(0, 1h, 0))});
        QCOMPARE(bench.call("web"), Outcome::Refused);
        QCOMPARE(bench.decision("no").retryAfter, Duration::max());
    }
};

QTEST_APPLESS_MAIN(CountersTest)
#include "CountersTest.moc"
