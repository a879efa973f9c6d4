// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Sandbox.h"

#include "base/Crypto.h"
#include "base/Text.h"
#include "base/Units.h"
#include "gateway/SandboxSchema.h"

#include <boost/json.hpp>

#include <charconv>
#include <cmath>

namespace gatehouse::gateway {

namespace {

namespace json = boost::json;

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

/// About four characters a token, as English has it.
std::int64_t tokensOf(std::string_view text)
{
    return text.empty() ? 0 : static_cast<std::int64_t>((text.size() + 3) / 4);
}

std::vector<std::string> words(std::string_view text)
{
    std::vector<std::string> list;
    while (!text.empty()) {
        auto end = text.find(' ', 1);
        list.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end);
    }
    return list;
}

/// What a request says, whichever endpoint it came by.
struct Ask
{
    json::object body;
    std::string prompt; ///< The last words of the user.
    std::int64_t input = 0;
    bool afterTool = false; ///< The last message is a tool's answer.
    std::string toolResult;
    std::string hash;
    std::string model;
    std::int64_t created = 0;
    bool responses = false;
};

void readMessages(const json::value& messages, Ask& ask)
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

/// The tool to be called: the one that must be, else the first whose name or whose wish stands in
/// the prompt.
const json::object* toolWanted(const Ask& ask)
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

/// The schema that the answer must keep to, or null.
const json::object* schemaWanted(const Ask& ask)
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

std::string answerText(const Ask& ask)
{
    if (const auto* schema = schemaWanted(ask))
        return json::serialize(schemaInstance(*schema));
    if (ask.model == "echo")
        return ask.prompt;
    if (ask.afterTool)
        return "The tool answered: " + ask.toolResult;
    const std::string said =
        ask.prompt.empty() ? "nothing yet" : "\"" + ask.prompt.substr(0, 200) + "\"";
    return "This is the Gatehouse sandbox. It runs inside the gateway, needs no key and no "
           "network, and always gives the "
           "same answer to the same question. You said " +
           said + ". Replace the model's name to reach a real provider.";
}

struct Content
{
    std::string text;
    std::string toolName;
    std::string toolArguments;
    std::string finish = "stop";
    std::int64_t output = 0;
    std::int64_t reasoning = 0;
};

Content contentOf(const Ask& ask)
{
    Content content;
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
        auto cut = std::min(bytes, content.text.size());
        while (cut > 0 && cut < content.text.size() &&
               (static_cast<unsigned char>(content.text[cut]) & 0xC0) == 0x80)
            --cut;
        content.text.resize(cut);
        content.finish = "length";
    }
    return content;
}

json::object chatUsage(const Ask& ask, const Content& content)
{
    return {{"prompt_tokens", ask.input},
            {"completion_tokens", content.output},
            {"total_tokens", ask.input + content.output},
            {"prompt_tokens_details", {{"cached_tokens", 0}}},
            {"completion_tokens_details", {{"reasoning_tokens", content.reasoning}}}};
}

void event(SandboxReply& reply, Duration delay, const json::value& data, std::string_view name = {})
{
    std::string text;
    if (!name.empty())
        text = "event: " + std::string(name) + "\n";
    text += "data: " + json::serialize(data) + "\n\n";
    reply.pieces.push_back({delay, std::move(text)});
}

void whole(SandboxReply& reply, const json::value& data)
{
    reply.pieces.push_back({Duration::zero(), json::serialize(data)});
}

json::object toolCall(const Ask& ask, const Content& content)
{
    return {{"id", "call_" + ask.hash.substr(0, 24)},
            {"type", "function"},
            {"function", {{"name", content.toolName}, {"arguments", content.toolArguments}}}};
}

void chat(SandboxReply& reply, const Ask& ask, Duration pace)
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
    const auto* options = member(ask.body, "stream_options");
    const bool usage =
        options != nullptr && options->is_object() && flag(options->get_object(), "include_usage");
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
        for (std::size_t at = 0; at < content.toolArguments.size(); at += 12) {
            json::object part{{"index", 0},
                              {"function", {{"arguments", content.toolArguments.substr(at, 12)}}}};
            event(reply, pace, chunk({{"tool_calls", json::array{part}}}, nullptr));
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

void completions(SandboxReply& reply, const Ask& ask, Duration pace)
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
    const auto* options = member(ask.body, "stream_options");
    if (options != nullptr && options->is_object() &&
        flag(options->get_object(), "include_usage")) {
        auto last = base;
        last["choices"] = json::array{};
        last["usage"] = chatUsage(ask, content);
        event(reply, {}, last);
    }
    reply.pieces.push_back({{}, "data: [DONE]\n\n"});
}

void responses(SandboxReply& reply, const Ask& ask, Duration pace)
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

/// One input after the other; lists of token numbers count as one text.
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

/// A unit vector that depends on the text alone.
std::vector<float> embedding(std::string_view text, std::size_t dimensions)
{
    std::vector<float> vector(dimensions);
    std::uint64_t state = 1469598103934665603ull;
    for (const char c : text)
        state = (state ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    double norm = 0;
    for (auto& value : vector) {
        state += 0x9E3779B97F4A7C15ull;
        auto mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ull;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBull;
        mixed ^= mixed >> 31;
        value = static_cast<float>(static_cast<double>(mixed >> 11) / 4503599627370496.0 - 1.0);
        norm += double(value) * value;
    }
    for (auto& value : vector)
        value = static_cast<float>(value / std::sqrt(norm));
    return vector;
}

void embeddings(SandboxReply& reply, const Ask& ask)
{
    std::size_t dimensions = 256;
    if (const auto* wanted = member(ask.body, "dimensions");
        wanted != nullptr && wanted->is_int64())
        dimensions =
            static_cast<std::size_t>(std::clamp<std::int64_t>(wanted->get_int64(), 1, 4096));
    const bool base64 = stringMember(ask.body, "encoding_format") == "base64";
    json::array data;
    std::int64_t tokens = 0;
    for (const auto& text : inputs(ask.body)) {
        const auto vector = embedding(text, dimensions);
        tokens += std::max<std::int64_t>(1, tokensOf(text));
        json::object one{{"object", "embedding"}, {"index", data.size()}};
        if (base64)
            one["embedding"] = text::toBase64(
                {reinterpret_cast<const char*>(vector.data()), vector.size() * sizeof(float)});
        else
            one["embedding"] = json::array(vector.begin(), vector.end());
        data.push_back(std::move(one));
    }
    whole(reply, json::object{{"object", "list"},
                              {"data", std::move(data)},
                              {"model", ask.model},
                              {"usage", {{"prompt_tokens", tokens}, {"total_tokens", tokens}}}});
}

void moderations(SandboxReply& reply, const Ask& ask)
{
    json::array results;
    for (const auto& text : inputs(ask.body)) {
        const bool violent = text::toLower(text).find("kill") != std::string::npos;
        json::object categories;
        json::object scores;
        json::object types;
        for (const std::string_view name :
             {"harassment", "harassment/threatening", "hate", "hate/threatening", "illicit",
              "illicit/violent", "self-harm", "self-harm/intent", "self-harm/instructions",
              "sexual", "sexual/minors", "violence", "violence/graphic"}) {
            const bool hit = violent && name == "violence";
            categories[name] = hit;
            scores[name] = hit ? 0.9 : 0.001;
            types[name] = json::array{"text"};
        }
        results.push_back(json::object{{"flagged", violent},
                                       {"categories", categories},
                                       {"category_scores", scores},
                                       {"category_applied_input_types", types}});
    }
    whole(reply, json::object{{"id", "modr-" + ask.hash.substr(0, 24)},
                              {"model", ask.model},
                              {"results", std::move(results)}});
}

void fail(SandboxReply& reply, unsigned status, std::string_view type, std::string_view code,
          std::string_view message)
{
    reply.status = status;
    reply.contentType = "application/json";
    reply.pieces.clear();
    whole(reply, json::object{
                     {"error",
                      {{"message", message}, {"type", type}, {"param", nullptr}, {"code", code}}}});
}

Duration setting(const std::map<std::string, std::string>& settings, const char* name,
                 Duration otherwise)
{
    const auto it = settings.find(name);
    if (it == settings.end())
        return otherwise;
    const auto parsed = parseDuration(it->second);
    return parsed ? *parsed : otherwise;
}

} // namespace

SandboxReply sandboxReply(AiEndpoint endpoint, std::string_view model, std::string_view body,
                          const std::map<std::string, std::string>& settings, std::int64_t created)
{
    SandboxReply reply;
    Ask ask;
    ask.model = model;
    ask.created = created;
    ask.hash = crypto::sha256Hex(body);
    ask.responses = endpoint == AiEndpoint::Responses;
    boost::system::error_code error;
    auto parsed = json::parse(body, error, {}, {.max_depth = 256});
    if (error || !parsed.is_object()) {
        fail(reply, 400, "invalid_request_error", "invalid_json",
             "the sandbox cannot read this body");
        return reply;
    }
    ask.body = std::move(parsed.get_object());
    Duration pace = setting(settings, "pace", std::chrono::milliseconds(25));
    reply.firstDelay = setting(settings, "first_token", std::chrono::milliseconds(150));
    if (model == "slow") {
        reply.firstDelay = setting(settings, "slow", std::chrono::seconds(5));
        pace *= 8;
    }
    // fail-STATUS and refuse-STATUS do what they say, for every status that an error may have.
    for (const std::string_view prefix : {"fail-", "refuse-"}) {
        if (!model.starts_with(prefix))
            continue;
        unsigned status = 0;
        const auto digits = model.substr(prefix.size());
        std::from_chars(digits.data(), digits.data() + digits.size(), status);
        if (status < 400 || status > 599)
            status = prefix == "fail-" ? 500 : 429;
        if (status == 429)
            reply.retryAfter = "2";
        fail(reply, status,
             status == 429  ? "rate_limit_error"
             : status < 500 ? "invalid_request_error"
                            : "server_error",
             status == 429 ? "rate_limit_exceeded" : "sandbox_failure",
             "the sandbox was told to answer " + std::to_string(status));
        return reply;
    }
    switch (endpoint) {
    case AiEndpoint::Chat:
        if (const auto* messages = member(ask.body, "messages");
            messages != nullptr && messages->is_array() && !messages->get_array().empty()) {
            readMessages(*messages, ask);
            chat(reply, ask, pace);
        } else {
            fail(reply, 400, "invalid_request_error", "missing_required_parameter",
                 "\"messages\" is missing");
            return reply;
        }
        break;
    case AiEndpoint::Completions:
        if (const auto* prompt = member(ask.body, "prompt"))
            readMessages(*prompt, ask);
        completions(reply, ask, pace);
        break;
    case AiEndpoint::Responses:
        if (const auto* input = member(ask.body, "input"))
            readMessages(*input, ask);
        responses(reply, ask, pace);
        break;
    case AiEndpoint::Embeddings:
        reply.firstDelay = std::min<Duration>(reply.firstDelay, std::chrono::milliseconds(20));
        embeddings(reply, ask);
        return reply;
    case AiEndpoint::Moderations:
        reply.firstDelay = std::min<Duration>(reply.firstDelay, std::chrono::milliseconds(20));
        moderations(reply, ask);
        return reply;
    case AiEndpoint::Other:
        fail(reply, 404, "not_found_error", "not_found",
             "the sandbox does not answer on this path");
        return reply;
    }
    if (flag(ask.body, "stream"))
        reply.contentType = "text/event-stream; charset=utf-8";
    return reply;
}

} // namespace gatehouse::gateway
