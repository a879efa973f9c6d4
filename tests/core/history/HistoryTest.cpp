// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/History.h"

#include "base/Id.h"
#include "history/Segment.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <future>
#include <sys/wait.h>
#include <unistd.h>

using namespace gatehouse;
using namespace gatehouse::history;
using namespace gatehouse::telemetry;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t kNoonMillis = 1'795'521'600'000; // 2026-11-24 12:00 UTC

std::shared_ptr<RequestRecord> record(Timestamp start, std::uint16_t status = 200,
                                      const std::string& application = "web")
{
    auto r = std::make_shared<RequestRecord>();
    r->id = makeUlid(start);
    r->start = start;
    r->kind = ExchangeKind::Rest;
    r->method = "GET";
    r->path = "/orders/50%_off";
    r->status = status;
    r->application = application;
    r->api = "orders";
    r->phases.lastByte = 1500;
    return r;
}

RecordPage find(History& history, RecordQuery query)
{
    std::promise<Result<RecordPage>> answer;
    history.find(std::move(query),
                 [&](Result<RecordPage> page) { answer.set_value(std::move(page)); });
    return answer.get_future().get().value_or(RecordPage{"failed", {}});
}

Result<std::string> read(History& history, const std::string& id)
{
    std::promise<Result<std::string>> answer;
    history.read(id, [&](Result<std::string> json) { answer.set_value(std::move(json)); });
    return answer.get_future().get();
}

QJsonArray items(const RecordPage& page)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(page.items)).array();
}

RecordQuery filtered(const char* name, const char* value)
{
    RecordQuery query;
    if (!query.filter.set(name, value))
        qFatal("no filter: %s=%s", name, value);
    return query;
}

/// Moves only when told, and may be read by the writer's thread meanwhile.
class SharedClock final : public Clock
{
public:
    explicit SharedClock(Timestamp start) { set(start); }
    [[nodiscard]] Instant now() const override { return {}; }
    [[nodiscard]] Timestamp wall() const override
    {
        return Timestamp{Timestamp::duration{m_wall.load()}};
    }
    void set(Timestamp wall) { m_wall = wall.time_since_epoch().count(); }
    void advance(Duration by)
    {
        m_wall += std::chrono::duration_cast<Timestamp::duration>(by).count();
    }

private:
    std::atomic<Timestamp::rep> m_wall{0};
};

} // namespace

/// Records on disk: written in the background, read back by page, filter and id.
class HistoryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    SharedClock m_clock{fromUnixMillis(kNoonMillis)};
    HistoryOptions m_options;

    [[nodiscard]] std::filesystem::path folder() const { return m_dir->path().toStdString(); }
    std::unique_ptr<History> open()
    {
        auto history = History::open(folder(), m_options, m_clock);
        return history ? std::move(*history) : nullptr;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_clock.set(fromUnixMillis(kNoonMillis));
        m_options = {};
        m_options.batch = 10ms;
        m_options.freeBytes = 0;
    }

    void givesBackWhatItTook()
    {
        auto history = open();
        auto one = record(m_clock.wall(), 429);
        one->attempts.push_back({"http://127.0.0.1:9", "k", 503, 10, 900, "connect \"refused\""});
        one->cost = NanoUsd{42};
        one->inputTokens = 7;
        one->capture = std::make_unique<Capture>();
        one->capture->requestHeaders = {{"host", "a"}, {"x", "1"}};
        one->capture->request = {"{\"a\":1}", 7};
        one->capture->response = {std::string("\0\xff", 2), 5000};
        history->take({one});
        history->flush();
        const auto json = read(*history, one->id);
        QVERIFY(json);
        const auto object = QJsonDocument::fromJson(QByteArray::fromStdString(*json)).object();
        QCOMPARE(object["status"].toInt(), 429);
        QCOMPARE(object["attempts"][0].toObject()["reason"].toString(),
                 QStringLiteral("connect \"refused\""));
        QCOMPARE(object["cost_nano_usd"].toInt(), 42);
        QCOMPARE(object["input_tokens"].toInt(), 7);
        QCOMPARE(object["request"].toObject()["body"].toString(), QStringLiteral("{\"a\":1}"));
        QCOMPARE(object["request"].toObject()["headers"][1][0].toString(), QStringLiteral("x"));
        QCOMPARE(object["response"].toObject()["encoding"].toString(), QStringLiteral("base64"));
        QCOMPARE(object["response"].toObject()["size"].toInt(), 5000);
        QVERIFY(!items(find(*history, {}))[0].toObject().contains("request"));
    }

    void capturesStayWithTheirRecordsInABatch()
    {
        // Many rows share a statement; each capture must find its own.
        auto history = open();
        RecordBatch batch;
        for (int i = 0; i < 123; ++i) {
            auto one = record(m_clock.wall());
            if (i % 7 == 0) {
                one->capture = std::make_unique<Capture>();
                one->capture->request = {"body " + std::to_string(i), 9};
            }
            batch.push_back(std::move(one));
        }
        history->take(batch);
        history->flush();
        for (std::size_t i = 0; i < batch.size(); ++i) {
            const auto json = read(*history, batch[i]->id);
            QVERIFY(json.has_value());
            const QByteArray wanted = "body " + QByteArray::number(static_cast<qulonglong>(i));
            QCOMPARE(json->find(QByteArray('"' + wanted + '"').toStdString()) != std::string::npos,
                     i % 7 == 0);
        }
    }

    void aWaitingRecordIsFoundById()
    {
        m_options.batch = 60s;
        auto history = open();
        const auto one = record(m_clock.wall());
        history->take({one});
        QVERIFY(read(*history, one->id));
        QVERIFY(read(*history, makeUlid(m_clock.wall())).error().code == ErrorCode::NotFound);
        QVERIFY(read(*history, "nonsense").error().code == ErrorCode::NotFound);
    }

    void aWaitingRecordIsListed()
    {
        m_options.batch = 3600s;
        auto history = open();
        for (int i = 0; i < 3; ++i) {
            const auto one = record(m_clock.wall());
            history->take({one});
            const auto page = items(find(*history, {}));
            QCOMPARE(page.size(), i + 1);
            QCOMPARE(page[0].toObject()["id"].toString().toStdString(), one->id);
        }
    }

    void pagesFromNewestToOldestAcrossSegments()
    {
        m_options.segmentBytes = 1; // every batch begins a segment
        auto history = open();
        for (int i = 0; i < 25; ++i) {
            auto one = record(m_clock.wall());
            one->path = "/" + std::to_string(i);
            history->take({one});
            if (i % 4 == 0)
                history->flush();
        }
        history->flush();
        QVERIFY(listSegments(folder()).size() > 3);
        QStringList paths;
        RecordQuery query;
        query.limit = 10;
        do {
            const RecordPage page = find(*history, query);
            QVERIFY(items(page).size() <= 10);
            for (const auto& item : items(page))
                paths += item.toObject()["path"].toString();
            query.before = page.next;
            history->take({record(m_clock.wall())}); // what comes in between disturbs no page
            history->flush();
        } while (!query.before.empty() && paths.size() < 100);
        QCOMPARE(paths.size(), 25);
        QCOMPARE(paths.front(), QStringLiteral("/24"));
        QCOMPARE(paths.back(), QStringLiteral("/0"));
        query.before = "rubbish";
        QCOMPARE(find(*history, query).items, std::string("failed"));
    }

    void filters_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        for (const auto& [name, value] :
             {std::pair{"status", "429"}, std::pair{"status", "4xx"}, std::pair{"status", "2xx"},
              std::pair{"status", "5xx"}, std::pair{"api", "orders"}, std::pair{"api", "none"},
              std::pair{"application", "web"}, std::pair{"model", "fast"},
              std::pair{"model", "gpt"}, std::pair{"provider", "openai"}, std::pair{"kind", "ai"},
              std::pair{"kind", "rest"}, std::pair{"method", "POST"}, std::pair{"text", "50%_"},
              std::pair{"text", "5_%"}, std::pair{"text", "OPENAI"},
              std::pair{"from_ms", "1795521601000"}, std::pair{"to_ms", "1795521601000"},
              std::pair{"min_ms", "2"}})
            QTest::addRow("%s=%s", name, value) << QByteArray(name) << QByteArray(value);
    }
    /// SQL and RecordFilter::matches() mean the same.
    void filters()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        auto history = open();
        RecordBatch all;
        for (const std::uint16_t status : {200, 404, 429, 502}) {
            auto one = record(m_clock.wall(), status, status == 404 ? "app" : "web");
            if (status == 429) {
                one->kind = ExchangeKind::Ai;
                one->method = "POST";
                one->api.clear();
                one->modelAsked = "fast";
                one->modelUsed = "gpt";
                one->provider = "openai";
                one->phases.lastByte = 2000;
                one->path = "/v1/chat";
            }
            all.push_back(one);
            m_clock.advance(1s);
        }
        history->take(all);
        history->flush();
        const RecordQuery query = filtered(name, value);
        QStringList wanted;
        for (auto it = all.rbegin(); it != all.rend(); ++it) {
            if (query.filter.matches(**it))
                wanted += QString::fromStdString((*it)->id);
        }
        QStringList got;
        for (const auto& item : items(find(*history, query)))
            got += item.toObject()["id"].toString();
        QCOMPARE(got, wanted);
    }

    void totalsOfASpan()
    {
        auto history = open();
        auto one = record(m_clock.wall(), 502);
        one->outputTokens = 9;
        history->take({record(m_clock.wall() - 1h), one, record(m_clock.wall(), 429)});
        history->flush();
        std::promise<DayTotals> answer;
        history->totals(m_clock.wall() - 1min, m_clock.wall() + 1min,
                        [&](const Result<DayTotals>& totals) {
                            answer.set_value(totals.value_or(DayTotals{}));
                        });
        const DayTotals totals = answer.get_future().get();
        QCOMPARE(totals.requests, 2u);
        QCOMPARE(totals.errors5xx, 1u);
        QCOMPARE(totals.refused429, 1u);
        QCOMPARE(totals.tokensOut, 9);
    }

    void oldSegmentsAreRetired()
    {
        auto history = open();
        history->take({record(m_clock.wall())});
        history->flush();
        m_clock.advance(24h * 10);
        history->take({record(m_clock.wall())});
        history->flush();
        QCOMPARE(listSegments(folder()).size(), 2u);
        m_clock.advance(24h * 5);
        history->take({record(m_clock.wall())});
        history->flush();
        QCOMPARE(listSegments(folder()).size(), 2u);
        QCOMPARE(items(find(*history, {})).size(), 2);
    }

    void totalSizeIsBounded()
    {
        m_options.segmentBytes = 1;
        m_options.maxBytes = 300'000;
        auto history = open();
        for (int i = 0; i < 30; ++i) {
            history->take({record(m_clock.wall())});
            history->flush();
        }
        QVERIFY(history->counters().bytes < 500'000);
        const auto left = items(find(*history, {})).size();
        QVERIFY(left > 0 && left < 30);
    }

    void aFullQueueLosesAndCounts()
    {
        m_options.queueRecords = 5;
        m_options.batch = 60s;
        auto history = open();
        RecordBatch many;
        for (int i = 0; i < 8; ++i)
            many.push_back(record(m_clock.wall()));
        history->take(many);
        QCOMPARE(history->counters().lost, 3u);
    }

    void aFullDiskStopsRecordingOnly()
    {
        m_options.freeBytes = std::numeric_limits<std::uint64_t>::max();
        auto history = open();
        history->take({record(m_clock.wall())});
        history->flush();
        QCOMPARE(history->counters().lost, 1u);
        QVERIFY(!history->counters().alarm.empty());
        QCOMPARE(items(find(*history, {})).size(), 0);
    }

    void aDamagedSegmentSpoilsNoOther()
    {
        {
            auto history = open();
            history->take({record(m_clock.wall())});
        }
        QFile damaged(m_dir->filePath(QStringLiteral("2026-11-23-001.db")));
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write(QByteArray(8192, 'x'));
        damaged.close();
        auto history = open();
        QCOMPARE(items(find(*history, {})).size(), 1);
    }

    /// What was written before a kill is there afterwards, and the file takes new records.
    void survivesAKill()
    {
        const std::string id = makeUlid(m_clock.wall());
        const pid_t child = ::fork();
        if (child == 0) {
            auto history = open();
            auto one = record(m_clock.wall());
            one->id = id;
            history->take({one});
            history->flush();
            ::raise(SIGKILL);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        auto history = open();
        QVERIFY(read(*history, id));
        history->take({record(m_clock.wall())});
        history->flush();
        QCOMPARE(items(find(*history, {})).size(), 2);
        QCOMPARE(listSegments(folder()).size(), 1u);
    }
};

QTEST_GUILESS_MAIN(HistoryTest)
#include "HistoryTest.moc"
