// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "AnswerFixtures.h"
#include "CodecTesting.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::ai;
using namespace gatehouse::test;

namespace {

const std::string kStream =
    "event: response.created\n"
    R"(data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","model":"gpt-5-pro","output":[]}})"
    "\n\n"
    R"(data: {"type":"response.in_progress","sequence_number":1,"response":{"id":"resp_1"}})"
    "\n\n"
    R"(data: {"type":"response.output_item.added","output_index":0,"item":{"type":"reasoning","id":"rs_1","summary":[]}})"
    "\n\n"
    R"(data: {"type":"response.reasoning_summary_text.delta","output_index":0,"delta":"Let me think."})"
    "\n\n"
    R"(data: {"type":"response.output_item.done","output_index":0,"item":{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Let me think."}]}})"
    "\n\n"
    R"(data: {"type":"response.output_item.added","output_index":1,"item":{"type":"message","id":"msg_1","content":[]}})"
    "\n\n"
    R"(data: {"type":"response.output_text.delta","output_index":1,"delta":"Sure: ü \ud83d"})"
    "\n\n"
    R"(data: {"type":"response.output_text.delta","output_index":1,"delta":"\ude00"})"
    "\n\n"
    R"(data: {"type":"response.output_text.done","output_index":1,"text":"Sure: ü 😀"})"
    "\n\n"
    R"(data: {"type":"response.output_item.done","output_index":1,"item":{"type":"message","content":[{"type":"output_text","text":"Sure: ü 😀"}]}})"
    "\n\n"
    R"(data: {"type":"response.output_item.added","output_index":2,"item":{"type":"function_call","id":"fc_1","call_id":"call_1","name":"get_weather","arguments":""}})"
    "\n\n"
    R"(data: {"type":"response.output_item.added","output_index":3,"item":{"type":"function_call","id":"fc_2","call_id":"call_2","name":"get_time","arguments":""}})"
    "\n\n"
    R"(data: {"type":"response.function_call_arguments.delta","output_index":2,"delta":"{\"city\":"})"
    "\n\n"
    R"(data: {"type":"response.function_call_arguments.delta","output_index":2,"delta":"\"Paris\"}"})"
    "\n\n"
    R"(data: {"type":"response.function_call_arguments.done","output_index":2,"arguments":"{\"city\":\"Paris\"}"})"
    "\n\n"
    R"(data: {"type":"response.output_item.done","output_index":2,"item":{"type":"function_call","call_id":"call_1","name":"get_weather","arguments":"{\"city\":\"Paris\"}"}})"
    "\n\n"
    R"(data: {"type":"response.output_item.done","output_index":3,"item":{"type":"function_call","call_id":"call_2","name":"get_time","arguments":""}})"
    "\n\n";
const std::string kEnd =
    R"(data: {"type":"response.completed","response":{"id":"resp_1","status":"completed","usage":{"input_tokens":120,"input_tokens_details":{"cached_tokens":20},"output_tokens":50,"output_tokens_details":{"reasoning_tokens":10},"total_tokens":170}}})"
    "\n\n";

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
        const auto out = request(
            R"({"model":"x","stream":true,"temperature":0.5,"stop":"END","max_tokens":5,"reasoning_effort":"high",)"
            R"("response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}},)"
            R"("tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}],)"
            R"("tool_choice":{"type":"function","function":{"name":"f"}},"messages":[)"
            R"({"role":"system","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"Hi"},)"
            R"({"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]},)"
            R"({"role":"assistant","content":"Wait.","tool_calls":[{"id":"call_9","type":"function",)"
            R"("function":{"name":"f","arguments":"{\"a\":1}"}}]},)"
            R"({"role":"tool","tool_call_id":"call_9","content":"42"}]})",
            lost);
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
        for (const std::size_t step : {1, 2, 7, 61, 100'000}) {
            bool ended = false;
            QCOMPARE(summary(decode(kStream + kEnd, step, ended)), kToolSummary);
            QVERIFY(ended);
        }
    }

    void aStreamWithoutItsEndHasNone()
    {
        bool ended = true;
        [[maybe_unused]] const auto answer = decode(kStream, 50, ended);
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
            decoder->feed(kStream + tail + "\n\n", events);
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
