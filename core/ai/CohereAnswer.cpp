// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/CohereCodec.h"
#include "ai/Fault.h"
#include "ai/SseStreamDecoder.h"

#include <algorithm>

namespace gatehouse::ai {

namespace {

using Kind = StreamEvent::Kind;

Finish finishOf(std::string_view word)
{
    if (word.empty())
        return Finish::Unknown;
    if (word == "STOP_SEQUENCE")
        return Finish::StopSequence;
    if (word == "MAX_TOKENS")
        return Finish::Length;
    if (word == "TOOL_CALL")
        return Finish::ToolCalls;
    if (word == "ERROR" || word == "TIMEOUT")
        return Finish::Failed;
    return Finish::Stop;
}

/// What is billed: the other figures count a preamble that nobody sent.
Usage usageOf(JsonView value)
{
    Usage usage;
    const auto billed = value["billed_units"];
    const auto from = billed["input_tokens"].isNumber() ? billed : value["tokens"];
    if (!from.isObject())
        return usage;
    const auto input = std::max<Tokens>(from["input_tokens"].integerOr(0), 0);
    usage.cacheRead = std::clamp<Tokens>(value["cached_tokens"].integerOr(0), 0, input);
    usage.inputUncached = input - usage.cacheRead;
    usage.output = std::max<Tokens>(from["output_tokens"].integerOr(0), 0);
    usage.reported = true;
    return usage;
}

class Decoder final : public SseStreamDecoder
{
    void onEvent(std::string_view name, JsonView data, StreamEvents& out) override
    {
        auto type = data["type"].text();
        if (type.empty())
            type = name;
        const auto delta = data["delta"];
        const auto message = delta["message"];
        if (type == "message-start") {
            add(out, Kind::Start).id = data["id"].text();
        } else if (type == "tool-plan-delta") {
            text(Kind::Thinking, message["tool_plan"], out);
        } else if (type == "content-start" || type == "content-delta") {
            text(Kind::Thinking, message["content"]["thinking"], out);
            text(Kind::Text, message["content"]["text"], out);
        } else if (type == "tool-call-start") {
            const auto call = message["tool_calls"];
            auto& start = add(out, Kind::ToolStart);
            start.tool = m_tools++;
            start.id = call["id"].text();
            start.name = call["function"]["name"].text();
            m_hasArguments = false;
            arguments(call["function"]["arguments"], out);
        } else if (type == "tool-call-delta") {
            arguments(message["tool_calls"]["function"]["arguments"], out);
        } else if (type == "tool-call-end") {
            if (!m_hasArguments && m_tools > 0) {
                auto& event = add(out, Kind::ToolArguments);
                event.tool = m_tools - 1;
                event.text = "{}";
            }
        } else if (type == "message-end") {
            end(delta, out);
        } else if (type.empty() && data["message"].isString()) {
            auto what = readFault(data);
            what.status = 502;
            fault(out, std::move(what));
        }
    }
    void onDone(StreamEvents& /*out*/) override {}
    void onFinish(StreamEvents& /*out*/) override {}

    static void text(Kind kind, JsonView words, StreamEvents& out)
    {
        if (auto value = words.text(); !value.empty())
            add(out, kind).text = std::move(value);
    }

    void arguments(JsonView value, StreamEvents& out)
    {
        auto fragment = value.text();
        if (fragment.empty() || m_tools == 0)
            return;
        m_hasArguments = true;
        auto& event = add(out, Kind::ToolArguments);
        event.tool = m_tools - 1;
        event.text = std::move(fragment);
    }

    void end(JsonView delta, StreamEvents& out)
    {
        const auto finish = finishOf(delta["finish_reason"].text());
        if (finish == Finish::Failed) {
            const auto error = delta["error"];
            fault(out, {502,
                        {},
                        {},
                        error.isString() ? error.text() : "the provider broke its answer off"});
            return;
        }
        m_ended = true;
        add(out, Kind::Finish).finish =
            finish == Finish::Stop && m_tools > 0 ? Finish::ToolCalls : finish;
        if (const auto usage = usageOf(delta["usage"]); usage.reported)
            add(out, Kind::Usage).usage = usage;
    }

    std::size_t m_tools = 0;
    bool m_hasArguments = false;
};

} // namespace

Result<ModelAnswer> CohereProvider::readAnswer(JsonView body) const
{
    const auto message = body["message"];
    if (!message.isObject())
        return fail(ErrorCode::Unavailable,
                    message.isString() ? message.text() : "the provider's answer has no message");
    ModelAnswer answer;
    answer.id = body["id"].text();
    answer.usage = usageOf(body["usage"]);
    auto& choice = answer.choices.emplace_back();
    choice.finish = finishOf(body["finish_reason"].text());
    if (choice.finish == Finish::Failed)
        return fail(ErrorCode::Unavailable, "the provider broke its answer off");
    const auto thought = [&](std::string words) {
        if (words.empty())
            return;
        auto& part = choice.parts.emplace_back();
        part.kind = Part::Kind::Thinking;
        part.text = std::move(words);
    };
    thought(message["tool_plan"].text());
    for (const auto block : message["content"]) {
        thought(block["thinking"].text());
        if (auto words = block["text"].text(); !words.empty())
            choice.parts.push_back(Part::ofText(std::move(words)));
    }
    for (const auto call : message["tool_calls"]) {
        auto& part = choice.parts.emplace_back();
        part.kind = Part::Kind::ToolCall;
        part.id = call["id"].text();
        part.name = call["function"]["name"].text();
        part.arguments = call["function"]["arguments"].text();
        if (choice.finish == Finish::Stop)
            choice.finish = Finish::ToolCalls;
    }
    return answer;
}

std::unique_ptr<StreamDecoder> CohereProvider::decoder() const
{
    return std::make_unique<Decoder>();
}

} // namespace gatehouse::ai
