// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/RecordFilter.h"
#include "telemetry/TelemetryJson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::telemetry;

namespace {

RequestRecord sample()
{
    RequestRecord r;
    r.id = "01KAV3D9Z00000000000000000";
    r.start = fromUnixMillis(1'795'530'727'491);
    r.kind = ExchangeKind::Ai;
    r.method = "POST";
    r.path = "/v1/chat/completions";
    r.status = 429;
    r.error = "rate_limited";
    r.refusedBy = RefusedBy::Provider;
    r.application = "web";
    r.modelAsked = "fast";
    r.modelUsed = "gpt-4o-mini";
    r.provider = "openai";
    r.stream = true;
    r.attempts.push_back({"openai", "main", 429, 100, 5000, "429"});
    r.inputTokens = 12;
    r.cost = NanoUsd{1800};
    r.phases.lastByte = 250'000;
    return r;
}

QJsonObject toObject(const RequestRecord& r)
{
    std::string out;
    appendRecord(out, r);
    return QJsonDocument::fromJson(QByteArray::fromStdString(out)).object();
}

} // namespace

/// The JSON of a record, and which records a filter lets through.
class RecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesARecord()
    {
        const QJsonObject json = toObject(sample());
        QCOMPARE(json["id"].toString(), QStringLiteral("01KAV3D9Z00000000000000000"));
        QCOMPARE(json["time_ms"].toDouble(), 1795530727491.0);
        QCOMPARE(json["kind"].toString(), QStringLiteral("ai"));
        QCOMPARE(json["refused_by"].toString(), QStringLiteral("provider"));
        QCOMPARE(json["stream"].toBool(), true);
        QCOMPARE(json["attempts"][0]["end_us"].toInt(), 5000);
        QCOMPARE(json["phases"]["last_byte_us"].toInt(), 250'000);
        QVERIFY(!json.contains("api"));
        QVERIFY(!json.contains("output_tokens"));
    }

    void whatIsNoUtf8IsRepaired()
    {
        RequestRecord r = sample();
        r.path = std::string("/a\xff\"\\\n\x01") + "\xC3\xA4";
        QCOMPARE(toObject(r)["path"].toString(),
                 QString::fromUtf8("/a\xEF\xBF\xBD\"\\\n\x01\xC3\xA4"));
    }

    void binaryBodiesAreBase64()
    {
        std::string out;
        JsonWriter json(out);
        appendMessage(json, {{"content-type", "image/png"}}, {std::string("\x89PNG\0", 5), 900});
        const QJsonObject message =
            QJsonDocument::fromJson(QByteArray::fromStdString(out)).object();
        QCOMPARE(message["encoding"].toString(), QStringLiteral("base64"));
        QCOMPARE(message["body"].toString(), QStringLiteral("iVBORwA="));
        QCOMPARE(message["size"].toInt(), 900);
        QCOMPARE(message["kept"].toInt(), 5);
        QCOMPARE(message["headers"][0][1].toString(), QStringLiteral("image/png"));
    }

    void filters_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("matches");
        QTest::newRow("status") << "status" << "429" << true;
        QTest::newRow("other status") << "status" << "200" << false;
        QTest::newRow("class") << "status" << "4xx" << true;
        QTest::newRow("other class") << "status" << "5xx" << false;
        QTest::newRow("application") << "application" << "web" << true;
        QTest::newRow("api") << "api" << "orders" << false;
        QTest::newRow("model asked") << "model" << "fast" << true;
        QTest::newRow("model used") << "model" << "gpt-4o-mini" << true;
        QTest::newRow("kind") << "kind" << "rest" << false;
        QTest::newRow("text in path") << "text" << "CHAT/comp" << true;
        QTest::newRow("text in error") << "text" << "limited" << true;
        QTest::newRow("text nowhere") << "text" << "orders" << false;
        QTest::newRow("from") << "from_ms" << "1795530727491" << true;
        QTest::newRow("to is exclusive") << "to_ms" << "1795530727491" << false;
        QTest::newRow("long enough") << "min_ms" << "250" << true;
        QTest::newRow("too short") << "min_ms" << "251" << false;
    }
    void filters()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(bool, matches);
        RecordFilter filter;
        QVERIFY(filter.set(name.toStdString(), value.toStdString()));
        QCOMPARE(filter.matches(sample()), matches);
    }

    void refusesWhatIsNoFilter()
    {
        RecordFilter filter;
        QVERIFY(filter.set("colour", "red").error().code == ErrorCode::NotFound);
        for (const auto& [name, value] :
             {std::pair{"status", "9xx"}, std::pair{"status", "abc"}, std::pair{"status", "42"},
              std::pair{"kind", "soap"}, std::pair{"from_ms", "-1"}, std::pair{"min_ms", "1e9"},
              std::pair{"to_ms", "99999999999999999"}})
            QVERIFY2(filter.set(name, value).error().code == ErrorCode::Invalid, value);
    }
};

QTEST_APPLESS_MAIN(RecordTest)
#include "RecordTest.moc"
