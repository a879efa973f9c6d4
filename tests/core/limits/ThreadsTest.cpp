// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Rules.h"

#include <barrier>
#include <thread>

using namespace gatehouse;
using namespace gatehouse::limits;
using namespace gatehouse::limits::test;
using model::LimitUnit;

namespace {

constexpr int kThreads = 64;

/// Runs the function on 64 threads that start together, and adds up what they return.
template <typename Function>
int together(Function&& function)
{
    std::barrier start(kThreads);
    std::atomic<int> sum{0};
    std::vector<std::jthread> threads;
    threads.reserve(kThreads);
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back([&, i] {
            start.arrive_and_wait();
            sum += function(i);
        });
    }
    threads.clear();
    return sum;
}

} // namespace

/// Many threads at once: N callers against a limit of L get exactly L.
class ThreadsTest : public QObject
{
    Q_OBJECT

private:
    static int passing(Bench& bench, std::string_view application, int tries)
    {
        int passed = 0;
        Admission x;
        for (int i = 0; i < tries; ++i)
            passed += bench.counters->decide(*bench.bound, Stage::Exchange, caller(application),
                                             {.inputTokens = 1}, bench.counters->now(),
                                             x) == Outcome::Admitted;
        return passed;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }

    void bugs1And2SixtyFourThreadsGetExactlyTheLimit_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("average") << 0;
        QTest::newRow("window") << 1;
        QTest::newRow("calendar") << 2;
        QTest::newRow("in flight") << 3;
        QTest::newRow("tokens") << 4;
    }

    void bugs1And2SixtyFourThreadsGetExactlyTheLimit()
    {
        QFETCH(int, kind);
        const std::vector<model::LimitRule> rules{
            rule("r", average(1000, 24h, 1000)),
            rule("r", model::WindowPromise{1000, 24h}),
            rule("r", model::CalendarPromise{1000, model::CalendarPeriod::Day, "UTC"}),
            rule("r", model::InFlightPromise{1000}, LimitUnit::InFlight),
            rule("r", average(1000, 24h, 1000), LimitUnit::Tokens),
        };
        Bench bench({rules[static_cast<std::size_t>(kind)]});
        QCOMPARE(together([&](int) { return passing(bench, "web", 1000); }), 1000);
    }

    /// 10,000 trials, each a counter of its own that all threads reach for at once.
    void tenThousandTimesExactlyTheLimit()
    {
        Bench bench({rule("r", average(7, 24h, 7))});
        std::vector<std::string> names;
        for (int i = 0; i < 10'000; ++i)
            names.push_back("a" + std::to_string(i));
        std::vector<std::atomic<int>> passed(names.size());
        together([&](int) {
            for (std::size_t i = 0; i < names.size(); ++i)
                passed[i] += passing(bench, names[i], 1);
            return 0;
        });
        for (const auto& count : passed)
            QCOMPARE(count.load(), 7);
        QCOMPARE(bench.counters->totals().counters, std::uint64_t{10'000});
    }

    /// A caller whose own limit is used up takes nothing from the limit that all share, not even
    /// for a moment: the others get all of it.
    void refusedCallersTakeNothingFromOthers()
    {
        auto own = rule("own", average(10, 24h, 10));
        auto all = rule("all", average(640, 24h, 640), LimitUnit::Requests, {});
        for (int trial = 0; trial < 20; ++trial) {
            Bench bench({own, all});
            std::vector<std::string> names;
            for (int i = 0; i < kThreads; ++i)
                names.push_back("a" + std::to_string(i));
            const int passed = together(
                [&](int i) { return passing(bench, names[static_cast<std::size_t>(i)], 100); });
            QCOMPARE(passed, 640);
        }
    }

    void reservationsComeAndGoWithoutALoss()
    {
        Bench bench({rule("slots", model::InFlightPromise{5}, LimitUnit::InFlight),
                     rule("tokens", average(1e9, 24h, 1e9), LimitUnit::Tokens),
                     rule("window", model::WindowPromise{1e9, 24h}, LimitUnit::Tokens),
                     rule("month", model::CalendarPromise{1e9, model::CalendarPeriod::Month, "UTC"},
                          LimitUnit::Tokens)});
        std::atomic<int> flying{0};
        std::atomic<bool> tooMany{false};
        const int settled = together([&](int i) {
            int count = 0;
            for (int call = 0; call < 300; ++call) {
                Admission x;
                if (bench.counters->decide(*bench.bound, Stage::Exchange, caller("web"),
                                           {.inputTokens = 50}, bench.counters->now(),
                                           x) != Outcome::Admitted)
                    continue;
                if (++flying > 5)
                    tooMany = true;
                --flying;
                if ((call + i) % 3 == 0) {
                    bench.counters->refund(x, bench.counters->now());
                } else {
                    bench.settle(x, {.inputTokens = 7});
                    ++count;
                }
            }
            return count;
        });
        QVERIFY(!tooMany);
        QVERIFY(settled > 0);
        for (const char* id : {"tokens", "window", "month"})
            QCOMPARE(bench.counters->list(id, 1).at(0).reading.used, Amount{7} * settled);
        QCOMPARE(bench.counters->list("slots", 1).size(), std::size_t{0});
    }

    /// Bug 18 under load: edits, sweeps and callers at the same time; nothing is lost or invented.
    void editsUnderLoadKeepTheCount()
    {
        Bench bench({rule("r", average(1e9, 24h, 1e9))}, {}, 8192);
        std::atomic<bool> done{false};
        std::jthread editor([&] {
            for (int i = 0; !done; ++i) {
                auto set = RuleSet::compile(std::vector{
                    i % 2 == 0 ? rule("r", model::CalendarPromise{1e9, model::CalendarPeriod::Month,
                                                                  "UTC"})
                               : rule("r", average(1e6 + i, 24h, 1e9))});
                bench.older.push_back(bench.counters->adopt(*set));
                std::this_thread::yield();
            }
        });
        const int passed =
            together([&](int i) { return passing(bench, i % 2 == 0 ? "web" : "shop", 2000); });
        done = true;
        editor.join();
        QCOMPARE(passed, kThreads * 2000);
        Amount used = 0;
        for (const auto& view : bench.counters->list("r", 10))
            used += view.reading.used;
        QCOMPARE(used, Amount{passed});
    }
};

QTEST_APPLESS_MAIN(ThreadsTest)
#include "ThreadsTest.moc"
