// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/GeminiCodec.h"
#include "ai/JsonWriter.h"
#include "ai/Media.h"
#include "base/Text.h"

#include <algorithm>
#include <list>

namespace gatehouse::ai {

namespace {

/// Calls that no result has answered yet, oldest first.
struct OpenCall
{
    std::string id;
    std::string name;
};

class Reader
{
public:
    Result<void> run(JsonView contents)
    {
        if (contents.isObject())
            return content(contents);
        for (const auto item : contents) {
            if (auto read = content(item); !read)
                return read;
        }
        return {};
    }

    Result<void> content(JsonView item)
    {
        Message message;
        const auto role = item["role"].text();
        message.role = role == "model"    ? Role::Assistant
                       : role == "system" ? Role::System
                                          : Role::User;
        const auto place = "contents[" + std::to_string(m_turn++) + "]";
        if (item.isString()) {
            message.parts.push_back(Part::ofText(item.text()));
        } else {
            const auto parts = item["parts"];
            if (parts.isObject()) {
                if (auto read = part(parts, message, place); !read)
                    return read;
            }
            if (parts.isArray()) {
                for (const auto inner : parts) {
                    if (auto read = part(inner, message, place); !read)
                        return read;
                }
            }
        }
        m_out.messages.push_back(std::move(message));
        return {};
    }

    Conversation& out() { return m_out; }

private:
    Result<void> part(JsonView value, Message& message, const std::string& place)
    {
        Part part;
        const auto signature = value.either("thoughtSignature", "thought_signature");
        if (signature.isString()) {
            part.signature = signature.text();
            part.signer = Signer::Gemini;
        }
        if (const auto call = value.either("functionCall", "function_call"); call.isObject()) {
            part.kind = Part::Kind::ToolCall;
            part.name = call["name"].text();
            part.arguments = call["args"].isObject() ? compactJson(call["args"].raw()) : "{}";
            part.id = call["id"].text();
            if (part.id.empty())
                part.id =
                    stableId("call_", place + std::to_string(message.parts.size()) + part.name);
            m_open.push_back({part.id, part.name});
        } else if (const auto result = value.either("functionResponse", "function_response");
                   result.isObject()) {
            readResult(result, part);
        } else if (const auto inline_ = value.either("inlineData", "inline_data");
                   inline_.isObject()) {
            if (auto read = readInline(inline_, part, place); !read)
                return read;
        } else if (const auto file = value.either("fileData", "file_data"); file.isObject()) {
            part.media.type = mediaType(file.either("mimeType", "mime_type").text());
            const auto uri = file.either("fileUri", "file_uri").text();
            if (!uri.starts_with("https://"))
                return fail(ErrorCode::Invalid,
                            "a file that lies at another provider; send its bytes", place);
            part.media.url = uri;
            part.kind = part.media.type.starts_with("image/") || part.media.type.empty()
                            ? Part::Kind::Image
                            : Part::Kind::Document;
        } else if (const auto text = value["text"]; text.isString()) {
            part.text = text.text();
            if (value["thought"].isTrue())
                part.kind = Part::Kind::Thinking;
        } else if (signature.isString()) {
            part.kind = Part::Kind::Text;
        } else {
            m_out.lost.add(Loss::ServerTool);
            return {};
        }
        message.parts.push_back(std::move(part));
        return {};
    }

    static Result<void> readInline(JsonView value, Part& part, const std::string& place)
    {
        part.media =
            mediaFromBase64(value.either("mimeType", "mime_type").text(), value["data"].text());
        const auto& type = part.media.type;
        if (type.starts_with("image/"))
            part.kind = Part::Kind::Image;
        else if (type == "audio/wav" || type == "audio/mp3" || type == "audio/mpeg" ||
                 type == "audio/x-wav")
            part.kind = Part::Kind::Audio;
        else if (type == "application/pdf" || type.starts_with("text/"))
            part.kind = Part::Kind::Document;
        else
            return fail(ErrorCode::Invalid,
                        "data of type \"" + type + "\" is not taken by this model's provider",
                        place);
        return {};
    }

    void readResult(JsonView result, Part& part)
    {
        part.kind = Part::Kind::ToolResult;
        part.id = result["id"].text();
        const auto name = result["name"].text();
        const auto it = std::ranges::find_if(m_open, [&](const OpenCall& call) {
            return part.id.empty() ? call.name == name : call.id == part.id;
        });
        if (it != m_open.end()) {
            part.id = it->id;
            m_open.erase(it);
        }
        const auto response = result["response"];
        const auto first = response.empty() ? JsonView{} : *response.begin();
        const bool lone = response.size() == 1;
        if (lone && (first.keyIs("output") || first.keyIs("error") || first.keyIs("result"))) {
            part.isError = first.keyIs("error");
            part.content.push_back(
                Part::ofText(first.isString() ? first.text() : std::string(first.raw())));
        } else {
            part.content.push_back(Part::ofText(compactJson(response.raw())));
        }
        for (const auto inner : result["parts"]) {
            const auto data = inner.either("inlineData", "inline_data");
            if (!data.isObject())
                continue;
            auto& image = part.content.emplace_back();
            image.kind = Part::Kind::Image;
            image.media =
                mediaFromBase64(data.either("mimeType", "mime_type").text(), data["data"].text());
        }
    }

    Conversation m_out;
    std::list<OpenCall> m_open;
    std::size_t m_turn = 0;
};

void readTools(JsonView list, Conversation& out)
{
    for (const auto item : list) {
        const auto functions = item.either("functionDeclarations", "function_declarations");
        if (!functions.isArray()) {
            out.lost.add(Loss::ServerTool);
            continue;
        }
        for (const auto function : functions) {
            Tool tool;
            tool.name = function["name"].text();
            tool.description = function["description"].text();
            const auto schema = function.either("parametersJsonSchema", "parameters_json_schema");
            if (schema.isObject())
                tool.schema = compactJson(schema.raw());
            else if (function["parameters"].isObject())
                tool.schema = jsonSchemaOf(function["parameters"]);
            out.tools.push_back(std::move(tool));
        }
    }
}

void readToolConfig(JsonView config, Conversation& out)
{
    using Kind = ToolChoice::Kind;
    const auto calling = config.either("functionCallingConfig", "function_calling_config");
    const auto mode = calling["mode"].text();
    auto& to = out.toolChoice;
    for (const auto name : calling.either("allowedFunctionNames", "allowed_function_names"))
        to.names.push_back(name.text());
    to.required = mode == "ANY";
    if (mode == "NONE")
        to.kind = Kind::None;
    else if (to.names.empty())
        to.kind = mode == "ANY" ? Kind::Required : mode.empty() ? Kind::Unset : Kind::Auto;
    else
        to.kind = to.names.size() == 1 && to.required ? Kind::Named : Kind::Allowed;
}

void readThinking(JsonView config, Reasoning& out)
{
    if (const auto budget = config.either("thinkingBudget", "thinking_budget").integer()) {
        if (*budget < 0)
            out.adaptive = true;
        else if (*budget == 0)
            out.effort = Effort::None;
        else
            out.budget = *budget;
    }
    if (const auto level = config.either("thinkingLevel", "thinking_level"); level.isString())
        out.effort = effortFromWord(text::toLower(level.text()));
    out.showThoughts = config.either("includeThoughts", "include_thoughts").isTrue();
}

std::string numberText(JsonView value)
{
    return value.isNumber() ? std::string(value.raw()) : std::string{};
}

void readConfig(JsonView config, Conversation& out)
{
    auto& sampling = out.sampling;
    sampling.temperature = numberText(config["temperature"]);
    sampling.topP = numberText(config.either("topP", "top_p"));
    sampling.topK = numberText(config.either("topK", "top_k"));
    sampling.seed = numberText(config["seed"]);
    sampling.presencePenalty = numberText(config.either("presencePenalty", "presence_penalty"));
    sampling.frequencyPenalty = numberText(config.either("frequencyPenalty", "frequency_penalty"));
    out.maxTokens = config.either("maxOutputTokens", "max_output_tokens").integer();
    out.choices = config.either("candidateCount", "candidate_count").integer();
    for (const auto stop : config.either("stopSequences", "stop_sequences"))
        out.stop.push_back(stop.text());
    out.logprobs = config.either("responseLogprobs", "response_logprobs").isTrue();
    out.topLogprobs = numberText(config["logprobs"]);
    readThinking(config.either("thinkingConfig", "thinking_config"), out.reasoning);
    const auto schema = config.either("responseSchema", "response_schema");
    const auto jsonSchema = config.either("responseJsonSchema", "response_json_schema");
    if (jsonSchema.isObject()) {
        out.format.kind = ResponseFormat::Kind::Schema;
        out.format.schema = compactJson(jsonSchema.raw());
    } else if (schema.isObject()) {
        out.format.kind = ResponseFormat::Kind::Schema;
        out.format.schema = jsonSchemaOf(schema);
    } else if (config.either("responseMimeType", "response_mime_type").equals("application/json")) {
        out.format.kind = ResponseFormat::Kind::Json;
    }
    if (config.either("speechConfig", "speech_config").present())
        out.lost.add(Loss::AudioOutput);
    for (const auto modality : config.either("responseModalities", "response_modalities")) {
        if (modality.equals("AUDIO"))
            out.lost.add(Loss::AudioOutput);
    }
}

} // namespace

Result<Conversation> GeminiCaller::readRequest(JsonView body) const
{
    Reader reader;
    auto& out = reader.out();
    if (body.either("cachedContent", "cached_content").present())
        return fail(ErrorCode::Invalid, "cached content lies at another provider");
    if (const auto system = body.either("systemInstruction", "system_instruction");
        system.present()) {
        if (auto read = reader.content(system); !read)
            return std::unexpected(std::move(read.error()));
        out.messages.back().role = Role::System;
    }
    if (auto read = reader.run(body["contents"]); !read)
        return std::unexpected(std::move(read.error()));
    if (std::ranges::all_of(out.messages,
                            [](const Message& message) { return message.role == Role::System; }))
        return fail(ErrorCode::Invalid, "contents is not specified");
    const auto tools = body["tools"];
    readTools(tools, out);
    readToolConfig(body.either("toolConfig", "tool_config"), out);
    readConfig(body.either("generationConfig", "generation_config"), out);
    if (!body.either("safetySettings", "safety_settings").empty())
        out.lost.add(Loss::SafetySettings);
    if (!body["labels"].empty())
        out.lost.add(Loss::Metadata);
    return std::move(out);
}

} // namespace gatehouse::ai
