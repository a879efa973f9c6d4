// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/SandboxContent.h"
#include "gateway/SandboxEndpoints.h"

#include <algorithm>

namespace gatehouse::gateway {

namespace {

json::object chatUsage(const SandboxAsk& ask, const SandboxContent& content)
{
    return {{"prompt_tokens", ask.input},
            {"completion_tokens", content.output},
            {"total_tokens", ask.input + content.output},
            {"prompt_tokens_details", {{"cached_tokens", 0}}},
            {"completion_tokens_details", {{"reasoning_tokens", content.reasoning}}}};
}

json::object toolCall(const SandboxAsk& ask, const SandboxContent& content)
{
    return {{"id", "call_" + ask.hash.substr(0, 24)},
            {"type", "function"},
            {"function", {{"name", content.toolName}, {"arguments", content.toolArguments}}}};
}

} // namespace

void chat(SandboxReply& reply, const SandboxAsk& ask, Duration pace)
{
    const auto content = contentOf(ask);
    const json::object base{
        {"id", "chatcmpl-" + ask.hash.substr(0, 29)},
        {"object", flag(ask.body, "stream") ? "chat.completion.chunk" : "chat.completion"},
        {"created", ask.created},
        {"model", ask.model},
        {"system_fingerprint", "fp_sandbox"}};
    if (!flag(ask.body, "stream")) {
        json::object message{{"role", "assistant"}, {"content", nullptr}, {"refusal", nullptr}};
        if (content.toolName.empty())
            message["content"] = content.text;
        else
            message["tool_calls"] = json::array{toolCall(ask, content)};
        auto answer = base;
        answer["choices"] = json::array{json::object{{"index", 0},
                                                     {"message", std::move(message)},
                                                     {"logprobs", nullptr},
                                                     {"finish_reason", content.finish}}};
        answer["usage"] = chatUsage(ask, content);
        whole(reply, answer);
        return;
    }
    const bool usage = wantsUsage(ask);
    const auto chunk = [&](json::object delta, const json::value& finish) {
        auto made = base;
        made["choices"] = json::array{json::object{{"index", 0},
                                                   {"delta", std::move(delta)},
                                                   {"logprobs", nullptr},
                                                   {"finish_reason", finish}}};
        if (usage)
            made["usage"] = nullptr;
        return made;
    };
    event(reply, {},
          chunk({{"role", "assistant"}, {"content", ""}, {"refusal", nullptr}}, nullptr));
    if (!content.toolName.empty()) {
        auto call = toolCall(ask, content);
        call["index"] = 0;
        call["function"].as_object()["arguments"] = "";
        event(reply, pace, chunk({{"tool_calls", json::array{call}}}, nullptr));
        std::string_view left = content.toolArguments;
        const std::size_t most = std::max<std::size_t>(12, left.size() / 256);
        while (!left.empty()) {
            const auto piece = firstBytes(left, most);
            json::object part{{"index", 0}, {"function", {{"arguments", piece}}}};
            event(reply, pace, chunk({{"tool_calls", json::array{part}}}, nullptr));
            left.remove_prefix(piece.size());
        }
    }
    std::size_t sent = 0;
    for (const auto& word : words(content.text)) {
        if (ask.model == "break" && ++sent == 6) {
            reply.breaksOff = true;
            return;
        }
        event(reply, pace, chunk({{"content", word}}, nullptr));
    }
    event(reply, {}, chunk({}, json::value(content.finish)));
    if (usage) {
        auto last = base;
        last["choices"] = json::array{};
        last["usage"] = chatUsage(ask, content);
        event(reply, {}, last);
    }
    reply.pieces.push_back({{}, "data: [DONE]\n\n"});
}

void completions(SandboxReply& reply, const SandboxAsk& ask, Duration pace)
{
    const auto content = contentOf(ask);
    const json::object base{{"id", "cmpl-" + ask.hash.substr(0, 29)},
                            {"object", "text_completion"},
                            {"created", ask.created},
                            {"model", ask.model}};
    const auto with = [&](std::string_view text, const json::value& finish) {
        auto made = base;
        made["choices"] = json::array{json::object{
            {"text", text}, {"index", 0}, {"logprobs", nullptr}, {"finish_reason", finish}}};
        return made;
    };
    if (!flag(ask.body, "stream")) {
        auto answer = with(content.text, json::value(content.finish));
        answer["usage"] = chatUsage(ask, content);
        whole(reply, answer);
        return;
    }
    for (const auto& word : words(content.text))
        event(reply, pace, with(word, nullptr));
    event(reply, {}, with("", json::value(content.finish)));
    if (wantsUsage(ask)) {
        auto last = base;
        last["choices"] = json::array{};
        last["usage"] = chatUsage(ask, content);
        event(reply, {}, last);
    }
    reply.pieces.push_back({{}, "data: [DONE]\n\n"});
}

} // namespace gatehouse::gateway
