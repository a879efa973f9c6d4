// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Media.h"
#include "ai/OpenAiCodec.h"

#include <unordered_map>

namespace gatehouse::ai {

namespace {

std::optional<std::string> cacheMarkOf(JsonView part)
{
    const auto mark = part["cache_control"];
    if (mark.isObject())
        return mark["ttl"].text();
    const auto point = part["prompt_cache_breakpoint"];
    if (point.isObject())
        return point["ttl"].text();
    return std::nullopt;
}

Part imagePart(JsonView image)
{
    Part part;
    part.kind = Part::Kind::Image;
    part.media = mediaFromUrl(image.isString() ? image.text() : image["url"].text());
    part.media.detail = image["detail"].text();
    return part;
}

Part audioPart(JsonView audio)
{
    Part part;
    part.kind = Part::Kind::Audio;
    const auto format = audio["format"].text();
    part.media =
        mediaFromBase64(format == "mp3" ? "audio/mp3" : "audio/" + format, audio["data"].text());
    return part;
}

Part filePart(JsonView file)
{
    Part part;
    part.kind = Part::Kind::Document;
    part.name = file["filename"].text();
    if (const auto data = file["file_data"]; data.isString()) {
        const auto text = data.text();
        part.media = text.starts_with("data:") ? mediaFromUrl(text) : mediaFromBase64({}, text);
    } else {
        part.media.fileId = file["file_id"].text();
    }
    return part;
}

/// A string, or a list of parts.
Result<std::vector<Part>> readContent(JsonView content, std::string_view place)
{
    std::vector<Part> parts;
    if (content.isString()) {
        parts.push_back(Part::ofText(content.text()));
        return parts;
    }
    for (const auto item : content) {
        const auto type = item["type"].text();
        Part part;
        if (item.isString()) {
            part = Part::ofText(item.text());
        } else if (type == "text" || type == "input_text" || type == "output_text") {
            part = Part::ofText(item["text"].text());
        } else if (type == "refusal") {
            part.kind = Part::Kind::Refusal;
            part.text = item["refusal"].text();
        } else if (type == "image_url") {
            part = imagePart(item["image_url"]);
        } else if (type == "input_audio") {
            part = audioPart(item["input_audio"]);
        } else if (type == "file") {
            part = filePart(item["file"]);
        } else {
            return fail(ErrorCode::Invalid,
                        "a content part of type \"" + type + "\" is not known here",
                        std::string(place));
        }
        part.cacheMark = cacheMarkOf(item);
        parts.push_back(std::move(part));
    }
    return parts;
}

void readToolCalls(JsonView calls, Message& message, std::size_t turn)
{
    for (const auto call : calls) {
        Part part;
        part.kind = Part::Kind::ToolCall;
        part.id = call["id"].text();
        const auto custom = call["custom"];
        const auto function = custom.isObject() ? custom : call["function"];
        part.name = function["name"].text();
        if (custom.isObject()) {
            part.arguments = "{\"input\":" + std::string(custom["input"].raw()) + "}";
        } else {
            // Some clients replay the arguments as an object.
            const auto arguments = function["arguments"];
            part.arguments = arguments.isString() ? arguments.text() : std::string(arguments.raw());
        }
        if (part.id.empty())
            part.id = stableId("call_", std::to_string(turn) + part.name);
        const auto google = call["extra_content"]["google"]["thought_signature"];
        if (google.isString()) {
            part.signature = google.text();
            part.signer = Signer::Gemini;
        }
        message.parts.push_back(std::move(part));
    }
}

Result<void> readMessages(JsonView list, Conversation& out)
{
    std::unordered_map<std::string, std::string> legacyIds; ///< of calls by `function_call`
    std::size_t turn = 0;
    for (const auto item : list) {
        const auto place = "messages[" + std::to_string(turn++) + "]";
        if (!item.isObject())
            return fail(ErrorCode::Invalid, "a message must be an object", place);
        const auto role = item["role"].text();
        auto content = readContent(item["content"], place + ".content");
        if (!content)
            return std::unexpected(std::move(content.error()));
        Message message;
        message.name = item["name"].text();
        if (role == "system" || role == "developer") {
            message.role = Role::System;
            message.parts = std::move(*content);
        } else if (role == "user") {
            message.parts = std::move(*content);
        } else if (role == "assistant") {
            message.role = Role::Assistant;
            const auto thoughts = item.either("reasoning_content", "reasoning").text();
            if (!thoughts.empty()) {
                auto& part = message.parts.emplace_back();
                part.kind = Part::Kind::Thinking;
                part.text = thoughts;
            }
            for (auto& part : *content) {
                if (part.kind != Part::Kind::Text || !part.text.empty())
                    message.parts.push_back(std::move(part));
            }
            if (const auto refusal = item["refusal"].text(); !refusal.empty()) {
                auto& part = message.parts.emplace_back();
                part.kind = Part::Kind::Refusal;
                part.text = refusal;
            }
            readToolCalls(item["tool_calls"], message, turn);
            if (const auto legacy = item["function_call"]; legacy.isObject()) {
                auto& part = message.parts.emplace_back();
                part.kind = Part::Kind::ToolCall;
                part.name = legacy["name"].text();
                part.arguments = legacy["arguments"].text();
                part.id = stableId("call_", std::to_string(turn) + part.name);
                legacyIds[part.name] = part.id;
            }
        } else if (role == "tool" || role == "function") {
            Part result;
            result.kind = Part::Kind::ToolResult;
            result.id = role == "tool" ? item["tool_call_id"].text() : legacyIds[message.name];
            result.content = std::move(*content);
            result.cacheMark = cacheMarkOf(item);
            message.name.clear();
            // Results of parallel calls belong into one message.
            if (!out.messages.empty() && out.messages.back().role == Role::User &&
                !out.messages.back().parts.empty() &&
                out.messages.back().parts.back().kind == Part::Kind::ToolResult) {
                out.messages.back().parts.push_back(std::move(result));
                continue;
            }
            message.parts.push_back(std::move(result));
        } else {
            return fail(ErrorCode::Invalid, "the role \"" + role + "\" is not known here",
                        place + ".role");
        }
        if (!message.parts.empty() && !message.parts.back().cacheMark)
            message.parts.back().cacheMark = cacheMarkOf(item);
        out.messages.push_back(std::move(message));
    }
    return {};
}

Tool readFunction(JsonView function)
{
    Tool tool;
    tool.name = function["name"].text();
    tool.description = function["description"].text();
    if (const auto schema = function["parameters"]; schema.isObject())
        tool.schema = compactJson(schema.raw());
    if (const auto strict = function["strict"]; strict.type() == JsonType::Bool)
        tool.strict = strict.isTrue();
    return tool;
}

void readTools(JsonView list, Conversation& out)
{
    for (const auto item : list) {
        if (const auto custom = item["custom"]; custom.isObject()) {
            Tool tool;
            tool.name = custom["name"].text();
            tool.description = custom["description"].text();
            tool.freeText = true;
            out.tools.push_back(std::move(tool));
        } else if (const auto function = item["function"]; function.isObject()) {
            auto tool = readFunction(function);
            tool.cacheMark = cacheMarkOf(item);
            out.tools.push_back(std::move(tool));
        } else {
            out.lost.add(Loss::ServerTool);
        }
    }
}

void readToolChoice(JsonView choice, Conversation& out)
{
    using Kind = ToolChoice::Kind;
    auto& to = out.toolChoice;
    if (choice.isString()) {
        const auto word = choice.text();
        to.kind = word == "none"                        ? Kind::None
                  : word == "required" || word == "any" ? Kind::Required
                                                        : Kind::Auto;
        return;
    }
    if (!choice.isObject())
        return;
    if (const auto allowed = choice["allowed_tools"]; allowed.isObject()) {
        to.kind = Kind::Allowed;
        to.required = allowed["mode"].equals("required");
        for (const auto tool : allowed["tools"])
            to.names.push_back(tool["function"]["name"].text());
        return;
    }
    const auto custom = choice["custom"];
    const auto named = custom.isObject() ? custom : choice["function"];
    to.kind = Kind::Named;
    to.names.push_back((named.isObject() ? named["name"] : choice["name"]).text());
}

void readFormat(JsonView format, ResponseFormat& out)
{
    const auto type = format["type"].text();
    if (type == "json_object") {
        out.kind = ResponseFormat::Kind::Json;
    } else if (type == "json_schema") {
        const auto schema = format["json_schema"];
        out.kind = ResponseFormat::Kind::Schema;
        out.name = schema["name"].text();
        out.description = schema["description"].text();
        out.schema = compactJson(schema["schema"].raw());
        if (const auto strict = schema["strict"]; strict.type() == JsonType::Bool)
            out.strict = strict.isTrue();
    }
}

std::string numberText(JsonView value)
{
    return value.isNumber() ? std::string(value.raw()) : std::string{};
}

void readStop(JsonView stop, Conversation& out)
{
    if (stop.isString())
        out.stop.push_back(stop.text());
    for (const auto item : stop)
        out.stop.push_back(item.text());
}

} // namespace

Result<Conversation> OpenAiCaller::readRequest(JsonView body) const
{
    Conversation out;
    out.wantsUsage = false;
    if (!body["messages"].isArray())
        return fail(ErrorCode::Invalid, "\"messages\" must be a list");
    JsonView maxTokens;
    for (const auto field : body) {
        const auto key = field.key();
        if (!field.present())
            continue;
        if (key == "model")
            out.model = field.text();
        else if (key == "messages") {
            if (auto read = readMessages(field, out); !read)
                return std::unexpected(std::move(read.error()));
        } else if (key == "stream")
            out.stream = field.isTrue();
        else if (key == "stream_options")
            out.wantsUsage = field["include_usage"].isTrue();
        else if (key == "tools")
            readTools(field, out);
        else if (key == "functions") {
            for (const auto function : field)
                out.tools.push_back(readFunction(function));
        } else if (key == "tool_choice" || key == "function_call")
            readToolChoice(field, out);
        else if (key == "parallel_tool_calls")
            out.parallelTools = field.isTrue();
        else if (key == "response_format")
            readFormat(field, out.format);
        else if (key == "temperature")
            out.sampling.temperature = numberText(field);
        else if (key == "top_p")
            out.sampling.topP = numberText(field);
        else if (key == "top_k")
            out.sampling.topK = numberText(field);
        else if (key == "seed")
            out.sampling.seed = numberText(field);
        else if (key == "presence_penalty")
            out.sampling.presencePenalty = numberText(field);
        else if (key == "frequency_penalty")
            out.sampling.frequencyPenalty = numberText(field);
        else if (key == "max_completion_tokens" || (key == "max_tokens" && !maxTokens.present()))
            maxTokens = field;
        else if (key == "stop")
            readStop(field, out);
        else if (key == "reasoning_effort")
            out.reasoning.effort = effortFromWord(field.text());
        else if (key == "verbosity")
            out.verbosity = field.text();
        else if (key == "n")
            out.choices = field.integer();
        else if (key == "logprobs")
            out.logprobs = field.isTrue();
        else if (key == "top_logprobs")
            out.topLogprobs = numberText(field);
        else if (key == "user" || key == "safety_identifier")
            out.user = field.text();
        else if (key == "service_tier")
            out.serviceTier = field.text();
        else if (key == "logit_bias" && !field.empty())
            out.lost.add(Loss::LogitBias);
        else if (key == "audio")
            out.lost.add(Loss::AudioOutput);
        else if (key == "web_search_options")
            out.lost.add(Loss::CitationOptions);
        else if (key == "metadata" || key == "prediction" || key == "moderation")
            out.lost.add(Loss::Metadata);
        else if (key == "store" && field.isTrue())
            out.lost.add(Loss::StoredState);
    }
    out.maxTokens = maxTokens.integer();
    if (out.messages.empty())
        return fail(ErrorCode::Invalid, "\"messages\" must not be empty");
    return out;
}

} // namespace gatehouse::ai
