// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/Simulation.h"

#include "Traffic.h"

using namespace gatehouse;
using namespace gatehouse::doctor;
using namespace gatehouse::doctor::test;

/// Other rules on the same calls.
class SimulationTest : public QObject
{
    Q_OBJECT

    /// Ten calls at once every second for a minute, of two callers; what is more than five of them
    /// was refused, and half of that asked again.
    static CallLog log()
    {
        CallLog out;
        for (int second = 0; second < 60; ++second) {
            for (int i = 0; i < 10; ++i) {
                auto record = i < 5 ? answered(second * 1000 + i, i < 2 ? "web" : "batch")
                                    : refused(second * 1000 + i, 300, "batch");
                record.question = 1000 * second + i + 1;
                static_cast<void>(out.add(record));
            }
            for (int i = 5; i < 7; ++i) {
                auto again = answered(second * 1000 + 400 + i, "batch");
                again.question = 1000 * second + i + 1;
                static_cast<void>(out.add(again));
            }
        }
        out.finish();
        return out;
    }

    static SimulationWish wish(std::vector<model::LimitRule> before,
                               std::vector<model::LimitRule> after)
    {
        SimulationWish out;
        out.from = kNoon;
        out.to = kNoon + 1min;
        out.before = std::move(before);
        out.after = std::move(after);
        out.points = 60;
        return out;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }

    void tellsTheDifference()
    {
        const auto done = simulate(log(), wish({rpm(7, 1s, 5)}, {rpm(12, 1s, 12)}), kNoon, {});
        QVERIFY(done);
        QCOMPARE(done->count, std::uint64_t{720});
        QCOMPARE(done->retries, std::uint64_t{120});
        QCOMPARE(done->recordedRefused, std::uint64_t{300});
        QCOMPARE(done->before.all.admitted, std::uint64_t{420});
        QCOMPARE(done->before.all.refused, std::uint64_t{300});
        QCOMPARE(done->after.all.refused, std::uint64_t{0});
        QCOMPARE(done->before.rules.at(0).matched, std::uint64_t{720});
        QCOMPARE(done->before.rules.at(0).refused, std::uint64_t{300});
        const auto& worst = done->before.applications.at(0);
        QCOMPARE(worst.id, std::string("batch"));
        QCOMPARE(worst.refused, std::uint64_t{300});
        QCOMPARE(done->before.applications.at(1).refused, std::uint64_t{0});
        QCOMPARE(done->before.refused, std::vector<std::uint64_t>(60, 5));
        QCOMPARE(done->after.admitted, std::vector<std::uint64_t>(60, 12));
    }

    void withoutRetriesLeavesOutWhoAskedAgain()
    {
        auto asked = wish({rpm(7, 1s, 5)}, {rpm(10, 1s, 10)});
        asked.calls = SimulationWish::Calls::WithoutRetries;
        const auto done = simulate(log(), asked, kNoon, {});
        QVERIFY(done);
        QCOMPARE(done->count, std::uint64_t{600});
        QCOMPARE(done->after.all.refused, std::uint64_t{0});
    }

    void findsTheSmallestLimit()
    {
        auto asked = wish({}, {rpm(7, 1s, 7)});
        asked.smallest = SimulationWish::Smallest{"rpm", 0};
        auto done = simulate(log(), asked, kNoon, {});
        QVERIFY(done && done->smallest && done->smallest->limit);
        // Ten at once and two more 0.4 s later, every second.
        QCOMPARE(*done->smallest->limit, 12.0);
        QCOMPARE(done->smallest->refused, std::uint64_t{0});
        asked.smallest->share = 0.25;
        done = simulate(log(), asked, kNoon, {});
        QVERIFY(*done->smallest->limit < 12.0);
        QVERIFY(done->smallest->refused <= 180);
        // One less would refuse more than that.
        const auto less = replayAlone(
            log(), asked, withLimit(asked.after.front(), *done->smallest->limit - 1), {});
        QVERIFY(less->all.refused > 180);
    }

    void showsWhatCallersAskOfARule()
    {
        auto asked = wish({}, {rpm(60, 1min, 7)});
        asked.demand = "rpm";
        const auto done = simulate(log(), asked, kNoon, {});
        QVERIFY(done && done->demand);
        QCOMPARE(done->demand->applications.at("web"), std::vector<limits::Amount>(60, 2));
        QCOMPARE(done->demand->applications.at("batch"), std::vector<limits::Amount>(60, 8));
        QCOMPARE(done->demand->retries, std::vector<limits::Amount>(60, 2));
        QCOMPARE(*done->demand->limitPerStep, 1.0);
    }

    void smallestLimitOfARuleThatNobodyMeetsIsNone()
    {
        auto stranger = rpm(1, 1s, 1);
        stranger.match["application"] = {"nobody"};
        auto asked = wish({}, {stranger});
        asked.smallest = SimulationWish::Smallest{"rpm", 0};
        const auto done = simulate(log(), asked, kNoon, {});
        QVERIFY(done && done->smallest);
        QVERIFY(!done->smallest->limit);
        QCOMPARE(done->smallest->why.code, std::string("none_meets"));
    }

    /// A counter that the minute before noon filled is full at noon.
    void countersBeginAsTheTrafficBeforeLeavesThem()
    {
        CallLog traffic;
        for (int i = 0; i < 10; ++i)
            static_cast<void>(traffic.add(answered(-5000 + i)));
        static_cast<void>(traffic.add(answered(1000)));
        traffic.finish();
        const auto done = simulate(traffic, wish({}, {rpm(10, 1h, 10)}), kNoon - 1h, {});
        QVERIFY(done);
        QCOMPARE(done->after.all.refused, std::uint64_t{1});
        QCOMPARE(done->after.all.admitted, std::uint64_t{0});
    }

    void aRefusedCallIsTakenForAnAverageOne()
    {
        CallLog traffic;
        for (int i = 0; i < 4; ++i) {
            auto record = answered(i * 1000);
            record.kind = telemetry::ExchangeKind::Ai;
            record.modelAsked = "fast";
            record.provider = "openai";
            record.inputTokens = 10;
            record.outputTokens = 90 + 20 * (i % 2);
            record.bytesIn = 40;
            static_cast<void>(traffic.add(record));
        }
        auto record = refused(5000, 100);
        record.kind = telemetry::ExchangeKind::Ai;
        record.modelAsked = "fast";
        record.bytesIn = 80;
        static_cast<void>(traffic.add(record));
        traffic.finish();
        const auto& call = traffic.calls().back();
        QCOMPARE(call.outputTokens, 100u);
        QCOMPARE(call.inputTokens, 20u);
        QCOMPARE(traffic.value(call, limits::Dimension::Provider), std::string("openai"));
        QCOMPARE(call.serviceMicros, 19'999u);
    }

    void whatNeverMetALimitIsLeftOut()
    {
        CallLog traffic;
        auto stranger = answered(0);
        stranger.status = 401;
        stranger.attempts.clear();
        QCOMPARE(traffic.add(stranger), CallLog::Added::NoCall);
        auto upstreamSays = answered(0);
        upstreamSays.status = 404;
        QCOMPARE(traffic.add(upstreamSays), CallLog::Added::Taken);
        QCOMPARE(traffic.leftOut(), std::size_t{1});
    }

    void takesNoMoreThanItMay()
    {
        CallLog traffic(2);
        QCOMPARE(traffic.add(answered(0)), CallLog::Added::Taken);
        QCOMPARE(traffic.add(answered(1)), CallLog::Added::Taken);
        QCOMPARE(traffic.add(answered(2)), CallLog::Added::Full);
    }

    void stopsWhenNobodyWantsIt()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto done = simulate(log(), wish({}, {rpm(7, 1s, 5)}), kNoon, stop.get_token());
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Unavailable);
    }
};

QTEST_APPLESS_MAIN(SimulationTest)
#include "SimulationTest.moc"
