// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Gateway.h"

#include "RawUpstream.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::gateway;
using test::RawClient;
using test::RawUpstream;

namespace {

const std::string kKey = "gh_test_key_of_the_web_application";

std::string get(const std::string& path, const std::string& fields = "",
                const std::string& method = "GET")
{
    return method + " " + path + " HTTP/1.1\r\nHost: gate\r\n" + fields + "\r\n";
}

std::string post(const std::string& path, const std::string& body, const std::string& fields = "")
{
    return "POST " + path + " HTTP/1.1\r\nHost: gate\r\nAuthorization: Bearer " + kKey +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + fields + "\r\n" + body;
}

bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

#define HAS(text, part) QVERIFY2(has(text, part), (text).c_str())
#define LACKS(text, part) QVERIFY2(!has(text, part), (text).c_str())

/// The whole gateway over real sockets, before real upstreams.
class GatewayTest : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    crypto::MasterKey m_master{};
    std::unique_ptr<telemetry::Telemetry> m_telemetry;
    std::unique_ptr<limits::Counters> m_counters;
    std::unique_ptr<Gateway> m_gateway;
    model::Workspace m_workspace;
    model::Gateway m_settings;
    std::vector<ProviderSecret> m_secrets;

    std::shared_ptr<const Snapshot> compile()
    {
        SnapshotInput input;
        input.workspace = m_workspace;
        input.masterKey = m_master;
        input.providerSecrets = m_secrets;
        input.applicationKeys.push_back({"web", "k1", crypto::hashKey(m_master, kKey), 0, false});
        input.applicationKeys.push_back(
            {"web", "old", crypto::hashKey(m_master, "gh_revoked_key_0123456789"), 0, true});
        auto snapshot = Snapshot::compile(std::move(input));
        return snapshot ? *snapshot : nullptr;
    }
    std::string start()
    {
        const auto started = m_gateway->start(m_settings, compile());
        return started ? m_gateway->endpoints().front() : started.error().text();
    }
    model::Api& addApi(const std::string& id, std::vector<std::string> urls,
                       model::Access access = model::Access::Open)
    {
        auto& api = m_workspace.apis.emplace_back();
        api.id = id;
        api.basePath = "/" + id;
        api.state = model::ApiState::Published;
        api.access = access;
        api.upstream.emplace();
        for (auto& url : urls)
            api.upstream->targets.push_back({url, 1});
        return api;
    }
    void addProvider(const std::string& id, const std::string& url)
    {
        model::Provider provider;
        provider.id = id;
        provider.kind = "openai";
        provider.baseUrl = url + "/v1";
        provider.keys.push_back({"main", {}, 1});
        m_secrets.push_back({id, "main", "sk-" + id});
        m_workspace.providers.push_back(std::move(provider));
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }

    void init()
    {
        m_workspace = {};
        m_secrets.clear();
        m_settings = {};
        m_settings.listen = {"127.0.0.1:0"};
        m_settings.threads = 2;
        m_settings.times.drain = std::chrono::seconds(1);
        model::Application web;
        web.id = "web";
        m_workspace.applications.push_back(web);
        model::Provider sandbox;
        sandbox.id = "sandbox";
        sandbox.kind = "sandbox";
        sandbox.settings = {{"pace", "1ms"}, {"first_token", "1ms"}};
        m_workspace.providers.push_back(sandbox);
        m_telemetry = std::make_unique<telemetry::Telemetry>(m_clock);
        m_counters = std::move(*limits::Counters::open({}, m_clock));
        m_gateway = std::make_unique<Gateway>(m_clock, *m_telemetry, *m_counters);
    }

    void cleanup()
    {
        m_gateway.reset();
        m_telemetry.reset();
    }

    void passesRestThroughWithoutBasePath()
    {
        RawUpstream upstream([](const std::string&, int fd) {
            return RawUpstream::send(fd, RawUpstream::answer("hello", "200 OK", "X-From: up\r\n"));
        });
        auto& api = addApi("orders", {upstream.url() + "/v2"});
        api.requestHeaders.set.emplace_back("X-Added", "yes");
        api.requestHeaders.remove.emplace_back("X-Secret");
        api.responseHeaders.remove.emplace_back("X-From");
        api.responseHeaders.add.emplace_back("X-To", "client");
        RawClient client(start());
        const auto answer = client.call(get(
            "/orders/5?a=1&key=open",
            "Authorization: Bearer theirs\r\nX-Secret: s\r\nConnection: X-Hop\r\nX-Hop: 1\r\n"));
        HAS(answer, "HTTP/1.1 200 OK\r\n");
        HAS(answer, "\r\n\r\nhello");
        HAS(answer, "X-To: client\r\n");
        HAS(answer, "x-gatehouse-request-id: ");
        LACKS(answer, "X-From");
        const auto seen = upstream.lastRequest();
        HAS(seen, "GET /v2/5?a=1&key=open HTTP/1.1\r\n");
        HAS(seen, "Authorization: Bearer theirs\r\n");
        HAS(seen, "X-Added: yes\r\n");
        LACKS(seen, "X-Secret");
        LACKS(seen, "X-Hop");
        HAS(seen, "Host: " + upstream.url().substr(7) + "\r\n");
        // The connection goes on.
        HAS(client.call(get("/orders")), "hello");
        HAS(upstream.lastRequest(), "GET /v2 HTTP/1.1\r\n");
        HAS(client.call("POST /orders/x HTTP/1.1\r\nHost: g\r\nContent-Length: 3\r\n\r\nabc"),
            "hello");
        QVERIFY(upstream.lastRequest().ends_with("\r\n\r\nabc"));
    }

    void rewritesPaths()
    {
        RawUpstream upstream([](const std::string&, int fd) {
            return RawUpstream::send(fd, RawUpstream::answer("x"));
        });
        auto& api = addApi("shop", {upstream.url()});
        model::Route item;
        item.path = "/items/{id}/*";
        item.rewrite = "/v3/{id}/parts/*";
        api.routes.push_back(item);
        RawClient client(start());
        HAS(client.call(get("/shop/items/a%2Fb/c/d")), "200 OK");
        HAS(upstream.lastRequest(), "GET /v3/a%2Fb/parts/c/d HTTP/1.1\r\n");
        HAS(client.call(get("/shop/other")), "404");
        HAS(client.call(get("/shop/items/../x/y")), "400");
    }

    void tellsWhatIsWrongInTheCallersDialect()
    {
        RawUpstream upstream([](const std::string&, int fd) {
            return RawUpstream::send(fd, RawUpstream::answer("x"));
        });
        auto& api = addApi("keyed", {upstream.url()}, model::Access::Key);
        model::Route route;
        route.path = "/a";
        route.methods = {"GET", "PUT"};
        api.routes.push_back(route);
        addApi("sub", {upstream.url()}, model::Access::Subscription);
        addApi("gone", {upstream.url()}).state = model::ApiState::Retired;
        addApi("shut", {upstream.url()}).state = model::ApiState::Blocked;
        m_settings.limits.body = 100;
        const auto url = start();
        RawClient client(url);
        const auto unknown = client.call(get("/nothing"));
        HAS(unknown, "404 Not Found");
        HAS(unknown, "application/problem+json");
        const auto method = client.call(get("/keyed/a", "", "DELETE"));
        HAS(method, "405");
        HAS(method, "Allow: GET, HEAD, PUT\r\n");
        const auto noKey = client.call(get("/keyed/a"));
        HAS(noKey, "401");
        HAS(noKey, "WWW-Authenticate: Bearer");
        HAS(client.call(get("/keyed/a", "x-api-key: wrong\r\n")), "unknown_key");
        HAS(client.call(get("/keyed/a?key=gh_revoked_key_0123456789")), "key_revoked");
        HAS(client.call(get("/sub/a", "x-api-key: " + kKey + "\r\n")), "403");
        HAS(client.call(get("/gone")), "410");
        HAS(client.call(get("/shut")), "503");
        HAS(client.call(get("/healthz")), "200 OK");
        HAS(client.call(get("/v1/chat/completions")), "\"error\":{");
        HAS(client.call(post("/v1/messages", "{}")), "{\"type\":\"error\"");
        HAS(client.call(post("/v1/chat/completions", R"({"model":"none"})")), "model_not_found");
        HAS(client.call(post("/v1/chat/completions", "nonsense")), "400");
        RawClient large(url);
        HAS(large.call("POST /shut/x HTTP/1.1\r\nHost: g\r\nContent-Length: 0\r\n\r\n"), "503");
        RawClient tooLarge(url);
        HAS(tooLarge.call(post("/v1/chat/completions", std::string(200, 'x'))), "413");
        RawClient tooLong(url);
        HAS(tooLong.call(get("/v1/x", "X: " + std::string(40000, 'x') + "\r\n")), "431");
    }

    void stripsTheCredentialThatIdentified()
    {
        RawUpstream upstream([](const std::string&, int fd) {
            return RawUpstream::send(fd, RawUpstream::answer("x"));
        });
        addApi("keyed", {upstream.url()}, model::Access::Key);
        RawClient client(start());
        HAS(client.call(get("/keyed/a?x=1&key=" + kKey + "&y=2", "X-Other: 1\r\n")), "200 OK");
        HAS(upstream.lastRequest(), "GET /a?x=1&y=2 HTTP/1.1\r\n");
        HAS(client.call(
                get("/keyed/a", "Authorization: Basic dTpw\r\nx-api-key: " + kKey + "\r\n")),
            "200 OK");
        HAS(upstream.lastRequest(), "Authorization: Basic dTpw\r\n");
        LACKS(upstream.lastRequest(), kKey);
    }

    void triesAnotherTargetAndRemembersTheDeadOne()
    {
        RawUpstream good([](const std::string&, int fd) {
            return RawUpstream::send(fd, RawUpstream::answer("good"));
        });
        RawUpstream bad([](const std::string&, int fd) {
            return RawUpstream::send(fd, RawUpstream::answer("bad", "503 Service Unavailable"));
        });
        auto& api = addApi("pair", {bad.url(), good.url()});
        api.upstream->retries = 1;
        RawClient client(start());
        for (int i = 0; i < 20; ++i)
            HAS(client.call(get("/pair/x")), "good");
        QVERIFY2(bad.requests.load() <= 5, std::to_string(bad.requests.load()).c_str());
    }

    void answers502And504()
    {
        RawUpstream silent([](const std::string&, int fd) {
            test::readMessage(fd);
            return false;
        });
        RawUpstream broken([](const std::string&, int) { return false; });
        addApi("dead", {"http://127.0.0.1:1"});
        addApi("silent", {silent.url()}).upstream->timeout = std::chrono::milliseconds(200);
        addApi("broken", {broken.url()});
        RawClient client(start());
        HAS(client.call(get("/dead/x")), "502 Bad Gateway");
        HAS(client.call(get("/broken/x")), "502 Bad Gateway");
        HAS(client.call(get("/silent/x")), "504 Gateway Timeout");
    }

    void cutsWhatBreaksOffInTheMiddle()
    {
        RawUpstream upstream([](const std::string&, int fd) {
            RawUpstream::send(fd,
                              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            return false;
        });
        addApi("half", {upstream.url()});
        RawClient client(start());
        client.send(get("/half/x"));
        const auto answer = client.read(true);
        HAS(answer, "abc");
        LACKS(answer, "0\r\n\r\n");
    }

    void cancelsTheUpstreamWhenTheClientGoes()
    {
        RawUpstream upstream([](const std::string&, int fd) {
            return test::readMessage(fd).find("\r\n\r\n") != std::string::npos;
        });
        addApi("wait", {upstream.url()});
        RawClient client(start());
        client.send(get("/wait/x"));
        QTRY_COMPARE(upstream.requests.load(), 1);
        client.close();
        QTRY_COMPARE_WITH_TIMEOUT(m_gateway->counters().active, 0u, 3000);
    }

    void passesModelCallsByteForByte()
    {
        const std::string answer =
            R"({ "id":"x", "model":"gpt-4o-mini","choices":[{"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5} })";
        RawUpstream upstream([&](const std::string&, int fd) {
            return RawUpstream::send(
                fd, RawUpstream::answer(answer, "200 OK",
                                        "Content-Type: application/json\r\nSet-Cookie: a=b\r\n"));
        });
        addProvider("up", upstream.url());
        m_workspace.modelRoutes.push_back(
            {"fast", model::RouteStrategy::Priority, {{"up", "gpt-4o-mini", 1}}});
        RawClient client(start());
        const auto got =
            client.call(post("/v1/chat/completions", R"({"messages" : [], "model":"fast"})",
                             "Cookie: c=d\r\nX-Foreign: 1\r\n"));
        QVERIFY2(got.ends_with("\r\n\r\n" + answer), got.c_str());
        HAS(got, "x-gatehouse-provider: up\r\n");
        HAS(got, "x-gatehouse-model: gpt-4o-mini\r\n");
        HAS(got, "x-gatehouse-cost-usd: ");
        LACKS(got, "Set-Cookie");
        const auto seen = upstream.lastRequest();
        QVERIFY2(seen.ends_with("\r\n\r\n{\"messages\" : [], \"model\":\"gpt-4o-mini\"}"),
                 seen.c_str());
        HAS(seen, "POST /v1/chat/completions HTTP/1.1\r\n");
        HAS(seen, "uthorization: Bearer sk-up\r\n");
        LACKS(seen, "Cookie");
        LACKS(seen, "X-Foreign");
        LACKS(seen, kKey);
    }

    void failsOverBeforeTheFirstByte()
    {
        RawUpstream busy([](const std::string&, int fd) {
            return RawUpstream::send(
                fd,
                RawUpstream::answer(R"({"error":{"message":"slow down"}})", "429 Too Many Requests",
                                    "Content-Type: application/json\r\nRetry-After: 7\r\n"));
        });
        RawUpstream good([](const std::string&, int fd) {
            return RawUpstream::send(
                fd, RawUpstream::answer("{}", "200 OK", "Content-Type: application/json\r\n"));
        });
        addProvider("busy", busy.url());
        addProvider("good", good.url());
        addProvider("dead", "http://127.0.0.1:1");
        m_workspace.modelRoutes.push_back({"any",
                                           model::RouteStrategy::Priority,
                                           {{"dead", "m", 1}, {"busy", "m", 1}, {"good", "m", 1}}});
        RawClient client(start());
        const auto first = client.call(post("/v1/chat/completions", R"({"model":"any"})"));
        HAS(first, "200 OK");
        HAS(first, "x-gatehouse-attempts: 3\r\n");
        // The key pauses: the next call does not ask it.
        HAS(client.call(post("/v1/chat/completions", R"({"model":"any"})")),
            "x-gatehouse-attempts: 2\r\n");
        QCOMPARE(busy.requests.load(), 1);
        const auto alone = client.call(post("/v1/chat/completions", R"({"model":"busy/m"})"));
        HAS(alone, "429");
        HAS(alone, "Retry-After: 7\r\n");
    }

    void hidesUsageThatNobodyAskedFor()
    {
        RawUpstream upstream([](const std::string&, int fd) {
            RawUpstream::send(fd, "HTTP/1.1 200 OK\r\nContent-Type: "
                                  "text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (const std::string part :
                 {"data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\n",
                  "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
                  "data: "
                  "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1}}\n\n",
                  "data: [DONE]\n\n"}) {
                char size[16];
                std::snprintf(size, sizeof size, "%zx\r\n", part.size());
                RawUpstream::send(fd, size + part + "\r\n");
            }
            return RawUpstream::send(fd, "0\r\n\r\n");
        });
        addProvider("up", upstream.url());
        RawClient client(start());
        const auto got =
            client.call(post("/v1/chat/completions", R"({"model":"up/m","stream":true})"));
        HAS(got, "hi");
        HAS(got, "[DONE]");
        LACKS(got, "prompt_tokens");
        HAS(upstream.lastRequest(), "\"include_usage\":true");
    }

    void breaksAStreamVisibly()
    {
        RawClient client(start());
        client.send(post(
            "/v1/chat/completions",
            R"({"model":"sandbox/break","stream":true,"messages":[{"role":"user","content":"x"}]})"));
        const auto got = client.read(true);
        HAS(got, "data: {\"error\":{");
        LACKS(got, "[DONE]");
        LACKS(got, "\r\n0\r\n\r\n");
    }

    void sandboxSpeaksTheDialect()
    {
        RawClient client(start());
        const auto chat = client.call(
            post("/v1/chat/completions",
                 R"({"model":"sandbox/chat","messages":[{"role":"user","content":"hi"}]})"));
        HAS(chat, "\"finish_reason\":\"stop\"");
        const auto stream = client.call(post(
            "/v1/chat/completions",
            R"({"model":"sandbox/chat","stream":true,"messages":[{"role":"user","content":"hi"}]})"));
        HAS(stream, "[DONE]");
        LACKS(stream, "\"choices\":[]");
        HAS(client.call(post("/v1/responses", R"({"model":"chat","input":"hi","stream":true})")),
            "event: response.completed");
        HAS(client.call(post(
                "/v1/embeddings",
                R"({"model":"sandbox/embed","input":["a","b"],"encoding_format":"base64","dimensions":2})")),
            "\"index\":1");
        HAS(client.call(post("/v1/moderations", R"({"model":"sandbox/moderate","input":"x"})")),
            "\"flagged\":false");
        HAS(client.call(
                post("/v1/chat/completions", R"({"model":"sandbox/refuse-429","messages":[]})")),
            "Retry-After: 2\r\n");
        const auto tool = client.call(post(
            "/v1/chat/completions",
            R"({"model":"sandbox/chat","messages":[{"role":"user","content":"what is the weather"}],"tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}}]})"));
        HAS(tool, "\"finish_reason\":\"tool_calls\"");
        HAS(tool, "city");
        const auto list = client.call(get("/v1/models", "Authorization: Bearer " + kKey + "\r\n"));
        HAS(list, "{\"id\":\"sandbox/chat\",\"object\":\"model\"");
        HAS(client.call(get("/v1/models/sandbox%2Fchat", "Authorization: Bearer " + kKey + "\r\n")),
            "sandbox/chat");
    }

    void leavesRecords()
    {
        struct Sink : telemetry::RecordSink
        {
            telemetry::RecordBatch all;
            void take(const telemetry::RecordBatch& batch) override
            {
                all.insert(all.end(), batch.begin(), batch.end());
            }
        } sink;
        m_telemetry->addSink(sink);
        RawClient client(start());
        client.call(
            post("/v1/chat/completions",
                 R"({"model":"sandbox/chat","messages":[{"role":"user","content":"hi"}]})"));
        QTRY_VERIFY((m_telemetry->poll(), sink.all.size() == 1));
        const auto& record = *sink.all.front();
        QCOMPARE(record.status, 200);
        QCOMPARE(record.application, std::string("web"));
        QCOMPARE(record.provider, std::string("sandbox"));
        QVERIFY(record.outputTokens > 0 && record.phases.lastByte >= record.phases.firstByte);
        QVERIFY(record.capture != nullptr &&
                record.capture->response.data.find("sandbox") != std::string::npos);
        for (const auto& [name, value] : record.capture->requestHeaders)
            QVERIFY(!has(value, kKey));
        m_gateway.reset();
        m_telemetry.reset();
    }
};

QTEST_GUILESS_MAIN(GatewayTest)
#include "GatewayTest.moc"
