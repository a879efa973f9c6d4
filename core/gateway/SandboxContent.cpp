// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/SandboxContent.h"

#include "gateway/SandboxSchema.h"

#include <algorithm>

namespace gatehouse::gateway {

namespace {

std::string answerText(const SandboxAsk& ask)
{
    if (const auto* schema = schemaWanted(ask))
        return json::serialize(schemaInstance(*schema));
    if (ask.model == "echo")
        return ask.prompt;
    if (ask.afterTool)
        return "The tool answered: " + ask.toolResult;
    const std::string said =
        ask.prompt.empty() ? "nothing yet" : "\"" + std::string(firstBytes(ask.prompt, 200)) + "\"";
    return "This is the Gatehouse sandbox. It runs inside the gateway, needs no key and no "
           "network, and always gives the "
           "same answer to the same question. You said " +
           said + ". Replace the model's name to reach a real provider.";
}

} // namespace

SandboxContent contentOf(const SandboxAsk& ask)
{
    SandboxContent content;
    if (const auto* tool = toolWanted(ask)) {
        content.toolName = stringMember(*tool, "name");
        const auto* parameters = member(*tool, "parameters");
        content.toolArguments = parameters != nullptr && parameters->is_object()
                                    ? json::serialize(schemaInstance(parameters->get_object()))
                                    : "{}";
        content.finish = "tool_calls";
        content.output = tokensOf(content.toolArguments) + 8;
    } else {
        content.text = answerText(ask);
        content.output = tokensOf(content.text);
    }
    if (ask.model == "reason")
        content.reasoning = 32;
    content.output += content.reasoning;
    for (const std::string_view name :
         {"max_completion_tokens", "max_tokens", "max_output_tokens"}) {
        const auto* limit = member(ask.body, name);
        if (limit == nullptr || !limit->is_int64() || limit->get_int64() <= 0 ||
            limit->get_int64() >= content.output || !content.toolName.empty())
            continue;
        content.output = limit->get_int64();
        const auto bytes = static_cast<std::size_t>(
            std::max<std::int64_t>(content.output - content.reasoning, 0) * 4);
        content.text.resize(firstBytes(content.text, bytes).size());
        content.finish = "length";
    }
    return content;
}

std::string_view firstBytes(std::string_view text, std::size_t most)
{
    auto cut = std::min(most, text.size());
    while (cut > 0 && cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80)
        --cut;
    return text.substr(0, cut);
}

std::vector<std::string> words(std::string_view text)
{
    constexpr std::size_t kMost = 4096;
    const std::size_t least = 1 + text.size() / kMost;
    std::vector<std::string> list;
    while (!text.empty()) {
        auto end = text.find(' ', least);
        list.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end);
    }
    return list;
}

} // namespace gatehouse::gateway
