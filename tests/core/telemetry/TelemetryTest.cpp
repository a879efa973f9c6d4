// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/Telemetry.h"

#include "telemetry/TelemetryJson.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>

using namespace gatehouse;
using namespace gatehouse::telemetry;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t kNoon = 1'795'521'600; // 2026-11-24 12:00:00 UTC

RequestRecord record(Timestamp end, std::uint16_t status = 200, std::uint32_t micros = 1000)
{
    RequestRecord r;
    r.id = "01J00000000000000000000000";
    r.start = end - std::chrono::microseconds(micros);
    r.kind = ExchangeKind::Rest;
    r.status = status;
    r.application = "web";
    r.phases.lastByte = micros;
    return r;
}

double value(const std::optional<MetricValues>& values, Metric metric)
{
    return values ? (*values)[static_cast<std::size_t>(metric)] : std::nan("");
}

QJsonObject parsed(const std::string& json)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

/// Collects what goes to the live feed and the history.
struct Collector final : RecordSink
{
    void take(const RecordBatch& batch) override
    {
        const std::lock_guard lock(mutex);
        records.insert(records.end(), batch.begin(), batch.end());
    }
    std::size_t count()
    {
        const std::lock_guard lock(mutex);
        return records.size();
    }
    std::mutex mutex;
    RecordBatch records;
};

} // namespace

/// From the workers' rings to series, totals, top lists and sinks.
class TelemetryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "UTC");
        ::tzset();
    }

    void countsASecond()
    {
        ManualClock clock{Timestamp{std::chrono::seconds(kNoon)}};
        Telemetry telemetry(clock);
        auto shard = telemetry.attachWorker();
        telemetry.setRunning(true);
        shard->active = 3;
        for (const std::uint16_t status : {200, 301, 404, 429, 502})
            QVERIFY(shard->publish(record(clock.wall() + 500ms, status, 2000)));
        clock.advance(1200ms);
        telemetry.poll();
        const auto second = telemetry.finishedSecond();
        QCOMPARE(toUnixMillis(second.time), kNoon * 1000);
        QCOMPARE(value(second.values, Metric::Requests), 5.0);
        QCOMPARE(value(second.values, Metric::Status2xx), 2.0);
        QCOMPARE(value(second.values, Metric::Status4xx), 1.0);
        QCOMPARE(value(second.values, Metric::Status429), 1.0);
        QCOMPARE(value(second.values, Metric::Status5xx), 1.0);
        QVERIFY(std::abs(value(second.values, Metric::RestP50) - 2.0) < 0.02);
        QVERIFY(std::isnan(value(second.values, Metric::FirstTokenP50)));
        const Tick tick = telemetry.tick();
        QCOMPARE(tick.today.requests, 5u);
        QCOMPARE(tick.today.errors5xx, 1u);
        QCOMPARE(tick.now[static_cast<std::size_t>(Metric::Active)], 3.0);
    }

    void aSecondIsFinishedATenthAfterItsEnd()
    {
        ManualClock clock{Timestamp{std::chrono::seconds(kNoon)}};
        Telemetry telemetry(clock);
        telemetry.setRunning(true);
        clock.advance(1050ms);
        QVERIFY(toUnixMillis(telemetry.finishedSecond().time) < kNoon * 1000);
        clock.advance(60ms);
        QCOMPARE(toUnixMillis(telemetry.finishedSecond().time), kNoon * 1000);
    }

    void timeWithoutTheGatewayIsAGap()
    {
        ManualClock clock{Timestamp{std::chrono::seconds(kNoon)}};
        Telemetry telemetry(clock);
        telemetry.setRunning(true);
        clock.advance(5s);
        telemetry.setRunning(false);
        clock.advance(5s);
        telemetry.setRunning(true);
        clock.advance(5200ms);
        const auto range = telemetry.overview(15s, 15).range;
        QCOMPARE(range.points.size(), 15u);
        int zeros = 0;
        int gaps = 0;
        for (const auto& point : range.points)
            point ? ++zeros : ++gaps;
        QCOMPARE(gaps, 4); // of the seconds in which it stopped and started a part was up
        QCOMPARE(zeros, 11);
        QCOMPARE(value(range.points.front(), Metric::Requests), 0.0);
    }

    void oldSecondsAreOverwritten()
    {
        SeriesStore series;
        const Timestamp start{std::chrono::seconds(kNoon)};
        series.count(record(start));
        series.count(record(start + 1h));
        QVERIFY(!series.seconds(kNoon, 1));
        QCOMPARE(value(series.seconds(kNoon + 3600, 1), Metric::Requests), 1.0);
        series.count(record(start)); // late: it no longer has a place among the seconds ...
        QCOMPARE(value(series.seconds(kNoon + 3600, 1), Metric::Requests), 1.0);
        const auto day = series.range(start + 1h + 10s, 2h, 720); // ... but among the ten seconds
        QCOMPARE(day.step, 10s);
        double sum = 0;
        for (const auto& point : day.points)
            sum += point ? value(point, Metric::Requests) : 0;
        QCOMPARE(sum, 3.0); // both steps ran for one second
    }

    void coarsePercentilesComeFromMergedHistograms()
    {
        SeriesStore series;
        const Timestamp start{std::chrono::seconds(kNoon)};
        for (int i = 0; i < 99; ++i)
            series.count(record(start, 200, 1'000));
        series.count(record(start + 9s, 200, 900'000));
        const auto range = series.range(start + 10s, 10s, 1);
        QCOMPARE(range.points.size(), 1u);
        QVERIFY(value(range.points[0], Metric::RestP95) <
                1.1); // an average of both seconds would be 450 ms
    }

    void totalsStartAgainAtMidnight()
    {
        ManualClock clock{Timestamp{std::chrono::seconds(kNoon)}};
        Telemetry telemetry(clock);
        auto shard = telemetry.attachWorker();
        QVERIFY(shard->publish(record(clock.wall())));
        telemetry.poll();
        QCOMPARE(telemetry.tick().today.requests, 1u);
        clock.advance(12h);
        QCOMPARE(telemetry.tick().today.requests, 0u);
        QVERIFY(shard->publish(record(clock.wall() - 1s))); // ended yesterday
        QVERIFY(shard->publish(record(clock.wall())));
        telemetry.poll();
        QCOMPARE(telemetry.tick().today.requests, 1u);
    }

    void aFullRingDropsAndCounts()
    {
        ManualClock clock{Timestamp{std::chrono::seconds(kNoon)}};
        Telemetry telemetry(clock);
        auto shard = telemetry.attachWorker();
        for (std::size_t i = 0; i < WorkerShard::kRingSize; ++i)
            QVERIFY(shard->publish(record(clock.wall())));
        QVERIFY(!shard->publish(record(clock.wall())));
        telemetry.poll();
        QVERIFY(shard->publish(record(clock.wall())));
        shard.reset(); // the worker ends: its last record and its loss stay counted
        telemetry.poll();
        const Counters counters = telemetry.counters();
        QCOMPARE(counters.recordsDropped, 1u);
        QCOMPARE(counters.requests[1][2], WorkerShard::kRingSize + 1);
    }

    void recordsOfAllWorkersComeInTheOrderOfTheirEnds()
    {
        ManualClock clock{Timestamp{std::chrono::seconds(kNoon)}};
        Collector collector;
        Telemetry telemetry(clock);
        telemetry.addSink(collector);
        const auto one = telemetry.attachWorker();
        const auto two = telemetry.attachWorker();
        for (int i = 0; i < 10; ++i)
            QVERIFY((i % 3 == 0 ? one : two)
                        ->publish(record(clock.wall() + std::chrono::milliseconds(i),
                                         static_cast<std::uint16_t>(200 + i))));
        telemetry.poll();
        QCOMPARE(collector.count(), 10u);
        for (std::size_t i = 0; i < 10; ++i)
            QCOMPARE(collector.records[i]->status, 200 + i);
    }

    void whatIsCountedHasBeenHandedOn()
    {
        struct Asking final : RecordSink
        {
            Telemetry* telemetry = nullptr;
            std::uint64_t counted = 1;
            void take(const RecordBatch&) override { counted = telemetry->tick().today.requests; }
        } sink;
        ManualClock clock{Timestamp{std::chrono::seconds(kNoon)}};
        Telemetry telemetry(clock);
        sink.telemetry = &telemetry;
        telemetry.addSink(sink);
        const auto shard = telemetry.attachWorker();
        QVERIFY(shard->publish(record(clock.wall())));
        telemetry.poll();
        QCOMPARE(sink.counted, 0u);
        QCOMPARE(telemetry.tick().today.requests, 1u);
    }

    void theThreadWakesUpForARecord()
    {
        SystemClock clock;
        Collector collector;
        Telemetry telemetry(clock);
        telemetry.addSink(collector);
        auto shard = telemetry.attachWorker();
        telemetry.start();
        for (std::size_t i = 1; i <= 20; ++i) {
            QElapsedTimer timer;
            timer.start();
            QVERIFY(shard->publish(record(clock.wall())));
            QTRY_COMPARE_WITH_TIMEOUT(collector.count(), i, 5000);
            QVERIFY2(timer.elapsed() < 900, "waited for the idle round instead of being woken");
        }
        QVERIFY(shard->publish(record(clock.wall())));
        telemetry.stop();
        QCOMPARE(collector.count(), 21u);
    }

    void anHourCanBeLoadedAtAFixedTime()
    {
        const auto make = []() {
            ManualClock clock{Timestamp{std::chrono::seconds(kNoon)}};
            Telemetry telemetry(clock);
            std::vector<RequestRecord> records;
            for (int i = 0; i < 3600; ++i)
                records.push_back(
                    record(clock.wall() - std::chrono::seconds(i + 1), i % 50 ? 200 : 500));
            telemetry.load(records, clock.wall() - 1h, clock.wall());
            return overviewJson(telemetry.overview(1h, 360), [](const auto&) { return "healthy"; });
        };
        const std::string first = make();
        QCOMPARE(QString::fromStdString(make()), QString::fromStdString(first));
        const QJsonObject json = parsed(first);
        QCOMPARE(json["points"].toInt(), 360);
        QCOMPARE(json["step_ms"].toInt(), 10'000);
        QCOMPARE(json["series"]["requests"].toArray().size(), 360);
        QCOMPARE(json["series"]["requests"][100].toDouble(), 1.0);
        QCOMPARE(json["today"]["requests"].toInt(), 3600);
        QCOMPARE(json["top"]["applications"][0]["id"].toString(), QStringLiteral("web"));
        QCOMPARE(json["top"]["applications"][0]["per_second"].toDouble(),
                 0.983); // 59 of 60 s: the last one is now's
    }

    void theLastHourIsToldByMinutesAndParts()
    {
        ManualClock clock{Timestamp{std::chrono::seconds(kNoon + 30)}};
        Telemetry telemetry(clock);
        std::vector<RequestRecord> records;
        const auto call = [&](std::chrono::seconds ago, const char* application,
                              std::uint16_t status, std::uint32_t micros) {
            RequestRecord r = record(clock.wall() - ago, status, micros);
            r.api = "orders";
            r.application = application;
            records.push_back(std::move(r));
        };
        for (int i = 0; i < 60; ++i) // the minute before noon
            call(31s + std::chrono::seconds(i), "web", 200, 20'000);
        call(40s, "app", 503, 400'000);
        call(41s, "app", 429, 100);
        call(10s, "app", 200, 20'000);    // the minute that runs
        call(2h, "web", 200, 20'000'000); // long ago
        telemetry.load(records, clock.wall() - 1h, clock.wall());

        const QJsonObject all = parsed(usageJson(telemetry.usage(UsageBy::Api)));
        QCOMPARE(all["points"].toInt(), 60);
        QCOMPARE(all["from_ms"].toInteger(), (kNoon - 3600) * 1000);
        const QJsonObject orders = all["items"][0].toObject();
        QCOMPARE(orders["id"].toString(), QStringLiteral("orders"));
        QCOMPARE(orders["parts"].toInt(), 2);
        QCOMPARE(orders["calls"][59].toInt(), 62);
        QCOMPARE(orders["calls"][58].toInt(-1), 0);
        QCOMPARE(orders["failed"][59].toInt(), 1);
        QCOMPARE(orders["refused"][59].toInt(), 1);
        // One call of this minute and half of those before: (1 + 62 / 2) / 60.
        QCOMPARE(orders["per_second"].toDouble(), 0.533);
        QVERIFY(std::abs(orders["p95_ms"].toDouble() - 20) < 1); // neither the refusal nor the past

        const QJsonArray parts =
            parsed(usageJson(telemetry.usage(UsageBy::Api, "orders")))["items"].toArray();
        QCOMPARE(parts.size(), 2);
        QCOMPARE(parts[0]["id"].toString(), QStringLiteral("app"));
        QCOMPARE(parts[0]["calls"][59].toInt(), 2);
        QCOMPARE(parsed(usageJson(telemetry.usage(UsageBy::Application)))["items"].toArray().size(),
                 2);
        QVERIFY(telemetry.usage(UsageBy::Api, "unknown").rows.empty());
    }

    void usageHasRoomForSoManyIds()
    {
        UsageStore store;
        const auto call = [&store](std::size_t id, std::int64_t second) {
            RequestRecord r = record(Timestamp{std::chrono::seconds(second)});
            r.api = "api" + std::to_string(id);
            store.count(r);
        };
        for (std::size_t id = 0; id <= UsageStore::kMaxIds; ++id)
            call(id, kNoon);
        QCOMPARE(store.rows(UsageBy::Api, kNoon).size(), UsageStore::kMaxIds);
        call(UsageStore::kMaxIds, kNoon + 2 * 3600); // the silent ones make room
        QCOMPARE(store.rows(UsageBy::Api, kNoon + 2 * 3600).size(), 1u);
    }

    void aTickSaysWhatTheContractSays()
    {
        ManualClock clock{Timestamp{std::chrono::seconds(kNoon)}};
        Telemetry telemetry(clock);
        telemetry.setRunning(true);
        clock.advance(2s);
        const FinishedSecond second = telemetry.finishedSecond();
        const QJsonObject json = parsed(tickJson(telemetry.tick(), "serving", &second));
        QCOMPARE(json["gateway"].toString(), QStringLiteral("serving"));
        QCOMPARE(json["now"]["requests"].toDouble(-1), 0.0);
        QVERIFY(!json["now"].toObject().contains("rest_p50_ms"));
        QVERIFY(json["second"]["rest_p50_ms"].isNull());
        QCOMPARE(json["second"]["requests"].toDouble(-1), 0.0);
        QVERIFY(!parsed(tickJson(telemetry.tick(), "serving", nullptr)).contains("second"));
    }
};

QTEST_GUILESS_MAIN(TelemetryTest)
#include "TelemetryTest.moc"
