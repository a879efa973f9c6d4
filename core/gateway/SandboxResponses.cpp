// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/SandboxContent.h"
#include "gateway/SandboxEndpoints.h"

namespace gatehouse::gateway {

void responses(SandboxReply& reply, const SandboxAsk& ask, Duration pace)
{
    const auto content = contentOf(ask);
    const bool incomplete = content.finish == "length";
    const std::string itemId = (content.toolName.empty() ? "msg_" : "fc_") + ask.hash.substr(0, 32);
    const auto part = [&](std::string_view text) {
        return json::object{{"type", "output_text"},
                            {"text", text},
                            {"annotations", json::array{}},
                            {"logprobs", json::array{}}};
    };
    const auto item = [&](bool done) -> json::object {
        if (!content.toolName.empty())
            return {{"type", "function_call"},
                    {"id", itemId},
                    {"call_id", "call_" + ask.hash.substr(0, 24)},
                    {"name", content.toolName},
                    {"arguments", done ? content.toolArguments : ""},
                    {"status", done ? "completed" : "in_progress"}};
        json::array parts;
        if (done)
            parts.push_back(part(content.text));
        return {{"type", "message"},
                {"id", itemId},
                {"role", "assistant"},
                {"status", done ? "completed" : "in_progress"},
                {"content", std::move(parts)}};
    };
    const auto response = [&](bool done) {
        json::object made{{"id", "resp_" + ask.hash.substr(0, 40)},
                          {"object", "response"},
                          {"created_at", ask.created},
                          {"status", !done        ? "in_progress"
                                     : incomplete ? "incomplete"
                                                  : "completed"},
                          {"error", nullptr},
                          {"incomplete_details", nullptr},
                          {"instructions", nullptr},
                          {"metadata", json::object{}},
                          {"model", ask.model},
                          {"output", json::array{}},
                          {"parallel_tool_calls", true},
                          {"temperature", 1},
                          {"tool_choice", "auto"},
                          {"tools", json::array{}},
                          {"top_p", 1},
                          {"text", {{"format", {{"type", "text"}}}}},
                          {"usage", nullptr}};
        for (const std::string_view echoed :
             {"tools", "tool_choice", "text", "instructions", "metadata"}) {
            if (const auto* value = member(ask.body, echoed))
                made[echoed] = *value;
        }
        if (done) {
            made["output"] = json::array{item(true)};
            if (incomplete)
                made["incomplete_details"] = json::object{{"reason", "max_output_tokens"}};
            made["usage"] =
                json::object{{"input_tokens", ask.input},
                             {"input_tokens_details", {{"cached_tokens", 0}}},
                             {"output_tokens", content.output},
                             {"output_tokens_details", {{"reasoning_tokens", content.reasoning}}},
                             {"total_tokens", ask.input + content.output}};
        }
        return made;
    };
    if (!flag(ask.body, "stream")) {
        whole(reply, response(true));
        return;
    }
    std::int64_t number = 0;
    const auto send = [&](Duration delay, std::string_view type, json::object fields) {
        fields["type"] = type;
        fields["sequence_number"] = number++;
        event(reply, delay, fields, type);
    };
    send({}, "response.created", {{"response", response(false)}});
    send({}, "response.in_progress", {{"response", response(false)}});
    send(pace, "response.output_item.added", {{"output_index", 0}, {"item", item(false)}});
    if (!content.toolName.empty()) {
        send(pace, "response.function_call_arguments.delta",
             {{"item_id", itemId}, {"output_index", 0}, {"delta", content.toolArguments}});
        send({}, "response.function_call_arguments.done",
             {{"item_id", itemId},
              {"output_index", 0},
              {"name", content.toolName},
              {"arguments", content.toolArguments}});
    } else {
        const json::object place{{"item_id", itemId}, {"output_index", 0}, {"content_index", 0}};
        const auto at = [&](std::string_view name, const json::value& value) {
            auto fields = place;
            fields[name] = value;
            return fields;
        };
        send({}, "response.content_part.added", at("part", part("")));
        for (const auto& word : words(content.text)) {
            auto fields = at("delta", json::value(word));
            fields["logprobs"] = json::array{};
            send(pace, "response.output_text.delta", std::move(fields));
        }
        auto done = at("text", json::value(content.text));
        done["logprobs"] = json::array{};
        send({}, "response.output_text.done", std::move(done));
        send({}, "response.content_part.done", at("part", part(content.text)));
    }
    send({}, "response.output_item.done", {{"output_index", 0}, {"item", item(true)}});
    send({}, incomplete ? "response.incomplete" : "response.completed",
         {{"response", response(true)}});
}

} // namespace gatehouse::gateway
