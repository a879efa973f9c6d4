// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Engine.h"

#include "core/admin/TinyClient.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace gatehouse;
using namespace gatehouse::app;

namespace {

QJsonObject object(const tiny::Answer& answer)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
}

constexpr const char* kApply =
    R"({"yaml":"gatehouse: 1\nproviders: [{id: sandbox, kind: sandbox}]\napplications: [{id: web}]\n"})";

} // namespace

/// The composition that both programs run, over real sockets and a real workspace.
class EngineTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Engine> m_engine;
    EngineAddresses m_addresses;

    EngineOptions options()
    {
        EngineOptions wanted;
        wanted.workspace = m_dir->filePath("workspace").toStdString();
        wanted.listen = {"127.0.0.1:0"};
        wanted.admin = {"127.0.0.1:0"};
        wanted.threads = 1;
        wanted.history.batch = std::chrono::milliseconds(5);
        wanted.history.freeBytes = 0;
        return wanted;
    }
    bool serve(EngineOptions wanted)
    {
        auto engine = Engine::open(std::move(wanted));
        if (!engine) {
            qWarning("%s", engine.error().text().c_str());
            return false;
        }
        m_engine = std::move(*engine);
        auto addresses = m_engine->serve();
        if (!addresses) {
            qWarning("%s", addresses.error().text().c_str());
            return false;
        }
        m_addresses = *addresses;
        return true;
    }
    tiny::Answer admin(const char* method, const std::string& path, const std::string& body = {},
                       const std::string& fields = {})
    {
        return tiny::Client(m_addresses.admin, m_engine->token()).ask(method, path, body, fields);
    }
    QJsonObject gatewayStatus()
    {
        return object(admin("GET", "/admin/v1/status"))["gateway"].toObject();
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        qputenv("GATEHOUSE_MASTER_KEY", QByteArray(64, '7'));
    }
    void cleanup() { m_engine.reset(); }

    void servesAndSaysWhere()
    {
        QVERIFY(serve(options()));
        QCOMPARE(m_addresses.gateway.size(), 1u);
        QCOMPARE(gatewayStatus()["state"].toString(), QStringLiteral("serving"));
        QCOMPARE(gatewayStatus()["urls"].toArray()[0].toString().toStdString(),
                 m_addresses.gateway[0]);
        QCOMPARE(object(admin("GET", "/admin/v1/status"))["first_run"].toBool(), true);
        const QFileInfo token(m_dir->filePath("workspace/admin.token"));
        QCOMPARE(token.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QCOMPARE(tiny::Client(m_addresses.gateway[0], {}).ask("GET", "/healthz").status, 200);
    }

    void aSecondOneIsRefused()
    {
        QVERIFY(serve(options()));
        const auto second = Engine::open(options());
        QVERIFY(!second);
        QVERIFY(second.error().code == ErrorCode::Conflict);
    }

    void aCallIsServedCountedAndKept()
    {
        QVERIFY(serve(options()));
        QCOMPARE(admin("POST", "/admin/v1/workspace/apply", kApply).status, 200);
        const auto key = object(admin("POST", "/admin/v1/applications/web/keys", "{}"))["key"]
                             .toString()
                             .toStdString();
        const tiny::Client caller(m_addresses.gateway[0], key);
        const auto models = object(caller.ask("GET", "/v1/models"));
        const auto model = models["data"].toArray()[0].toObject()["id"].toString().toStdString();
        const auto answer = caller.ask("POST", "/v1/chat/completions",
                                       R"({"model":")" + model +
                                           R"(","messages":[{"role":"user","content":"hi"}]})",
                                       "Content-Type: application/json\r\n");
        QCOMPARE(answer.status, 200);
        const std::string id = answer.field("x-gatehouse-request-id");
        QTRY_COMPARE(admin("GET", "/admin/v1/traffic/" + id).status, 200);
        QCOMPARE(object(admin("GET", "/admin/v1/traffic/" + id))["application"].toString(),
                 QStringLiteral("web"));
        QTRY_VERIFY(
            object(admin("GET", "/admin/v1/overview"))["today"].toObject()["requests"].toInt() >=
            1);
        const int before =
            object(admin("GET", "/admin/v1/overview"))["today"].toObject()["requests"].toInt();
        m_engine->stop();
        m_engine.reset();
        QVERIFY(serve(options())); // today goes on after a restart, and so do edits and keys
        QTRY_VERIFY(
            object(admin("GET", "/admin/v1/overview"))["today"].toObject()["requests"].toInt() >=
            before);
        QCOMPARE(tiny::Client(m_addresses.gateway[0], key).ask("GET", "/v1/models").status, 200);
        QCOMPARE(object(admin("GET", "/admin/v1/status"))["first_run"].toBool(), false);
    }

    void stopsAndStartsAgain()
    {
        QVERIFY(serve(options()));
        QCOMPARE(object(admin("POST", "/admin/v1/gateway/stop"))["gateway"]
                     .toObject()["state"]
                     .toString(),
                 QStringLiteral("stopped"));
        QCOMPARE(tiny::Client(m_addresses.gateway[0], {}).ask("GET", "/healthz").status, 0);
        QCOMPARE(object(admin("POST", "/admin/v1/gateway/start"))["gateway"]
                     .toObject()["state"]
                     .toString(),
                 QStringLiteral("serving"));
        const auto url = gatewayStatus()["urls"].toArray()[0].toString().toStdString();
        QCOMPARE(tiny::Client(url, {}).ask("GET", "/healthz").status, 200);
    }

    void aTakenPortEndsTheServerButNotTheConsole()
    {
        QVERIFY(serve(options()));
        EngineOptions other = options();
        other.workspace = m_dir->filePath("other").toStdString();
        other.listen = {m_addresses.gateway[0].substr(7)};
        auto refused = Engine::open(other);
        QVERIFY(refused);
        QVERIFY(!(*refused)->serve());
        refused->reset();
        other.gatewayMayFail = true;
        auto console = Engine::open(other);
        QVERIFY(console);
        const auto addresses = (*console)->serve();
        QVERIFY(addresses);
        QVERIFY(addresses->gateway.empty());
        const auto status = object(tiny::Client(addresses->admin, (*console)->token())
                                       .ask("GET", "/admin/v1/status"))["gateway"]
                                .toObject();
        QCOMPARE(status["state"].toString(), QStringLiteral("failed"));
        QVERIFY(!status["error"].toString().isEmpty());
    }

    void aChangedAddressIsTakenOrNothingChanges()
    {
        EngineOptions wanted = options();
        wanted.listen.clear();
        wanted.gatewayMayFail =
            true; // the default port may be taken on the machine that runs the tests
        QVERIFY(serve(wanted));
        const auto section = admin("GET", "/admin/v1/gateway");
        QJsonObject changed = object(section);
        changed["listen"] = QJsonArray{QStringLiteral("127.0.0.1:0")};
        const auto put =
            admin("PUT", "/admin/v1/gateway", QJsonDocument(changed).toJson().toStdString(),
                  "If-Match: " + section.field("etag") + "\r\n");
        QCOMPARE(put.status, 200);
        const auto url = gatewayStatus()["urls"].toArray()[0].toString().toStdString();
        QCOMPARE(tiny::Client(url, {}).ask("GET", "/healthz").status, 200);
        changed["listen"] =
            QJsonArray{QString::fromStdString(m_addresses.admin.substr(7))}; // taken by ourselves
        QVERIFY(admin("PUT", "/admin/v1/gateway", QJsonDocument(changed).toJson().toStdString())
                    .status >= 400);
        QCOMPARE(gatewayStatus()["urls"].toArray()[0].toString().toStdString(), url);
        QCOMPARE(tiny::Client(url, {}).ask("GET", "/healthz").status, 200);
        QCOMPARE(object(admin("GET", "/admin/v1/gateway"))["listen"].toArray()[0].toString(),
                 QStringLiteral("127.0.0.1:0"));
    }
};

QTEST_GUILESS_MAIN(EngineTest)
#include "EngineTest.moc"
