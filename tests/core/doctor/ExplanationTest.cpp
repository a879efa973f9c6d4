// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/Explanation.h"

#include "Traffic.h"
#include "doctor/Conduct.h"
#include "doctor/Forecast.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace gatehouse;
using namespace gatehouse::doctor;
using namespace gatehouse::doctor::test;

/// Why a request was refused, and what would help.
class ExplanationTest : public QObject
{
    Q_OBJECT

    static QJsonObject explain(const RequestRecord& subject, std::vector<model::LimitRule> rules,
                               const std::vector<RequestRecord>& traffic)
    {
        Explanation explanation(copy(subject), std::move(rules));
        for (const auto& record : traffic)
            explanation.add(record);
        const auto told = explanation.finish(explanation.from(), {});
        if (!told)
            qFatal("%s", told.error().text().c_str());
        const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(*told));
        if (!document.isObject())
            qFatal("no JSON: %s", told->c_str());
        return document.object();
    }

    /// Records own what was captured, so they are moved, not copied; these have nothing captured.
    static RequestRecord copy(const RequestRecord& from)
    {
        RequestRecord out;
        out.id = from.id;
        out.start = from.start;
        out.kind = from.kind;
        out.method = from.method;
        out.path = from.path;
        out.status = from.status;
        out.error = from.error;
        out.refusedBy = from.refusedBy;
        out.application = from.application;
        out.key = from.key;
        out.provider = from.provider;
        out.providerKey = from.providerKey;
        out.attempts = from.attempts;
        out.limits = from.limits;
        out.queuedMicros = from.queuedMicros;
        out.phases = from.phases;
        return out;
    }

    static QJsonObject cure(const QJsonObject& told, const QString& name)
    {
        const auto cures = told["cures"].toArray();
        for (const auto& one : cures) {
            if (one.toObject()["cure"] == name)
                return one.toObject();
        }
        qFatal("no cure %s", qPrintable(name));
    }

    /// The batch takes nine of ten a second and is refused six times, with early retries; the shop
    /// takes one and is refused once.
    static std::vector<RequestRecord> shared()
    {
        std::vector<RequestRecord> out;
        for (int i = 0; i < 9; ++i) {
            out.push_back(answered(i * 10, "batch"));
            out.back().question = 100 + i % 3;
            out.back().limits = {verdict("within", i + 1, 10)};
        }
        out.push_back(answered(95, "shop"));
        out.back().question = 7;
        out.back().limits = {verdict("within", 10, 10)};
        for (int i = 0; i < 6; ++i) {
            out.push_back(refused(100 + i * 10, 900, "batch"));
            out.back().question = 200;
        }
        out.push_back(refused(200, 900, "shop"));
        out.back().question = 8;
        return out;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }

    void namesTheRuleAndWhoFilledItsCounter()
    {
        const auto traffic = shared();
        auto subject = copy(traffic.back());
        subject.limits.push_back({"budget", "shop", "cost_usd", "enforced", "within", 0,
                                  450'000'000, 1'000'000'000, 550'000'000, 0});
        const auto told = explain(subject, {rpm(10, 1s, 10)}, traffic);

        const auto verdict = told["verdict"].toObject();
        QCOMPARE(verdict["cause"].toString(), QString("own_rule"));
        QCOMPARE(verdict["rule"].toString(), QString("rpm"));
        QCOMPARE(verdict["told_wait_ms"].toInt(), 900);
        QVERIFY(verdict["sentence"].toString().contains("10 requests of 10 requests"));
        QVERIFY(verdict["sentence"].toString().contains("0.9 s"));
        QCOMPARE(verdict["causes"].toArray().size(), 6);

        const auto rule = told["rule"].toObject();
        QCOMPARE(rule["used"].toInt(), 10);
        QCOMPARE(rule["limit"].toInt(), 10);
        QCOMPARE(rule["clears_at_ms"].toInteger(), toUnixMillis(kNoon) + 200 + 900);
        QCOMPARE(rule["per_ms"].toInt(), 1000);
        QVERIFY(rule["stored"].toBool());

        const auto others = told["others"].toArray();
        QCOMPARE(others.size(), 1);
        QCOMPARE(others[0].toObject()["remaining"].toInt(), 550'000'000);
        QVERIFY(!others[0].toObject()["stored"].toBool());

        const auto by = told["blame"].toObject()["by"].toArray();
        QCOMPARE(by.size(), 2);
        QCOMPARE(by[0].toObject()["application"].toString(), QString("batch"));
        QCOMPARE(by[0].toObject()["used"].toInt(), 9);
        QCOMPARE(by[0].toObject()["share"].toDouble(), 0.9);
        QCOMPARE(by[0].toObject()["refused"].toInt(), 6);
        QCOMPARE(by[1].toObject()["application"].toString(), QString("shop"));
        QCOMPARE(by[1].toObject()["refused"].toInt(), 1);
        QCOMPARE(told["blame"].toObject()["used"].toInt(), 10);
    }

    void tellsHowCallersBehave()
    {
        const auto traffic = shared();
        const auto conduct =
            explain(traffic.back(), {rpm(10, 1s, 10)}, traffic)["conduct"].toArray();
        const auto batch = conduct[0].toObject();
        QCOMPARE(batch["application"].toString(), QString("batch"));
        QCOMPARE(batch["requests"].toInt(), 15);
        QCOMPARE(batch["refused"].toInt(), 6);
        QCOMPARE(batch["retries"].toInt(), 5); // of the first refusal's question
        QCOMPARE(batch["early_retries"].toInt(), 5);
        QCOMPARE(batch["early_share"].toDouble(), 1.0);
        QCOMPARE(batch["label"].toString(), QString("ignores_retry_after"));
        QCOMPARE(conduct[1].toObject()["label"].toString(), QString("too_few"));
    }

    void hasFiveCuresWithFigures()
    {
        const auto traffic = shared();
        const auto told = explain(traffic.back(), {rpm(10, 1s, 10)}, traffic);
        QCOMPARE(told["cures"].toArray().size(), 5);

        const auto cause = cure(told, "cause");
        QCOMPARE(cause["application"].toString(), QString("batch"));
        QCOMPARE(cause["figure"].toDouble(), 0.333);
        QVERIFY(cause["text"].toString().contains("retry-after-ms"));

        // 17 calls within 0.2 s, of which the rate lets a fifth drain: the smallest is 15.
        const auto limit = cure(told, "limit");
        QVERIFY(limit["figure"].toDouble() > 13 && limit["figure"].toDouble() <= 17);
        QCOMPARE(limit["rule"].toObject()["promise"].toObject()["limit"].toDouble(),
                 limit["figure"].toDouble());

        // Three questions of the batch, asked three times each.
        QCOMPARE(cure(told, "fewer_calls")["figure"].toInt(), 6);
        // All seven drain within two seconds.
        QCOMPARE(cure(told, "spread")["figure"].toInt(), 5);
        // Eight of ten at 70 ms, the first refusal at 100 ms.
        QCOMPARE(cure(told, "watch")["figure"].toDouble(), 0.03);
    }

    void leavesOutWhatNobodyKnows()
    {
        auto subject = refused(0, 500);
        subject.method = "POST";
        std::vector<RequestRecord> traffic;
        traffic.push_back(copy(subject));
        const auto told = explain(subject, {}, traffic);
        QVERIFY(!told["rule"].toObject()["stored"].toBool());
        const auto fewer = cure(told, "fewer_calls");
        QVERIFY(fewer["figure"].isNull());
        QVERIFY(fewer["why"].toString().contains("nobody"));
        QVERIFY(cure(told, "limit")["figure"].isNull());
        QVERIFY(cure(told, "watch")["figure"].isNull());
    }

    void findsTheCause_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("cause");
        QTest::newRow("own rule") << 0 << "own_rule";
        QTest::newRow("own queue") << 1 << "own_queue";
        QTest::newRow("shed") << 2 << "own_shedding";
        QTest::newRow("provider's 429") << 3 << "provider_key_limit";
        QTest::newRow("provider overloaded") << 4 << "provider_overload";
        QTest::newRow("inside a stream") << 5 << "refused_in_stream";
        QTest::newRow("answered") << 6 << "not_refused";
        QTest::newRow("not found") << 7 << "not_refused";
    }

    void findsTheCause()
    {
        QFETCH(int, kind);
        QFETCH(QString, cause);
        auto record = kind <= 1 ? refused(0, 100) : answered(0);
        const auto fail = [&record](std::uint16_t status, std::uint16_t attempt) {
            record.status = status;
            record.provider = "openai";
            record.attempts = {{"openai", "main", attempt, 0, 1, ""}};
        };
        if (kind == 1)
            record.queuedMicros = 2'000'000;
        if (kind == 2) {
            record.status = 503;
            record.attempts.clear();
            record.refusedBy = telemetry::RefusedBy::Shed;
        }
        if (kind == 3) {
            fail(429, 429);
            record.refusedBy = telemetry::RefusedBy::Provider;
        }
        if (kind == 4)
            fail(503, 529);
        if (kind == 5) {
            fail(200, 200);
            record.error = "provider_failed";
        }
        if (kind == 7)
            record.status = 404;
        const auto finding = findCause(record, {});
        QCOMPARE(QString::fromStdString(std::string(toWord(finding.cause))), cause);
        QVERIFY(!finding.sentence.empty());
        QCOMPARE(finding.refusal != nullptr, kind <= 1);
    }

    void whoWaitsAsToldIsPolite()
    {
        CallLog log;
        for (int i = 0; i < 10; ++i) {
            auto first = refused(i * 5000, 1000);
            first.question = i + 1;
            static_cast<void>(log.add(first));
            auto again = answered(i * 5000 + 1000 + i * 130);
            again.question = i + 1;
            static_cast<void>(log.add(again));
        }
        log.finish();
        const auto conduct = conductOf(log);
        QCOMPARE(conduct.at(0).retries, std::uint64_t{10});
        QCOMPARE(conduct.at(0).earlyRetries, std::uint64_t{0});
        QCOMPARE(*conduct.at(0).gaveUpShare, 0.0);
        QCOMPARE(conduct.at(0).tries, 2.0);
        QCOMPARE(conduct.at(0).label, Conduct::Label::Polite);
    }

    void whoWakeTogetherAreSeen()
    {
        CallLog log;
        for (int round = 0; round < 5; ++round) {
            for (int i = 0; i < 10; ++i) {
                auto first = refused(round * 10'000 + i * 7, 1000 - i * 7);
                first.question = round * 100 + i + 1;
                static_cast<void>(log.add(first));
                auto again = answered(round * 10'000 + 1001);
                again.question = round * 100 + i + 1;
                static_cast<void>(log.add(again));
            }
        }
        log.finish();
        const auto conduct = conductOf(log);
        QCOMPARE(*conduct.at(0).wakeIndex, 1.0);
        QCOMPARE(conduct.at(0).earlyRetries, std::uint64_t{0});
        QCOMPARE(conduct.at(0).label, Conduct::Label::WakesTogether);
    }

    void anOldQuestionIsANewOne()
    {
        CallLog log;
        static_cast<void>(log.add(refused(0, 1000)));
        static_cast<void>(log.add(answered(62'000)));
        static_cast<void>(log.add(answered(63'000, "shop")));
        log.finish();
        for (const auto& call : log.calls())
            QVERIFY(!call.repeated);
    }

    void aRisingDemandIsForetold()
    {
        std::vector<double> demand;
        for (int i = 0; i < 20; ++i)
            demand.push_back(10 + 2 * i);
        const auto ahead = forecast(demand, 60, 20);
        QVERIFY(ahead && ahead->fullAt);
        QCOMPARE(*ahead->fullAt, std::size_t{6}); // 50, 52, ... 60 is not above, 62 is
        QCOMPARE(ahead->middle.at(0), 50.0);
        QVERIFY(!forecast({1, 2}, {}, 5));
    }
};

QTEST_APPLESS_MAIN(ExplanationTest)
#include "ExplanationTest.moc"
