// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawUpstream.h"

#include "gateway/Gateway.h"
#include "telemetry/RecordSink.h"

#include <QTest>

#include <condition_variable>
#include <regex>
#include <thread>

using namespace gatehouse;
using namespace gatehouse::gateway;
using namespace std::chrono_literals;
using model::LimitUnit;
using test::RawClient;
using test::RawUpstream;

namespace {

const std::string kKey = "gh_test_key_of_the_web_application";

std::string get(const std::string& path, const std::string& key = kKey)
{
    return "GET " + path + " HTTP/1.1\r\nHost: gate\r\n" +
           (key.empty() ? "" : "Authorization: Bearer " + key + "\r\n") + "\r\n";
}

std::string chat(const std::string& body)
{
    return "POST /v1/chat/completions HTTP/1.1\r\nHost: gate\r\nAuthorization: Bearer " + kKey +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

const std::string kHello =
    R"({"model":"sandbox/chat","max_tokens":40,"messages":[{"role":"user","content":"hello"}]})";

bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

/// The value of a field, or `(none)`.
std::string field(const std::string& answer, const std::string& name)
{
    const auto at = answer.find("\r\n" + name + ": ");
    if (at == std::string::npos)
        return "(none)";
    const auto begin = at + name.size() + 4;
    return answer.substr(begin, answer.find("\r\n", begin) - begin);
}

model::LimitRule rule(const std::string& id, model::Promise promise,
                      LimitUnit unit = LimitUnit::Requests)
{
    model::LimitRule out;
    out.id = id;
    out.name = "Rule " + id;
    out.partition = {"application"};
    out.unit = unit;
    out.promise = std::move(promise);
    return out;
}

model::CalendarPromise month(double limit)
{
    return {limit, model::CalendarPeriod::Month, "UTC"};
}

/// Keeps the records, and lets a test wait for them.
class Records final : public telemetry::RecordSink
{
public:
    void take(const telemetry::RecordBatch& batch) override
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto& record : batch) {
            m_limits.push_back(record->limits);
            m_refusedBy.push_back(record->refusedBy);
        }
        m_changed.notify_all();
    }
    std::vector<telemetry::LimitVerdict> limitsOf(std::size_t index)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, 20s, [&] { return m_limits.size() > index; });
        return m_limits.size() > index ? m_limits[index] : std::vector<telemetry::LimitVerdict>{};
    }
    telemetry::RefusedBy refusedBy(std::size_t index)
    {
        static_cast<void>(limitsOf(index));
        const std::scoped_lock lock(m_mutex);
        return m_refusedBy.at(index);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::vector<telemetry::LimitVerdict>> m_limits;
    std::vector<telemetry::RefusedBy> m_refusedBy;
};

} // namespace

// Each calls once, whatever QVERIFY2 does with its arguments.
#define HAS(text, part)                                                                            \
    do {                                                                                           \
        const std::string whole = (text);                                                          \
        QVERIFY2(has(whole, part), whole.c_str());                                                 \
    } while (false)
#define LACKS(text, part)                                                                          \
    do {                                                                                           \
        const std::string whole = (text);                                                          \
        QVERIFY2(!has(whole, part), whole.c_str());                                                \
    } while (false)
#define FIELD(answer, name, value) QCOMPARE(field(answer, name), std::string(value))

/// Limits in the gateway: who is refused, in which words, and what is charged.
class LimitsTest : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    crypto::MasterKey m_master{};
    Records m_records;
    std::unique_ptr<telemetry::Telemetry> m_telemetry;
    std::unique_ptr<limits::Counters> m_counters;
    std::unique_ptr<Gateway> m_gateway;
    model::Workspace m_workspace;
    std::unique_ptr<RawUpstream> m_upstream;
    std::vector<ProviderSecret> m_secrets;

    std::shared_ptr<const Snapshot> compile()
    {
        SnapshotInput input;
        input.workspace = m_workspace;
        input.masterKey = m_master;
        input.providerSecrets = m_secrets;
        input.applicationKeys.push_back({"web", "k1", crypto::hashKey(m_master, kKey), 0, false});
        auto snapshot = Snapshot::compile(std::move(input));
        return snapshot ? *snapshot : nullptr;
    }
    std::string start(std::vector<model::LimitRule> rules)
    {
        m_workspace.limits = std::move(rules);
        model::Gateway settings;
        settings.listen = {"127.0.0.1:0"};
        settings.threads = 2;
        settings.times.drain = 1s;
        const auto started = m_gateway->start(settings, compile());
        return started ? m_gateway->endpoints().front() : started.error().text();
    }
    limits::Amount used(const char* id)
    {
        limits::Amount sum = 0;
        for (const auto& view : m_counters->list(id, 100))
            sum += view.reading.used;
        return sum;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }

    void init()
    {
        m_workspace = {};
        m_secrets.clear();
        model::Application web;
        web.id = "web";
        m_workspace.applications.push_back(web);
        model::Provider sandbox;
        sandbox.id = "sandbox";
        sandbox.kind = "sandbox";
        sandbox.settings = {{"pace", "1ms"}, {"first_token", "1ms"}};
        m_workspace.providers.push_back(sandbox);
        m_upstream = std::make_unique<RawUpstream>([](const std::string&, int fd) {
            return RawUpstream::send(fd, RawUpstream::answer("hello"));
        });
        for (const auto access : {model::Access::Key, model::Access::Open}) {
            auto& api = m_workspace.apis.emplace_back();
            api.id = access == model::Access::Key ? "orders" : "open";
            api.basePath = "/" + api.id;
            api.state = model::ApiState::Published;
            api.access = access;
            api.upstream.emplace().targets.push_back({m_upstream->url(), 1});
        }
        m_telemetry = std::make_unique<telemetry::Telemetry>(m_clock);
        m_counters = std::move(*limits::Counters::open({}, m_clock));
        m_gateway = std::make_unique<Gateway>(m_clock, *m_telemetry, *m_counters);
    }

    void cleanup()
    {
        m_gateway.reset();
        m_counters.reset();
        m_telemetry.reset();
        m_upstream.reset();
    }

    void tellsTheRoomThatIsLeft()
    {
        RawClient client(start(
            {rule("web-rpm", model::AveragePromise{600, 1min, 50}), rule("day", month(1000))}));
        const auto answer = client.call(get("/orders/5"));
        HAS(answer, "200 OK");
        HAS(field(answer, "RateLimit-Policy"), "\"web-rpm\";q=600;w=60, \"day\";q=1000;w=");
        const std::regex form("\"web-rpm\";r=49;t=1, \"day\";r=999;t=\\d+");
        QVERIFY2(std::regex_match(field(answer, "RateLimit"), form), answer.c_str());
        LACKS(answer, "x-ratelimit");
        // Also where nothing is asked of an upstream, and in the words of the dialect.
        const auto models = client.call(get("/v1/models"));
        HAS(models, "200 OK");
        FIELD(models, "x-ratelimit-limit-requests", "600");
        FIELD(models, "x-ratelimit-remaining-requests", "48");
        HAS(field(models, "RateLimit"), "\"web-rpm\";r=48");
        const auto health = client.call(get("/healthz"));
        LACKS(health, "RateLimit");
    }

    void refusesAsAProblem()
    {
        RawClient client(start({rule("tight", model::AveragePromise{2, 1min, 2}),
                                rule("wide", model::WindowPromise{100, 1min})}));
        HAS(client.call(get("/orders/1")), "200 OK");
        HAS(client.call(get("/orders/2")), "200 OK");
        const auto answer = client.call(get("/orders/3"));
        HAS(answer, "HTTP/1.1 429 ");
        FIELD(answer, "Content-Type", "application/problem+json");
        HAS(answer, "\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\"");
        HAS(answer, "\"status\":429");
        HAS(answer, "\"instance\":\"/orders/3\"");
        HAS(answer, "\"violated-policies\":[\"tight\"]");
        HAS(answer, "the limit \\\"Rule tight\\\" (tight) is reached for web: 2 requests of 2 "
                    "requests used");
        const auto seconds = std::stoll(field(answer, "Retry-After"));
        const auto millis = std::stoll(field(answer, "retry-after-ms"));
        QVERIFY(millis > 29'000 && millis <= 30'000);
        QCOMPARE(seconds, (millis + 999) / 1000);
        HAS(field(answer, "RateLimit"), "\"tight\";r=0;t=30, \"wide\";r=98;t=");
        LACKS(answer, "x-should-retry");
        // The connection goes on, and the upstream was not asked.
        QCOMPARE(used("wide"), limits::Amount{2});
        HAS(client.call(get("/open")), "200 OK"); // by address: another counter
    }

    void refusesInOpenAisWords()
    {
        RawClient client(
            start({rule("rpm", model::AveragePromise{1, 1min, 1}),
                   rule("tpm", model::AveragePromise{100'000, 1min, 100'000}, LimitUnit::Tokens)}));
        const auto fine = client.call(chat(kHello));
        HAS(fine, "200 OK");
        FIELD(fine, "x-ratelimit-limit-requests", "1");
        FIELD(fine, "x-ratelimit-remaining-requests", "0");
        FIELD(fine, "x-ratelimit-limit-tokens", "100000");
        HAS(field(fine, "x-ratelimit-reset-requests"), "s");
        const auto answer = client.call(chat(kHello));
        HAS(answer, "HTTP/1.1 429 ");
        HAS(answer, "\"code\":\"rate_limit_exceeded\"");
        HAS(answer, "\"type\":\"rate_limit_error\"");
        QVERIFY(std::stoll(field(answer, "retry-after-ms")) > 0);
        FIELD(answer, "x-ratelimit-remaining-requests", "0");
        LACKS(answer, "x-should-retry");
    }

    void aSpentQuotaIsNotToBeRetried()
    {
        RawClient client(start({rule("quota", month(1))}));
        HAS(client.call(chat(kHello)), "200 OK");
        const auto answer = client.call(chat(kHello));
        HAS(answer, "HTTP/1.1 429 ");
        HAS(answer, "\"type\":\"insufficient_quota\"");
        HAS(answer, "\"code\":\"insufficient_quota\"");
        FIELD(answer, "x-should-retry", "false");
        QVERIFY(std::stoll(field(answer, "Retry-After")) >= 1);
        QCOMPARE(m_upstream->lastRequest(), std::string());
    }

    void aBudgetIsSpentInDollars()
    {
        RawClient client(start({rule("budget", month(0.000001), LimitUnit::CostUsd)}));
        const auto answer = client.call(chat(kHello));
        HAS(answer, "200 OK"); // the sandbox costs nothing
        HAS(field(answer, "RateLimit-Policy"), "\"budget\";q=1;w=");
        HAS(field(answer, "RateLimit-Policy"), ";qu=\"micro-usd\"");
    }

    void chargesTheTokensThatWereUsed()
    {
        RawClient client(start({rule("tokens", month(1'000'000), LimitUnit::Tokens),
                                rule("in", month(1'000'000), LimitUnit::InputTokens),
                                rule("out", month(1'000'000), LimitUnit::OutputTokens)}));
        limits::Amount total = 0;
        for (const bool stream : {false, true, false}) {
            auto body = kHello;
            if (stream)
                body.insert(1, "\"stream\":true,\"stream_options\":{\"include_usage\":true},");
            const auto answer = client.call(chat(body));
            std::smatch found;
            QVERIFY2(std::regex_search(answer, found, std::regex("\"total_tokens\":\\s*(\\d+)")),
                     answer.c_str());
            total += std::stoll(found[1]);
            // Settled before the last byte left: no waiting.
            QCOMPARE(used("tokens"), total);
        }
        QCOMPARE(used("in") + used("out"), total);
    }

    void whatNobodyAnsweredIsGivenBack()
    {
        m_workspace.apis.front().upstream->targets.clear();
        RawClient client(start({rule("rpm", month(100))}));
        HAS(client.call(get("/orders/1")), "503");
        QCOMPARE(used("rpm"), limits::Amount{0});
    }

    void placesInFlightAreFreedWhenTheClientGoes()
    {
        auto places = rule("places", model::InFlightPromise{1}, LimitUnit::InFlight);
        m_workspace.providers.front().settings["slow"] = "60s";
        const auto url = start({places});
        {
            RawClient slow(url);
            slow.send(chat("{\"model\":\"sandbox/slow\",\"messages\":[]}"));
            QTRY_COMPARE(used("places"), limits::Amount{1});
            RawClient other(url);
            const auto refused = other.call(chat(kHello));
            HAS(refused, "HTTP/1.1 429 ");
            HAS(field(refused, "RateLimit-Policy"), "\"places\";q=1;qu=\"concurrent-requests\"");
        }
        QTRY_COMPARE(used("places"), limits::Amount{0});
        RawClient next(url);
        HAS(next.call(chat(kHello)), "200 OK");
        QCOMPARE(used("places"), limits::Amount{0});
    }

    void waitsForAPlaceInFlight()
    {
        auto places = rule("places", model::InFlightPromise{1}, LimitUnit::InFlight);
        places.action = model::LimitAction::Queue;
        places.queue = {.wait = 60s, .length = 10};
        m_workspace.providers.front().settings["slow"] = "300ms";
        const auto url = start({places});
        RawClient slow(url);
        slow.send(chat("{\"model\":\"sandbox/slow\",\"max_tokens\":1,\"messages\":[]}"));
        QTRY_COMPARE(used("places"), limits::Amount{1});
        std::vector<std::jthread> others;
        std::atomic<int> passed{0};
        for (int i = 0; i < 5; ++i) {
            others.emplace_back([&] {
                RawClient client(url);
                passed += has(client.call(chat(kHello)), "200 OK");
            });
        }
        others.clear();
        QCOMPARE(passed.load(), 5);
        QTRY_COMPARE(used("places"), limits::Amount{0});
    }

    void givesUpWaitingAfterTheTimeOfTheRule()
    {
        auto places = rule("places", model::InFlightPromise{1}, LimitUnit::InFlight);
        places.action = model::LimitAction::Queue;
        places.queue = {.wait = 50ms, .length = 10};
        m_workspace.providers.front().settings["slow"] = "60s";
        const auto url = start({places});
        RawClient slow(url);
        slow.send(chat("{\"model\":\"sandbox/slow\",\"messages\":[]}"));
        QTRY_COMPARE(used("places"), limits::Amount{1});
        RawClient other(url);
        HAS(other.call(chat(kHello)), "HTTP/1.1 429 ");
        QCOMPARE(used("places"), limits::Amount{1});
    }

    void queuesRequestsUntilThereIsRoom()
    {
        auto queue = rule("q", model::AveragePromise{20, 1s, 1});
        queue.action = model::LimitAction::Queue;
        queue.queue = {.wait = 10s, .length = 100};
        const auto url = start({queue});
        const auto begin = std::chrono::steady_clock::now();
        std::atomic<int> passed{0};
        std::vector<std::jthread> clients;
        for (int i = 0; i < 6; ++i) {
            clients.emplace_back([&] {
                RawClient client(url);
                passed += has(client.call(get("/orders/1")), "200 OK");
            });
        }
        clients.clear();
        QCOMPARE(passed.load(), 6);
        // Five had to wait for their turn, 50 ms each; never less.
        QVERIFY(std::chrono::steady_clock::now() - begin >= 240ms);
    }

    void shadowRulesRefuseNothingAndAreRecorded()
    {
        auto shadow = rule("shadow", month(1));
        shadow.action = model::LimitAction::Shadow;
        m_telemetry->addSink(m_records);
        m_telemetry->start();
        RawClient client(start({shadow, rule("real", month(2))}));
        HAS(client.call(get("/orders/1")), "200 OK");
        const auto second = client.call(get("/orders/2"));
        HAS(second, "200 OK");
        LACKS(second, "shadow");
        HAS(client.call(get("/orders/3")), "HTTP/1.1 429 ");
        const auto verdicts = m_records.limitsOf(1);
        QCOMPARE(verdicts.size(), std::size_t{2});
        const auto& would = verdicts[0].rule == "shadow" ? verdicts[0] : verdicts[1];
        QCOMPARE(would.verdict, std::string("would_refuse"));
        QCOMPARE(would.mode, std::string("shadow"));
        QCOMPARE(would.partition, std::string("web"));
        QVERIFY(would.retryMillis > 0);
        const auto refused = m_records.limitsOf(2);
        QCOMPARE(refused[0].rule, std::string("real"));
        QCOMPARE(refused[0].verdict, std::string("refused"));
        QCOMPARE(refused[0].used, std::int64_t{2});
        QCOMPARE(refused[0].limit, std::int64_t{2});
        QCOMPARE(m_records.refusedBy(2), telemetry::RefusedBy::OwnRule);
        m_telemetry->stop();
    }

    /// A key of a provider without room is passed over for the next one.
    void limitsOfProviderKeysSpreadTheLoad()
    {
        std::mutex mutex;
        std::vector<std::string> keys;
        RawUpstream upstream([&](const std::string& request, int fd) {
            const std::scoped_lock lock(mutex);
            keys.push_back(field("\r\n" + request, "authorization"));
            return RawUpstream::send(
                fd, RawUpstream::answer(
                        "{\"id\":\"x\",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,"
                        "\"total_tokens\":7}}",
                        "200 OK", "Content-Type: application/json\r\n"));
        });
        auto& provider = m_workspace.providers.emplace_back();
        provider.id = "up";
        provider.kind = "openai";
        provider.baseUrl = upstream.url() + "/v1";
        for (const char* id : {"one", "two"}) {
            provider.keys.push_back({id, {}, 1});
            m_secrets.push_back({"up", id, std::string("sk-") + id});
        }
        auto each = rule("each", month(10), LimitUnit::Tokens);
        each.partition = {"provider_key"};
        RawClient client(start({each}));
        const std::string body = "{\"model\":\"up/m\",\"max_tokens\":9,\"messages\":[]}";
        for (int i = 0; i < 2; ++i) {
            const auto answer = client.call(chat(body));
            HAS(answer, "200 OK");
            HAS(field(answer, "RateLimit"), "\"each\";r=0;");
        }
        // 7 of 10 tokens are used of each key; the next call may need 10.
        const auto refused = client.call(chat(body));
        HAS(refused, "HTTP/1.1 429 ");
        HAS(refused, "(each) is reached for");
        const std::scoped_lock lock(mutex);
        QCOMPARE(keys.size(), std::size_t{2});
        QVERIFY(keys[0] != keys[1]);
        QCOMPARE(used("each"), limits::Amount{14});
    }

    void anEditKeepsTheCount()
    {
        const auto url = start({rule("quota", month(3))});
        RawClient client(url);
        HAS(client.call(get("/orders/1")), "200 OK");
        HAS(client.call(get("/orders/1")), "200 OK");
        m_workspace.limits = {rule("quota", month(2))};
        m_gateway->publish(compile());
        HAS(client.call(get("/orders/1")), "HTTP/1.1 429 ");
        m_workspace.limits = {rule("quota", month(4))};
        m_gateway->publish(compile());
        HAS(field(client.call(get("/orders/1")), "RateLimit"), "\"quota\";r=1;");
        m_workspace.limits.clear();
        m_gateway->publish(compile());
        LACKS(client.call(get("/orders/1")), "RateLimit");
    }

    /// Many connections on all workers: exactly the limit passes, and not one more.
    void parallelCallersGetExactlyTheLimit()
    {
        const auto url = start({rule("quota", month(100))});
        std::atomic<int> passed{0};
        std::atomic<int> refused{0};
        std::vector<std::jthread> clients;
        for (int i = 0; i < 8; ++i) {
            clients.emplace_back([&] {
                RawClient client(url);
                for (int call = 0; call < 50; ++call) {
                    const auto answer = client.call(get("/orders/1"));
                    passed += has(answer, "200 OK");
                    refused += has(answer, "HTTP/1.1 429 ");
                }
            });
        }
        clients.clear();
        QCOMPARE(passed.load(), 100);
        QCOMPARE(refused.load(), 300);
    }
};

QTEST_GUILESS_MAIN(LimitsTest)
#include "LimitsTest.moc"
