// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Rules.h"

#include <QFile>
#include <QTemporaryDir>

#include <csignal>
#include <cstdio>
#include <random>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace gatehouse;
using namespace gatehouse::limits;
using namespace gatehouse::limits::test;
using model::LimitUnit;

namespace {

constexpr int kThreads = 4;
constexpr Amount kEstimate = 50;
constexpr Amount kActual = 7;

/// Promises that forget nothing while a test lasts.
std::vector<model::LimitRule> lastingRules()
{
    return {rule("month", model::CalendarPromise{1e9, model::CalendarPeriod::Month, "UTC"}),
            rule("tokens", average(1, 24h * 3650, 1e12), LimitUnit::Tokens),
            rule("window", model::WindowPromise{1e9, 24h}),
            rule("slots", model::InFlightPromise{1000}, LimitUnit::InFlight)};
}

/// What the killed process does: calls as fast as it can, and tells each one that was answered.
[[noreturn]] void callForEver(const std::string& path, int tell)
{
    const SystemClock clock;
    auto counters = Counters::open(path, clock, 100'000);
    auto set = RuleSet::compile(lastingRules());
    if (!counters || !set)
        ::_exit(3);
    const auto bound = (*counters)->adopt(*set);
    const auto loop = [&](int thread) {
        const auto name = "a" + std::to_string(thread % 2);
        for (;;) {
            Admission x;
            if ((*counters)->decide(*bound, Stage::Exchange, caller(name),
                                    {.inputTokens = kEstimate}, (*counters)->now(),
                                    x) != Outcome::Admitted)
                ::_exit(4);
            (*counters)->settle(x, {.inputTokens = kActual}, (*counters)->now());
            if (::write(tell, "x", 1) != 1)
                ::_exit(5);
        }
    };
    std::vector<std::jthread> threads;
    for (int i = 1; i < kThreads; ++i)
        threads.emplace_back(loop, i);
    loop(0);
    ::_exit(0);
}

/// Lets a process call, kills it after so many answers, tells how many it had given.
Amount answersUntilKilled(const std::string& path, Amount after)
{
    int ends[2] = {};
    if (::pipe(ends) != 0)
        qFatal("no pipe");
    const auto child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        callForEver(path, ends[1]);
    }
    ::close(ends[1]);
    Amount answers = 0;
    char some[512];
    for (;;) {
        const auto count = ::read(ends[0], some, sizeof some);
        if (count <= 0)
            break;
        answers += count;
        if (answers >= after)
            ::kill(child, SIGKILL);
    }
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (!WIFSIGNALED(status))
        qFatal("the process ended by itself: %d", WEXITSTATUS(status));
    return answers;
}

Amount usedOf(Counters& counters, const char* id)
{
    Amount sum = 0;
    for (const auto& view : counters.list(id, 100))
        sum += view.reading.used;
    return sum;
}

} // namespace

/// The counter file: what survives a kill, a restart, an edit and damage.
class CounterFileTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_path;

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath("counters").toStdString();
    }

    void aKillUnderLoadLosesAndInventsNothing()
    {
        std::mt19937 random(5);
        const SystemClock clock;
        Amount answers = 0;
        Amount unanswered = 0;
        for (int kill = 0; kill < 25; ++kill) {
            answers += answersUntilKilled(m_path, 200 + static_cast<Amount>(random() % 3000));
            unanswered += kThreads; // each thread may have been in the middle of one
            auto counters = Counters::open(m_path, clock, 100'000);
            QVERIFY(counters.has_value());
            QCOMPARE((*counters)->recovery().damaged, std::uint64_t{0});
            QVERIFY((*counters)->recovery().setAside.empty());
            for (const char* id : {"month", "window"}) {
                const auto used = usedOf(**counters, id);
                QVERIFY2(used >= answers, "a charge that was told is lost");
                QVERIFY2(used <= answers + unanswered, "a charge is invented");
            }
            const auto tokens = usedOf(**counters, "tokens");
            QVERIFY(tokens >= answers * kActual);
            QVERIFY(tokens <= answers * kActual + unanswered * (kEstimate + kActual));
            // Nothing is in flight in a new process.
            QCOMPARE(usedOf(**counters, "slots"), Amount{0});
        }
        QVERIFY(answers > 5000);
    }

    void aReservationOpenAtTheEndStaysChargedAndIsTold()
    {
        {
            Bench bench({rule("r", average(1000, 24h, 1000), LimitUnit::Tokens)}, m_path);
            QCOMPARE(bench.call("web", {.inputTokens = 400}), Outcome::Admitted);
        }
        Bench bench({rule("r", average(1000, 24h, 1000), LimitUnit::Tokens)}, m_path);
        QCOMPARE(bench.counters->recovery().unsettled, std::uint64_t{1});
        QCOMPARE(bench.counters->recovery().counters, std::uint64_t{1});
        QCOMPARE(usedOf(*bench.counters, "r"), Amount{400});
        QCOMPARE(bench.call("web", {.inputTokens = 601}), Outcome::Refused);
        QCOMPARE(bench.call("web", {.inputTokens = 600}), Outcome::Admitted);
    }

    void timeGoesOnWhileNobodyServes()
    {
        const auto rules = {rule("r", average(60, 1min, 60))};
        ManualClock clock(Timestamp(1'000'000h));
        auto set = RuleSet::compile(rules);
        const auto use = [&](Duration away, int expected) {
            clock.advance(away);
            auto counters = Counters::open(m_path, clock, 100'000);
            QVERIFY(counters.has_value());
            const auto bound = (*counters)->adopt(*set);
            int passed = 0;
            Admission x;
            while ((*counters)->decide(*bound, Stage::Exchange, caller("web"), {},
                                       (*counters)->now(), x) == Outcome::Admitted)
                ++passed;
            QCOMPARE(passed, expected);
        };
        use(0s, 60);
        use(0s, 0);
        use(10s, 10);
        use(-1h, 0); // set back: nothing is given twice, and nobody is locked out for an hour
        use(5s, 5);
        use(1h, 60);
    }

    void anEditWhileNobodyServesKeepsTheCount()
    {
        {
            Bench bench({rule("r", average(600, 1h, 600)), rule("gone", average(9, 1h, 9)),
                         rule("log", model::WindowPromise{600, 24h})},
                        m_path);
            QCOMPARE(bench.passing("web", 5), 5);
        }
        Bench bench({rule("log", model::CalendarPromise{50, model::CalendarPeriod::Month, "UTC"}),
                     rule("r", average(4'000'000'000, 1h, 6))},
                    m_path);
        QCOMPARE(usedOf(*bench.counters, "r"), Amount{5});
        QCOMPARE(usedOf(*bench.counters, "log"), Amount{5});
        QCOMPARE(bench.passing("web", 5), 1);
        // No chunk of the log and no counter of the rule that is gone is left.
        QCOMPARE(bench.counters->totals().counters, std::uint64_t{2});
    }

    void growsByWhatIsNeededAndComesBackWhole()
    {
        {
            Bench bench({rule("r", average(10, 24h, 10))}, m_path);
            for (int i = 0; i < 30'000; ++i)
                QCOMPARE(bench.call("a" + std::to_string(i)), Outcome::Admitted);
            QVERIFY(QFile(QString::fromStdString(m_path)).size() < 4 << 20);
        }
        Bench bench({rule("r", average(10, 24h, 10))}, m_path);
        QCOMPARE(bench.counters->recovery().counters, std::uint64_t{30'000});
        for (int i = 0; i < 30'000; i += 777)
            QCOMPARE(bench.passing("a" + std::to_string(i), 20), 9);
    }

    void aDamagedCounterIsDroppedAndTheRestStays()
    {
        {
            Bench bench({rule("r", average(10, 24h, 10)), rule("w", model::WindowPromise{10, 24h})},
                        m_path);
            for (int i = 0; i < 100; ++i)
                QCOMPARE(bench.call("a" + std::to_string(i)), Outcome::Admitted);
        }
        // The first counters, behind the head and the table of rules.
        QFile file(QString::fromStdString(m_path));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(4096 + 4096 * 256 + 64));
        QVERIFY(file.write(QByteArray(64 * 3, 'z')) == 64 * 3);
        file.close();
        Bench bench({rule("r", average(10, 24h, 10)), rule("w", model::WindowPromise{10, 24h})},
                    m_path);
        QVERIFY(bench.counters->recovery().damaged >= 1);
        QVERIFY(bench.counters->recovery().counters >= 196);
        QCOMPARE(bench.passing("a99", 20), 9);
    }

    void aFileThatIsNoneIsPutAside()
    {
        QFile file(QString::fromStdString(m_path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write(QByteArray(3 << 20, 'q')) > 0);
        file.close();
        Bench bench({rule("r", average(10, 24h, 10))}, m_path);
        QCOMPARE(bench.counters->recovery().setAside, m_path + ".damaged");
        QVERIFY(QFile::exists(QString::fromStdString(m_path + ".damaged")));
        QCOMPARE(bench.passing("web", 20), 10);
        QVERIFY(bench.counters->sync().has_value());
    }

    void aMillionPartitionsStayUnderAHundredMebibytes()
    {
        for (const bool calendar : {false, true}) {
            const model::Promise promise = calendar ? model::Promise(model::CalendarPromise{
                                                          10, model::CalendarPeriod::Month, "UTC"})
                                                    : model::Promise(average(10, 24h, 10));
            Bench bench({rule("r", promise)}, {}, Counters::kMost);
            for (int i = 0; i < 1'000'000; ++i)
                QCOMPARE(bench.call("partition-" + std::to_string(i)), Outcome::Admitted);
            const auto totals = bench.counters->totals();
            QCOMPARE(totals.counters, std::uint64_t{1'000'000});
            std::printf("1,000,000 partitions, %s: %.1f MiB\n", calendar ? "calendar" : "average",
                        static_cast<double>(totals.bytes) / (1 << 20));
            QVERIFY(totals.bytes < 100u << 20);
        }
    }
};

QTEST_APPLESS_MAIN(CounterFileTest)
#include "CounterFileTest.moc"
