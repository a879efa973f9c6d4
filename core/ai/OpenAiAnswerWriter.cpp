// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/JsonWriter.h"
#include "ai/Media.h"
#include "ai/OpenAiCodec.h"

#include <algorithm>

namespace gatehouse::ai {

namespace {

void writeCall(JsonWriter& json, const Part& part)
{
    json.beginObject().text("id", part.id).text("type", "function").object("function");
    json.text("name", part.name);
    json.text("arguments", part.arguments.empty() ? "{}" : part.arguments).endObject();
    if (part.signer == Signer::Gemini && !part.signature.empty()) {
        json.object("extra_content").object("google");
        json.text("thought_signature", part.signature).endObject().endObject();
    }
    json.endObject();
}

void writeMessage(JsonWriter& json, const Choice& choice)
{
    using Kind = Part::Kind;
    const auto joined = [&](Kind kind) {
        std::string words;
        for (const auto& part : choice.parts) {
            if (part.kind == kind)
                words += part.text;
        }
        return words;
    };
    const auto has = [&](Kind kind) {
        return std::ranges::any_of(choice.parts,
                                   [&](const Part& part) { return part.kind == kind; });
    };
    json.object("message").text("role", "assistant");
    if (has(Kind::Text) || (!has(Kind::ToolCall) && !has(Kind::Refusal)))
        json.text("content", joined(Kind::Text));
    else
        json.null("content");
    if (has(Kind::Refusal))
        json.text("refusal", joined(Kind::Refusal));
    else
        json.null("refusal");
    if (const auto thoughts = joined(Kind::Thinking); !thoughts.empty())
        json.text("reasoning_content", thoughts);
    if (has(Kind::Image)) {
        json.array("images");
        for (const auto& part : choice.parts) {
            if (part.kind != Kind::Image)
                continue;
            json.beginObject().text("type", "image_url").object("image_url");
            json.text("url", urlOf(part.media)).endObject().endObject();
        }
        json.endArray();
    }
    if (has(Kind::ToolCall)) {
        json.array("tool_calls");
        for (const auto& part : choice.parts) {
            if (part.kind == Kind::ToolCall)
                writeCall(json, part);
        }
        json.endArray();
    }
    json.endObject();
}

} // namespace

std::string openAiUsageText(const Usage& usage)
{
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    json.number("prompt_tokens", usage.input());
    json.number("completion_tokens", usage.output);
    json.number("total_tokens", usage.input() + usage.output);
    json.object("prompt_tokens_details").number("cached_tokens", usage.cacheRead);
    if (usage.cacheWrite > 0)
        json.number("cache_write_tokens", usage.cacheWrite);
    json.endObject();
    json.object("completion_tokens_details").number("reasoning_tokens", usage.reasoning);
    json.endObject().endObject();
    return out;
}

std::string OpenAiCaller::writeAnswer(const ModelAnswer& answer, const CallerContext& context) const
{
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    json.text("id", answer.id.empty() ? "chatcmpl-" + context.id : answer.id);
    json.text("object", "chat.completion");
    json.number("created", answer.created != 0 ? answer.created : context.created);
    json.text("model", answer.model.empty() ? context.model : answer.model);
    json.array("choices");
    for (const auto& choice : answer.choices) {
        json.beginObject().number("index", choice.index);
        writeMessage(json, choice);
        json.null("logprobs").text("finish_reason", toWord(choice.finish)).endObject();
    }
    json.endArray();
    if (answer.usage.reported)
        json.raw("usage", openAiUsageText(answer.usage));
    if (!answer.serviceTier.empty())
        json.text("service_tier", answer.serviceTier);
    json.endObject();
    return out;
}

} // namespace gatehouse::ai
