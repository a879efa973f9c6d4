// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "CodecTesting.h"

#include "ai/AwsSignature.h"
#include "ai/Embedding.h"
#include "ai/EventFrames.h"

using namespace gatehouse;
using namespace gatehouse::ai;
using gatehouse::test::at;
using gatehouse::test::translate;

namespace {

constexpr auto kOpenAi = CallerDialect::OpenAiChat;
constexpr auto kAnthropic = CallerDialect::Anthropic;

/// A history with a call, its result, and nothing that declares the tool any more.
const std::string kHistory =
    "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"S\"},"
    "{\"role\":\"user\",\"content\":\"Weather?\"},"
    "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_1\",\"type\":"
    "\"function\",\"function\":{\"name\":\"get_weather\",\"arguments\":\"{\\\"city\\\":"
    "\\\"Paris\\\"}\"}}]},"
    "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"18 C\"},"
    "{\"role\":\"user\",\"content\":\"Thanks\"}]";

} // namespace

/// What is special about single providers' dialects.
class ProviderDialectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bedrockDeclaresToolsWhileTheHistoryMentionsAny()
    {
        const auto out = translate(kOpenAi, Wire::Bedrock, kHistory + "}", "claude-sonnet-4-5");
        QCOMPARE(out.error, std::string());
        IS(out.body, "system.0.text", "S");
        IS(out.body, "messages.0.role", "user");
        IS(out.body, "messages.1.content.0.toolUse.input", "{\"city\":\"Paris\"}");
        IS(out.body, "messages.2.role", "user");
        IS(out.body, "messages.2.content.0.toolResult.content.0.text", "18 C");
        IS(out.body, "messages.2.content.0.toolResult.status", "success");
        IS(out.body, "messages.2.content.1.text", "Thanks");
        IS(out.body, "messages.3", "");
        IS(out.body, "toolConfig.tools.0.toolSpec.name", "get_weather");
        IS(out.body, "toolConfig.toolChoice", "");
    }

    void bedrockTakesVendorFieldsByFamily()
    {
        const std::string body =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],"
            "\"max_tokens\":100,\"reasoning_effort\":\"medium\",\"response_format\":{\"type\":"
            "\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":\"object\"}}}}";
        const auto claude =
            translate(kOpenAi, Wire::Bedrock, body, "us.anthropic.claude-sonnet-4-5-v1:0");
        IS(claude.body, "additionalModelRequestFields.thinking.budget_tokens", "8192");
        IS(claude.body, "inferenceConfig.maxTokens", "8292");
        IS(claude.body, "outputConfig.textFormat.structure.jsonSchema.schema",
           "{\"type\":\"object\",\"additionalProperties\":false}");
        const auto gpt = translate(kOpenAi, Wire::Bedrock, body, "openai.gpt-oss-120b-1:0");
        IS(gpt.body, "additionalModelRequestFields.reasoning_effort", "medium");
    }

    void bedrockRefusesImagesByUrl()
    {
        const auto out =
            translate(kOpenAi, Wire::Bedrock,
                      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":"
                      "\"image_url\",\"image_url\":{\"url\":\"https://a/b.png\"}}]}]}",
                      "claude-sonnet-4-5");
        QVERIFY(out.error.find("bytes") != std::string::npos);
    }

    void bedrockTellsExceptionsByTheirHeaders()
    {
        const auto decoder = providerCodec(Wire::Bedrock)->decoder();
        StreamEvents events;
        decoder->feed(eventFrame("event", "messageStart", "{\"role\":\"assistant\"}") +
                          eventFrame("exception", "throttlingException", "{\"message\":\"slow\"}"),
                      events);
        QCOMPARE(events.back().kind, StreamEvent::Kind::Fault);
        QCOMPARE(events.back().fault.status, 429u);
        QCOMPARE(events.back().fault.message, std::string("slow"));
        QVERIFY(!decoder->ended());
    }

    void framesWithAWrongChecksumAreRefused()
    {
        QCOMPARE(crc32("123456789"), 0xCBF43926u);
        auto frame = eventFrame("event", "messageStart", "{}");
        frame[frame.size() - 6] ^= 1;
        EventFrames frames;
        frames.feed(frame);
        QVERIFY(!frames.next() && frames.broken());
    }

    /// The example of AWS's documentation for a request with a body of its own service.
    void awsSignsAsDocumented()
    {
        QVERIFY(!awsCredentials("a-bearer-token"));
        const auto credentials =
            awsCredentials("AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        QVERIFY(credentials.has_value());
        // 2015-08-30T12:36:00Z, `post-vanilla` of the vendor's test suite.
        const auto fields = awsSign(*credentials, {.method = "POST",
                                                   .region = "us-east-1",
                                                   .service = "service",
                                                   .host = "example.amazonaws.com",
                                                   .path = "/",
                                                   .contentType = "",
                                                   .body = "",
                                                   .time = fromUnixMillis(1440938160000)});
        QCOMPARE(fields.front().second, std::string("20150830T123600Z"));
        QCOMPARE(fields.back().second,
                 std::string("AWS4-HMAC-SHA256 "
                             "Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                             "SignedHeaders=host;x-amz-date, Signature="
                             "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"));
        QCOMPARE(awsRegionOf("bedrock-runtime.eu-west-1.amazonaws.com"), std::string("eu-west-1"));
        QCOMPARE(awsRegionOf("localhost"), std::string("us-east-1"));
    }

    void cohereNamesATool()
    {
        const auto out = translate(
            kOpenAi, Wire::Cohere,
            kHistory +
                ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\"}},{\"type\":"
                "\"function\",\"function\":{\"name\":\"b\"}}],\"tool_choice\":{\"type\":"
                "\"function\",\"function\":{\"name\":\"b\"}},\"top_p\":1,\"stop\":\"E\","
                "\"presence_penalty\":-1}",
            "command-a");
        QCOMPARE(out.error, std::string());
        IS(out.body, "messages.0.role", "system");
        IS(out.body, "messages.2.content", "");
        IS(out.body, "messages.2.tool_calls.0.function.arguments", "{\"city\":\"Paris\"}");
        IS(out.body, "messages.3.content", "18 C");
        IS(out.body, "tools.0.function.name", "b");
        IS(out.body, "tools.1", "");
        IS(out.body, "tool_choice", "REQUIRED");
        IS(out.body, "p", "0.99");
        IS(out.body, "stop_sequences.0", "E");
        QCOMPARE(out.lost, std::string("penalties, top_p"));
    }

    void ollamaGetsObjectsAndNames()
    {
        const auto out = translate(
            kOpenAi, Wire::Ollama,
            kHistory + ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":"
                       "\"n\",\"schema\":{\"type\":\"object\"}}},\"max_tokens\":5,\"stop\":[\"E\"],"
                       "\"reasoning_effort\":\"none\"}",
            "llama3");
        QCOMPARE(out.error, std::string());
        IS(out.body, "stream", "false");
        IS(out.body, "messages.2.tool_calls.0.function.arguments.city", "Paris");
        IS(out.body, "messages.3.tool_name", "get_weather");
        IS(out.body, "format.type", "object");
        IS(out.body, "options.num_predict", "5");
        IS(out.body, "options.stop.0", "E");
        IS(out.body, "think", "false");
    }

    void mistralGetsShortIdsAndItsOwnNames()
    {
        const auto out =
            translate(kOpenAi, Wire::OpenAi,
                      kHistory + ",\"seed\":7,\"stream\":true,\"user\":\"u\",\"max_tokens\":5}",
                      "mistral-large", "mistral");
        IS(out.body, "random_seed", "7");
        IS(out.body, "stream_options", "");
        IS(out.body, "max_tokens", "5");
        const auto id = at(out.body, "messages.2.tool_calls.0.id");
        QCOMPARE(id.size(), std::size_t{9});
        IS(out.body, "messages.3.tool_call_id", id);
        QCOMPARE(out.lost, std::string("user"));
    }

    void anthropicGetsWhatItRequires()
    {
        const auto out = translate(kOpenAi, Wire::Anthropic,
                                   "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\","
                                   "\"content\":\"Hello\"},{\"role\":\"user\",\"content\":\"x\"}],"
                                   "\"temperature\":1.5,\"seed\":1,\"n\":2,\"stop\":[\" \",\"E\"]}",
                                   "claude-sonnet-4-5");
        IS(out.body, "max_tokens", "4096");
        IS(out.body, "messages.0.role", "user");
        IS(out.body, "messages.1.role", "assistant");
        IS(out.body, "temperature", "1");
        IS(out.body, "stop_sequences", "[\"E\"]");
        QCOMPARE(out.lost, std::string("choices, seed, stop, temperature"));
        // Models that take no sampling settings get none.
        const auto newest = translate(kOpenAi, Wire::Anthropic,
                                      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\","
                                      "\"content\":\"x\"}],\"temperature\":0.5}",
                                      "claude-opus-4-7");
        IS(newest.body, "temperature", "");
        QCOMPARE(newest.lost, std::string("sampling"));
    }

    void aForcedToolStaysForced()
    {
        const auto out =
            translate(kOpenAi, Wire::Anthropic,
                      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],"
                      "\"reasoning_effort\":\"high\",\"tools\":[{\"type\":\"function\","
                      "\"function\":{\"name\":"
                      "\"a\"}}],\"tool_choice\":\"required\"}",
                      "claude-sonnet-4-5");
        IS(out.body, "tool_choice.type", "any");
        IS(out.body, "thinking", "");
        QCOMPARE(out.lost, std::string("reasoning"));
    }

    void missingResultsAreMadeAndOrphansBecomeWords()
    {
        const auto out = translate(
            kOpenAi, Wire::Anthropic,
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":"
            "\"assistant\",\"tool_calls\":[{\"id\":\"a.b\",\"type\":\"function\",\"function\":{"
            "\"name\":\"t\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"zz\","
            "\"content\":\"lost\"}]}",
            "claude-sonnet-4-5");
        const auto id = at(out.body, "messages.1.content.0.id");
        QVERIFY(id.starts_with("toolu_"));
        IS(out.body, "messages.2.content.0.tool_use_id", id);
        IS(out.body, "messages.2.content.0.is_error", "true");
        IS(out.body, "messages.2.content.1.text", "lost");
    }

    void brokenArgumentsAreKept()
    {
        const auto out = translate(
            kOpenAi, Wire::Anthropic,
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":"
            "\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"function\":{"
            "\"name\":\"t\",\"arguments\":\"{\\\"a\\\":\"}}]}]}",
            "claude-sonnet-4-5");
        IS(out.body, "messages.1.content.0.input._raw", "{\"a\":");
    }

    void thoughtsGoOnlyToWhoWroteThem()
    {
        const std::string body =
            "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"},"
            "{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\","
            "\"signature\":\"S\"},{\"type\":\"text\",\"text\":\"y\"}]},{\"role\":\"user\","
            "\"content\":\"z\"}]}";
        const auto gemini = translate(kAnthropic, Wire::Gemini, body, "gemini-3-pro");
        QVERIFY(gemini.body.find("hm") == std::string::npos);
        QCOMPARE(gemini.lost, std::string("reasoning_history"));
        const auto bedrock = translate(kAnthropic, Wire::Bedrock, body, "claude-sonnet-4-5");
        IS(bedrock.body, "messages.1.content.0.reasoningContent.reasoningText.signature", "S");
    }

    void geminiSignaturesSurviveOpenAiClients()
    {
        JsonDocument document;
        QVERIFY(document.parse(
            "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"t\",\"args\":"
            "{}},\"thoughtSignature\":\"GS\"}]},\"finishReason\":\"STOP\"}]}"));
        const auto answer = providerCodec(Wire::Gemini)->readAnswer(document.root());
        QVERIFY(answer.has_value());
        const auto chat = callerCodec(kOpenAi).writeAnswer(*answer, {});
        IS(chat, "choices.0.finish_reason", "tool_calls");
        IS(chat, "choices.0.message.tool_calls.0.extra_content.google.thought_signature", "GS");
        const auto message = at(chat, "choices.0.message");
        const auto back =
            translate(kOpenAi, Wire::Gemini,
                      "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}," + message + "]}",
                      "gemini-3-pro");
        IS(back.body, "contents.1.parts.0.thoughtSignature", "GS");
        // Where the client has lost it, the documented stand-in.
        const auto lost = translate(kOpenAi, Wire::Gemini, kHistory + "}", "gemini-3-pro");
        IS(lost.body, "contents.1.parts.0.thoughtSignature", "skip_thought_signature_validator");
    }

    void geminiBlocksWithoutCandidates()
    {
        JsonDocument document;
        QVERIFY(document.parse("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"usageMetadata\":"
                               "{\"promptTokenCount\":3}}"));
        const auto answer = providerCodec(Wire::Gemini)->readAnswer(document.root());
        QVERIFY(answer.has_value());
        IS(callerCodec(kOpenAi).writeAnswer(*answer, {}), "choices.0.finish_reason",
           "content_filter");
        IS(callerCodec(kAnthropic).writeAnswer(*answer, {}), "stop_reason", "refusal");
    }

    void nothingIsNoAnswer()
    {
        for (const Wire wire : {Wire::OpenAi, Wire::Anthropic, Wire::Gemini, Wire::Bedrock,
                                Wire::Cohere, Wire::Ollama}) {
            JsonDocument document;
            QVERIFY(document.parse("{}"));
            QVERIFY(!providerCodec(wire)->readAnswer(document.root()));
        }
    }

    void everyInputGetsItsVector()
    {
        JsonDocument document;
        QVERIFY(document.parse(
            "{\"input\":[\"a\",\"b\"],\"encoding_format\":\"base64\",\"dimensions\":2}"));
        const auto request = readEmbeddingRequest(document.root());
        QVERIFY(request.has_value());
        const auto gemini = writeEmbeddingRequest(Wire::Gemini, *request, "e");
        IS(gemini, "requests.1.content.parts.0.text", "b");
        IS(gemini, "requests.1.outputDimensionality", "2");
        IS(writeEmbeddingRequest(Wire::Cohere, *request, "e"), "input_type", "search_document");
        QVERIFY(document.parse("{\"embeddings\":[{\"values\":[1,0.5]},{\"values\":[-2,0]}]}"));
        const auto answer = readEmbeddingAnswer(Wire::Gemini, document.root(), 2);
        QVERIFY(answer.has_value());
        const auto body = writeEmbeddingAnswer(*answer, *request, "e");
        IS(body, "data.1.index", "1");
        IS(body, "data.0.embedding", "AACAPwAAAD8=");
        QVERIFY(!readEmbeddingAnswer(Wire::Gemini, document.root(), 3));
    }

    /// Whatever a writer reports stands in the published table.
    void everyLossIsPublished()
    {
        const std::string rich =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":[{\"type\":\"text\","
            "\"text\":\"s\",\"cache_control\":{\"type\":\"ephemeral\"}}]},{\"role\":\"user\","
            "\"name\":\"n\",\"content\":\"x\"},{\"role\":\"assistant\",\"reasoning_content\":\"r\","
            "\"content\":\"y\"},{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
            "\"image_url\":{\"url\":\"data:image/png;base64,iVBORw0K\",\"detail\":\"high\"}}]}],"
            "\"temperature\":1.9,\"top_p\":1,\"top_k\":4,\"seed\":1,\"n\":3,\"presence_penalty\":-"
            "1,"
            "\"logit_bias\":{\"1\":1},\"logprobs\":true,\"stop\":[\"1\",\"2\",\"3\",\"4\",\"5\","
            "\"6\",\" \"],\"user\":\"u\",\"service_tier\":\"flex\",\"verbosity\":\"low\","
            "\"metadata\":{\"a\":\"b\"},\"store\":true,\"reasoning_effort\":\"max\",\"tools\":[{"
            "\"type\":\"function\",\"function\":{\"name\":\"t\",\"strict\":true}},{\"type\":"
            "\"custom\",\"custom\":{\"name\":\"c\"}},{\"type\":\"web_search\"}],\"tool_choice\":"
            "\"required\",\"parallel_tool_calls\":false,\"response_format\":{\"type\":"
            "\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":\"object\"}}}}";
        const std::pair<Wire, const char*> targets[]{{Wire::OpenAi, "gpt-5"},
                                                     {Wire::OpenAi, "mistral-large"},
                                                     {Wire::Anthropic, "claude-3-5-sonnet"},
                                                     {Wire::Anthropic, "claude-opus-5-5"},
                                                     {Wire::Gemini, "gemini-2.5-pro"},
                                                     {Wire::Gemini, "gemini-1.5-pro"},
                                                     {Wire::Bedrock, "nova-pro"},
                                                     {Wire::Bedrock, "claude-opus-4-7"},
                                                     {Wire::Cohere, "command-a"},
                                                     {Wire::Ollama, "llama3"}};
        for (const auto& [wire, model] : targets) {
            const auto out = translate(kOpenAi, wire, rich, model);
            QCOMPARE(out.error, std::string());
            QVERIFY(out.lost.find("server_tool") != std::string::npos);
            for (std::size_t i = 0; i < static_cast<std::size_t>(Loss::kCount); ++i) {
                const auto loss = static_cast<Loss>(i);
                const auto word = std::string(toWord(loss));
                if ((", " + out.lost + ",").find(", " + word + ",") == std::string::npos)
                    continue;
                const auto table = lossTable();
                QVERIFY2(std::ranges::any_of(table,
                                             [&, at_ = wire](const LossRow& row) {
                                                 return row.wire == at_ && row.loss == loss;
                                             }),
                         (std::string(toWord(wire)) + " " + word).c_str());
            }
        }
        JsonDocument document;
        QVERIFY(document.parse(lossTableJson()));
    }
};

QTEST_GUILESS_MAIN(ProviderDialectTest)
#include "ProviderDialectTest.moc"
