// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DialectCases.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;

/// Callers of every dialect before providers of every wire, over real sockets.
class GatewayDialectTest : public QObject
{
    Q_OBJECT

private:
    DialectGateway m_gateway;

    std::string start(const char* kind, const std::string& url)
    {
        return m_gateway.start(kind, url);
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
    void cleanup() { m_gateway.stop(); }

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
        RawUpstream upstream([&](const std::string&, int fd) { return sendStream(fd, to, reply); });
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
        QTRY_COMPARE(m_gateway.gateway().counters().active, 0u);
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

    void reranksWhereProvidersCan()
    {
        const std::string reply = R"({"id":"r","results":[{"index":1,"relevance_score":0.9}]})";
        for (const auto& to : kProviders) {
            RawUpstream upstream([&](const std::string&, int fd) {
                return RawUpstream::send(
                    fd, RawUpstream::answer(reply, "200 OK", "Content-Type: application/json\r\n"));
            });
            RawClient client(start(to.name, upstream.url()));
            const std::string body = R"({"model":"up/m","query":"q","documents":["a","b"]})";
            const auto got = client.call(
                "POST /v1/rerank HTTP/1.1\r\nHost: g\r\nAuthorization: "
                "Bearer " +
                kKey + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
            if (to.wire == Wire::Cohere || fixture(to.wire) == Wire::OpenAi) {
                QCOMPARE(bodyOf(got), reply);
                HAS(upstream.lastRequest(), "POST /v1/rerank HTTP/1.1\r\n");
                HAS(upstream.lastRequest(), R"({"model":"m","query":"q","documents":["a","b"]})");
            } else {
                HAS(got, "HTTP/1.1 404 ");
                HAS(got, "offers nothing like /v1/rerank");
            }
        }
    }

    /// The gateway fetches nothing that callers name.
    void imagesByUrlAreNamedWhereOnlyBytesGo_data()
    {
        QTest::addColumn<int>("caller");
        QTest::addColumn<QString>("kind");
        for (int caller = 0; caller < static_cast<int>(std::size(kCallers)); ++caller) {
            for (const auto* kind : {"bedrock", "ollama"})
                QTest::addRow("%s to %s", kCallers[caller].name, kind) << caller << kind;
        }
    }
    void imagesByUrlAreNamedWhereOnlyBytesGo()
    {
        QFETCH(int, caller);
        QFETCH(QString, kind);
        RawUpstream upstream([](const std::string&, int) { return false; });
        RawClient client(start(kind.toUtf8().constData(), upstream.url()));
        const std::string url = "https://127.0.0.1/cat.png?signature=s3cret";
        const std::string images[]{
            "'content':[{'type':'image_url','image_url':{'url':'" + url + "'}}]",
            "'content':[{'type':'image','source':{'type':'url','url':'" + url + "'}}]",
            "'parts':[{'fileData':{'mimeType':'image/png','fileUri':'" + url + "'}}]"};
        const auto image = replaced(images[caller], "'", "\"");
        auto request = replaced(ask(kCallers[caller], false), "\"content\":\"Hi\"", image);
        request = replaced(request, "\"parts\":[{\"text\":\"Hi\"}]", image);
        const auto head = request.find("\r\n\r\n") + 4;
        const auto length = request.find("Content-Length: ");
        const auto body = request.substr(head);
        const auto got = client.call(request.substr(0, length) + "Content-Length: " +
                                     std::to_string(body.size()) + "\r\n\r\n" + body);
        HAS(got, "HTTP/1.1 400 ");
        HAS(got, "127.0.0.1/cat.png\\\": this model's provider takes images");
        LACKS(got, "s3cret");
        if (caller == 0)
            HAS(got, "\"type\":\"invalid_request_error\"");
        else if (caller == 1)
            HAS(got, "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\"");
        else
            HAS(got, "\"status\":\"INVALID_ARGUMENT\"");
        QCOMPARE(upstream.requests.load(), 0);
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
