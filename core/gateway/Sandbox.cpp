// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Sandbox.h"

#include "base/Crypto.h"
#include "base/Units.h"
#include "gateway/SandboxEndpoints.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace gatehouse::gateway {

namespace {

/// Boost.JSON reads 1e400 as infinity, which no JSON can say: what is echoed must be finite.
void makeFinite(json::value& value)
{
    if (auto* number = value.if_double()) {
        if (!std::isfinite(*number))
            *number = std::copysign(std::numeric_limits<double>::max(), *number);
    } else if (auto* object = value.if_object()) {
        for (auto& member : *object)
            makeFinite(member.value());
    } else if (auto* array = value.if_array()) {
        for (auto& element : *array)
            makeFinite(element);
    }
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

void refuse(SandboxReply& reply, unsigned status, std::string_view type, std::string_view code,
            std::string_view message)
{
    reply.status = status;
    reply.contentType = "application/json";
    reply.pieces.clear();
    whole(reply, json::object{
                     {"error",
                      {{"message", message}, {"type", type}, {"param", nullptr}, {"code", code}}}});
}

void event(SandboxReply& reply, Duration delay, const json::value& data, std::string_view name)
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

SandboxReply sandboxReply(AiEndpoint endpoint, std::string_view model, std::string_view body,
                          const std::map<std::string, std::string>& settings, std::int64_t created)
{
    SandboxReply reply;
    SandboxAsk ask;
    ask.model = model;
    ask.created = created;
    ask.hash = crypto::sha256Hex(body);
    ask.responses = endpoint == AiEndpoint::Responses;
    boost::system::error_code error;
    auto parsed = json::parse(body, error, {}, {.max_depth = 256});
    if (error || !parsed.is_object()) {
        refuse(reply, 400, "invalid_request_error", "invalid_json",
               "the sandbox cannot read this body");
        return reply;
    }
    makeFinite(parsed);
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
        refuse(reply, status,
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
            refuse(reply, 400, "invalid_request_error", "missing_required_parameter",
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
        refuse(reply, 404, "not_found_error", "not_found",
               "the sandbox does not answer on this path");
        return reply;
    }
    if (flag(ask.body, "stream"))
        reply.contentType = "text/event-stream; charset=utf-8";
    return reply;
}

} // namespace gatehouse::gateway
