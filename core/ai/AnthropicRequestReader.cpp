// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/AnthropicCodec.h"
#include "ai/Media.h"

namespace gatehouse::ai {

namespace {

std::optional<std::string> cacheMarkOf(JsonView block)
{
    const auto mark = block["cache_control"];
    if (!mark.isObject())
        return std::nullopt;
    return mark["ttl"].text();
}

Media sourceOf(JsonView source)
{
    const auto type = source["type"].text();
    if (type == "base64")
        return mediaFromBase64(source["media_type"].text(), source["data"].text());
    Media media;
    if (type == "url")
        media.url = source["url"].text();
    else if (type == "file")
        media.fileId = source["file_id"].text();
    return media;
}

Part documentPart(JsonView block)
{
    Part part;
    part.kind = Part::Kind::Document;
    part.name = block["title"].text();
    const auto source = block["source"];
    const auto type = source["type"].text();
    if (type == "text") {
        part.text = source["data"].text();
    } else if (type == "content") {
        if (source["content"].isString())
            part.text = source["content"].text();
        for (const auto inner : source["content"])
            part.text += inner["text"].text();
    } else {
        part.media = sourceOf(source);
        if (part.media.type.empty())
            part.media.type = "application/pdf";
    }
    return part;
}

Result<std::vector<Part>> readBlocks(JsonView content, LossSet& lost, const std::string& place)
{
    std::vector<Part> parts;
    if (content.isString()) {
        parts.push_back(Part::ofText(content.text()));
        return parts;
    }
    for (const auto block : content) {
        const auto type = block["type"].text();
        Part part;
        if (type == "text") {
            part.text = block["text"].text();
        } else if (type == "image") {
            part.kind = Part::Kind::Image;
            part.media = sourceOf(block["source"]);
        } else if (type == "document") {
            part = documentPart(block);
        } else if (type == "tool_use") {
            part.kind = Part::Kind::ToolCall;
            part.id = block["id"].text();
            part.name = block["name"].text();
            part.arguments = compactJson(block["input"].raw());
        } else if (type == "tool_result") {
            part.kind = Part::Kind::ToolResult;
            part.id = block["tool_use_id"].text();
            part.isError = block["is_error"].isTrue();
            auto inner = readBlocks(block["content"], lost, place);
            if (!inner)
                return inner;
            part.content = std::move(*inner);
        } else if (type == "thinking") {
            part.kind = Part::Kind::Thinking;
            part.text = block["thinking"].text();
            part.signature = block["signature"].text();
            part.signer = part.signature.empty() ? Signer::Nobody : Signer::Anthropic;
        } else if (type == "redacted_thinking") {
            part.kind = Part::Kind::RedactedThinking;
            part.data = block["data"].text();
            part.signer = Signer::Anthropic;
        } else if (type == "search_result") {
            part.text = block["title"].text();
            for (const auto inner : block["content"])
                part.text += "\n" + inner["text"].text();
        } else if (type.find("tool_use") != std::string::npos ||
                   type.find("tool_result") != std::string::npos || type == "container_upload") {
            lost.add(Loss::ServerTool);
            continue;
        } else {
            return fail(ErrorCode::Invalid,
                        "a content block of type \"" + type + "\" is not known here", place);
        }
        part.cacheMark = cacheMarkOf(block);
        parts.push_back(std::move(part));
    }
    return parts;
}

Result<void> readMessages(JsonView list, Conversation& out)
{
    std::size_t index = 0;
    for (const auto item : list) {
        const auto place = "messages[" + std::to_string(index++) + "]";
        const auto role = item["role"].text();
        Message message;
        if (role == "assistant")
            message.role = Role::Assistant;
        else if (role == "system")
            message.role = Role::System;
        else if (role != "user")
            return fail(ErrorCode::Invalid, "the role \"" + role + "\" is not known here",
                        place + ".role");
        auto parts = readBlocks(item["content"], out.lost, place);
        if (!parts)
            return std::unexpected(std::move(parts.error()));
        message.parts = std::move(*parts);
        out.messages.push_back(std::move(message));
    }
    return {};
}

void readTools(JsonView list, Conversation& out)
{
    for (const auto item : list) {
        if (const auto type = item["type"]; type.present() && !type.equals("custom")) {
            out.lost.add(Loss::ServerTool);
            continue;
        }
        Tool tool;
        tool.name = item["name"].text();
        tool.description = item["description"].text();
        tool.schema = compactJson(item["input_schema"].raw());
        if (const auto strict = item["strict"]; strict.type() == JsonType::Bool)
            tool.strict = strict.isTrue();
        tool.cacheMark = cacheMarkOf(item);
        out.tools.push_back(std::move(tool));
    }
}

void readToolChoice(JsonView choice, Conversation& out)
{
    using Kind = ToolChoice::Kind;
    const auto type = choice["type"].text();
    auto& to = out.toolChoice;
    to.kind = type == "any"    ? Kind::Required
              : type == "none" ? Kind::None
              : type == "tool" ? Kind::Named
                               : Kind::Auto;
    if (to.kind == Kind::Named)
        to.names.push_back(choice["name"].text());
    if (choice["disable_parallel_tool_use"].isTrue())
        out.parallelTools = false;
}

void readThinking(JsonView thinking, Reasoning& out)
{
    const auto type = thinking["type"].text();
    if (type == "enabled")
        out.budget = thinking["budget_tokens"].integer();
    else if (type == "disabled")
        out.effort = Effort::None;
    else if (type == "adaptive")
        out.adaptive = true;
    if (thinking["display"].equals("omitted"))
        out.showThoughts = false;
}

std::string numberText(JsonView value)
{
    return value.isNumber() ? std::string(value.raw()) : std::string{};
}

} // namespace

Result<Conversation> AnthropicCaller::readRequest(JsonView body) const
{
    Conversation out;
    if (!body["messages"].isArray() || body["messages"].empty())
        return fail(ErrorCode::Invalid, "messages: at least one message is required");
    if (const auto system = body["system"]; system.present()) {
        auto parts = readBlocks(system, out.lost, "system");
        if (!parts)
            return std::unexpected(std::move(parts.error()));
        if (!parts->empty())
            out.messages.push_back({Role::System, std::move(*parts), {}});
    }
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
        else if (key == "max_tokens")
            out.maxTokens = field.integer();
        else if (key == "tools")
            readTools(field, out);
        else if (key == "tool_choice")
            readToolChoice(field, out);
        else if (key == "temperature")
            out.sampling.temperature = numberText(field);
        else if (key == "top_p")
            out.sampling.topP = numberText(field);
        else if (key == "top_k")
            out.sampling.topK = numberText(field);
        else if (key == "stop_sequences") {
            for (const auto stop : field)
                out.stop.push_back(stop.text());
        } else if (key == "thinking")
            readThinking(field, out.reasoning);
        else if (key == "output_config") {
            if (const auto effort = field["effort"]; effort.isString() && !out.reasoning.off())
                out.reasoning.effort = effortFromWord(effort.text());
            if (const auto format = field["format"]; format["type"].equals("json_schema")) {
                out.format.kind = ResponseFormat::Kind::Schema;
                out.format.name = format["name"].text();
                out.format.schema = compactJson(format["schema"].raw());
                out.format.strict = true;
            }
        } else if (key == "metadata")
            out.user = field["user_id"].text();
        else if (key == "service_tier")
            out.serviceTier = field.equals("standard_only") ? "default" : "auto";
        else if (key == "container" || key == "context_management")
            out.lost.add(Loss::StoredState);
        else if (key == "mcp_servers")
            out.lost.add(Loss::ServerTool);
        else if (key == "speed" || key == "inference_geo")
            out.lost.add(Loss::Metadata);
    }
    // Switched off wins over an effort, whichever stood first.
    if (body["thinking"]["type"].equals("disabled"))
        out.reasoning.effort = Effort::None;
    return out;
}

} // namespace gatehouse::ai
