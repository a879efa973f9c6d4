// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Sandbox.h"

#include "base/Crypto.h"
#include "base/Text.h"
#include "gateway/SandboxSchema.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::gateway;

/// What the sandbox says, without a gateway around it.
class SandboxTest : public QObject
{
    Q_OBJECT

private:
    static QString joined(AiEndpoint endpoint, std::string_view model, std::string_view body)
    {
        std::string text;
        for (const auto& piece : sandboxReply(endpoint, model, body, {}, 1).pieces)
            text += piece.bytes;
        return QString::fromStdString(text);
    }
    static QString instance(const char* schema)
    {
        return QString::fromStdString(
            boost::json::serialize(schemaInstance(boost::json::parse(schema).get_object())));
    }

    static std::string repeated(std::string_view text, std::size_t times)
    {
        std::string out;
        while (times-- > 0)
            out += text;
        return out;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }

    void isDeterministic()
    {
        const auto body = R"({"messages":[{"role":"user","content":"hi"}],"stream":true})";
        QCOMPARE(joined(AiEndpoint::Chat, "chat", body), joined(AiEndpoint::Chat, "chat", body));
    }

    void reportsUsageOnlyWhenAsked()
    {
        QVERIFY(!joined(AiEndpoint::Chat, "chat",
                        R"({"messages":[{"role":"user","content":"hi"}],"stream":true})")
                     .contains("\"usage\""));
        QVERIFY(
            joined(
                AiEndpoint::Chat, "chat",
                R"({"messages":[{"role":"user","content":"hi"}],"stream":true,"stream_options":{"include_usage":true}})")
                .contains("\"choices\":[],\"usage\":{"));
    }

    void keepsToItsTokenLimit()
    {
        QVERIFY(joined(AiEndpoint::Chat, "chat",
                       R"({"messages":[{"role":"user","content":"hi"}],"max_tokens":3})")
                    .contains("\"finish_reason\":\"length\""));
    }

    void makesInstancesOfSchemas()
    {
        const char* plain = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\","
                            "\"minimum\":5},\"b\":{\"enum\":[\"x\",\"y\"]},"
                            "\"c\":{\"type\":\"array\",\"items\":{\"type\":\"boolean\"}}}}";
        const char* referring =
            "{\"$ref\":\"#/$defs/n\",\"$defs\":{\"n\":{\"type\":\"string\",\"maxLength\":3}}}";
        const char* recursive = "{\"type\":\"object\",\"properties\":{\"next\":{\"$ref\":\"#\"}}}";
        QCOMPARE(instance(plain), QString("{\"a\":5,\"b\":\"x\",\"c\":[true]}"));
        QCOMPARE(instance(referring), QString("\"san\""));
        // A type that holds itself ends.
        QVERIFY(instance(recursive).size() < 500);
    }

    void honoursJsonSchema()
    {
        QVERIFY(
            joined(
                AiEndpoint::Chat, "chat",
                R"({"messages":[{"role":"user","content":"hi"}],"response_format":{"type":"json_schema","json_schema":{"schema":{"type":"object","properties":{"n":{"const":7}}}}}})")
                .contains("{\\\"n\\\":7}"));
    }

    void aSmallSchemaMakesNoLargeAnswer()
    {
        // Ten references to itself: ten to the power of four values, sixteen with `required`.
        QString properties;
        QString required;
        for (int i = 0; i < 10; ++i) {
            const QString comma = i > 0 ? "," : "";
            properties += comma + QString("\"p%1\":{\"$ref\":\"#\"}").arg(i);
            required += comma + QString("\"p%1\"").arg(i);
        }
        const auto schema =
            QString("{\"properties\":{%1},\"required\":[%2]}").arg(properties, required);
        QVERIFY(instance(schema.toUtf8().constData()).size() < 100'000);
        const char* lists = "{\"type\":\"array\",\"minItems\":64,\"items\":{\"$ref\":\"#\"}}";
        QVERIFY(instance(lists).size() < 100'000);
        const char* texts = "{\"type\":\"array\",\"minItems\":64,\"items\":{\"type\":\"array\","
                            "\"minItems\":64,\"items\":{\"type\":\"string\",\"minLength\":4096}}}";
        QVERIFY(instance(texts).size() < 200'000);
    }

    void numbersOfASchemaAreBounded()
    {
        QCOMPARE(instance("{\"type\":\"integer\",\"minimum\":1e300}"), QString("9000000000000000"));
        QCOMPARE(instance("{\"type\":\"integer\",\"maximum\":-1e300}"),
                 QString("-9000000000000000"));
    }

    void echoesNoInfinity()
    {
        const auto text = joined(AiEndpoint::Responses, "chat",
                                 "{\"input\":\"x\",\"metadata\":{\"a\":1e999,\"b\":-1e999}}");
        boost::system::error_code error;
        const auto answer = boost::json::parse(text.toStdString(), error);
        QVERIFY(!error && answer.is_object());
    }

    void neverCutsACharacter()
    {
        const std::string prompt =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"x" + repeated("\xC3\xA9", 150) +
            "\"}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":"
            "{\"const\":\"" +
            repeated("\xE4\xB8\xAD", 40) + "\"}}}],\"tool_choice\":";
        for (const char* choice : {"\"none\"}", "\"required\",\"stream\":true}"}) {
            for (const auto& piece :
                 sandboxReply(AiEndpoint::Chat, "chat", prompt + choice, {}, 1).pieces)
                QVERIFY2(text::isUtf8(piece.bytes), piece.bytes.c_str());
        }
    }

    void manyWordsAreNotAsManyPieces()
    {
        const auto body = "{\"messages\":[{\"role\":\"user\",\"content\":\"" +
                          std::string(1'000'000, ' ') + "\"}],\"stream\":true}";
        const auto reply = sandboxReply(AiEndpoint::Chat, "echo", body, {}, 1);
        QVERIFY(reply.pieces.size() < 4200);
    }

    void takesNoMoreInputsThanTheRealOnes()
    {
        const std::string many = "{\"input\":[" + repeated("\"a\",", 2048) + "\"a\"]}";
        QCOMPARE(sandboxReply(AiEndpoint::Embeddings, "embed", many, {}, 1).status, 400u);
        QCOMPARE(sandboxReply(AiEndpoint::Moderations, "moderate", many, {}, 1).status, 400u);
        const std::string wide =
            "{\"dimensions\":4096,\"input\":[" + repeated("\"a\",", 100) + "\"a\"]}";
        QCOMPARE(sandboxReply(AiEndpoint::Embeddings, "embed", wide, {}, 1).status, 400u);
        QCOMPARE(sandboxReply(AiEndpoint::Embeddings, "embed", "{\"input\":\"a\"}", {}, 1).status,
                 200u);
    }

    void failsWhenTold()
    {
        QCOMPARE(sandboxReply(AiEndpoint::Chat, "fail-503", "{}", {}, 1).status, 503u);
        const auto refused = sandboxReply(AiEndpoint::Chat, "refuse-429", "{}", {}, 1);
        QCOMPARE(refused.status, 429u);
        QVERIFY(!refused.retryAfter.empty());
        QCOMPARE(sandboxReply(AiEndpoint::Chat, "chat", "nonsense", {}, 1).status, 400u);
        QCOMPARE(sandboxReply(AiEndpoint::Chat, "chat", "{}", {}, 1).status, 400u);
    }
};

QTEST_GUILESS_MAIN(SandboxTest)
#include "SandboxTest.moc"
