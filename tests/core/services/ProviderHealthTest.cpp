// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/Collections.h"
#include "services/Providers.h"
#include "store/Database.h"
#include "store/HistoryRepository.h"

#include <QTemporaryDir>
#include <QTest>

#include <boost/json.hpp>

using namespace gatehouse;
using namespace gatehouse::services;

namespace {

class QuietPublisher final : public SnapshotPublisher
{
public:
    void publish(std::shared_ptr<const gateway::Snapshot>) override {}
    Result<void> reconfigure(const model::Gateway&) override { return {}; }
};

std::string quoted(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

} // namespace

/// Health as the admin API tells it, and what is done to it by hand.
class ProviderHealthTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialize().has_value());
        m_database =
            std::move(*store::Database::open(m_folder.filePath("gatehouse.db").toStdString()));
        auto opened = Configuration::open(*m_database, crypto::makeMasterKey(),
                                          ai::Catalogue::builtIn(), m_clock, m_publisher);
        QVERIFY(opened.has_value());
        m_configuration = std::move(*opened);
        Collections collections(*m_configuration);
        QVERIFY(collections
                    .create("providers",
                            quoted("{'id':'openai','kind':'openai','keys':[{'id':'main','secret':"
                                   "'sk-0123456789'}]}"),
                            "test")
                    .has_value());
        QVERIFY(collections.create("providers", quoted("{'id':'box','kind':'sandbox'}"), "test")
                    .has_value());
        gateway::ProviderReport report;
        report.id = "openai";
        report.state = gateway::ProviderState::Cooling;
        report.health.failures = 3;
        report.keys = {
            {"main", {gateway::Circuit::Open, std::chrono::microseconds(33'000'001), 0}}};
        m_providers = std::make_unique<Providers>(
            *m_configuration, ProviderHealth{[report]() { return std::vector{report}; },
                                             [this](const gateway::Intervention& what) {
                                                 m_done.push_back(what);
                                                 return m_runs;
                                             }});
    }
    void init()
    {
        m_done.clear();
        m_runs = true;
    }

    void healthIsToldKeyByKey()
    {
        const auto told = boost::json::parse(m_providers->healthJson());
        const auto now = toUnixMillis(m_clock.wall());
        QCOMPARE(told.at("time_ms").as_int64(), now);
        const auto& item = told.at("items").at(0);
        QCOMPARE(item.at("state").as_string(), boost::json::string("cooling"));
        QCOMPARE(item.at("circuit").as_string(), boost::json::string("closed"));
        QCOMPARE(item.at("failures").as_int64(), 3);
        const auto& key = item.at("keys").at(0);
        QCOMPARE(key.at("circuit").as_string(), boost::json::string("open"));
        QCOMPARE(key.at("until_ms").as_int64(), now + 33'001); // rounded up
        QVERIFY(boost::json::parse(Providers(*m_configuration).healthJson())
                    .at("items")
                    .as_array()
                    .empty());
    }

    void aSimulationIsNotedFirst()
    {
        const auto told = m_providers->simulate(
            "openai", quoted("{'failure':'rate_limit','key':'main','for':'5m'}"), "ana");
        QVERIFY(told.has_value());
        QCOMPARE(boost::json::parse(*told).at("id").as_string(), boost::json::string("openai"));
        QCOMPARE(m_done.size(), 1u);
        QCOMPARE(m_done.front().kind, gateway::Intervention::Kind::Pause);
        QCOMPARE(m_done.front().key, std::string("main"));
        QVERIFY(m_done.front().time == std::chrono::minutes(5));
        const auto audit = store::HistoryRepository(*m_database).audit(1);
        QVERIFY(audit.has_value());
        QCOMPARE(audit->front().actor, std::string("ana"));
        QCOMPARE(audit->front().action, std::string("simulate_rate_limit"));
        QCOMPARE(audit->front().path, std::string("providers/openai/keys/main"));
        QVERIFY(m_providers->simulate("openai", quoted("{'failure':'down'}"), "ana").has_value());
        QVERIFY(m_done.back().time == std::chrono::minutes(1));
        QVERIFY(m_providers->reset("openai", {}, "ana").has_value());
        QCOMPARE(m_done.back().kind, gateway::Intervention::Kind::Reset);
    }

    void whatMakesNoSenseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("provider");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("place");
        QTest::newRow("no failure")
            << QByteArray("openai") << QByteArray() << QByteArray("failure");
        QTest::newRow("unknown failure")
            << QByteArray("openai") << QByteArray("{'failure':'fire'}") << QByteArray("failure");
        QTest::newRow("unknown field")
            << QByteArray("openai") << QByteArray("{'failure':'down','x':'1'}") << QByteArray("x");
        QTest::newRow("unknown key")
            << QByteArray("openai") << QByteArray("{'failure':'rate_limit','key':'other'}")
            << QByteArray("key");
        QTest::newRow("a key is not down")
            << QByteArray("openai") << QByteArray("{'failure':'down','key':'main'}")
            << QByteArray("key");
        QTest::newRow("no key to pause")
            << QByteArray("box") << QByteArray("{'failure':'rate_limit'}") << QByteArray("failure");
        QTest::newRow("too long") << QByteArray("openai")
                                  << QByteArray("{'failure':'down','for':'2h'}")
                                  << QByteArray("for");
        QTest::newRow("no time") << QByteArray("openai")
                                 << QByteArray("{'failure':'down','for':'0s'}")
                                 << QByteArray("for");
        QTest::newRow("no text") << QByteArray("openai") << QByteArray("{'failure':7}")
                                 << QByteArray("failure");
        QTest::newRow("no provider") << QByteArray("none") << QByteArray("{'failure':'down'}")
                                     << QByteArray("providers/none");
    }
    void whatMakesNoSenseIsRefused()
    {
        QFETCH(QByteArray, provider);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, place);
        const auto told =
            m_providers->simulate(provider.toStdString(), quoted(body.toStdString()), "ana");
        QVERIFY(!told.has_value());
        QCOMPARE(QByteArray::fromStdString(told.error().error.place), place);
        QVERIFY(m_done.empty());
    }

    void aStoppedGatewayIsTold()
    {
        m_runs = false;
        const auto told = m_providers->simulate("openai", quoted("{'failure':'down'}"), "ana");
        QVERIFY(!told.has_value());
        QCOMPARE(told.error().error.code, ErrorCode::Unavailable);
    }

private:
    QTemporaryDir m_folder;
    ManualClock m_clock{fromUnixMillis(1795530727491)};
    QuietPublisher m_publisher;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<Configuration> m_configuration;
    std::unique_ptr<Providers> m_providers;
    std::vector<gateway::Intervention> m_done;
    bool m_runs = true;
};

QTEST_GUILESS_MAIN(ProviderHealthTest)
#include "ProviderHealthTest.moc"
