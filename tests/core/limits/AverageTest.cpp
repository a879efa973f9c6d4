// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/Average.h"

#include <QTest>

#include <deque>
#include <random>

using namespace gatehouse;
using namespace gatehouse::limits;
using namespace std::chrono_literals;

namespace {

__extension__ typedef __int128 Wide;

/// A token bucket in exact fractions: the level in units of one `per` nanosecond.
struct Oracle
{
    Amount limit;
    Amount burst;
    std::int64_t per;
    Wide level = 0;
    LedgerTime last = 0;

    void advance(LedgerTime now)
    {
        const Wide leaked = Wide{now - last} * limit;
        level = leaked > level ? Wide{0} : level - leaked;
        last = now;
    }
    [[nodiscard]] bool fits(Amount cost, Wide slack = 0) const
    {
        return level + Wide{cost} * per <= Wide{burst} * per + slack;
    }
    void charge(Amount cost) { level += Wide{cost} * per; }
};

struct Shape
{
    Amount limit;
    Amount burst;
    Duration per;
    Amount mostCost;
};

const Shape kShapes[]{
    {600, 50, 1min, 1},      {7, 7, 1s, 3},
    {1, 1, 1s, 1},           {2, 2, 1h, 1},
    {1, 3, 24h, 2},          {999'983, 999'983, 1min, 5000},
    {1, 1, 8760h, 1},        {1'000'000'000'000, 1'000'000'000, 1min, 100'000'000},
    {100'000, 1, 1s, 1},     {1'000'000'000'000'000, 1'000'000'000'000'000, 1h, 1'000'000'000'000},
    {3, 1'000'000, 1ms, 77},
};

} // namespace

/// The average promise against an exact bucket.
class AverageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithAnExactBucket()
    {
        for (const auto& shape : kShapes) {
            const Average average(shape.limit, shape.burst, shape.per);
            std::mt19937_64 random(42);
            Oracle oracle{shape.limit, shape.burst, shape.per.count()};
            State state;
            Now now{1, {}};
            // The time is read to a fraction of a unit, and of a nanosecond.
            const Wide slack = Wide{shape.limit} + (shape.per.count() >> 30) + 1;
            const auto step = std::max<std::int64_t>(1, shape.per.count() / shape.limit);
            int passed = 0;
            // A ledger lasts for 2^60 ns.
            for (int i = 0; i < 20'000 && now.ledger < LedgerTime{1} << 60; ++i) {
                now.ledger += static_cast<std::int64_t>(
                    random() % static_cast<std::uint64_t>(2 * step * shape.mostCost));
                if (random() % 50 == 0)
                    now.ledger += shape.per.count() / 3;
                oracle.advance(now.ledger);
                const auto cost =
                    static_cast<Amount>(random() % static_cast<std::uint64_t>(shape.mostCost)) + 1;
                const auto reading = average.read(state, cost, now);
                if (reading.fits) {
                    QVERIFY2(oracle.fits(cost, slack), "passed what the exact bucket refuses");
                    oracle.charge(cost);
                    state = average.charge(state, cost, now);
                    ++passed;
                } else if (oracle.fits(cost)) {
                    // Rounding refuses at most one step of the clock too long.
                    const auto late = reading.readyAt - now.ledger;
                    QVERIFY2(late <= std::max<std::int64_t>(2, step),
                             qPrintable(QString::number(late)));
                } else if (reading.readyAt != kNever) {
                    auto later = oracle;
                    later.advance(reading.readyAt);
                    QVERIFY2(later.fits(cost, slack), "told a time that is too early");
                    QVERIFY(average.read(state, cost, {reading.readyAt, {}}).fits);
                    QVERIFY(!average.read(state, cost, {reading.readyAt - 1, {}}).fits);
                }
            }
            QVERIFY(passed > 10);
        }
    }

    /// Bug 13: a bucket, and the worst case is the documented one.
    void worstCaseInAnyWindowIsBurstPlusLimit()
    {
        const Average average(600, 50, 1min);
        State state;
        std::deque<LedgerTime> passed;
        std::size_t worst = 0;
        for (LedgerTime t = 1; t < LedgerTime{600'000'000'000}; t += 10'000'000) {
            const Now now{t, {}};
            // Silence, then everything at once, again and again.
            if ((t / 70'000'000'000) % 2 == 0)
                continue;
            while (average.read(state, 1, now).fits) {
                state = average.charge(state, 1, now);
                passed.push_back(t);
            }
            while (!passed.empty() && passed.front() < t - 60'000'000'000)
                passed.pop_front();
            worst = std::max(worst, passed.size());
        }
        QCOMPARE(worst, std::size_t{650});
    }

    /// Bug 14: low limits.
    void smallLimitsAreExact()
    {
        for (const Amount limit : {0, 1, 2, 7}) {
            const Average average(limit, limit, 1s);
            State state;
            for (int i = 0; i < limit; ++i) {
                QVERIFY(average.read(state, 1, {5, {}}).fits);
                state = average.charge(state, 1, {5, {}});
            }
            const auto full = average.read(state, 1, {5, {}});
            QVERIFY(!full.fits);
            QCOMPARE(full.used, limit);
            QCOMPARE(full.room, Amount{0});
            if (limit == 0)
                QCOMPARE(full.readyAt, kNever);
            else
                QVERIFY(std::abs(full.readyAt - 5 - 1'000'000'000 / limit) <= 1);
        }
    }

    void whatIsReservedIsChargedWhenItIsSettled()
    {
        const Average average(1000, 1000, 1min);
        State state = average.reserve({}, 900);
        const Now later{30'000'000'000, {}};
        // A reservation does not drain.
        QCOMPARE(average.read(state, 1, later).room, Amount{100});
        state = average.settle(state, 900, 120, later);
        QCOMPARE(average.read(state, 1, later).used, Amount{120});
        // More than was reserved: the debt has to drain before anything passes.
        state = average.settle(average.reserve(state, 100), 100, 3000, later);
        const auto reading = average.read(state, 1, later);
        QVERIFY(!reading.fits);
        QCOMPARE(reading.used, Amount{3120});
        QCOMPARE(average.recovered(average.reserve({}, 10), later).b, std::int64_t{0});
        QCOMPARE(average.read(average.recovered(average.reserve({}, 10), later), 0, later).used,
                 Amount{10});
    }

    void anEditKeepsTheLevel()
    {
        const Average small(600, 50, 1min);
        const Average large(1'000'000'000, 1'000'000'000, 1s);
        const Now now{123'456'789, {}};
        const State state = small.reserve(small.charge({}, 30, now), 5);
        const State moved = large.from(small, state, now);
        QCOMPARE(large.read(moved, 0, now).used, Amount{35});
        QCOMPARE(small.read(small.from(large, moved, now), 0, now).used, Amount{35});
    }
};

QTEST_APPLESS_MAIN(AverageTest)
#include "AverageTest.moc"
