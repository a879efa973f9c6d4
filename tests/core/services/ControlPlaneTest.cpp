// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/ApplicationKeys.h"
#include "services/Collections.h"
#include "services/WorkspaceFiles.h"
#include "store/Database.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::services;

namespace {

class CountingPublisher final : public SnapshotPublisher
{
public:
    void publish(std::shared_ptr<const gateway::Snapshot>) override { ++published; }
    Result<void> reconfigure(const model::Gateway&) override
    {
        if (refuses)
            return fail(ErrorCode::Unavailable, "the address is taken");
        return {};
    }
    int published = 0;
    bool refuses = false;
};

constexpr const char* kFile =
    "gatehouse: 1\n"
    "teams: [{id: core}]\n"
    "applications: [{id: web, team: core, keys: [{id: k1, secret: \"env:WEB\"}]}]\n"
    "apis: [{id: orders, kind: rest, base_path: /orders, state: published,\n"
    "        upstream: {targets: [{url: \"http://127.0.0.1:9\"}]}}]\n";

const std::map<std::string, std::string> kSecrets{{"env:WEB", "a-secret-of-24-characters"}};

} // namespace

/// The use cases over one configuration and a real database.
class ControlPlaneTest : public QObject
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
        m_publisher = CountingPublisher();
        reopen();
    }

    void anAppliedFileIsThereAfterAReopenAndAppliesToNothing()
    {
        QCOMPARE(apply(kFile),
                 QByteArray("create teams/core\ncreate applications/web\ncreate apis/orders\n"));
        QCOMPARE(m_publisher.published, 1);
        const std::string exported = WorkspaceFiles(*m_configuration).exportText();
        reopen();
        QCOMPARE(WorkspaceFiles(*m_configuration).exportText(), exported);
        QCOMPARE(apply(exported), QByteArray());
        QCOMPARE(m_publisher.published, 1);
        QVERIFY(exported.find("a-secret") == std::string::npos);
    }

    void nothingIsAppliedWhenAnythingIsWrong()
    {
        const QByteArray told =
            apply(std::string(kFile) + "subscriptions: [{application: web, api: none}]\n");
        QVERIFY2(told.contains("6: subscriptions[0].api: there is no API"), told.constData());
        QVERIFY(m_configuration->workspace().teams.empty());
        QCOMPARE(m_publisher.published, 0);
        const QByteArray missing = apply(kFile, {});
        QVERIFY2(missing.startsWith("3: applications[0].keys[0].secret: "), missing.constData());
    }

    void aDryRunChangesNothing()
    {
        ApplyRequest request{kFile, "f", true, false, model::InlineSecrets::Refuse, kSecrets};
        QCOMPARE(WorkspaceFiles(*m_configuration).apply(request, "test").value().size(), 3u);
        QVERIFY(m_configuration->workspace().teams.empty());
    }

    void pruneDeletesWhatTheFileLacks()
    {
        apply(kFile);
        ApplyRequest request{"gatehouse: 1\nteams: [{id: core}]\n", "f", false, true,
                             model::InlineSecrets::Refuse,          {}};
        QCOMPARE(WorkspaceFiles(*m_configuration).apply(request, "test").value().size(), 2u);
        QVERIFY(m_configuration->workspace().apis.empty());
    }

    void etagsTellWhoWasFirst()
    {
        apply(kFile);
        Collections collections(*m_configuration);
        const Object read = collections.read("apis", "orders").value();
        std::string moved = read.json;
        moved.replace(moved.find("/orders"), 7, "/moved");
        const Object changed =
            collections.replace("apis", "orders", moved, read.etag, "test").value();
        QVERIFY(changed.etag != read.etag);
        const auto stale = collections.replace("apis", "orders", read.json, read.etag, "test");
        QVERIFY(!stale && stale.error().stale && stale.error().error.code == ErrorCode::Conflict);
        QVERIFY(collections.create("apis", moved, "test").error().error.code ==
                ErrorCode::Conflict);
        QCOMPARE(m_configuration->revision("orders"), 2u);
        QCOMPARE(collections.list("apis").value().items.size(), 1u);
        QVERIFY(collections.list("none").error().error.code == ErrorCode::NotFound);
        const auto used = collections.remove("teams", "core", {}, "test");
        QVERIFY(!used && used.error().error.text().find("web") != std::string::npos);
        QVERIFY(collections.remove("apis", "orders", changed.etag, "test").has_value());
        QVERIFY(collections.read("apis", "orders").error().error.code == ErrorCode::NotFound);
    }

    void anAnswerMayBeSentBackAsItIs()
    {
        apply(kFile);
        Collections collections(*m_configuration);
        QVERIFY(collections
                    .create("providers",
                            "{\"id\":\"openai\",\"kind\":\"openai\",\"keys\":[{\"id\":\"k\","
                            "\"secret\":\"sk-0123456789\"}]}",
                            "test")
                    .has_value());
        for (const auto& [collection, id] :
             {std::pair{"applications", "web"}, {"providers", "openai"}, {"apis", "orders"}}) {
            const Object object = collections.read(collection, id).value();
            const auto back = collections.replace(collection, id, object.json, object.etag, "test");
            QVERIFY2(back.has_value(), back ? "" : back.error().error.text().c_str());
            QCOMPARE(QByteArray::fromStdString(back->json), QByteArray::fromStdString(object.json));
            QCOMPARE(back->etag, object.etag);
        }
        QVERIFY(collections.read("providers", "openai").value().json.find("sk-0123") ==
                std::string::npos);
        QCOMPARE(m_configuration->providerSecret("openai", "k"), std::string("sk-0123456789"));
    }

    void onlyTheEndOfALongSecretIsTold()
    {
        apply(kFile);
        Collections collections(*m_configuration);
        QVERIFY(collections
                    .create("providers",
                            R"({"id":"openai","kind":"openai","keys":[)"
                            R"({"id":"long","secret":"sk-0123456789abcdef-7fQk"},)"
                            R"({"id":"short","secret":"sk-0123456789-9Lc"}]})",
                            "test")
                    .has_value());
        const std::string json = collections.read("providers", "openai").value().json;
        QVERIFY(json.find("\"hint\":\"…7fQk\"") != std::string::npos);
        QVERIFY2(json.find("-9Lc") == std::string::npos &&
                     json.find("…", json.find("7fQk")) == std::string::npos,
                 "a short secret keeps its end");
    }

    void keysAreShownOnceExpireAndStayRevoked()
    {
        apply(kFile);
        ApplicationKeys keys(*m_configuration);
        const NewKey made = keys.create("web", {}, std::chrono::hours(1), "test").value();
        QVERIFY(made.key.starts_with("gh_") && made.key.starts_with(made.prefix));
        QCOMPARE(made.expiresMillis, toUnixMillis(m_clock.wall()) + 3'600'000);
        QVERIFY(keys.create("nobody", {}, {}, "test").error().error.code == ErrorCode::NotFound);
        QVERIFY(keys.revoke("web", "k1", "test").has_value());
        QVERIFY(keys.revoke("web", "none", "test").error().error.code == ErrorCode::NotFound);
        reopen();
        apply(kFile);
        const model::Application& web = m_configuration->workspace().applications.front();
        QVERIFY2(web.keys.front().revoked, "an old file brings no revoked secret back");
        const NewKey playground = ApplicationKeys(*m_configuration).playground({}, "test").value();
        QCOMPARE(playground.application, std::string("playground"));
        reopen();
        QVERIFY(m_configuration->workspace().applications.front().keys.empty());
    }

    void twoKeysWithOneSecretAreRefused()
    {
        const QByteArray told = apply(
            "gatehouse: 1\napplications:\n  - {id: a, keys: [{id: k, secret: \"env:WEB\"}]}\n"
            "  - {id: b, keys: [{id: k, secret: \"env:SAME\"}]}\n",
            {{"env:WEB", "a-secret-of-24-characters"}, {"env:SAME", "a-secret-of-24-characters"}});
        QVERIFY2(told.startsWith("4: applications[1].keys[0].secret: "), told.constData());
    }

    void addressesThatCannotBeOpenedAreNotStored()
    {
        Collections collections(*m_configuration);
        m_publisher.refuses = true;
        const auto refused =
            collections.replaceGateway("{\"listen\":[\"127.0.0.1:1\"]}", {}, "test");
        QVERIFY(!refused && refused.error().error.message == "the address is taken");
        QVERIFY(*m_configuration->workspace().gateway == model::Gateway{});
        m_publisher.refuses = false;
        QVERIFY(
            collections.replaceGateway("{\"listen\":[\"127.0.0.1:1\"]}", {}, "test").has_value());
        reopen();
        QCOMPARE(m_configuration->workspace().gateway->listen.front(), std::string("127.0.0.1:1"));
    }

    void anotherMasterKeyIsTold()
    {
        apply(kFile);
        m_configuration.reset();
        const auto refused = Configuration::open(*m_database, crypto::makeMasterKey(),
                                                 ai::Catalogue::builtIn(), m_clock, m_publisher);
        QVERIFY(!refused && refused.error().message.find("master key") != std::string::npos);
    }

    void aLargeWorkspaceAppliesInSeconds()
    {
        std::string text = "gatehouse: 1\napplications:\n";
        std::map<std::string, std::string> secrets;
        for (int i = 0; i < 10000; ++i) {
            text += "  - id: app" + std::to_string(i) + "\n    keys:\n";
            for (int k = 0; k < 10; ++k) {
                const std::string name = std::to_string(i * 10 + k);
                text += "      - {id: k" + std::to_string(k) + ", secret: \"env:K" + name + "\"}\n";
                secrets["env:K" + name] = "the-secret-number-" + name;
            }
        }
        text += "apis:\n";
        for (int i = 0; i < 10000; ++i)
            text += "  - {id: api" + std::to_string(i) +
                    ", kind: rest, state: published, base_path: /b" + std::to_string(i) +
                    ", upstream: {targets: [{url: \"http://127.0.0.1:9000\"}]}}\n";
        QElapsedTimer timer;
        timer.start();
        apply(text, secrets);
        qInfo("applied in %lld ms", timer.restart());
        QCOMPARE(m_configuration->workspace().apis.size(), 10000u);
        QVERIFY(apply(text, secrets).isEmpty());
        qInfo("again in %lld ms", timer.restart());
        QVERIFY(ApplicationKeys(*m_configuration).create("app7", {}, {}, "test").has_value());
        qInfo("one key in %lld ms", timer.restart());
        reopen();
        qInfo("opened in %lld ms", timer.elapsed());
    }

private:
    void reopen()
    {
        m_configuration.reset();
        m_database.reset();
        m_database =
            std::move(*store::Database::open(m_folder->filePath("gatehouse.db").toStdString()));
        auto opened = Configuration::open(*m_database, m_masterKey, ai::Catalogue::builtIn(),
                                          m_clock, m_publisher);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
        m_configuration = std::move(*opened);
    }

    /// What changed, or what was wrong, a line each.
    QByteArray apply(const std::string& text,
                     const std::map<std::string, std::string>& secrets = kSecrets)
    {
        const ApplyRequest request{text, "f", false, false, model::InlineSecrets::Refuse, secrets};
        const auto done = WorkspaceFiles(*m_configuration).apply(request, "test");
        std::string out;
        if (done) {
            for (const model::Change& change : *done)
                out += std::string(model::toWord(change.action)) + " " + change.path + "\n";
        } else {
            for (const model::Fault& fault : done.error().faults)
                out += std::to_string(fault.line) + ": " + fault.path + ": " + fault.message + "\n";
        }
        return QByteArray::fromStdString(out);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock{fromUnixMillis(1795530727491)};
    CountingPublisher m_publisher;
    crypto::MasterKey m_masterKey{};
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<Configuration> m_configuration;
};

QTEST_GUILESS_MAIN(ControlPlaneTest)
#include "ControlPlaneTest.moc"
