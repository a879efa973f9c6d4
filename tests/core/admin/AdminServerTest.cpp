// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/AdminServer.h"

#include "core/admin/TinyClient.h"

#include "base/Id.h"
#include "store/Database.h"
#include "store/HistoryRepository.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::admin;

namespace {

const std::string kToken(64, 'a');

class FakeControl final : public GatewayControl
{
public:
    [[nodiscard]] std::string statusJson() const override
    {
        return R"({"gateway":{"state":"serving"}})";
    }
    [[nodiscard]] std::string_view gatewayState() const override { return "serving"; }
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> providerStates() const override
    {
        return {{"openai", "idle"}};
    }
    [[nodiscard]] std::vector<Sample> samples() const override
    {
        return {{"connections", "Open", 3, {}, false}};
    }
    [[nodiscard]] Result<void> startGateway() override
    {
        return fail(ErrorCode::Unavailable, "address in use", "127.0.0.1:8480");
    }
    void stopGateway() override {}
};

class FakeArchive final : public telemetry::RecordArchive
{
public:
    void find(telemetry::RecordQuery query,
              std::function<void(Result<telemetry::RecordPage>)> done) override
    {
        asked = query;
        done(telemetry::RecordPage{R"([{"id":"a"}])", "7.1"});
    }
    void read(std::string id, std::function<void(Result<std::string>)> done) override
    {
        if (id == "a")
            done(std::string(R"({"id":"a"})"));
        else
            done(fail(ErrorCode::NotFound, "there is no such record", id));
    }
    telemetry::RecordQuery asked;
};

QJsonObject object(const tiny::Answer& answer)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
}

} // namespace

/// The admin port over real sockets, with real services behind it.
class AdminServerTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SystemClock m_clock;
    services::NoPublisher m_publisher;
    FakeControl m_control;
    FakeArchive m_archive;
    std::unique_ptr<telemetry::Telemetry> m_telemetry;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<services::Configuration> m_configuration;
    std::unique_ptr<services::Collections> m_collections;
    std::unique_ptr<services::Apis> m_apis;
    std::unique_ptr<services::ApplicationKeys> m_keys;
    std::unique_ptr<services::Providers> m_providers;
    std::unique_ptr<services::WorkspaceFiles> m_files;
    std::unique_ptr<limits::Counters> m_counters;
    std::unique_ptr<services::Limits> m_limits;
    std::unique_ptr<services::LimitGuard> m_guard;
    std::unique_ptr<services::LimitUse> m_use;
    std::unique_ptr<services::LimitAlerts> m_limitAlerts;
    std::unique_ptr<cache::Cache> m_cache;
    std::unique_ptr<services::AnswerCache> m_answers;
    std::unique_ptr<services::Alerts> m_alerts;
    std::unique_ptr<services::Doctor> m_doctor;
    std::unique_ptr<AdminServer> m_server;
    std::unique_ptr<tiny::Client> m_client;

    AdminSettings settings(const std::string& listen = "127.0.0.1:0")
    {
        return {.listen = {listen}, .tls = {}, .token = kToken, .version = "1.0"};
    }
    Parts parts()
    {
        return {*m_configuration, *m_collections, *m_apis,   *m_keys,  *m_providers, *m_files,
                *m_limits,        *m_answers,     *m_alerts, *m_guard, *m_use,       *m_limitAlerts,
                *m_doctor,        *m_telemetry,   m_archive, m_control};
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialize());
        auto database = store::Database::open(m_dir.filePath("gatehouse.db").toStdString());
        QVERIFY(database);
        m_database = std::move(*database);
        auto configuration = services::Configuration::open(
            *m_database, crypto::makeMasterKey(), ai::Catalogue::builtIn(), m_clock, m_publisher);
        QVERIFY(configuration);
        m_configuration = std::move(*configuration);
        m_collections = std::make_unique<services::Collections>(*m_configuration);
        m_apis = std::make_unique<services::Apis>(*m_configuration);
        m_keys = std::make_unique<services::ApplicationKeys>(*m_configuration);
        m_providers = std::make_unique<services::Providers>(*m_configuration);
        m_files = std::make_unique<services::WorkspaceFiles>(*m_configuration);
        m_counters = std::move(*limits::Counters::open({}, m_clock));
        m_limits = std::make_unique<services::Limits>(*m_configuration, *m_counters);
        m_guard = std::make_unique<services::LimitGuard>(*m_configuration, *m_database);
        m_use = std::make_unique<services::LimitUse>(m_clock);
        m_limitAlerts =
            std::make_unique<services::LimitAlerts>(*m_configuration, *m_counters, *m_database);
        m_cache = std::make_unique<cache::Cache>(1u << 20);
        m_answers = std::make_unique<services::AnswerCache>(*m_configuration, *m_cache);
        m_alerts = std::make_unique<services::Alerts>(*m_configuration, *m_counters, *m_database);
        m_doctor = std::make_unique<services::Doctor>(*m_configuration,
                                                      m_dir.filePath("traffic").toStdString());
        m_telemetry = std::make_unique<telemetry::Telemetry>(m_clock);
        auto server = AdminServer::start(settings(), parts());
        QVERIFY(server);
        m_server = std::move(*server);
        m_telemetry->addSink(m_server->hub());
        m_telemetry->setRunning(true);
        m_telemetry->start();
        m_client = std::make_unique<tiny::Client>(m_server->endpoints().front().url(), kToken);
    }

    void cleanupTestCase()
    {
        m_telemetry->stop();
        m_server.reset();
    }

    void withoutTheTokenEveryPathIs401()
    {
        for (const std::string& token : {std::string(), std::string(64, 'b'), std::string("a")}) {
            const tiny::Client stranger(m_server->endpoints().front().url(), token);
            for (const char* path :
                 {"/admin/v1/status", "/metrics", "/nowhere", "/admin/v1/live", "/"}) {
                const auto answer = stranger.ask("GET", path);
                QCOMPARE(answer.status, 401);
                QCOMPARE(object(answer)["code"].toString(), QStringLiteral("unauthorized"));
                QVERIFY(!answer.field("www-authenticate").empty());
            }
        }
    }

    void aLimitIsToldInWordsAndEmptiedOnDemand()
    {
        const std::string quota =
            R"({"id":"quota","promise":{"kind":"calendar","limit":5,"per":"day"}})";
        const auto preview = m_client->ask("POST", "/admin/v1/limits/preview", quota);
        QCOMPARE(preview.status, 200);
        QVERIFY(object(preview)["sentence"].toString().contains("5 requests each day (UTC)"));
        QCOMPARE(object(preview)["worst_amount"].toInt(), 10);
        QCOMPARE(m_client->ask("GET", "/admin/v1/limits/quota").status, 404);
        const auto wrong = m_client->ask(
            "POST", "/admin/v1/limits/preview",
            R"({"id":"q","promise":{"kind":"calendar","limit":0,"per":"day","time_zone":"?"}})");
        QCOMPARE(wrong.status, 422);
        QCOMPARE(object(wrong)["errors"].toArray().size(), 2);

        QCOMPARE(m_client->ask("POST", "/admin/v1/limits", quota).status, 201);
        const auto read = m_client->ask("GET", "/admin/v1/limits/quota");
        QVERIFY(object(read)["worst_case"].toString().startsWith("10 requests"));
        // What was answered may be sent back.
        QCOMPARE(m_client->ask("PUT", "/admin/v1/limits/quota", read.body).status, 200);

        auto set = limits::RuleSet::compile(m_configuration->workspace().limits);
        const auto bound = m_counters->adopt(*set);
        limits::Admission x;
        QCOMPARE(m_counters->decide(*bound, limits::Stage::Exchange, {}, {}, m_counters->now(), x),
                 limits::Outcome::Admitted);
        const auto counters = m_client->ask("GET", "/admin/v1/limits/quota/counters");
        const auto first = object(counters)["items"].toArray().at(0).toObject();
        QCOMPARE(first["used"].toInt(), 1);
        QCOMPARE(first["remaining"].toInt(), 4);
        QCOMPARE(m_client->ask("POST", "/admin/v1/limits/quota/reset").status, 204);
        QVERIFY(object(m_client->ask("GET", "/admin/v1/limits/quota/counters"))["items"]
                    .toArray()
                    .isEmpty());
        const auto audit = store::HistoryRepository(*m_database).audit(1);
        QVERIFY(audit && audit->front().action == "reset" && audit->front().path == "limits/quota");
        QCOMPARE(m_client->ask("POST", "/admin/v1/limits/nothing/reset").status, 404);
        QCOMPARE(m_client->ask("DELETE", "/admin/v1/limits/quota").status, 204);
    }

    void anObjectFromItsMakingToItsEnd()
    {
        const auto made = m_client->ask("POST", "/admin/v1/teams", R"({"name":"Core team"})");
        QCOMPARE(made.status, 201);
        QCOMPARE(object(made)["id"].toString(), QStringLiteral("core-team"));
        QCOMPARE(
            m_client->ask("POST", "/admin/v1/teams", R"({"id":"core-team","name":"x"})").status,
            409);
        const auto read = m_client->ask("GET", "/admin/v1/teams/core-team");
        QCOMPARE(read.status, 200);
        const std::string etag = read.field("etag");
        QVERIFY(etag.starts_with('"'));
        const auto put = m_client->ask("PUT", "/admin/v1/teams/core-team", R"({"name":"Core"})",
                                       "If-Match: " + etag + "\r\n");
        QCOMPARE(put.status, 200);
        const auto stale = m_client->ask("PUT", "/admin/v1/teams/core-team", R"({"name":"Mine"})",
                                         "If-Match: " + etag + "\r\n");
        QCOMPARE(stale.status, 412);
        QCOMPARE(object(m_client->ask("GET", "/admin/v1/teams"))["items"].toArray().size(), 1);
        QCOMPARE(m_client->ask("DELETE", "/admin/v1/teams/core-team").status, 204);
        QCOMPARE(m_client->ask("GET", "/admin/v1/teams/core-team").status, 404);
    }

    void anApiFromItsDescriptionToItsEnd()
    {
        const QString text =
            "openapi: 3.1.0\ninfo: {title: Bees, version: '1'}\nservers: [{url: "
            "'https://bees.test'}]\npaths:\n  /hives:\n    get: {summary: Hives}\n";
        const auto import = [&](QJsonObject body) {
            return m_client->ask("POST", "/admin/v1/apis/import",
                                 QJsonDocument(body).toJson().toStdString());
        };
        const auto tried = import({{"text", text}, {"dry_run", true}});
        QCOMPARE(tried.status, 200);
        QCOMPARE(m_client->ask("GET", "/admin/v1/apis/bees").status, 404);
        QCOMPARE(import({{"text", text}}).status, 201);
        const auto wrong = import({{"text", "openapi: 3.1.0\ninfo: {title: T}\npaths: [a]\n"}});
        QCOMPARE(wrong.status, 422);
        QCOMPARE(object(wrong)["errors"].toArray().at(0).toObject()["line"].toInt(), 3);

        const auto step = [&](const char* body) {
            return m_client->ask("POST", "/admin/v1/apis/bees/step", body);
        };
        QCOMPARE(step(R"({"step":"retire","reason":"x"})").status, 409);
        QCOMPARE(step(R"({"step":"jump"})").status, 400);
        QCOMPARE(object(step(R"({"step":"publish"})"))["state"].toString(),
                 QStringLiteral("published"));
        // What was read may be sent back; the document stays.
        const auto read = m_client->ask("GET", "/admin/v1/apis/bees");
        QCOMPARE(object(read)["document"].toObject()["operations"].toInt(), 1);
        QCOMPARE(m_client->ask("PUT", "/admin/v1/apis/bees", read.body).status, 200);
        QCOMPARE(m_client->ask("GET", "/admin/v1/apis/bees/openapi").status, 200);

        // A changed description: what changed there comes, what changed here stays.
        const std::string here = R"({"openapi":"3.1.0","info":{"title":"Bees","version":"1"},
            "servers":[{"url":"https://bees.test"}],"paths":{"/hives":{"get":{"summary":"Mine"}}}})";
        QCOMPARE(m_client->ask("PUT", "/admin/v1/apis/bees/openapi", here).status, 204);
        const auto again = import({{"id", "bees"}, {"text", text + "  /honey:\n    get: {}\n"}});
        QCOMPARE(again.status, 201);
        QStringList states;
        for (const auto& item : object(again)["merge"].toArray())
            states << item.toObject()["place"].toString() + " " +
                          item.toObject()["state"].toString();
        QVERIFY2(states.contains("GET /hives changed_here"), qPrintable(states.join("; ")));
        QVERIFY2(states.contains("GET /honey added_there"), qPrintable(states.join("; ")));
        QCOMPARE(object(m_client->ask("GET", "/admin/v1/apis/bees"))["routes"].toArray().size(), 2);

        const auto compared = m_client->ask("GET", "/admin/v1/apis/bees/compare?from=1&to=0");
        QVERIFY(compared.body.find("GET /honey") != std::string::npos);
        QCOMPARE(m_client->ask("POST", "/admin/v1/apis/bees/revisions/1/restore", "{}").status,
                 204);
        const auto revisions = object(m_client->ask("GET", "/admin/v1/apis/bees/revisions"));
        QCOMPARE(revisions["items"].toArray().size(), 4);
        QVERIFY(object(m_client->ask("GET", "/admin/v1/apis/bees/compare?from=1&to=4"))["lines"]
                    .toArray()
                    .isEmpty());

        QCOMPARE(object(step(R"({"step":"deprecate","sunset":"2000-01-01"})"))["code"].toString(),
                 QStringLiteral("invalid"));
        QCOMPARE(step(R"({"step":"deprecate","sunset":"2999-01-01","successor":"/b2"})").status,
                 200);
        QCOMPARE(step(R"({"step":"block","reason":"leaks"})").status, 200);
        QCOMPARE(object(step(R"({"step":"unblock"})"))["state"].toString(),
                 QStringLiteral("deprecated"));
        QCOMPARE(step(R"({"step":"retire"})").status, 400);
        QCOMPARE(step(R"({"step":"retire","reason":"nobody calls"})").status, 200);
        const auto history = object(m_client->ask("GET", "/admin/v1/apis/bees/history"));
        const auto last = history["items"].toArray().at(0).toObject();
        QCOMPARE(last["action"].toString(), QStringLiteral("retire"));
        QVERIFY(last["lines"].toString().startsWith("nobody calls\n"));
        QCOMPARE(m_client->ask("DELETE", "/admin/v1/apis/bees").status, 204);
    }

    void errorsAreProblems()
    {
        const auto unknown = m_client->ask("GET", "/admin/v1/nothing");
        QCOMPARE(unknown.status, 404);
        QCOMPARE(unknown.field("content-type"), std::string("application/problem+json"));
        QCOMPARE(object(unknown)["instance"].toString(), QStringLiteral("/admin/v1/nothing"));
        const auto method = m_client->ask("DELETE", "/admin/v1/status");
        QCOMPARE(method.status, 405);
        QCOMPARE(method.field("allow"), std::string("GET"));
        const auto wrong = m_client->ask("POST", "/admin/v1/apis",
                                         R"({"id":"bad","kind":"rest","base_path":"x"})");
        QVERIFY(wrong.status == 422 || wrong.status == 400);
        QVERIFY(!object(wrong)["errors"].toArray().isEmpty());
        QVERIFY(m_client->ask("POST", "/admin/v1/apis", "{").status >= 400);
        const auto start = m_client->ask("POST", "/admin/v1/gateway/start");
        QCOMPARE(start.status, 503);
        QVERIFY(object(start)["detail"].toString().contains("address in use"));
    }

    void aWorkspaceFileIsAppliedAndExported()
    {
        const auto bad = m_client->ask("POST", "/admin/v1/workspace/apply",
                                       R"({"yaml":"gatehouse: 1\nteams: [{id: a, nam: x}]\n"})");
        QCOMPARE(bad.status, 422);
        QCOMPARE(object(bad)["errors"].toArray()[0].toObject()["line"].toInt(), 2);
        const std::string file =
            R"({"yaml":"gatehouse: 1\nproviders: [{id: sandbox, kind: sandbox}]\n"})";
        const auto applied = m_client->ask("POST", "/admin/v1/workspace/apply", file);
        QCOMPARE(applied.status, 200);
        QCOMPARE(object(applied)["changes"].toArray()[0].toObject()["path"].toString(),
                 QStringLiteral("providers/sandbox"));
        QCOMPARE(object(m_client->ask("POST", "/admin/v1/workspace/apply", file))["changes"]
                     .toArray()
                     .size(),
                 0);
        const auto text = m_client->ask("GET", "/admin/v1/workspace/export");
        QCOMPARE(text.field("content-type"), std::string("application/yaml"));
        QVERIFY(text.body.find("id: sandbox") != std::string::npos);
    }

    void keysAreShownOnce()
    {
        QCOMPARE(m_client->ask("POST", "/admin/v1/applications", R"({"id":"web"})").status, 201);
        const auto made =
            m_client->ask("POST", "/admin/v1/applications/web/keys", R"({"expires":"30d"})");
        QCOMPARE(made.status, 201);
        const std::string key = object(made)["key"].toString().toStdString();
        QVERIFY(key.starts_with("gh_"));
        QVERIFY(m_client->ask("GET", "/admin/v1/applications/web").body.find(key) ==
                std::string::npos);
        QCOMPARE(m_client->ask("POST", "/admin/v1/applications/web/keys", R"({"expires":"soon"})")
                     .status,
                 400);
        const std::string id = object(made)["id"].toString().toStdString();
        QCOMPARE(m_client->ask("POST", "/admin/v1/applications/web/keys/" + id + "/revoke").status,
                 204);
    }

    void trafficIsAskedForWithFilters()
    {
        const auto page =
            m_client->ask("GET", "/admin/v1/traffic?limit=5&status=4xx&text=a%20b&api=");
        QCOMPARE(page.status, 200);
        QCOMPARE(object(page)["next"].toString(), QStringLiteral("7.1"));
        QCOMPARE(m_archive.asked.limit, 5u);
        QCOMPARE(m_archive.asked.filter.statusFrom, 400);
        QCOMPARE(m_archive.asked.filter.text, std::string("a b"));
        QCOMPARE(m_client->ask("GET", "/admin/v1/traffic?limit=501").status, 400);
        QCOMPARE(m_client->ask("GET", "/admin/v1/traffic?colour=red").status, 400);
        QCOMPARE(m_client->ask("GET", "/admin/v1/traffic/a").status, 200);
        QCOMPARE(m_client->ask("GET", "/admin/v1/traffic/b").status, 404);
    }

    void whatIsEmptiedIsInTheAudit()
    {
        QCOMPARE(m_client
                     ->ask("POST", "/admin/v1/limits",
                           R"({"id":"rpm","promise":{"kind":"window","limit":5,"per":"1m"}})")
                     .status,
                 201);
        QCOMPARE(m_client->ask("POST", "/admin/v1/limits/rpm/reset").status, 204);
        QCOMPARE(m_client->ask("POST", "/admin/v1/cache/purge").body,
                 std::string(R"({"dropped":0})"));
        QCOMPARE(m_client->ask("POST", "/admin/v1/cache/purge?of=apis/none").status, 404);
        const auto audit = store::HistoryRepository(*m_database).audit(2);
        QVERIFY(audit);
        QCOMPARE((*audit)[0].action + " " + (*audit)[0].path, std::string("purge cache"));
        QCOMPARE((*audit)[1].action + " " + (*audit)[1].path, std::string("reset limits/rpm"));
        QCOMPARE((*audit)[1].actor, std::string("admin.token"));
        QCOMPARE(m_client->ask("DELETE", "/admin/v1/limits/rpm").status, 204);
    }

    void describesItselfAndItsFigures()
    {
        QVERIFY(object(m_client->ask("GET", "/admin/v1/openapi.json"))["paths"].toObject().contains(
            "/admin/v1/traffic/{id}"));
        QVERIFY(object(m_client->ask("GET", "/admin/v1/openapi.json"))["paths"].toObject().contains(
            "/admin/v1/providers/find_local"));
        const auto metrics = m_client->ask("GET", "/metrics");
        QVERIFY(metrics.body.find("gatehouse_connections 3") != std::string::npos);
        QVERIFY(metrics.body.find("gatehouse_request_duration_seconds_bucket") !=
                std::string::npos);
        const auto overview =
            object(m_client->ask("GET", "/admin/v1/overview?seconds=60&points=60"));
        QCOMPARE(overview["points"].toInt(), 60);
        QCOMPARE(overview["providers"].toArray()[0].toObject()["state"].toString(),
                 QStringLiteral("idle"));
        QVERIFY(m_client->ask("GET", "/admin/v1/catalogue/providers").body.size() > 1000);
        const auto losses = m_client->ask("GET", "/admin/v1/dialects/losses").body;
        QVERIFY2(losses.find(R"({"wire":"anthropic","lost":"seed","meaning":)") !=
                     std::string::npos,
                 losses.c_str());
        QCOMPARE(object(m_client->ask("GET", "/admin/v1/usage?by=api"))["points"].toInt(), 60);
        QCOMPARE(m_client->ask("GET", "/admin/v1/usage?by=weather").status, 400);
    }

    void theLiveFeedBringsWhatWasAskedFor()
    {
        const int feed =
            m_client->send("GET", "/admin/v1/live?topics=tick,traffic,changes&status=429");
        QVERIFY(feed >= 0);
        std::string seen;
        const auto until = [&](const std::string& text) {
            char buffer[8192];
            QElapsedTimer timer;
            timer.start();
            while (seen.find(text) == std::string::npos && timer.elapsed() < 10'000) {
                const auto got = ::recv(feed, buffer, sizeof buffer, 0);
                if (got <= 0)
                    return false;
                seen.append(buffer, static_cast<std::size_t>(got));
            }
            return seen.find(text) != std::string::npos;
        };
        QVERIFY(until("event: tick"));
        QVERIFY(until("\"second\":"));
        auto shard = m_telemetry->attachWorker();
        for (const std::uint16_t status : {200, 429}) {
            telemetry::RequestRecord record;
            record.id = makeUlid(m_clock.wall());
            record.start = m_clock.wall();
            record.status = status;
            QVERIFY(shard->publish(std::move(record)));
        }
        QVERIFY(until("event: traffic"));
        QVERIFY(until("\"status\":429"));
        QVERIFY(seen.find("\"status\":200") == std::string::npos);
        m_server->hub().change("apis", "orders", "create");
        QVERIFY(until(R"({"collection":"apis","id":"orders","action":"create"})"));
        ::close(feed);
        QCOMPARE(m_client->ask("GET", "/admin/v1/live?topics=gossip").status, 400);
    }

    void listensBeyondThisMachineOnlyWithTls()
    {
        const auto server = AdminServer::start(settings("0.0.0.0:0"), parts());
        QVERIFY(!server);
        QCOMPARE(server.error().place, std::string("0.0.0.0:0"));
    }
};

QTEST_GUILESS_MAIN(AdminServerTest)
#include "AdminServerTest.moc"
