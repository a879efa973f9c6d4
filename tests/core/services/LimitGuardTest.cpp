// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/LimitGuard.h"

#include "model/Codec.h"
#include "store/Database.h"
#include "store/HistoryRepository.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace gatehouse;
using namespace gatehouse::services;
using namespace std::chrono_literals;

namespace {

/// JSON is written with single quotes here.
std::string json(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

constexpr const char* kBound = "'roll_back':{'share':0.05,'within_s':300,'watch_s':1800}";

std::string rule(int limit, int enforce = 100)
{
    return "{'id':'web-rpm','unit':'requests','partition':['application'],"
           "'promise':{'kind':'average','limit':" +
           std::to_string(limit) + ",'per':'1m'},'enforce':" + std::to_string(enforce) + "}";
}

} // namespace

/// Changes of limits that are applied together, and what becomes of them by themselves.
class LimitGuardTest : public QObject
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
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = ManualClock(fromUnixMillis(1795530727491));
        reopen();
        QVERIFY(apply("{'changes':[{'rule':" + rule(1200) + "}]}").has_value());
    }

    void cleanup()
    {
        m_guard.reset();
        m_configuration.reset();
        m_database.reset();
    }

    void severalChangesAreAppliedTogetherOrNotAtAll()
    {
        const auto other = "{'rule':{'id':'spend','unit':'cost_usd','promise':"
                           "{'kind':'calendar','limit':10,'per':'day'}}}";
        const auto etag = m_configuration->etag("limits", "web-rpm");
        const std::string both =
            "{'changes':[{'if_match':'" + etag + "','rule':" + rule(800) + "}," + other + "]";
        const auto tried = apply(both + ",'dry_run':true}");
        QVERIFY(tried && tried->changes.size() == 2);
        QCOMPARE(limit(), 1200.0);
        QVERIFY(apply(both + "}").has_value());
        QCOMPARE(limit(), 800.0);
        // The ETag is not the rule's any more: nothing of it happens.
        const auto stale = apply("{'changes':[{'id':'spend'},{'if_match':'" + etag +
                                 "','rule':" + rule(1) + "}]}");
        QVERIFY(!stale && stale.error().stale);
        QCOMPARE(stale.error().error.place, std::string("limits/web-rpm"));
        QCOMPARE(limit(), 800.0);
        QCOMPARE(m_configuration->workspace().limits.size(), 2u);
        QVERIFY(apply("{'changes':[{'id':'spend'}]}").has_value());
        QCOMPARE(m_configuration->workspace().limits.size(), 1u);
    }

    void everyFaultIsTold()
    {
        const auto refused =
            apply("{'changes':[{'rule':{'id':'a','unit':'requests','promise':{'kind':'window',"
                  "'limit':1,'per':'1m'}},'roll_back':{'share':2}},{'id':'a','late':1}]}");
        QVERIFY(!refused);
        QStringList paths;
        for (const auto& fault : refused.error().faults)
            paths.append(QString::fromStdString(fault.path));
        QCOMPARE(paths,
                 QStringList({"changes[0].roll_back.share", "changes[1].late", "changes[1].id"}));
    }

    void aRuleGoesBackWhenFineCallersAreRefused()
    {
        callsOf("web", 100, 0);
        callsOf("rude", 100, 50);
        change(rule(10));
        callsOf("web", 90, 0);
        callsOf("rude", 500, 490); // it was not fine before: it does not count
        callsOf("nobody-before", 50, 50);
        m_guard->look();
        QCOMPARE(limit(), 10.0);
        callsOf("web", 10, 6);
        m_guard->look();
        QCOMPARE(limit(), 1200.0);
        const auto told = QByteArray::fromStdString(m_guard->watchesJson());
        QVERIFY2(told.contains(QByteArray::fromStdString(json("'state':'rolled_back'"))),
                 told.constData());
        QVERIFY2(told.contains(QByteArray::fromStdString(
                     json("'worst':[{'caller':'web','calls':100,'refused':6}]"))),
                 told.constData());
        const auto audit = store::HistoryRepository(*m_database).audit(1).value().front();
        QCOMPARE(audit.action, std::string("roll_back"));
        QCOMPARE(audit.actor, std::string("gatehouse"));
        QVERIFY(audit.lines.starts_with("6 of 100 calls within 5m of callers that were fine"));
        QVERIFY(audit.lines.find("1200") != std::string::npos);
        QCOMPARE(m_told, QStringList({"web-rpm", "web-rpm"}));
        m_guard->look();
        QCOMPARE(limit(), 1200.0);
    }

    void fewRefusalsAndOldOnesAreNoReason()
    {
        callsOf("web", 100, 0);
        change(rule(10));
        callsOf("web", 4, 4); // fewer than five are an accident
        m_guard->look();
        QCOMPARE(limit(), 10.0);
        m_clock.advance(6min);
        callsOf("web", 4, 4); // those of before are out of the time
        m_guard->look();
        QCOMPARE(limit(), 10.0);
        callsOf("web", 1, 1);
        m_guard->look();
        QCOMPARE(limit(), 1200.0);
    }

    void aNewRuleGoesAwayAgain()
    {
        callsOf("web", 100, 0);
        std::string fresh = rule(10);
        fresh.replace(fresh.find("web-rpm"), 7, "new");
        change(fresh);
        QCOMPARE(m_configuration->workspace().limits.size(), 2u);
        callsOf("web", 50, 10, "new");
        m_guard->look();
        QCOMPARE(m_configuration->workspace().limits.size(), 1u);
        QCOMPARE(limit(), 1200.0);
    }

    void whatIsWatchedOutlivesARestart()
    {
        callsOf("web", 100, 0);
        change(rule(10));
        m_guard->look();
        reopen();
        // Nobody has been fine since the restart but for what was stored with the change.
        callsOf("web", 100, 6);
        m_guard->look();
        QCOMPARE(limit(), 1200.0);
        reopen();
        QCOMPARE(limit(), 1200.0);
        QVERIFY(m_guard->watchesJson().find(json("'state':'rolled_back'")) != std::string::npos);
    }

    void aRampIsRaisedAndIsWatchedOn()
    {
        callsOf("web", 100, 0);
        QVERIFY(
            apply("{'changes':[{'raise_after_s':600,'rule':" + rule(10, 25) + "," + kBound + "}]}")
                .has_value());
        QCOMPARE(m_configuration->workspace().limits.front().enforce, 25u);
        m_clock.advance(10min);
        m_guard->look();
        QCOMPARE(m_configuration->workspace().limits.front().enforce, 100u);
        QCOMPARE(store::HistoryRepository(*m_database).audit(1).value().front().action,
                 std::string("raise"));
        m_clock.advance(20min);
        m_guard->look();
        QVERIFY(m_guard->watchesJson().find(json("'state':'watching'")) != std::string::npos);
        m_clock.advance(10min);
        m_guard->look();
        QVERIFY(m_guard->watchesJson().find(json("'state':'held'")) != std::string::npos);
        callsOf("web", 100, 100);
        m_guard->look();
        QCOMPARE(limit(), 10.0);
    }

    void somebodyElsesEditEndsTheWatch()
    {
        callsOf("web", 100, 0);
        change(rule(10));
        QVERIFY(apply("{'changes':[{'rule':" + rule(20) + "}]}").has_value());
        callsOf("web", 100, 100);
        m_guard->look();
        QCOMPARE(limit(), 20.0);
        QVERIFY(m_guard->watchesJson().find(json("'state':'superseded'")) != std::string::npos);
        QVERIFY(!m_guard->rollBack("web-rpm", "test").has_value());
    }

    void aPersonEndsIt()
    {
        change(rule(10));
        QVERIFY(m_guard->rollBack("web-rpm", "ana").has_value());
        QCOMPARE(limit(), 1200.0);
        change(rule(30));
        QVERIFY(m_guard->end("web-rpm", "ana").has_value());
        QCOMPARE(limit(), 30.0);
        QVERIFY(m_guard->watchesJson().find(json("'state':'ended'")) != std::string::npos);
        QVERIFY(m_guard->end("web-rpm", "ana").has_value());
        QCOMPARE(m_guard->watchesJson(), json("{'items':[]}"));
        QVERIFY(m_guard->end("web-rpm", "ana").error().error.code == ErrorCode::NotFound);
    }

private:
    void reopen()
    {
        cleanup();
        m_database =
            std::move(*store::Database::open(m_folder->filePath("gatehouse.db").toStdString()));
        m_configuration = std::move(*Configuration::open(
            *m_database, m_masterKey, ai::Catalogue::builtIn(), m_clock, m_publisher));
        m_guard = std::make_unique<LimitGuard>(*m_configuration, *m_database);
        QVERIFY(m_guard->load().has_value());
        m_told.clear();
        m_guard->onChange([this](const std::string& id) { m_told << QString::fromStdString(id); });
    }

    Outcome<LimitGuard::Applied> apply(const std::string& text)
    {
        const auto edits = readLimitEdits(json(text));
        if (!edits)
            return std::unexpected(edits.error());
        return m_guard->apply(*edits, "ana");
    }

    void change(const std::string& to)
    {
        const auto done = apply("{'changes':[{'rule':" + to + "," + kBound + "}]}");
        QVERIFY2(done.has_value(), done ? "" : done.error().error.text().c_str());
    }

    void callsOf(const char* application, int calls, int refused, const char* rule = "web-rpm")
    {
        telemetry::RecordBatch batch;
        for (int i = 0; i < calls; ++i) {
            auto record = std::make_shared<telemetry::RequestRecord>();
            record->start = m_clock.wall();
            record->application = application;
            record->refusedBy =
                i < refused ? telemetry::RefusedBy::OwnRule : telemetry::RefusedBy::Nobody;
            record->limits.push_back({rule, application, "requests", "enforced",
                                      i < refused ? "refused" : "within", 1, 1, 1, 1, 1});
            batch.push_back(std::move(record));
        }
        m_guard->take(batch);
    }

    double limit()
    {
        const auto& rules = m_configuration->workspace().limits;
        const auto at = std::ranges::find(rules, "web-rpm", &model::LimitRule::id);
        return at == rules.end() ? -1 : std::get<model::AveragePromise>(at->promise).limit;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    NoPublisher m_publisher;
    crypto::MasterKey m_masterKey{};
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<Configuration> m_configuration;
    std::unique_ptr<LimitGuard> m_guard;
    QStringList m_told;
};

QTEST_GUILESS_MAIN(LimitGuardTest)
#include "LimitGuardTest.moc"
