// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/AnthropicCodec.h"
#include "ai/Fault.h"
#include "ai/JsonWriter.h"
#include "ai/Media.h"
#include "ai/Turns.h"

namespace gatehouse::ai {

Result<ModelAnswer> AnthropicProvider::readAnswer(JsonView body) const
{
    if (!body["content"].isArray()) {
        if (tellsFault(body))
            return fail(ErrorCode::Unavailable, readFault(body.raw(), 0).message);
        return fail(ErrorCode::Unavailable, "the provider's answer has no content");
    }
    ModelAnswer answer;
    answer.id = body["id"].text();
    answer.model = body["model"].text();
    updateAnthropicUsage(body["usage"], answer.usage);
    answer.serviceTier = body["usage"]["service_tier"].text();
    auto& choice = answer.choices.emplace_back();
    choice.finish = anthropicFinish(body["stop_reason"].text());
    choice.stopSequence = body["stop_sequence"].text();
    for (const auto block : body["content"]) {
        const auto type = block["type"].text();
        Part part;
        if (type == "text") {
            part.text = block["text"].text();
        } else if (type == "thinking") {
            part.kind = Part::Kind::Thinking;
            part.text = block["thinking"].text();
            part.signature = block["signature"].text();
            part.signer = Signer::Anthropic;
        } else if (type == "redacted_thinking") {
            part.kind = Part::Kind::RedactedThinking;
            part.data = block["data"].text();
            part.signer = Signer::Anthropic;
        } else if (type == "tool_use") {
            part.kind = Part::Kind::ToolCall;
            part.id = block["id"].text();
            part.name = block["name"].text();
            part.arguments = compactJson(block["input"].raw());
        } else {
            continue; // What the provider's own tools did.
        }
        choice.parts.push_back(std::move(part));
    }
    return answer;
}

std::string anthropicUsageText(const Usage& usage)
{
    std::string out;
    JsonWriter(out)
        .beginObject()
        .number("input_tokens", usage.inputUncached)
        .number("cache_creation_input_tokens", usage.cacheWrite)
        .number("cache_read_input_tokens", usage.cacheRead)
        .number("output_tokens", usage.output)
        .endObject();
    return out;
}

std::string AnthropicCaller::writeAnswer(const ModelAnswer& answer,
                                         const CallerContext& context) const
{
    using Kind = Part::Kind;
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    json.text("id", answer.id.starts_with("msg_") ? answer.id : "msg_" + context.id);
    json.text("type", "message").text("role", "assistant");
    json.text("model", answer.model.empty() ? context.model : answer.model);
    json.array("content");
    const Choice nothing;
    const auto& choice = answer.choices.empty() ? nothing : answer.choices.front();
    bool refused = false;
    bool any = false;
    for (const auto& part : choice.parts) {
        switch (part.kind) {
        case Kind::Refusal:
            refused = true;
            [[fallthrough]];
        case Kind::Text:
            if (part.text.empty())
                continue;
            json.beginObject().text("type", "text").text("text", part.text).endObject();
            break;
        case Kind::Thinking:
            json.beginObject().text("type", "thinking").text("thinking", part.text);
            json.text("signature", part.signer == Signer::Anthropic ? part.signature : "");
            json.endObject();
            break;
        case Kind::RedactedThinking:
            json.beginObject().text("type", "redacted_thinking").text("data", part.data);
            json.endObject();
            break;
        case Kind::ToolCall:
            json.beginObject().text("type", "tool_use").text("id", anthropicCallId(part.id));
            json.text("name", part.name).raw("input", argumentsObject(part)).endObject();
            break;
        case Kind::Image:
            json.beginObject().text("type", "text");
            json.text("text", "![image](" + urlOf(part.media) + ")").endObject();
            break;
        default:
            continue;
        }
        any = true;
    }
    if (!any)
        json.beginObject().text("type", "text").text("text", "").endObject();
    json.endArray();
    json.text("stop_reason", refused ? "refusal" : anthropicStopReason(choice.finish));
    if (choice.stopSequence.empty())
        json.null("stop_sequence");
    else
        json.text("stop_sequence", choice.stopSequence);
    json.raw("usage", anthropicUsageText(answer.usage));
    json.endObject();
    return out;
}

} // namespace gatehouse::ai
