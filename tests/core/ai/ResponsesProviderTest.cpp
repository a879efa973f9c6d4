// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "AnswerFixtures.h"
#include "CodecTesting.h"
#include "ResponsesFixtures.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::ai;
using namespace gatehouse::test;

namespace {

ModelAnswer decode(const std::string& stream, std::size_t step, bool& ended)
{
    const auto decoder = responsesCodec().decoder();
    StreamEvents events;
    for (std::size_t i = 0; i < stream.size(); i += step)
        decoder->feed(std::string_view(stream).substr(i, step), events);
    decoder->finish(events);
    ended = decoder->ended();
    AnswerAssembler assembler;
    for (const auto& event : events)
        assembler.add(event);
    return assembler.take();
}

std::string request(const std::string& chat, LossSet& lost)
{
    JsonDocument document;
    if (!document.parse(chat))
        return "no JSON";
    const auto conversation = callerCodec(CallerDialect::OpenAiChat).readRequest(document.root());
    return *responsesCodec().writeRequest(*conversation, {"gpt-5-pro", "openai", nullptr}, lost);
}

} // namespace

/// Models of OpenAI's that answer at /responses alone, for callers of other dialects.
class ResponsesProviderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhoSpeaksNothingElse()
    {
        for (const char* model :
             {"gpt-5-pro", "gpt-5.2-pro", "o1-pro", "o3-pro-2025-06-10", "gpt-5.1-codex",
              "gpt-5.1-codex-max", "o4-mini-deep-research", "computer-use-preview"})
            QVERIFY2(speaksResponsesOnly(model), model);
        for (const char* model :
             {"gpt-5", "gpt-5.1-mini", "o3", "gpt-4o", "my-pro", "gpt-5-project"})
            QVERIFY2(!speaksResponsesOnly(model), model);
    }

    void conversationsBecomeItems()
    {
        LossSet lost;
        const auto out = request(kRichChat, lost);
        IS(out, "model", "gpt-5-pro");
        IS(out, "store", "false");
        IS(out, "stream", "true");
        IS(out, "input.0.role", "developer");
        IS(out, "input.0.content.0.text", "Be brief.");
        IS(out, "input.1.content.1.type", "input_image");
        IS(out, "input.1.content.1.image_url", "data:image/png;base64,AAAA");
        IS(out, "input.2.content.0.type", "output_text");
        IS(out, "input.3.type", "function_call");
        IS(out, "input.3.call_id", "call_9");
        IS(out, "input.3.arguments", "{\"a\":1}");
        IS(out, "input.4.type", "function_call_output");
        IS(out, "input.4.output", "42");
        IS(out, "tools.0.name", "f");
        IS(out, "tools.0.strict", "false");
        IS(out, "tool_choice.name", "f");
        IS(out, "text.format.type", "json_schema");
        IS(out, "reasoning.effort", "high");
        IS(out, "max_output_tokens", "16");
        QCOMPARE(lost.text(), "sampling, stop");
    }

    void streamsAreReadWhereverTheyAreCut()
    {
        for (const std::size_t step : {1, 2, 7, 61, 100000}) {
            bool ended = false;
            QCOMPARE(summary(decode(kResponsesStream + kResponsesEnd, step, ended)), kToolSummary);
            QVERIFY(ended);
        }
    }

    void aStreamWithoutItsEndHasNone()
    {
        bool ended = true;
        [[maybe_unused]] const auto answer = decode(kResponsesStream, 50, ended);
        QVERIFY(!ended);
    }

    void failuresInTheStreamAreTold()
    {
        for (
            const std::string tail :
            {R"(data: {"type":"response.failed","response":{"status":"failed","error":{"code":"server_error","message":"on fire"}}})",
             R"(data: {"type":"error","code":"server_error","message":"on fire"})"}) {
            const auto decoder = responsesCodec().decoder();
            StreamEvents events;
            decoder->feed(kResponsesStream + tail + "\n\n", events);
            QVERIFY(!decoder->ended());
            QVERIFY(events.back().kind == StreamEvent::Kind::Fault);
            QCOMPARE(events.back().fault.message, "on fire");
        }
    }

    void wholeAnswersAreRead()
    {
        JsonDocument document;
        QVERIFY(document.parse(
            R"({"id":"resp_1","object":"response","model":"gpt-5-pro","status":"incomplete","error":null,)"
            R"("incomplete_details":{"reason":"max_output_tokens"},"output":[)"
            R"({"type":"reasoning","summary":[{"type":"summary_text","text":"Hm."}]},)"
            R"({"type":"message","content":[{"type":"output_text","text":"Well"},{"type":"refusal","refusal":"No."}]}],)"
            R"("usage":{"input_tokens":3,"output_tokens":4,"total_tokens":7}})"));
        const auto answer = responsesCodec().readAnswer(document.root());
        QVERIFY(answer.has_value());
        QCOMPARE(summary(*answer), "[Hm.]WellNo. length in=3 cached=0 out=4");
        QVERIFY(document.parse(
            R"({"id":"r","status":"failed","error":{"message":"on fire"},"output":[]})"));
        const auto failed = responsesCodec().readAnswer(document.root());
        QVERIFY(!failed);
        QCOMPARE(failed.error().message, "on fire");
    }
};

QTEST_GUILESS_MAIN(ResponsesProviderTest)
#include "ResponsesProviderTest.moc"
