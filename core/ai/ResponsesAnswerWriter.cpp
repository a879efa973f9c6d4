// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/ResponsesCodec.h"
#include "ai/Turns.h"

namespace gatehouse::ai {

namespace {

/// What strict clients want to find again of their request.
void writeEcho(JsonWriter& json, JsonView request)
{
    const auto echo = [&](std::string_view name, std::string_view fallback) {
        const auto value = request[name];
        json.raw(name, value.present() ? value.raw() : fallback);
    };
    echo("instructions", "null");
    echo("max_output_tokens", "null");
    echo("parallel_tool_calls", "true");
    json.null("previous_response_id");
    echo("reasoning", R"({"effort":null,"summary":null})");
    json.boolean("store", false);
    echo("temperature", "null");
    echo("text", R"({"format":{"type":"text"}})");
    echo("tool_choice", R"("auto")");
    echo("tools", "[]");
    echo("top_p", "null");
    json.text("truncation", "disabled");
    echo("metadata", "{}");
}

void writeUsage(JsonWriter& json, const Usage& usage)
{
    json.object("usage").number("input_tokens", usage.input());
    json.object("input_tokens_details").number("cached_tokens", usage.cacheRead).endObject();
    json.number("output_tokens", usage.output);
    json.object("output_tokens_details").number("reasoning_tokens", usage.reasoning).endObject();
    json.number("total_tokens", usage.input() + usage.output).endObject();
}

} // namespace

void writeOutputItem(JsonWriter& json, const OutputItem& item, bool done)
{
    json.beginObject().text("id", item.id);
    switch (item.kind) {
    case OutputItem::Kind::Reasoning:
        json.text("type", "reasoning").array("summary");
        if (done)
            json.beginObject().text("type", "summary_text").text("text", item.text).endObject();
        json.endArray();
        break;
    case OutputItem::Kind::Message:
        json.text("type", "message").text("status", done ? "completed" : "in_progress");
        json.text("role", "assistant").array("content");
        if (done && item.refusal)
            json.beginObject().text("type", "refusal").text("refusal", item.text).endObject();
        else if (done)
            json.beginObject()
                .text("type", "output_text")
                .text("text", item.text)
                .array("annotations")
                .endArray()
                .endObject();
        json.endArray();
        break;
    case OutputItem::Kind::Call:
        json.text("type", "function_call").text("status", done ? "completed" : "in_progress");
        json.text("call_id", item.callId).text("name", item.name);
        json.text("arguments", done ? item.text : std::string_view{});
        break;
    }
    json.endObject();
}

std::string responseText(const CallerContext& context, std::string_view model,
                         const std::vector<OutputItem>* items, Finish finish, const Usage* usage,
                         const ProviderFault* fault)
{
    std::string out;
    JsonWriter json(out);
    const bool cut = finish == Finish::Length || finish == Finish::ContextFull;
    const bool filtered = finish == Finish::Filtered;
    json.beginObject().text("id", "resp_" + context.id).text("object", "response");
    json.number("created_at", context.created);
    json.text("status", fault != nullptr   ? "failed"
                        : items == nullptr ? "in_progress"
                        : cut || filtered  ? "incomplete"
                                           : "completed");
    if (fault != nullptr) {
        json.object("error").text("code", fault->code.empty() ? "server_error" : fault->code);
        json.text("message", fault->message).endObject();
    } else {
        json.null("error");
    }
    if (items != nullptr && (cut || filtered))
        json.object("incomplete_details")
            .text("reason", cut ? "max_output_tokens" : "content_filter")
            .endObject();
    else
        json.null("incomplete_details");
    json.text("model", model.empty() ? std::string_view(context.model) : model);
    json.array("output");
    if (items != nullptr) {
        for (const auto& item : *items)
            writeOutputItem(json, item, true);
    }
    json.endArray();
    JsonDocument request;
    writeEcho(json, request.parse(context.request) ? request.root() : JsonView{});
    if (usage != nullptr && usage->reported)
        writeUsage(json, *usage);
    else
        json.null("usage");
    json.endObject();
    return out;
}

std::string ResponsesCaller::writeAnswer(const ModelAnswer& answer,
                                         const CallerContext& context) const
{
    std::vector<OutputItem> items;
    const Choice nothing;
    const auto& choice = answer.choices.empty() ? nothing : answer.choices.front();
    const auto item = [&](OutputItem::Kind kind, std::string_view prefix) -> OutputItem& {
        auto& made = items.emplace_back();
        made.kind = kind;
        made.id = std::string(prefix) + context.id + std::to_string(items.size());
        return made;
    };
    for (const auto& part : choice.parts) {
        switch (part.kind) {
        case Part::Kind::Thinking:
            item(OutputItem::Kind::Reasoning, "rs_").text = part.text;
            break;
        case Part::Kind::Refusal:
        case Part::Kind::Text: {
            if (items.empty() || items.back().kind != OutputItem::Kind::Message)
                item(OutputItem::Kind::Message, "msg_");
            items.back().text += part.text;
            items.back().refusal |= part.kind == Part::Kind::Refusal;
            break;
        }
        case Part::Kind::ToolCall: {
            auto& call = item(OutputItem::Kind::Call, "fc_");
            call.callId = part.id;
            call.name = part.name;
            call.text = argumentsObject(part);
            break;
        }
        default:
            break;
        }
    }
    return responseText(context, answer.model, &items, choice.finish, &answer.usage, nullptr);
}

} // namespace gatehouse::ai
