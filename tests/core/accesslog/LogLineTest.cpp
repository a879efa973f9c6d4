// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "accesslog/LogLine.h"

#include "Lines.h"
#include "accesslog/LogTime.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::accesslog;
using namespace gatehouse::accesslog::test;
using namespace std::chrono_literals;

namespace {

const Timestamp kNoon = fromUnixMillis(1'795'521'600'000); // 2026-11-24 12:00 UTC

} // namespace

/// Lines as these programs write them.
class LogLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatGatewaysWrite_data()
    {
        QTest::addColumn<int>("form");
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("user");
        QTest::addColumn<int>("startMillis"); // after noon
        QTest::addColumn<int>("tookMillis");
        QTest::addColumn<int>("bytesOut");
        const auto row = [](const char* name, Form form, const char* line, int status,
                            const char* path, const char* client, const char* user, int start,
                            int took, int bytes) {
            QTest::newRow(name) << static_cast<int>(form) << QString(line) << status
                                << QString(path) << QString(client) << QString(user) << start
                                << took << bytes;
        };
        const char* const peer = "203.0.113.9";
        const char* const forwarded = "198.51.100.4";
        row("nginx", Form::Combined, kNginx, 429, "/orders/1", peer, "ana", 0, 0, 178);
        row("nginx timed", Form::Combined, kNginxTimed, 201, "/orders", peer, "", -250, 250, 20);
        row("apache", Form::Combined, kApache, 200, "/orders/1", peer, "", 0, 0, 0);
        row("kong", Form::Combined, kKong, 429, "/orders/1", peer, "", 0, 0, 41);
        row("apisix", Form::Combined, kApisix, 503, "/orders/1", peer, "", -125, 125, 194);
        row("haproxy", Form::HaProxy, kHaProxy, 200, "/index.html", peer, "", 500, 109, 2750);
        row("envoy", Form::Envoy, kEnvoy, 200, "/v1/chat/completions", forwarded, "", 125, 320,
            1024);
        row("envoy with details", Form::Envoy, kEnvoyNew, 429, "/a", "", "", 125, 3, 18);
        row("nginx json", Form::Json, kNginxJson, 200, "/orders/1", peer, "", -40, 40, 512);
        row("envoy json", Form::Json, kEnvoyJson, 200, "/a", forwarded, "", 125, 12, 77);
        row("kong json", Form::Json, kKongJson, 429, "/orders/1", peer, "ana", 250, 40, 41);
        row("apisix json", Form::Json, kApisixJson, 200, "/orders/1", peer, "", 250, 40, 41);
    }

    void readsWhatGatewaysWrite()
    {
        QFETCH(int, form);
        QFETCH(QString, line);
        const auto text = line.toStdString();
        const auto record = readLine(static_cast<Form>(form), text, 7);
        QVERIFY(record.has_value());
        QTEST(static_cast<int>(record->status), "status");
        QTEST(QString::fromStdString(record->path), "path");
        QTEST(QString::fromStdString(record->clientAddress), "client");
        QTEST(QString::fromStdString(record->application), "user");
        QTEST(static_cast<int>(toUnixMillis(record->start) - toUnixMillis(kNoon)), "startMillis");
        QTEST(static_cast<int>(record->phases.lastByte / 1000), "tookMillis");
        QTEST(static_cast<int>(record->bytesOut), "bytesOut");
        QCOMPARE(record->id, std::string("line 7"));
        const std::string_view lines[]{text};
        QCOMPARE(guess(lines), std::optional(static_cast<Form>(form)));
    }

    void aLineThatIsNoneIsNone_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("words") << QByteArray("the quick brown fox");
        QTest::newRow("no request") << QByteArray(kNoRequest);
        QTest::newRow("no such day") << QByteArray(kNoSuchDay);
        QTest::newRow("status") << QByteArray(kNoStatus);
        QTest::newRow("json without time") << QByteArray(kNoTime);
        QTest::newRow("half a json") << QByteArray(kHalf);
        QTest::newRow("a quote that never ends") << QByteArray(kOpenQuote);
        QTest::newRow("a long one") << QByteArray(70'000, 'x');
    }

    void aLineThatIsNoneIsNone()
    {
        QFETCH(QByteArray, line);
        for (const auto form : {Form::Combined, Form::HaProxy, Form::Envoy, Form::Json})
            QVERIFY(!readLine(form, line.toStdString(), 1));
    }

    void timesInEveryForm()
    {
        QCOMPARE(anyTime("2026-11-24T12:00:00Z"), std::optional(kNoon));
        QCOMPARE(anyTime("2026-11-24 13:30:00.25+01:30"), std::optional(kNoon + 250ms));
        QCOMPARE(anyTime("24/Nov/2026:05:00:00 -0700"), std::optional(kNoon));
        QCOMPARE(anyTime("1795521600.250"), std::optional(kNoon + 250ms));
        QCOMPARE(anyTime("1795521600250"), std::optional(kNoon + 250ms));
        QCOMPARE(anyTime("1795521600000250"), std::optional(kNoon + 250us));
        for (const char* wrong : {"", "-", "now", "2026-13-01T00:00:00Z", "2026-11-24T25:00:00Z",
                                  "1969-12-31T23:59:59Z", "99999999999999999999", "1e9", "-5"})
            QVERIFY2(!anyTime(wrong), wrong);
    }

    /// Logs that know whole seconds only do not become bursts.
    void secondsAreSpreadEvenly()
    {
        std::vector<telemetry::RequestRecord> records;
        for (int i = 0; i < 4; ++i)
            records.push_back(*readLine(Form::Combined, kNginx, 1));
        spreadSeconds(records);
        for (int i = 0; i < 4; ++i)
            QCOMPARE(records[static_cast<std::size_t>(i)].start, kNoon + i * 250ms);
        // One that knows more keeps all as it is.
        records.push_back(*readLine(Form::Envoy, kEnvoy, 1));
        const auto before = records.front().start;
        spreadSeconds(records);
        QCOMPARE(records.front().start, before);
    }

    void onlyQuestionsWithoutABodyAreKnown()
    {
        const auto one = readLine(Form::Combined, kNginx, 1);
        const auto same = readLine(Form::Combined, kNginx, 2);
        QVERIFY(one->question != 0);
        QCOMPARE(one->question, same->question);
        QCOMPARE(readLine(Form::Combined, kNginxTimed, 1)->question, std::int64_t{0});
    }
};

QTEST_APPLESS_MAIN(LogLineTest)
#include "LogLineTest.moc"
