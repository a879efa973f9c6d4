// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Fault.h"
#include "ai/GeminiCodec.h"
#include "ai/JsonWriter.h"
#include "ai/Media.h"
#include "ai/Turns.h"

#include <algorithm>

namespace gatehouse::ai {

Finish geminiFinish(std::string_view word)
{
    if (word.empty() || word == "FINISH_REASON_UNSPECIFIED")
        return Finish::Unknown;
    if (word == "MAX_TOKENS")
        return Finish::Length;
    if (word == "SAFETY" || word == "RECITATION" || word == "BLOCKLIST" ||
        word == "PROHIBITED_CONTENT" || word == "SPII" || word == "LANGUAGE" ||
        word.starts_with("IMAGE_"))
        return Finish::Filtered;
    if (word == "MALFORMED_FUNCTION_CALL" || word == "UNEXPECTED_TOOL_CALL" ||
        word == "TOO_MANY_TOOL_CALLS")
        return Finish::BrokenToolCall;
    if (word == "OTHER" || word == "MALFORMED_RESPONSE")
        return Finish::Failed;
    if (word == "CONTINUATION")
        return Finish::Paused;
    return Finish::Stop;
}

std::string_view geminiFinishReason(Finish finish)
{
    switch (finish) {
    case Finish::Length:
    case Finish::ContextFull:
        return "MAX_TOKENS";
    case Finish::Filtered:
        return "SAFETY";
    case Finish::BrokenToolCall:
        return "MALFORMED_FUNCTION_CALL";
    case Finish::Failed:
        return "OTHER";
    default:
        return "STOP";
    }
}

Usage geminiUsage(JsonView metadata)
{
    Usage usage;
    if (!metadata.isObject())
        return usage;
    const auto count = [&](std::string_view name) {
        return std::max<Tokens>(metadata[name].integerOr(0), 0);
    };
    const auto prompt = count("promptTokenCount");
    usage.cacheRead = std::min(count("cachedContentTokenCount"), prompt);
    usage.inputUncached = prompt - usage.cacheRead + count("toolUsePromptTokenCount");
    usage.reasoning = count("thoughtsTokenCount");
    usage.output = count("candidatesTokenCount") + usage.reasoning;
    usage.reported = true;
    return usage;
}

std::string geminiUsageText(const Usage& usage)
{
    std::string out;
    JsonWriter json(out);
    json.beginObject().number("promptTokenCount", usage.input());
    json.number("candidatesTokenCount", usage.output - usage.reasoning);
    json.number("totalTokenCount", usage.input() + usage.output);
    if (usage.cacheRead > 0)
        json.number("cachedContentTokenCount", usage.cacheRead);
    if (usage.reasoning > 0)
        json.number("thoughtsTokenCount", usage.reasoning);
    json.endObject();
    return out;
}

bool readGeminiPart(JsonView value, const std::string& seed, Part& part)
{
    if (const auto signature = value["thoughtSignature"]; signature.isString()) {
        part.signature = signature.text();
        part.signer = Signer::Gemini;
    }
    if (const auto call = value["functionCall"]; call.isObject()) {
        part.kind = Part::Kind::ToolCall;
        part.name = call["name"].text();
        part.arguments = call["args"].isObject() ? compactJson(call["args"].raw()) : "{}";
        part.id = call["id"].text();
        if (part.id.empty())
            part.id = stableId("call_", seed + part.name + part.arguments);
        return true;
    }
    if (const auto data = value["inlineData"]; data.isObject()) {
        part.media = mediaFromBase64(data["mimeType"].text(), data["data"].text());
        part.kind = Part::Kind::Image;
        return part.media.type.starts_with("image/");
    }
    part.text = value["text"].text();
    if (value["thought"].isTrue())
        part.kind = Part::Kind::Thinking;
    return !part.text.empty() || !part.signature.empty();
}

Result<ModelAnswer> GeminiProvider::readAnswer(JsonView body) const
{
    ModelAnswer answer;
    answer.id = body["responseId"].text();
    answer.model = body["modelVersion"].text();
    answer.usage = geminiUsage(body["usageMetadata"]);
    const auto candidates = body["candidates"];
    if (candidates.empty()) {
        if (!body["promptFeedback"]["blockReason"].isString())
            return fail(ErrorCode::Unavailable, tellsFault(body)
                                                    ? readFault(body.raw(), 0).message
                                                    : "the provider's answer has no candidates");
        answer.choices.emplace_back().finish = Finish::Filtered;
        return answer;
    }
    for (const auto candidate : candidates) {
        auto& choice = answer.choices.emplace_back();
        choice.index = candidate["index"].integerOr(0);
        choice.finish = geminiFinish(candidate["finishReason"].text());
        bool calls = false;
        for (const auto value : candidate["content"]["parts"]) {
            Part part;
            if (!readGeminiPart(value, answer.id + std::to_string(choice.parts.size()), part))
                continue;
            calls |= part.kind == Part::Kind::ToolCall;
            choice.parts.push_back(std::move(part));
        }
        if (calls && (choice.finish == Finish::Stop || choice.finish == Finish::Unknown))
            choice.finish = Finish::ToolCalls;
        if (choice.finish == Finish::Failed && choice.parts.empty())
            return fail(ErrorCode::Unavailable, "the provider broke its answer off");
    }
    return answer;
}

std::string GeminiCaller::writeAnswer(const ModelAnswer& answer, const CallerContext& context) const
{
    using Kind = Part::Kind;
    std::string out;
    JsonWriter json(out);
    json.beginObject().array("candidates");
    for (const auto& choice : answer.choices) {
        json.beginObject().object("content").array("parts");
        for (const auto& part : choice.parts) {
            json.beginObject();
            switch (part.kind) {
            case Kind::Thinking:
                json.text("text", part.text).boolean("thought", true);
                break;
            case Kind::ToolCall:
                json.object("functionCall").text("id", part.id).text("name", part.name);
                json.raw("args", argumentsObject(part)).endObject();
                break;
            case Kind::Image:
                json.object("inlineData").text("mimeType", part.media.type);
                json.text("data", part.media.data).endObject();
                break;
            default:
                json.text("text", part.text);
                break;
            }
            if (part.signer == Signer::Gemini && !part.signature.empty())
                json.text("thoughtSignature", part.signature);
            json.endObject();
        }
        json.endArray().text("role", "model").endObject();
        json.text("finishReason", geminiFinishReason(choice.finish));
        json.number("index", choice.index).endObject();
    }
    json.endArray();
    if (answer.usage.reported)
        json.raw("usageMetadata", geminiUsageText(answer.usage));
    json.text("modelVersion", answer.model.empty() ? context.model : answer.model);
    json.text("responseId", answer.id.empty() ? context.id : answer.id).endObject();
    return out;
}

} // namespace gatehouse::ai
