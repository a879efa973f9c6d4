// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/BedrockCodec.h"
#include "ai/EventFrames.h"
#include "ai/Fault.h"
#include "ai/SseStreamDecoder.h"

#include <algorithm>
#include <map>

namespace gatehouse::ai {

namespace {

using Kind = StreamEvent::Kind;

class Decoder final : public StreamDecoder
{
public:
    void feed(std::string_view bytes, StreamEvents& out) override
    {
        const auto from = out.size();
        m_frames.feed(bytes);
        while (const auto frame = m_frames.next())
            take(*frame, out);
        if (m_frames.broken())
            fault(out, {502, {}, {}, "the provider sent a message with a wrong checksum"});
        m_joiner.apply(out, from);
    }
    void finish(StreamEvents& /*out*/) override {}
    [[nodiscard]] bool ended() const override { return m_ended; }

private:
    struct Block
    {
        bool isTool = false;
        bool hasArguments = false;
        std::size_t tool = 0;
    };

    static StreamEvent& add(StreamEvents& out, Kind kind)
    {
        auto& event = out.emplace_back();
        event.kind = kind;
        return event;
    }

    void fault(StreamEvents& out, ProviderFault what)
    {
        if (!m_failed)
            add(out, Kind::Fault).fault = std::move(what);
        m_failed = true;
    }

    void take(const EventFrame& frame, StreamEvents& out)
    {
        const bool good = m_document.parse(frame.payload);
        const auto data = good ? m_document.root() : JsonView{};
        // The headers say what it is: an exception's payload looks like an empty chunk.
        if (frame.messageType != "event") {
            auto what = readFault(data);
            what.type = frame.eventType;
            const auto known =
                readFault(R"({"error":{"type":")" + frame.eventType + R"(","message":""}})", 0);
            what.status = known.status != 0 ? known.status : 502;
            if (what.message.empty())
                what.message = frame.errorText.empty() ? frame.eventType : frame.errorText;
            fault(out, std::move(what));
            return;
        }
        if (!good) {
            fault(out, {502, {}, {}, "the provider sent an event that is no valid JSON"});
            return;
        }
        event(frame.eventType, data, out);
    }

    void event(std::string_view type, JsonView data, StreamEvents& out)
    {
        auto& block = m_blocks[data["contentBlockIndex"].integerOr(0)];
        if (type == "messageStart") {
            add(out, Kind::Start);
        } else if (type == "contentBlockStart") {
            const auto tool = data["start"]["toolUse"];
            if (!tool.isObject())
                return;
            block = {true, false, m_tools++};
            auto& start = add(out, Kind::ToolStart);
            start.tool = block.tool;
            start.id = tool["toolUseId"].text();
            start.name = tool["name"].text();
        } else if (type == "contentBlockDelta") {
            delta(data["delta"], block, out);
        } else if (type == "contentBlockStop") {
            if (block.isTool && !block.hasArguments) {
                auto& arguments = add(out, Kind::ToolArguments);
                arguments.tool = block.tool;
                arguments.text = "{}";
            }
        } else if (type == "messageStop") {
            m_ended = true;
            auto finish = bedrockFinish(data["stopReason"].text());
            if (finish == Finish::Stop && m_tools > 0)
                finish = Finish::ToolCalls;
            auto& end = add(out, Kind::Finish);
            end.finish = finish;
        } else if (type == "metadata") {
            add(out, Kind::Usage).usage = bedrockUsage(data["usage"]);
        }
    }

    static void delta(JsonView data, Block& block, StreamEvents& out)
    {
        if (const auto text = data["text"]; text.isString()) {
            add(out, Kind::Text).text = text.text();
        } else if (const auto tool = data["toolUse"]; tool.isObject()) {
            const auto input = tool["input"];
            auto fragment = input.isString() ? input.text() : std::string(input.raw());
            if (fragment.empty())
                return;
            block.hasArguments = true;
            auto& arguments = add(out, Kind::ToolArguments);
            arguments.tool = block.tool;
            arguments.text = std::move(fragment);
        } else if (const auto reasoning = data["reasoningContent"]; reasoning.isObject()) {
            if (const auto words = reasoning["text"]; words.isString())
                add(out, Kind::Thinking).text = words.text();
            if (const auto signature = reasoning["signature"]; signature.isString()) {
                auto& event = add(out, Kind::Signature);
                event.text = signature.text();
                event.signer = Signer::Anthropic;
            }
            if (const auto redacted = reasoning["redactedContent"]; redacted.isString())
                add(out, Kind::RedactedThinking).text = redacted.text();
        }
    }

    EventFrames m_frames;
    EventJoiner m_joiner;
    JsonDocument m_document;
    std::map<std::int64_t, Block> m_blocks;
    std::size_t m_tools = 0;
    bool m_ended = false;
    bool m_failed = false;
};

} // namespace

Finish bedrockFinish(std::string_view word)
{
    if (word.empty())
        return Finish::Unknown;
    if (word == "max_tokens")
        return Finish::Length;
    if (word == "model_context_window_exceeded")
        return Finish::ContextFull;
    if (word == "stop_sequence")
        return Finish::StopSequence;
    if (word == "tool_use")
        return Finish::ToolCalls;
    if (word == "content_filtered" || word == "guardrail_intervened")
        return Finish::Filtered;
    if (word.starts_with("malformed"))
        return Finish::BrokenToolCall;
    return Finish::Stop;
}

Usage bedrockUsage(JsonView value)
{
    Usage usage;
    if (!value.isObject())
        return usage;
    const auto count = [&](std::string_view name) {
        return std::max<Tokens>(value[name].integerOr(0), 0);
    };
    usage.inputUncached = count("inputTokens");
    usage.cacheRead = count("cacheReadInputTokens");
    usage.cacheWrite = count("cacheWriteInputTokens");
    for (const auto detail : value["cacheDetails"]) {
        if (detail["ttl"].equals("1h"))
            usage.cacheWriteHour += std::max<Tokens>(detail["inputTokens"].integerOr(0), 0);
    }
    usage.cacheWriteHour = std::min(usage.cacheWriteHour, usage.cacheWrite);
    usage.output = count("outputTokens");
    usage.reported = true;
    return usage;
}

Result<ModelAnswer> BedrockProvider::readAnswer(JsonView body) const
{
    const auto content = body["output"]["message"]["content"];
    const auto finish = bedrockFinish(body["stopReason"].text());
    // A guardrail may answer without any output.
    if (!content.isArray() && finish != Finish::Filtered) {
        const auto message = body["message"].text();
        return fail(ErrorCode::Unavailable,
                    message.empty() ? "the provider's answer has no output" : message);
    }
    ModelAnswer answer;
    answer.usage = bedrockUsage(body["usage"]);
    auto& choice = answer.choices.emplace_back();
    choice.finish = finish;
    for (const auto block : content) {
        Part part;
        if (const auto text = block["text"]; text.isString()) {
            part.text = text.text();
        } else if (const auto tool = block["toolUse"]; tool.isObject()) {
            part.kind = Part::Kind::ToolCall;
            part.id = tool["toolUseId"].text();
            part.name = tool["name"].text();
            part.arguments = compactJson(tool["input"].raw());
            if (finish == Finish::Stop)
                choice.finish = Finish::ToolCalls;
        } else if (const auto reasoning = block["reasoningContent"]; reasoning.isObject()) {
            part.kind = reasoning["redactedContent"].isString() ? Part::Kind::RedactedThinking
                                                                : Part::Kind::Thinking;
            part.data = reasoning["redactedContent"].text();
            part.text = reasoning["reasoningText"]["text"].text();
            part.signature = reasoning["reasoningText"]["signature"].text();
            part.signer = Signer::Anthropic;
        } else {
            continue;
        }
        choice.parts.push_back(std::move(part));
    }
    return answer;
}

std::unique_ptr<StreamDecoder> BedrockProvider::decoder() const
{
    return std::make_unique<Decoder>();
}

} // namespace gatehouse::ai
