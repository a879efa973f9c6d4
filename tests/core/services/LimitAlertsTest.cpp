// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/LimitAlerts.h"

#include "services/LimitUse.h"
#include "store/Database.h"
#include "store/HistoryRepository.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::services;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What is told of limits before they are full, and of their last hour.
class LimitAlertsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialize().has_value());
        m_masterKey = crypto::makeMasterKey();
    }

    void init()
    {
        m_alerts.reset();
        m_counters.reset();
        m_configuration.reset();
        m_database.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = ManualClock(fromUnixMillis(1795530727491));
        reopen();
        model::LimitRule rule;
        rule.id = rule.name = "rpm";
        rule.partition = {"application"};
        rule.promise = model::WindowPromise{100, 10min};
        Edit edit{m_configuration->workspace(), "test", "create", {}};
        edit.next.limits = {rule};
        QVERIFY(m_configuration->commit(std::move(edit)).has_value());
        m_counters = std::move(*limits::Counters::open({}, m_clock, 1000));
        m_bound = m_counters->adopt(*limits::RuleSet::compile(m_configuration->workspace().limits));
        m_alerts = std::make_unique<LimitAlerts>(*m_configuration, *m_counters, *m_database);
        listen();
    }

    void cleanupTestCase()
    {
        m_alerts.reset();
        m_bound.reset();
        m_counters.reset();
        m_configuration.reset();
        m_database.reset();
    }

    void firesOnceAtItsShare()
    {
        QVERIFY(m_alerts->put("rpm", R"({"share": 0.5, "ahead_s": 0})", "ana").has_value());
        call(49);
        look(2s);
        QVERIFY(m_told.isEmpty());
        call(2);
        look(2s);
        QCOMPARE(m_told, QStringList{"rpm"});
        call(2);
        look(2s);
        QCOMPARE(m_told.size(), 1);
        const auto item = first();
        QCOMPARE(item["partition"_L1].toString(), u"web"_s);
        QCOMPARE(item["used"_L1].toInt(), 53);
        QVERIFY(item["since_ms"_L1].isDouble());
        const auto audit = store::HistoryRepository(*m_database).audit(1).value().front();
        QCOMPARE(audit.action, std::string("alert"));
        QCOMPARE(audit.lines, std::string("the counter of web is 51 % full"));
        // The window is empty again: it is over, and may fire anew.
        look(11min);
        QCOMPARE(m_told.size(), 2);
        QVERIFY(first()["since_ms"_L1].isNull());
        call(60);
        look(2s);
        QCOMPARE(m_told.size(), 3);
    }

    void firesBeforeItIsFull()
    {
        QVERIFY(m_alerts->put("rpm", R"({"share": 1, "ahead_s": 60})", "ana").has_value());
        // One call in ten seconds: full in a quarter of an hour, which is not soon.
        for (int i = 0; i < 4; ++i) {
            call(1);
            look(10s);
        }
        QVERIFY(m_told.isEmpty());
        // Ten calls in two seconds: full within the minute.
        for (int i = 0; i < 6; ++i) {
            call(10);
            look(2s);
        }
        QCOMPARE(m_told, QStringList{"rpm"});
        QVERIFY(first()["full_at_ms"_L1].isDouble());
    }

    void isStoredAndGoesWithItsRule()
    {
        QVERIFY(m_alerts->put("none", "{}", "ana").error().error.code == ErrorCode::NotFound);
        QVERIFY(!m_alerts->put("rpm", R"({"share": 7})", "ana").has_value());
        QVERIFY(m_alerts->put("rpm", "", "ana").has_value());
        m_alerts = std::make_unique<LimitAlerts>(*m_configuration, *m_counters, *m_database);
        QVERIFY(m_alerts->load().has_value());
        QCOMPARE(first()["share"_L1].toDouble(), 0.8);
        QVERIFY(m_alerts->remove("rpm", "ana").has_value());
        QVERIFY(!m_alerts->remove("rpm", "ana").has_value());
        QVERIFY(m_alerts->put("rpm", "", "ana").has_value());
        Edit edit{m_configuration->workspace(), "test", "delete", {}};
        edit.next.limits.clear();
        QVERIFY(m_configuration->commit(std::move(edit)).has_value());
        look(2s);
        QVERIFY(first().isEmpty());
    }

    void theLastHourIsKeptByMinutes()
    {
        LimitUse use(m_clock);
        const auto note = [&](std::int64_t used, const char* verdict, Duration ago) {
            telemetry::RequestRecord record;
            record.start =
                m_clock.wall() - std::chrono::duration_cast<std::chrono::microseconds>(ago);
            record.limits.push_back(
                {"rpm", "web", "requests", "enforced", verdict, 1, used, 100, 1, 0});
            use.note(record);
        };
        note(30, "within", 0min);
        note(60, "within", 0min);
        note(100, "refused", 5min);
        note(90, "within", 59min);
        note(99, "within", 2h); // its place belongs to a later minute
        const auto item = QJsonDocument::fromJson(QByteArray::fromStdString(use.json()))
                              .object()["items"_L1][0]
                              .toObject();
        const auto values = item["use"_L1].toArray();
        QCOMPARE(values.size(), 60);
        QCOMPARE(values[59].toDouble(), 0.6);
        QCOMPARE(values[54].toDouble(), 1.0);
        QCOMPARE(values[0].toDouble(), 0.9);
        QCOMPARE(item["refused"_L1][54].toInt(), 1);
        QCOMPARE(values[30].toDouble(), 0.0);
    }

private:
    void reopen()
    {
        m_database =
            std::move(*store::Database::open(m_folder->filePath("gatehouse.db").toStdString()));
        m_configuration = std::move(*Configuration::open(
            *m_database, m_masterKey, ai::Catalogue::builtIn(), m_clock, m_publisher));
    }

    void listen()
    {
        m_told.clear();
        m_alerts->onChange([this](const std::string& id) { m_told << QString::fromStdString(id); });
    }

    void call(int times)
    {
        limits::Facts facts;
        facts.set(limits::Dimension::Application, "web");
        limits::Admission x;
        for (int i = 0; i < times; ++i) {
            QCOMPARE(m_counters->decide(*m_bound, limits::Stage::Exchange, facts, {},
                                        m_counters->now(), x),
                     limits::Outcome::Admitted);
            m_counters->keep(x);
        }
    }

    void look(Duration later)
    {
        m_clock.advance(later);
        m_alerts->look();
    }

    [[nodiscard]] QJsonObject first() const
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(m_alerts->json()))
            .object()["items"_L1][0]
            .toObject();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    NoPublisher m_publisher;
    crypto::MasterKey m_masterKey{};
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<Configuration> m_configuration;
    std::unique_ptr<limits::Counters> m_counters;
    std::shared_ptr<const limits::BoundRules> m_bound;
    std::unique_ptr<LimitAlerts> m_alerts;
    QStringList m_told;
};

QTEST_GUILESS_MAIN(LimitAlertsTest)
#include "LimitAlertsTest.moc"
