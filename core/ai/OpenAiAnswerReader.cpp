// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Fault.h"
#include "ai/Media.h"
#include "ai/OpenAiCodec.h"

#include <algorithm>

namespace gatehouse::ai {

namespace {

/// A string, or a list of chunks (Mistral) with thinking among them.
void readContent(JsonView content, Choice& choice)
{
    if (content.isString()) {
        if (auto words = content.text(); !words.empty())
            choice.parts.push_back(Part::ofText(std::move(words)));
        return;
    }
    for (const auto chunk : content) {
        Part part;
        if (chunk["type"].equals("thinking")) {
            part.kind = Part::Kind::Thinking;
            for (const auto inner : chunk["thinking"])
                part.text += inner["text"].text();
        } else {
            part.text = chunk["text"].text();
        }
        if (!part.text.empty())
            choice.parts.push_back(std::move(part));
    }
}

void readCalls(JsonView calls, Choice& choice)
{
    for (const auto call : calls) {
        Part part;
        part.kind = Part::Kind::ToolCall;
        part.id = call["id"].text();
        const auto function = call["function"];
        part.name = function["name"].text();
        const auto arguments = function["arguments"];
        part.arguments = arguments.isString() ? arguments.text() : std::string(arguments.raw());
        if (part.id.empty())
            part.id =
                stableId("call_", part.name + part.arguments + std::to_string(choice.parts.size()));
        if (const auto google = call["extra_content"]["google"]["thought_signature"];
            google.isString()) {
            part.signature = google.text();
            part.signer = Signer::Gemini;
        }
        choice.parts.push_back(std::move(part));
    }
}

Choice readChoice(JsonView item)
{
    Choice choice;
    choice.index = item["index"].integerOr(0);
    const auto message = item["message"];
    for (const std::string_view name : {"reasoning_content", "reasoning", "reasoning_text"}) {
        auto thoughts = message[name].text();
        if (thoughts.empty())
            continue;
        auto& part = choice.parts.emplace_back();
        part.kind = Part::Kind::Thinking;
        part.text = std::move(thoughts);
        break;
    }
    readContent(message["content"], choice);
    if (auto refusal = message["refusal"].text(); !refusal.empty()) {
        auto& part = choice.parts.emplace_back();
        part.kind = Part::Kind::Refusal;
        part.text = std::move(refusal);
    }
    for (const auto image : message["images"]) {
        auto& part = choice.parts.emplace_back();
        part.kind = Part::Kind::Image;
        part.media = mediaFromUrl(image["image_url"]["url"].text());
    }
    readCalls(message["tool_calls"], choice);
    if (const auto legacy = message["function_call"]; legacy.isObject()) {
        auto& part = choice.parts.emplace_back();
        part.kind = Part::Kind::ToolCall;
        part.name = legacy["name"].text();
        part.arguments = legacy["arguments"].text();
        part.id = stableId("call_", part.name + part.arguments);
    }
    choice.finish = openAiFinish(item["finish_reason"].text());
    const bool calls = std::ranges::any_of(
        choice.parts, [](const Part& part) { return part.kind == Part::Kind::ToolCall; });
    if (calls && (choice.finish == Finish::Stop || choice.finish == Finish::Unknown))
        choice.finish = Finish::ToolCalls;
    if (choice.finish == Finish::Unknown)
        choice.finish = Finish::Stop;
    return choice;
}

} // namespace

Finish openAiFinish(std::string_view word)
{
    if (word == "stop" || word == "end" || word == "eos" || word == "end_turn" ||
        word == "COMPLETE")
        return Finish::Stop;
    if (word == "stop_sequence")
        return Finish::StopSequence;
    if (word == "length" || word == "max_tokens" || word == "model_length")
        return Finish::Length;
    if (word == "tool_calls" || word == "function_call")
        return Finish::ToolCalls;
    if (word == "content_filter" || word == "sensitive")
        return Finish::Filtered;
    if (word == "error" || word == "network_error")
        return Finish::Failed;
    return word.empty() ? Finish::Unknown : Finish::Stop;
}

Usage openAiUsage(JsonView value)
{
    Usage usage;
    if (!value.isObject())
        return usage;
    const auto count = [](JsonView number) { return std::max<Tokens>(number.integerOr(0), 0); };
    const auto prompt = value.either("prompt_tokens", "input_tokens");
    const auto completion = value.either("completion_tokens", "output_tokens");
    const auto total = value["total_tokens"];
    if (!prompt.present() && !completion.present() && !total.present())
        return usage;
    const auto inputDetails = value.either("prompt_tokens_details", "input_tokens_details");
    const auto outputDetails = value.either("completion_tokens_details", "output_tokens_details");
    const Tokens input = count(prompt);
    Tokens output = count(completion);
    auto cached = count(inputDetails["cached_tokens"]);
    if (cached == 0)
        cached = count(value.either("prompt_cache_hit_tokens", "cached_tokens"));
    const Tokens reasoning = count(outputDetails["reasoning_tokens"]);
    // Some count reasoning beside the completion instead of inside it.
    if (reasoning > 0 && count(total) == input + output + reasoning)
        output += reasoning;
    usage.cacheRead = std::min(cached, input);
    usage.cacheWrite = std::min(count(inputDetails["cache_write_tokens"]), input - usage.cacheRead);
    usage.inputUncached = input - usage.cacheRead - usage.cacheWrite;
    usage.output = output;
    usage.reasoning = std::min(reasoning, output);
    usage.reported = true;
    return usage;
}

Result<ModelAnswer> OpenAiProvider::readAnswer(JsonView body) const
{
    const auto choices = body["choices"];
    if (!choices.isArray() || choices.empty()) {
        if (tellsFault(body))
            return fail(ErrorCode::Unavailable, readFault(body.raw(), 0).message);
        return fail(ErrorCode::Unavailable, "the provider's answer has no choices");
    }
    ModelAnswer answer;
    answer.id = body["id"].text();
    answer.model = body["model"].text();
    answer.created = body["created"].integerOr(0);
    answer.serviceTier = body["service_tier"].text();
    answer.usage = openAiUsage(body["usage"]);
    for (const auto item : choices) {
        if (!answer.usage.reported)
            answer.usage = openAiUsage(item["usage"]);
        if (const auto error = item["error"]; error.present())
            return fail(ErrorCode::Unavailable, readFault(error).message);
        answer.choices.push_back(readChoice(item));
    }
    return answer;
}

} // namespace gatehouse::ai
