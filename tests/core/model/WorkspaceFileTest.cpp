// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/WorkspaceFile.h"

#include "model/Diff.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>

using namespace gatehouse;
using namespace gatehouse::model;

namespace {

constexpr std::string_view kExample =
    "gatehouse: 1\n"
    "gateway:\n"
    "  listen: [\"127.0.0.1:8480\"]\n"
    "  admin: [\"127.0.0.1:8481\"]\n"
    "  trusted_proxies: []\n"
    "  threads: 0\n"
    "  limits: {body: 16MiB, head: 32KiB, connections: 20000}\n"
    "  times: {head: 10s, body_gap: 15s, write_stall: 15s, connect: 3s, first_byte: 120s, "
    "stream_gap: 60s, exchange: 600s, idle: 75s, drain: 30s}\n"
    "providers:\n"
    "  - id: openai\n"
    "    kind: openai\n"
    "    base_url: https://api.openai.com/v1\n"
    "    settings: {}\n"
    "    keys: [{id: main, secret: \"env:OPENAI_API_KEY\", weight: 1}]\n"
    "model_routes:\n"
    "  - name: fast\n"
    "    strategy: priority\n"
    "    targets: [{provider: openai, model: gpt-4o-mini, weight: 1}]\n"
    "teams: [{id: core, name: Core, parent: null, members: [{login: ana, role: team_owner}]}]\n"
    "applications: [{id: web, name: Web shop, team: core, models: [], keys: [{id: k1, secret: "
    "\"env:WEB_KEY\"}]}]\n"
    "apis:\n"
    "  - id: orders\n"
    "    name: Orders\n"
    "    kind: rest\n"
    "    team: core\n"
    "    base_path: /orders\n"
    "    state: published\n"
    "    upstream: {targets: [{url: \"http://127.0.0.1:9000\", weight: 1}], balance: round_robin, "
    "timeout: 30s, retries: 1,\n"
    "               preserve_host: false}\n"
    "    routes: [{methods: [GET], path: \"/{id}\"}]\n"
    "    access: subscription\n"
    "subscriptions: [{application: web, api: orders, state: active}]\n"
    "limits:\n"
    "  - id: web-rpm\n"
    "    name: Web shop, requests\n"
    "    match: {application: web}\n"
    "    partition: [application]\n"
    "    unit: requests\n"
    "    promise: {kind: average, limit: 600, per: 1m, burst: 50}\n"
    "    action: refuse\n";

QByteArray faultsOf(std::string_view text, InlineSecrets secrets = InlineSecrets::Refuse)
{
    const auto file = readWorkspaceFile(text, "f", secrets);
    QByteArray out;
    if (!file) {
        for (const Fault& fault : file.error())
            out += QByteArray::fromStdString(faultText("f", fault)) + "\n";
    }
    return out;
}

} // namespace

class WorkspaceFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theExampleOfTheDesignIsRead()
    {
        QCOMPARE(faultsOf(kExample), QByteArray());
        const auto file = readWorkspaceFile(kExample, "f", InlineSecrets::Refuse);
        QVERIFY(file->workspace.gateway == Gateway{});
        QVERIFY((secretReferences(file->workspace) ==
                 std::vector<std::string>{"env:OPENAI_API_KEY", "env:WEB_KEY"}));
    }

    void exportedAndReadAgainIsTheSame()
    {
        const auto file = readWorkspaceFile(kExample, "f", InlineSecrets::Refuse);
        const std::string exported = writeWorkspaceFile(file->workspace);
        QCOMPARE(faultsOf(exported), QByteArray());
        const auto again = readWorkspaceFile(exported, "f", InlineSecrets::Refuse);
        QVERIFY(again->workspace == file->workspace);
        QCOMPARE(writeWorkspaceFile(again->workspace), exported);
        QVERIFY(diff(file->workspace, again->workspace, Missing::Delete).empty());
        QVERIFY(exported.find("null") == std::string::npos);
    }

    void routesSayHowTheyTry()
    {
        const std::string text = "gatehouse: 1\n"
                                 "gateway: {proxy: \"http://proxy.example:3128\"}\n"
                                 "providers: [{id: a, kind: openai, proxy: none}]\n"
                                 "model_routes:\n"
                                 "  - name: fast\n"
                                 "    targets: [{provider: a, model: m}]\n"
                                 "    retries: 2\n"
                                 "    retry_budget: 30\n"
                                 "    first_byte: 5s\n"
                                 "    stream_gap: 20s\n"
                                 "    hedge_after: 800ms\n"
                                 "    hedge_budget: 5\n";
        QCOMPARE(faultsOf(text), QByteArray());
        const auto file = readWorkspaceFile(text, "f", InlineSecrets::Refuse);
        const auto& route = file->workspace.modelRoutes.front();
        QCOMPARE(route.retries, 2u);
        QCOMPARE(route.retryBudget, 30u);
        QVERIFY(route.firstByte == std::chrono::seconds(5));
        QVERIFY(route.hedgeAfter == std::chrono::milliseconds(800));
        QCOMPARE(file->workspace.providers.front().proxy, "none");
        const auto exported = writeWorkspaceFile(file->workspace);
        const auto again = readWorkspaceFile(exported, "f", InlineSecrets::Refuse);
        QVERIFY(again->workspace == file->workspace);
        const auto wrong = [&](const std::string& from, const std::string& to) {
            auto changed = text;
            changed.replace(changed.find(from), from.size(), to);
            return faultsOf(changed);
        };
        QVERIFY(wrong("retries: 2", "retries: 9").contains("f:7: model_routes[0].retries"));
        QVERIFY(wrong("hedge_budget: 5", "hedge_budget: 101")
                    .contains("f:12: model_routes[0].hedge_budget"));
        QVERIFY(wrong("hedge_after: 800ms", "hedge_after: 5s")
                    .contains("model_routes[0].hedge_after: must be shorter than first_byte"));
        QVERIFY(wrong("proxy: none", "proxy: \"socks5://x:1\"").contains("providers[0].proxy"));
        QVERIFY(wrong("http://proxy.example:3128", "http://proxy.example:3128/x")
                    .contains("gateway.proxy: may not hold a path"));
    }

    void everyFaultIsToldWithLineAndPath()
    {
        QCOMPARE(
            faultsOf(
                "gatehouse: 1\n"
                "teams: [{id: core}, {id: core}]\n"
                "applications:\n"
                "  - {id: web, team: cor, keys: [{id: a, secret: \"env:X\"}, {id: b, secret: "
                "\"env:X\"}]}\n"
                "  - {id: app, keys: [{id: a, secret: in-the-clear-0123456789}]}\n"
                "apis:\n"
                "  - {id: a, kind: rest, base_path: /a/, upstream: {targets: [{url: "
                "\"ftp://x\"}]}}\n"
                "  - id: b\n"
                "    kind: rest\n"
                "    base_path: /b\n"
                "    colour: red\n"
                "    upstream: {targets: [{url: \"http://x\", weight: heavy}]}\n"
                "    routes:\n"
                "      - {path: \"/{a}/{a}\"}\n"
                "subscriptions: [{application: web, api: nothing}]\n"
                "limits: [{id: l, unit: in_flight, promise: {kind: window, limit: 5, per: 1m}}]\n"),
            QByteArray(
                "f:2: teams[1].id: \"core\" stands here twice\n"
                "f:4: applications[0].team: there is no team \"cor\"\n"
                "f:4: applications[0].keys[1].secret: is the secret of the key \"web/a\" too\n"
                "f:5: applications[1].keys[0].secret: a secret may not stand in the file; write "
                "env:NAME, file:PATH or keychain:NAME (or allow inline secrets)\n"
                "f:7: apis[0].base_path: may not end with /\n"
                "f:7: apis[0].upstream.targets[0].url: must begin with http:// or https://\n"
                "f:11: apis[1].colour: unknown key; known here: id, name, kind, team, base_path, "
                "description, state, visibility, deprecation, blocked_reason, mock, upstream, "
                "routes, request_headers, response_headers, access, openapi, "
                "cache\n"
                "f:12: apis[1].upstream.targets[0].weight: must be a whole number, but is text\n"
                "f:14: apis[1].routes[0].path: names {a} twice\n"
                "f:15: subscriptions[0].api: there is no API \"nothing\"\n"
                "f:16: limits[0].promise.kind: in_flight goes only together with the unit "
                "in_flight\n"));
    }

    void theVersionIsRequired()
    {
        QCOMPARE(faultsOf("teams: []\n"), QByteArray("f:1: gatehouse: is required\n"));
        QCOMPARE(faultsOf("gatehouse: 2\n"),
                 QByteArray("f:1: gatehouse: must be 1, the version of the file format that this "
                            "program reads\n"));
        QVERIFY(faultsOf("- a\n").contains("must be a map, but is a list"));
    }

    void inlineSecretsNeedLeave()
    {
        constexpr std::string_view text =
            "gatehouse: 1\napplications: [{id: a, keys: [{id: k, secret: 0123456789abcdefg}]}]\n";
        QVERIFY(!faultsOf(text).isEmpty());
        QCOMPARE(faultsOf(text, InlineSecrets::Allow), QByteArray());
        QVERIFY(faultsOf("gatehouse: 1\napplications: [{id: a, keys: [{id: k, secret: short}]}]\n",
                         InlineSecrets::Allow)
                    .contains("16 to 256 visible ASCII characters"));
    }

    void aFileMayReferToWhatIsStored()
    {
        Workspace stored;
        stored.applications.push_back({"web", "web", {}, {}, {}});
        constexpr std::string_view text = "gatehouse: 1\nlimits: [{id: l, match: {application: "
                                          "web}, promise: {kind: window, limit: 5, per: 1m}}]\n";
        QVERIFY(!readWorkspaceFile(text, "f", InlineSecrets::Refuse).has_value());
        QVERIFY(readWorkspaceFile(text, "f", InlineSecrets::Refuse, &stored).has_value());
    }

    void theDiffSpeaksTheWordsOfTheFile()
    {
        const auto before = readWorkspaceFile(kExample, "f", InlineSecrets::Refuse)->workspace;
        Workspace after = before;
        after.apis.front().state = ApiState::Draft;
        after.teams.push_back({"new", "New", std::nullopt, {}});
        after.limits.clear();
        const auto changes = diff(before, after, Missing::Delete);
        QCOMPARE(changes.size(), 3u);
        QVERIFY((changes[0] ==
                 Change{ChangeAction::Create, "teams/new", {"+ id: new", "+ name: New"}}));
        QVERIFY(
            (changes[1] == Change{ChangeAction::Change, "apis/orders", {"- state: published"}}));
        QVERIFY(changes[2].action == ChangeAction::Delete && changes[2].path == "limits/web-rpm");
        QCOMPARE(diff(before, after, Missing::Keep).size(), 2u);
    }

    /// Whatever the values are: written, read and written again is the same text.
    void manyRandomWorkspacesSurvive()
    {
        std::mt19937 random(7);
        const auto upTo = [&random](unsigned most) {
            return static_cast<std::uint32_t>(random() % (most + 1));
        };
        const std::vector<std::string> words = {"a",      "Web shop", "no",    "12",  "x: y",
                                                "- z",    "#1",       "\"q\"", "é ü", "true",
                                                "~tilde", "null",     "a\\b",  "'s'", "{b}"};
        const auto word = [&] { return words[upTo(static_cast<unsigned>(words.size()) - 1)]; };
        for (int round = 0; round < 200; ++round) {
            Workspace workspace;
            for (unsigned i = 0; i < upTo(3); ++i)
                workspace.teams.push_back(
                    {"t" + std::to_string(i), word(), std::nullopt, {{"m", Role::Auditor}}});
            for (unsigned i = 0; i < upTo(5); ++i) {
                Api api;
                api.id = "api-" + std::to_string(i);
                api.name = word();
                api.basePath = "/base/" + std::to_string(i);
                api.description = word() + "\n" + word();
                api.state = upTo(1) ? ApiState::Published : ApiState::Draft;
                api.upstream = Upstream{{{"http://h" + std::to_string(i), 1 + upTo(3)}},
                                        Balance(upTo(2)),
                                        std::chrono::milliseconds(1 + upTo(100000)),
                                        upTo(3),
                                        upTo(1) == 1};
                for (unsigned r = 0; r < upTo(3); ++r)
                    api.routes.push_back({{"GET"},
                                          "/r" + std::to_string(r) + "/{id}",
                                          upTo(1) ? "/x/{id}" : "",
                                          {{}, {{"X-N", word()}}, {}},
                                          {}});
                workspace.apis.push_back(std::move(api));
            }
            const std::string text = writeWorkspaceFile(workspace);
            const auto back = readWorkspaceFile(text, "f", InlineSecrets::Refuse);
            QVERIFY2(back.has_value(), (text + faultsOf(text).toStdString()).c_str());
            QVERIFY2(back->workspace == workspace, text.c_str());
            QCOMPARE(writeWorkspaceFile(back->workspace), text);
        }
    }

    void aLargeFileIsReadInSeconds()
    {
        std::string text = "gatehouse: 1\napplications:\n";
        for (int i = 0; i < 10000; ++i) {
            text += "  - id: app" + std::to_string(i) + "\n    keys:\n";
            for (int k = 0; k < 10; ++k)
                text += "      - {id: k" + std::to_string(k) + ", secret: \"env:K" +
                        std::to_string(i * 10 + k) + "\"}\n";
        }
        text += "apis:\n";
        for (int i = 0; i < 10000; ++i)
            text += "  - {id: api" + std::to_string(i) +
                    ", kind: rest, state: published, base_path: /b" + std::to_string(i) +
                    ", upstream: {targets: [{url: \"http://127.0.0.1:9000\"}]}}\n";
        QElapsedTimer timer;
        timer.start();
        const auto file = readWorkspaceFile(text, "f", InlineSecrets::Refuse);
        qInfo("%lld ms for %zu bytes", timer.elapsed(), text.size());
        QVERIFY(file.has_value());
        QVERIFY(timer.elapsed() < 30000);
    }
};

QTEST_GUILESS_MAIN(WorkspaceFileTest)
#include "WorkspaceFileTest.moc"
