// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Media.h"
#include "ai/ResponsesCodec.h"

namespace gatehouse::ai {

namespace {

Result<std::vector<Part>> readContent(JsonView content, const std::string& place)
{
    std::vector<Part> parts;
    if (content.isString()) {
        parts.push_back(Part::ofText(content.text()));
        return parts;
    }
    for (const auto item : content) {
        const auto type = item["type"].text();
        Part part;
        if (type == "input_text" || type == "output_text" || type == "text") {
            part.text = item["text"].text();
        } else if (type == "refusal") {
            part.kind = Part::Kind::Refusal;
            part.text = item["refusal"].text();
        } else if (type == "input_image") {
            part.kind = Part::Kind::Image;
            if (item["image_url"].isString())
                part.media = mediaFromUrl(item["image_url"].text());
            else
                part.media.fileId = item["file_id"].text();
            part.media.detail = item["detail"].text();
        } else if (type == "input_file") {
            part.kind = Part::Kind::Document;
            part.name = item["filename"].text();
            if (const auto data = item["file_data"]; data.isString()) {
                const auto text = data.text();
                part.media =
                    text.starts_with("data:") ? mediaFromUrl(text) : mediaFromBase64({}, text);
            } else if (item["file_url"].isString()) {
                part.media.url = item["file_url"].text();
                part.media.type = "application/pdf";
            } else {
                part.media.fileId = item["file_id"].text();
            }
        } else if (type == "input_audio") {
            part.kind = Part::Kind::Audio;
            const auto audio = item["input_audio"];
            part.media = mediaFromBase64("audio/" + audio["format"].text(), audio["data"].text());
        } else {
            return fail(ErrorCode::Invalid,
                        "a content part of type \"" + type + "\" is not known here", place);
        }
        parts.push_back(std::move(part));
    }
    return parts;
}

Role roleOf(std::string_view word)
{
    return word == "assistant"                       ? Role::Assistant
           : word == "system" || word == "developer" ? Role::System
                                                     : Role::User;
}

/// Puts a part at the end of the last message of this role, or into a new one.
void append(Conversation& out, Role role, Part part)
{
    const bool joins = !out.messages.empty() && out.messages.back().role == role &&
                       (role == Role::Assistant ||
                        (!out.messages.back().parts.empty() &&
                         out.messages.back().parts.back().kind == Part::Kind::ToolResult));
    if (!joins)
        out.messages.push_back({role, {}, {}});
    out.messages.back().parts.push_back(std::move(part));
}

Result<void> readItem(JsonView item, const std::string& place, Conversation& out)
{
    const auto type = item["type"].text();
    if (type.empty() || type == "message") {
        auto parts = readContent(item["content"], place);
        if (!parts)
            return std::unexpected(std::move(parts.error()));
        const auto role = roleOf(item["role"].text());
        if (role == Role::Assistant) {
            for (auto& part : *parts)
                append(out, role, std::move(part));
        } else {
            out.messages.push_back({role, std::move(*parts), {}});
        }
        return {};
    }
    Part part;
    if (type == "function_call" || type == "custom_tool_call") {
        part.kind = Part::Kind::ToolCall;
        part.id = item["call_id"].text();
        part.name = item["name"].text();
        part.arguments = type == "function_call"
                             ? item["arguments"].text()
                             : R"({"input":)" + std::string(item["input"].raw()) + "}";
        append(out, Role::Assistant, std::move(part));
    } else if (type == "function_call_output" || type == "custom_tool_call_output") {
        part.kind = Part::Kind::ToolResult;
        part.id = item["call_id"].text();
        auto content = readContent(item["output"], place);
        if (!content)
            return std::unexpected(std::move(content.error()));
        part.content = std::move(*content);
        append(out, Role::User, std::move(part));
    } else if (type == "reasoning") {
        part.kind = Part::Kind::Thinking;
        for (const auto summary : item["summary"])
            part.text += summary["text"].text();
        append(out, Role::Assistant, std::move(part));
    } else if (type == "item_reference") {
        return fail(ErrorCode::Invalid,
                    "stored items lie at another provider; send them in \"input\"", place);
    } else {
        out.lost.add(Loss::ServerTool);
    }
    return {};
}

void readTools(JsonView list, Conversation& out)
{
    for (const auto item : list) {
        const auto type = item["type"].text();
        if (type != "function" && type != "custom") {
            out.lost.add(Loss::ServerTool);
            continue;
        }
        Tool tool;
        tool.name = item["name"].text();
        tool.description = item["description"].text();
        tool.freeText = type == "custom";
        if (item["parameters"].isObject())
            tool.schema = compactJson(item["parameters"].raw());
        // Strict is the default of this dialect, but a schema may not be fit for it: only what was
        // said is passed on.
        if (const auto strict = item["strict"]; strict.type() == JsonType::Bool)
            tool.strict = strict.isTrue();
        out.tools.push_back(std::move(tool));
    }
}

void readToolChoice(JsonView choice, ToolChoice& out)
{
    using Kind = ToolChoice::Kind;
    if (choice.isString()) {
        const auto word = choice.text();
        out.kind = word == "none" ? Kind::None : word == "required" ? Kind::Required : Kind::Auto;
    } else if (choice["type"].equals("allowed_tools")) {
        out.kind = Kind::Allowed;
        out.required = choice["mode"].equals("required");
        for (const auto tool : choice["tools"])
            out.names.push_back(tool["name"].text());
    } else if (choice["name"].isString()) {
        out.kind = Kind::Named;
        out.names.push_back(choice["name"].text());
    }
}

std::string numberText(JsonView value)
{
    return value.isNumber() ? std::string(value.raw()) : std::string{};
}

} // namespace

Result<Conversation> ResponsesCaller::readRequest(JsonView body) const
{
    Conversation out;
    for (const std::string_view name : {"previous_response_id", "conversation", "prompt"}) {
        if (body[name].present())
            return fail(ErrorCode::Invalid,
                        "\"" + std::string(name) +
                            "\" points to state that lies at another provider; send the items in "
                            "\"input\"");
    }
    if (const auto instructions = body["instructions"].text(); !instructions.empty())
        out.messages.push_back({Role::System, {Part::ofText(instructions)}, {}});
    const auto input = body["input"];
    if (input.isString())
        out.messages.push_back({Role::User, {Part::ofText(input.text())}, {}});
    std::size_t index = 0;
    for (const auto item : input) {
        if (auto read = readItem(item, "input[" + std::to_string(index++) + "]", out); !read)
            return std::unexpected(std::move(read.error()));
    }
    if (!input.isString() && index == 0)
        return fail(ErrorCode::Invalid, "\"input\" is missing or empty");
    out.model = body["model"].text();
    out.stream = body["stream"].isTrue();
    readTools(body["tools"], out);
    readToolChoice(body["tool_choice"], out.toolChoice);
    if (const auto parallel = body["parallel_tool_calls"]; parallel.type() == JsonType::Bool)
        out.parallelTools = parallel.isTrue();
    out.maxTokens = body["max_output_tokens"].integer();
    out.sampling.temperature = numberText(body["temperature"]);
    out.sampling.topP = numberText(body["top_p"]);
    out.topLogprobs = numberText(body["top_logprobs"]);
    out.reasoning.effort = effortFromWord(body["reasoning"]["effort"].text());
    const auto text = body["text"];
    out.verbosity = text["verbosity"].text();
    const auto format = text["format"];
    if (format["type"].equals("json_object")) {
        out.format.kind = ResponseFormat::Kind::Json;
    } else if (format["type"].equals("json_schema")) {
        out.format.kind = ResponseFormat::Kind::Schema;
        out.format.name = format["name"].text();
        out.format.description = format["description"].text();
        out.format.schema = compactJson(format["schema"].raw());
        if (const auto strict = format["strict"]; strict.type() == JsonType::Bool)
            out.format.strict = strict.isTrue();
    }
    out.user = body.either("safety_identifier", "user").text();
    out.serviceTier = body["service_tier"].text();
    if (body["background"].isTrue() || body["store"].isTrue())
        out.lost.add(Loss::StoredState);
    if (!body["metadata"].empty() || body["max_tool_calls"].present())
        out.lost.add(Loss::Metadata);
    return out;
}

} // namespace gatehouse::ai
