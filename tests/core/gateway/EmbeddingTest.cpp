// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DialectCases.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

struct Answer
{
    Wire wire;
    const char* path; ///< of one text
    const char* body; ///< Two vectors, (1, 0.5) and (-2, 0).
};
constexpr Answer kAnswers[]{
    {Wire::OpenAi, "/v1/embeddings",
     R"({"data":[{"index":1,"embedding":[-2,0]},{"index":0,"embedding":[1,0.5]}],"usage":{"prompt_tokens":7}})"},
    {Wire::AzureOpenAi, "/v1/embeddings",
     R"({"data":[{"index":0,"embedding":[1,0.5]},{"index":1,"embedding":[-2,0]}],"usage":{"prompt_tokens":7}})"},
    {Wire::Gemini, "/v1/models/m:batchEmbedContents",
     R"({"embeddings":[{"values":[1,0.5]},{"values":[-2,0]}],"usageMetadata":{"promptTokenCount":7}})"},
    {Wire::Vertex, "/v1/publishers/google/models/m:predict",
     R"({"predictions":[{"embeddings":{"values":[1,0.5],"statistics":{"token_count":3}}},)"
     R"({"embeddings":{"values":[-2,0],"statistics":{"token_count":4}}}]})"},
    {Wire::Bedrock, "/v1/model/cohere.m/invoke", R"({"embeddings":[[1,0.5],[-2,0]]})"},
    {Wire::Cohere, "/v1/embed",
     R"({"embeddings":{"float":[[1,0.5],[-2,0]]},"meta":{"billed_units":{"input_tokens":7}}})"},
    {Wire::Ollama, "/v1/api/embed", R"({"embeddings":[[1,0.5],[-2,0]],"prompt_eval_count":7})"},
};

struct Caller
{
    const char* name;
    const char* path;
    const char* body;
    const char* answer; ///< Its beginning.
};
constexpr Caller kAskers[]{
    {"openai", "/v1/embeddings", R"({"model":"up/NAME","input":["a","b"],"dimensions":2})",
     R"({"object":"list","data":[{"object":"embedding","index":0,"embedding":[1,0.5]},)"
     R"({"object":"embedding","index":1,"embedding":[-2,0]}],"model":)"},
    {"openai in base64", "/v1/embeddings",
     R"({"model":"up/NAME","input":["a","b"],"encoding_format":"base64"})",
     R"({"object":"list","data":[{"object":"embedding","index":0,"embedding":"AACAPwAAAD8="},)"
     R"({"object":"embedding","index":1,"embedding":"AAAAwAAAAAA="}],"model":)"},
    {"gemini", "/v1beta/models/up%2FNAME:batchEmbedContents",
     R"({"requests":[{"model":"models/x","content":{"parts":[{"text":"a"}]},"outputDimensionality":2},)"
     R"({"model":"models/x","content":{"parts":[{"text":"b"}]},"taskType":"RETRIEVAL_QUERY"}]})",
     R"({"embeddings":[{"values":[1,0.5]},{"values":[-2,0]}],"usageMetadata":)"},
};

std::string ask(const Caller& caller, const std::string& name)
{
    const auto body = replaced(caller.body, "NAME", name);
    return "POST " + replaced(caller.path, "NAME", name) +
           " HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + kKey +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

} // namespace

/// Every text gets its vector, whoever asks and whoever answers, over real sockets.
class EmbeddingTest : public QObject
{
    Q_OBJECT

private:
    DialectGateway m_gateway;

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }
    void cleanup() { m_gateway.stop(); }

    void everyTextGetsItsVector_data()
    {
        QTest::addColumn<int>("caller");
        QTest::addColumn<int>("answer");
        for (int caller = 0; caller < static_cast<int>(std::size(kAskers)); ++caller) {
            for (int answer = 0; answer < static_cast<int>(std::size(kAnswers)); ++answer)
                QTest::addRow("%s to %s", kAskers[caller].name,
                              std::string(ai::toWord(kAnswers[answer].wire)).c_str())
                    << caller << answer;
        }
    }
    void everyTextGetsItsVector()
    {
        QFETCH(int, caller);
        QFETCH(int, answer);
        const auto& from = kAskers[caller];
        const auto& to = kAnswers[answer];
        RawUpstream upstream([&](const std::string&, int fd) {
            return RawUpstream::send(
                fd, RawUpstream::answer(to.body, "200 OK", "Content-Type: application/json\r\n"));
        });
        const auto started =
            m_gateway.start(std::string(ai::toWord(to.wire)).c_str(), upstream.url());
        RawClient client(started);
        const auto got = client.call(ask(from, to.wire == Wire::Bedrock ? "cohere.m" : "m"));
        HAS(got, "HTTP/1.1 200 OK\r\n");
        const auto body = bodyOf(got);
        const bool openAi = fixture(to.wire) == Wire::OpenAi;
        const bool same = caller < 2 ? openAi : to.wire == Wire::Gemini;
        if (same)
            QCOMPARE(body, to.body); // not one byte changed
        else
            QVERIFY2(body.starts_with(from.answer), body.c_str());
        HAS(upstream.lastRequest(), std::string("POST ") + to.path);
    }

    void oneTextGoesAlone()
    {
        RawUpstream upstream([](const std::string&, int fd) {
            return RawUpstream::send(fd, RawUpstream::answer(R"({"embedding":{"values":[1,0.5]}})",
                                                             "200 OK",
                                                             "Content-Type: application/json\r\n"));
        });
        RawClient client(m_gateway.start("gemini", upstream.url()));
        const Caller one{"", "/v1/embeddings", R"({"model":"up/m","input":"a"})", ""};
        HAS(client.call(ask(one, "m")), R"("index":0,"embedding":[1,0.5])");
        HAS(upstream.lastRequest(), "POST /v1/models/m:embedContent HTTP/1.1\r\n");
        HAS(upstream.lastRequest(), R"({"content":{"parts":[{"text":"a"}]}})");
    }

    void aGoogleCallerOfOneTextGetsOneVector()
    {
        RawUpstream upstream([](const std::string&, int fd) {
            return RawUpstream::send(
                fd, RawUpstream::answer(R"({"data":[{"index":0,"embedding":[1,0.5]}]})", "200 OK",
                                        "Content-Type: application/json\r\n"));
        });
        RawClient client(m_gateway.start("openai", upstream.url()));
        const Caller one{"", "/v1beta/models/up%2Fm:embedContent",
                         R"({"content":{"parts":[{"text":"a"}]},"taskType":"CLUSTERING"})", ""};
        HAS(client.call(ask(one, "m")), R"({"embedding":{"values":[1,0.5]},)");
        HAS(upstream.lastRequest(), R"({"model":"m","input":["a"],"encoding_format":"float"})");
    }

    void anAnswerWithoutAVectorForEachIsNone()
    {
        RawUpstream upstream([](const std::string&, int fd) {
            return RawUpstream::send(fd,
                                     RawUpstream::answer(R"({"embeddings":[[1,0.5]]})", "200 OK",
                                                         "Content-Type: application/json\r\n"));
        });
        RawClient client(m_gateway.start("ollama", upstream.url()));
        const auto got = client.call(ask(kAskers[0], "m"));
        HAS(got, "HTTP/1.1 502 ");
        HAS(got, "has not a vector for every input");
    }

    void whatDoesNotFitIntoACallTakesSeveral()
    {
        std::atomic<int> calls{0};
        RawUpstream upstream([&](const std::string&, int fd) {
            const auto body =
                "{\"embedding\":[" + std::to_string(++calls) + ",0.5],\"inputTextTokenCount\":3}";
            return RawUpstream::send(
                fd, RawUpstream::answer(body, "200 OK", "Content-Type: application/json\r\n"));
        });
        RawClient client(m_gateway.start("bedrock", upstream.url()));
        const auto got = client.call(ask(kAskers[0], "amazon.titan-embed-text-v2:0"));
        HAS(got, "HTTP/1.1 200 ");
        HAS(got,
            R"("index":0,"embedding":[1,0.5]},{"object":"embedding","index":1,"embedding":[2,0.5])");
        HAS(got, R"("prompt_tokens":6)");
        HAS(upstream.lastRequest(), R"({"inputText":"b","dimensions":2})");
        QCOMPARE(upstream.requests.load(), 2);
    }

    void aCallThatFailsFailsAll()
    {
        std::atomic<int> calls{0};
        RawUpstream upstream([&](const std::string&, int fd) {
            return ++calls == 1 ? RawUpstream::send(
                                      fd, RawUpstream::answer(R"({"embedding":[1,0.5]})", "200 OK",
                                                              "Content-Type: application/json\r\n"))
                                : RawUpstream::send(
                                      fd, RawUpstream::answer(R"({"message":"slow down"})",
                                                              "429 Too Many Requests",
                                                              "Retry-After: 7\r\nContent-Type: "
                                                              "application/json\r\n"));
        });
        RawClient client(m_gateway.start("bedrock", upstream.url()));
        const auto got = client.call(ask(kAskers[0], "amazon.titan-embed-text-v2:0"));
        HAS(got, "HTTP/1.1 429 ");
        HAS(got, "Retry-After: 7\r\n");
        HAS(got, "slow down");
    }

    void endlessListsAreRefused()
    {
        RawUpstream upstream([](const std::string&, int) { return false; });
        RawClient client(m_gateway.start("bedrock", upstream.url()));
        std::string many = R"({"model":"up/NAME","input":["a")";
        for (int i = 0; i < 64; ++i)
            many += R"(,"a")";
        const Caller caller{"", "/v1/embeddings", (many += "]}").c_str(), ""};
        const auto got = client.call(ask(caller, "amazon.titan-embed-text-v2:0"));
        HAS(got, "HTTP/1.1 400 ");
        HAS(got, "takes at most 1 inputs in a call");
    }
};

QTEST_GUILESS_MAIN(EmbeddingTest)
#include "EmbeddingTest.moc"
