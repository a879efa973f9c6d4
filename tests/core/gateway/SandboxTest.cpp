// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Sandbox.h"

#include "base/Crypto.h"
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
