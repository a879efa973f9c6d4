// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/SandboxAsk.h"

#include "base/Text.h"

namespace gatehouse::gateway {

namespace {

std::string textOf(const json::value& content)
{
    if (const auto* text = content.if_string())
        return std::string(*text);
    std::string joined;
    if (const auto* parts = content.if_array()) {
        for (const auto& part : *parts) {
            const auto* object = part.if_object();
            const auto* text = object != nullptr ? object->if_contains("text") : nullptr;
            if (text != nullptr && text->is_string())
                joined += std::string_view(text->get_string());
        }
    }
    return joined;
}

} // namespace

const json::value* member(const json::object& object, std::string_view name)
{
    const auto* value = object.if_contains(name);
    return value != nullptr && !value->is_null() ? value : nullptr;
}

std::string stringMember(const json::object& object, std::string_view name)
{
    const auto* value = member(object, name);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string{};
}

bool flag(const json::object& object, std::string_view name)
{
    const auto* value = member(object, name);
    return value != nullptr && value->is_bool() && value->get_bool();
}

bool wantsUsage(const SandboxAsk& ask)
{
    const auto* options = member(ask.body, "stream_options");
    return options != nullptr && options->is_object() &&
           flag(options->get_object(), "include_usage");
}

std::int64_t tokensOf(std::string_view text)
{
    return text.empty() ? 0 : static_cast<std::int64_t>((text.size() + 3) / 4);
}

void readMessages(const json::value& messages, SandboxAsk& ask)
{
    const auto* list = messages.if_array();
    if (list == nullptr) {
        ask.prompt = textOf(messages);
        ask.input = tokensOf(ask.prompt);
        return;
    }
    for (const auto& entry : *list) {
        if (entry.is_string()) {
            ask.prompt = textOf(entry);
            ask.input += tokensOf(ask.prompt);
            continue;
        }
        const auto* message = entry.if_object();
        if (message == nullptr)
            continue;
        const auto role = stringMember(*message, "role");
        const bool output = stringMember(*message, "type") == "function_call_output";
        const auto* content = member(*message, output ? "output" : "content");
        const auto text = content != nullptr ? textOf(*content) : std::string{};
        ask.input += tokensOf(text) + 3;
        ask.afterTool = role == "tool" || output;
        if (ask.afterTool)
            ask.toolResult = text;
        else if (role == "user")
            ask.prompt = text;
    }
}

const json::object* toolWanted(const SandboxAsk& ask)
{
    const auto* tools = member(ask.body, "tools");
    if (tools == nullptr || !tools->is_array() || ask.afterTool)
        return nullptr;
    bool required = false;
    std::string named;
    if (const auto* choice = member(ask.body, "tool_choice")) {
        if (choice->is_string()) {
            if (choice->get_string() == "none")
                return nullptr;
            required = choice->get_string() == "required";
        } else if (const auto* object = choice->if_object()) {
            const auto* function = member(*object, "function");
            named = function != nullptr && function->is_object()
                        ? stringMember(function->get_object(), "name")
                        : stringMember(*object, "name");
        }
    }
    const auto prompt = text::toLower(ask.prompt);
    const json::object* first = nullptr;
    for (const auto& tool : tools->get_array()) {
        const auto* object = tool.if_object();
        if (object == nullptr || stringMember(*object, "type") != "function")
            continue;
        const auto* function = member(*object, "function");
        const auto* description = function != nullptr ? function->if_object() : object;
        if (description == nullptr)
            continue;
        const auto name = stringMember(*description, "name");
        if (first == nullptr)
            first = description;
        if (!named.empty() ? named == name
                           : !name.empty() && prompt.find(text::toLower(name)) != std::string::npos)
            return description;
        // `get_weather` is meant by "what is the weather?", too.
        for (const auto word : text::split(name, '_')) {
            if (named.empty() && word.size() > 3 &&
                prompt.find(text::toLower(word)) != std::string::npos)
                return description;
        }
    }
    return required || prompt.find("tool") != std::string::npos ? first : nullptr;
}

const json::object* schemaWanted(const SandboxAsk& ask)
{
    const json::value* format = member(ask.body, "response_format");
    if (ask.responses) {
        const auto* text = member(ask.body, "text");
        format =
            text != nullptr && text->is_object() ? member(text->get_object(), "format") : nullptr;
    }
    if (format == nullptr || !format->is_object())
        return nullptr;
    const auto& object = format->get_object();
    const auto* inner = member(object, "json_schema");
    const auto& holder = inner != nullptr && inner->is_object() ? inner->get_object() : object;
    const auto* schema = member(holder, "schema");
    if (schema != nullptr && schema->is_object())
        return &schema->get_object();
    static const json::object kAny{{"type", "object"}};
    return stringMember(object, "type") == "json_object" ? &kAny : nullptr;
}

std::vector<std::string> inputs(const json::object& body)
{
    const auto* input = member(body, "input");
    if (input == nullptr)
        return {};
    const auto* list = input->if_array();
    if (list == nullptr)
        return {textOf(*input)};
    if (!list->empty() && list->front().is_number())
        return {json::serialize(*list)};
    std::vector<std::string> texts;
    for (const auto& entry : *list) {
        if (const auto* object = entry.if_object())
            texts.push_back(stringMember(*object, "text"));
        else
            texts.push_back(entry.is_string() ? textOf(entry) : json::serialize(entry));
    }
    return texts;
}

} // namespace gatehouse::gateway
