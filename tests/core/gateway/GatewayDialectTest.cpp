// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../ai/AnswerFixtures.h"
#include "../ai/CodecTesting.h"
#include "RawUpstream.h"

#include "gateway/Gateway.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::gateway;
using gatehouse::ai::Wire;
using test::RawClient;
using test::RawUpstream;

namespace {

const std::string kKey = "gh_test_key_of_the_web_application";

bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

std::string bodyOf(const std::string& message)
{
    auto body = message.substr(message.find("\r\n\r\n") + 4);
    if (!has(message.substr(0, message.find("\r\n\r\n")), "chunked"))
        return body;
    std::string out;
    while (!body.empty()) {
        const auto size = std::stoul(body, nullptr, 16);
        const auto at = body.find("\r\n") + 2;
        out += body.substr(at, size);
        body.erase(0, std::min(body.size(), at + size + 2));
    }
    return out;
}

/// How callers of each dialect ask the same thing.
struct CallerCase
{
    const char* name;
    const char* path; ///< MODEL stands for the model's name.
    const char* streamPath;
    const char* credential;
    const char* body;
    Wire reader; ///< Whose codec reads that dialect's answers.
};
constexpr CallerCase kCallers[]{
    {"openai", "/v1/chat/completions", "/v1/chat/completions", "Authorization: Bearer ",
     "{\"model\":\"MODEL\",\"stream\":STREAM,\"stream_options\":{\"include_usage\":true},"
     "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
     Wire::OpenAi},
    {"anthropic", "/v1/messages", "/v1/messages", "x-api-key: ",
     "{\"model\":\"MODEL\",\"max_tokens\":99,\"stream\":STREAM,\"messages\":[{\"role\":\"user\","
     "\"content\":\"Hi\"}]}",
     Wire::Anthropic},
    {"gemini", "/v1beta/models/MODEL:generateContent",
     "/v1beta/models/MODEL:streamGenerateContent?alt=sse", "x-goog-api-key: ",
     "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}", Wire::Gemini},
};

struct ProviderCase
{
    const char* name;
    Wire wire;
    const char* path;
    const char* streamPath;
    const char* credential;
    const char* streamType;
};
constexpr ProviderCase kProviders[]{
    {"openai", Wire::OpenAi, "/v1/chat/completions", "/v1/chat/completions",
     "uthorization: Bearer sk-up", "text/event-stream"},
    {"anthropic", Wire::Anthropic, "/v1/messages", "/v1/messages", "x-api-key: sk-up",
     "text/event-stream"},
    {"gemini", Wire::Gemini, "/v1/models/m:generateContent",
     "/v1/models/m:streamGenerateContent?alt=sse", "x-goog-api-key: sk-up", "text/event-stream"},
    {"vertex", Wire::Vertex, "/v1/publishers/google/models/m:generateContent",
     "/v1/publishers/google/models/m:streamGenerateContent?alt=sse", "uthorization: Bearer sk-up",
     "text/event-stream"},
    {"azure_openai", Wire::AzureOpenAi, "/v1/chat/completions", "/v1/chat/completions",
     "api-key: sk-up", "text/event-stream"},
    {"bedrock", Wire::Bedrock, "/v1/model/m/converse", "/v1/model/m/converse-stream",
     "uthorization: Bearer sk-up", "application/vnd.amazon.eventstream"},
    {"cohere", Wire::Cohere, "/v1/chat", "/v1/chat", "uthorization: Bearer sk-up",
     "text/event-stream"},
    {"ollama", Wire::Ollama, "/v1/api/chat", "/v1/api/chat", "uthorization: Bearer sk-up",
     "application/x-ndjson"},
};

/// The wire whose fixtures a provider answers with.
Wire fixture(Wire wire)
{
    return wire == Wire::Vertex ? Wire::Gemini : wire == Wire::AzureOpenAi ? Wire::OpenAi : wire;
}

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    for (auto i = text.find(what); i != std::string::npos; i = text.find(what, i + by.size()))
        text.replace(i, what.size(), by);
    return text;
}

std::string ask(const CallerCase& caller, bool stream)
{
    const bool inPath = caller.reader == Wire::Gemini;
    const auto path = replaced(stream ? caller.streamPath : caller.path, "MODEL", "up%2Fm");
    auto body = replaced(caller.body, "MODEL", "up/m");
    body = replaced(body, "STREAM", stream ? "true" : "false");
    if (!stream && !inPath)
        body = replaced(body, ",\"stream_options\":{\"include_usage\":true}", "");
    return "POST " + path + " HTTP/1.1\r\nHost: gate\r\n" + caller.credential + kKey +
           "\r\nContent-Type: application/json\r\nCookie: c=d\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

} // namespace

#define HAS(text, part) QVERIFY2(has(text, part), (text).c_str())
#define LACKS(text, part) QVERIFY2(!has(text, part), (text).c_str())

/// Callers of every dialect before providers of every wire, over real sockets.
class GatewayDialectTest : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    crypto::MasterKey m_master{};
    std::unique_ptr<telemetry::Telemetry> m_telemetry;
    std::unique_ptr<Gateway> m_gateway;

    /// A gateway before one provider `up`.
    std::string start(const char* kind, const std::string& url)
    {
        m_gateway.reset();
        m_telemetry = std::make_unique<telemetry::Telemetry>(m_clock);
        m_gateway = std::make_unique<Gateway>(m_clock, *m_telemetry);
        model::Workspace workspace;
        model::Application web;
        web.id = "web";
        workspace.applications.push_back(web);
        model::Provider provider;
        provider.id = "up";
        provider.kind = kind;
        provider.baseUrl = url + "/v1";
        provider.keys.push_back({"main", {}, 1});
        workspace.providers.push_back(provider);
        SnapshotInput input;
        input.workspace = std::move(workspace);
        input.masterKey = m_master;
        input.providerSecrets = {{"up", "main", "sk-up"}};
        input.applicationKeys.push_back({"web", "k1", crypto::hashKey(m_master, kKey), 0, false});
        auto snapshot = Snapshot::compile(std::move(input));
        model::Gateway settings;
        settings.listen = {"127.0.0.1:0"};
        settings.threads = 1;
        settings.times.drain = std::chrono::seconds(1);
        const auto started = m_gateway->start(settings, *snapshot);
        return started ? m_gateway->endpoints().front() : started.error().text();
    }

    static void pairs()
    {
        QTest::addColumn<int>("caller");
        QTest::addColumn<int>("provider");
        for (int caller = 0; caller < static_cast<int>(std::size(kCallers)); ++caller) {
            for (int provider = 0; provider < static_cast<int>(std::size(kProviders)); ++provider)
                QTest::addRow("%s to %s", kCallers[caller].name, kProviders[provider].name)
                    << caller << provider;
        }
    }
    static void callers()
    {
        QTest::addColumn<int>("caller");
        for (int caller = 0; caller < static_cast<int>(std::size(kCallers)); ++caller)
            QTest::addRow("%s", kCallers[caller].name) << caller;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }
    void cleanup()
    {
        m_gateway.reset();
        m_telemetry.reset();
    }

    void wholeAnswers_data() { pairs(); }
    void wholeAnswers()
    {
        QFETCH(int, caller);
        QFETCH(int, provider);
        const auto& from = kCallers[caller];
        const auto& to = kProviders[provider];
        const auto reply = test::toolAnswer(fixture(to.wire));
        RawUpstream upstream([&](const std::string&, int fd) {
            return RawUpstream::send(
                fd, RawUpstream::answer(reply, "200 OK", "Content-Type: application/json\r\n"));
        });
        RawClient client(start(to.name, upstream.url()));
        const auto got = client.call(ask(from, false));
        HAS(got, "HTTP/1.1 200 OK\r\n");
        HAS(got, "x-gatehouse-provider: up\r\n");
        const auto seen = upstream.lastRequest();
        HAS(seen, std::string("POST ") + to.path + " HTTP/1.1\r\n");
        HAS(seen, to.credential);
        LACKS(seen, kKey);
        LACKS(seen, "Cookie");
        if (to.wire == Wire::Anthropic)
            HAS(seen, "anthropic-version: ");
        if (from.reader == fixture(to.wire)) {
            QCOMPARE(bodyOf(got), reply); // not one byte changed
            LACKS(got, "x-gatehouse-lost");
        } else {
            ai::JsonDocument document;
            QVERIFY2(document.parse(bodyOf(got)), got.c_str());
            const auto back = ai::providerCodec(from.reader)->readAnswer(document.root());
            QVERIFY2(back.has_value(), got.c_str());
            HAS(test::summary(*back), "{get_weather {\"city\":\"Paris\"}}");
            HAS(test::summary(*back), "tool_calls in=120");
        }
    }

    void streams_data() { pairs(); }
    void streams()
    {
        QFETCH(int, caller);
        QFETCH(int, provider);
        const auto& from = kCallers[caller];
        const auto& to = kProviders[provider];
        const auto reply = test::toolStream(fixture(to.wire));
        RawUpstream upstream([&](const std::string&, int fd) {
            RawUpstream::send(fd, std::string("HTTP/1.1 200 OK\r\nContent-Type: ") + to.streamType +
                                      "\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (std::size_t i = 0; i < reply.size(); i += 61) {
                const auto part = reply.substr(i, 61);
                char size[16];
                std::snprintf(size, sizeof size, "%zx\r\n", part.size());
                RawUpstream::send(fd, size + part + "\r\n");
            }
            return RawUpstream::send(fd, "0\r\n\r\n");
        });
        RawClient client(start(to.name, upstream.url()));
        const auto got = client.call(ask(from, true));
        HAS(got, "Content-Type: text/event-stream");
        HAS(upstream.lastRequest(), std::string("POST ") + to.streamPath + " HTTP/1.1\r\n");
        const auto stream = bodyOf(got);
        if (from.reader == fixture(to.wire)) {
            QCOMPARE(stream, reply);
            return;
        }
        bool ended = false;
        const auto back = test::assemble(test::eventsFrom(from.reader, stream, 999, &ended));
        QVERIFY2(ended, stream.c_str());
        HAS(test::summary(back),
            "{get_weather {\"city\":\"Paris\"}}{get_time {}} tool_calls in=120");
    }

    /// An upstream that breaks in mid-stream never looks like a normal end.
    void cutStreamsAreTold_data() { pairs(); }
    void cutStreamsAreTold()
    {
        QFETCH(int, caller);
        QFETCH(int, provider);
        const auto& from = kCallers[caller];
        const auto& to = kProviders[provider];
        const auto whole = test::toolStream(fixture(to.wire));
        const auto reply = whole.substr(0, whole.size() / 2);
        RawUpstream upstream([&](const std::string&, int fd) {
            char size[16];
            std::snprintf(size, sizeof size, "%zx\r\n", reply.size());
            RawUpstream::send(fd, std::string("HTTP/1.1 200 OK\r\nContent-Type: ") + to.streamType +
                                      "\r\nTransfer-Encoding: chunked\r\n\r\n" + size + reply +
                                      "\r\n0\r\n\r\n");
            return true;
        });
        RawClient client(start(to.name, upstream.url()));
        client.send(ask(from, true));
        const auto got = client.read(true);
        HAS(got, "\"error\":{");
        if (from.reader == Wire::Anthropic) {
            HAS(got, "event: error\n");
            LACKS(got, "message_stop");
        }
        LACKS(got, "[DONE]");
        LACKS(got, "\r\n0\r\n\r\n");
    }

    void aCallerWhoLeavesEndsTheUpstreamCall_data() { pairs(); }
    void aCallerWhoLeavesEndsTheUpstreamCall()
    {
        QFETCH(int, caller);
        QFETCH(int, provider);
        const auto& to = kProviders[provider];
        const auto whole = test::toolStream(fixture(to.wire));
        const auto reply = whole.substr(0, whole.size() / 2);
        std::atomic<bool> closed{false};
        RawUpstream upstream([&](const std::string&, int fd) {
            char size[16];
            std::snprintf(size, sizeof size, "%zx\r\n", reply.size());
            RawUpstream::send(fd, std::string("HTTP/1.1 200 OK\r\nContent-Type: ") + to.streamType +
                                      "\r\nTransfer-Encoding: chunked\r\n\r\n" + size + reply +
                                      "\r\n");
            closed = test::readMessage(fd, true).find("(silence)") == std::string::npos;
            return false;
        });
        RawClient client(start(to.name, upstream.url()));
        client.send(ask(kCallers[caller], true));
        QTRY_COMPARE(upstream.requests.load(), 1);
        client.close();
        QTRY_VERIFY(closed);
        QTRY_COMPARE(m_gateway->counters().active, 0u);
    }

    void limitsKeepTheirWait_data() { pairs(); }
    void limitsKeepTheirWait()
    {
        QFETCH(int, caller);
        QFETCH(int, provider);
        RawUpstream upstream([&](const std::string&, int fd) {
            return RawUpstream::send(
                fd, RawUpstream::answer("{\"message\":\"slow down\"}", "429 Too Many Requests",
                                        "Content-Type: application/json\r\nRetry-After: 7\r\n"));
        });
        RawClient client(start(kProviders[provider].name, upstream.url()));
        const auto got = client.call(ask(kCallers[caller], false));
        HAS(got, "HTTP/1.1 429 ");
        HAS(got, "Retry-After: 7\r\n");
        HAS(got, "slow down");
    }

    void refusalsComeInTheCallersDialect_data() { pairs(); }
    void refusalsComeInTheCallersDialect()
    {
        QFETCH(int, caller);
        QFETCH(int, provider);
        const auto& from = kCallers[caller];
        RawUpstream upstream([&](const std::string&, int fd) {
            return RawUpstream::send(
                fd, RawUpstream::answer("{\"message\":\"too many words\",\"error\":{\"message\":"
                                        "\"too many words\"}}",
                                        "400 Bad Request", "Content-Type: application/json\r\n"));
        });
        RawClient client(start(kProviders[provider].name, upstream.url()));
        const auto got = client.call(ask(from, true));
        HAS(got, "HTTP/1.1 400 ");
        HAS(got, "too many words");
        if (from.reader == fixture(kProviders[provider].wire))
            return;
        if (from.reader == Wire::OpenAi)
            HAS(got, "\"type\":\"invalid_request_error\"");
        else if (from.reader == Wire::Anthropic)
            HAS(got, "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\"");
        else
            HAS(got, "\"status\":\"INVALID_ARGUMENT\"");
    }

    void nonsenseIsA502_data() { pairs(); }
    void nonsenseIsA502()
    {
        QFETCH(int, caller);
        QFETCH(int, provider);
        for (const std::string reply : {"", "<html>oops</html>", "{\"cut"}) {
            RawUpstream upstream([&](const std::string&, int fd) {
                return RawUpstream::send(
                    fd, RawUpstream::answer(reply, "200 OK", "Content-Type: application/json\r\n"));
            });
            RawClient client(start(kProviders[provider].name, upstream.url()));
            const auto got = client.call(ask(kCallers[caller], false));
            HAS(got, "HTTP/1.1 502 ");
            HAS(got, "\"error\":{");
        }
    }

    /// A provider that answers whole though a stream was asked for.
    void wholeAnswersBecomeStreams_data() { pairs(); }
    void wholeAnswersBecomeStreams()
    {
        QFETCH(int, caller);
        QFETCH(int, provider);
        const auto& from = kCallers[caller];
        const auto wire = fixture(kProviders[provider].wire);
        if (from.reader == wire)
            return;
        const auto reply = test::toolAnswer(wire);
        RawUpstream upstream([&](const std::string&, int fd) {
            return RawUpstream::send(
                fd, RawUpstream::answer(reply, "200 OK", "Content-Type: application/json\r\n"));
        });
        RawClient client(start(kProviders[provider].name, upstream.url()));
        const auto got = client.call(ask(from, true));
        HAS(got, "Content-Type: text/event-stream");
        bool ended = false;
        const auto back = test::assemble(test::eventsFrom(from.reader, bodyOf(got), 50, &ended));
        QVERIFY(ended);
        HAS(test::summary(back), "tool_calls in=120");
    }

    void missingKeysAreToldInTheDialect_data() { callers(); }
    void missingKeysAreToldInTheDialect()
    {
        QFETCH(int, caller);
        RawUpstream upstream([](const std::string&, int) { return false; });
        RawClient client(start("openai", upstream.url()));
        const auto request =
            replaced(ask(kCallers[caller], false), kKey, "gh_nobody_knows_this_one_here____");
        const auto got = client.call(request);
        HAS(got, "HTTP/1.1 401 ");
        HAS(got, caller == 2 ? "UNAUTHENTICATED" : "authentication_error");
    }

    void countsTokensForAll()
    {
        RawUpstream upstream([](const std::string&, int) { return false; });
        RawClient client(start("openai", upstream.url()));
        auto request =
            replaced(ask(kCallers[1], false), "/v1/messages", "/v1/messages/count_tokens");
        HAS(client.call(request), "{\"input_tokens\":");
        request = replaced(ask(kCallers[2], false), "generateContent", "countTokens");
        HAS(client.call(request), "{\"totalTokens\":");
        QCOMPARE(upstream.requests.load(), 0);
    }

    void embedsAcrossDialects()
    {
        RawUpstream upstream([](const std::string&, int fd) {
            return RawUpstream::send(
                fd,
                RawUpstream::answer("{\"embeddings\":[{\"values\":[1,0.5]},{\"values\":[0,1]}]}",
                                    "200 OK", "Content-Type: application/json\r\n"));
        });
        RawClient client(start("gemini", upstream.url()));
        const std::string body = "{\"model\":\"up/m\",\"input\":[\"a\",\"b\"]}";
        const auto got =
            client.call("POST /v1/embeddings HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + kKey +
                        "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        HAS(got, "\"index\":1,\"embedding\":[0,1]");
        HAS(upstream.lastRequest(), "POST /v1/models/m:batchEmbedContents HTTP/1.1\r\n");
    }

    void geminiListsWhereEventsWereNotAskedFor()
    {
        const auto reply = test::toolStream(Wire::Gemini);
        RawUpstream upstream([&](const std::string&, int fd) {
            return RawUpstream::send(
                fd, RawUpstream::answer(reply, "200 OK", "Content-Type: text/event-stream\r\n"));
        });
        RawClient client(start("gemini", upstream.url()));
        const auto got = client.call(replaced(ask(kCallers[2], true), "?alt=sse", ""));
        HAS(got, "Content-Type: application/json\r\n");
        ai::JsonDocument document;
        QVERIFY(document.parse(bodyOf(got)));
        QCOMPARE(document.root().size(), std::size_t{4});
    }

    void losesNothingInSilence()
    {
        const auto reply = test::toolAnswer(Wire::Anthropic);
        RawUpstream upstream([&](const std::string&, int fd) {
            return RawUpstream::send(
                fd, RawUpstream::answer(reply, "200 OK", "Content-Type: application/json\r\n"));
        });
        RawClient client(start("anthropic", upstream.url()));
        auto request = ask(kCallers[0], false);
        request = replaced(request, "\"stream\":false", "\"n\":2,\"seed\":1");
        HAS(client.call(request), "x-gatehouse-lost: choices, seed\r\n");
    }
};

QTEST_GUILESS_MAIN(GatewayDialectTest)
#include "GatewayDialectTest.moc"
