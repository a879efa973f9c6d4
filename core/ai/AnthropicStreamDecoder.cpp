// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/AnthropicCodec.h"
#include "ai/Fault.h"
#include "ai/SseStreamDecoder.h"

namespace gatehouse::ai {

namespace {

using Kind = StreamEvent::Kind;

class Decoder final : public SseStreamDecoder
{
    struct Block
    {
        bool isTool = false;
        std::size_t tool = 0;
        bool hasArguments = false;
    };

    void onEvent(std::string_view name, JsonView data, StreamEvents& out) override
    {
        auto type = data["type"].text();
        if (type.empty())
            type = name;
        if (type == "message_start") {
            const auto message = data["message"];
            auto& start = add(out, Kind::Start);
            start.id = message["id"].text();
            start.name = message["model"].text();
            tellUsage(message["usage"], out);
        } else if (type == "content_block_start") {
            startBlock(data, out);
        } else if (type == "content_block_delta") {
            delta(data, out);
        } else if (type == "content_block_stop") {
            const auto& block = m_blocks[data["index"].integerOr(0)];
            if (block.isTool && !block.hasArguments)
                arguments(block.tool, "{}", out);
        } else if (type == "message_delta") {
            tellUsage(data["usage"], out);
            const auto inner = data["delta"];
            if (const auto reason = inner["stop_reason"].text(); !reason.empty()) {
                auto& event = add(out, Kind::Finish);
                event.finish = anthropicFinish(reason);
                event.stopSequence = inner["stop_sequence"].text();
            }
        } else if (type == "message_stop") {
            m_ended = true;
        } else if (type == "ping") {
            add(out, Kind::Ping);
        } else if (type == "error") {
            auto what = readFault(data["error"]);
            if (what.status == 0)
                what.status = 502;
            fault(out, std::move(what));
        }
    }
    void onDone(StreamEvents& /*out*/) override {}
    void onFinish(StreamEvents& /*out*/) override {}

    void tellUsage(JsonView value, StreamEvents& out)
    {
        // It is the sum so far; what is missing or null stays.
        updateAnthropicUsage(value, m_usage);
        if (value.isObject() && m_usage.reported)
            add(out, Kind::Usage).usage = m_usage;
    }

    void arguments(std::size_t tool, std::string text, StreamEvents& out)
    {
        auto& event = add(out, Kind::ToolArguments);
        event.tool = tool;
        event.text = std::move(text);
    }

    void startBlock(JsonView data, StreamEvents& out)
    {
        auto& block = m_blocks[data["index"].integerOr(0)];
        block = {};
        const auto content = data["content_block"];
        const auto type = content["type"].text();
        if (type == "tool_use") {
            block.isTool = true;
            block.tool = m_tools++;
            auto& event = add(out, Kind::ToolStart);
            event.tool = block.tool;
            event.id = content["id"].text();
            event.name = content["name"].text();
            // Some servers send it whole at once.
            if (!content["input"].empty()) {
                block.hasArguments = true;
                arguments(block.tool, compactJson(content["input"].raw()), out);
            }
        } else if (type == "text") {
            if (auto words = content["text"].text(); !words.empty())
                add(out, Kind::Text).text = std::move(words);
        } else if (type == "thinking") {
            if (auto words = content["thinking"].text(); !words.empty())
                add(out, Kind::Thinking).text = std::move(words);
        } else if (type == "redacted_thinking") {
            add(out, Kind::RedactedThinking).text = content["data"].text();
        }
    }

    void delta(JsonView data, StreamEvents& out)
    {
        const auto inner = data["delta"];
        const auto type = inner["type"].text();
        if (type == "text_delta") {
            add(out, Kind::Text).text = inner["text"].text();
        } else if (type == "thinking_delta") {
            add(out, Kind::Thinking).text = inner["thinking"].text();
        } else if (type == "signature_delta") {
            auto& event = add(out, Kind::Signature);
            event.text = inner["signature"].text();
            event.signer = Signer::Anthropic;
        } else if (type == "input_json_delta") {
            auto& block = m_blocks[data["index"].integerOr(0)];
            auto fragment = inner["partial_json"].text();
            if (!block.isTool || fragment.empty())
                return;
            block.hasArguments = true;
            arguments(block.tool, std::move(fragment), out);
        }
    }

    std::map<std::int64_t, Block> m_blocks;
    std::size_t m_tools = 0;
    Usage m_usage;
};

} // namespace

std::unique_ptr<StreamDecoder> AnthropicProvider::decoder() const
{
    return std::make_unique<Decoder>();
}

} // namespace gatehouse::ai
