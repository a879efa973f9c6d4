// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Dialect.h"

#include "ai/JsonText.h"
#include "http/Answer.h"

namespace gatehouse::gateway {

namespace {

bool isBelow(std::string_view path, std::string_view prefix)
{
    return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

std::string_view openAiType(unsigned status)
{
    switch (status) {
    case 401:
        return "authentication_error";
    case 403:
        return "permission_error";
    case 404:
        return "not_found_error";
    case 429:
        return "rate_limit_error";
    default:
        return status < 500 ? "invalid_request_error" : "server_error";
    }
}

std::string_view anthropicType(unsigned status)
{
    switch (status) {
    case 401:
        return "authentication_error";
    case 403:
        return "permission_error";
    case 404:
        return "not_found_error";
    case 413:
        return "request_too_large";
    case 429:
        return "rate_limit_error";
    case 503:
    case 529:
        return "overloaded_error";
    case 504:
        return "timeout_error";
    default:
        return status < 500 ? "invalid_request_error" : "api_error";
    }
}

std::string_view geminiStatus(unsigned status)
{
    switch (status) {
    case 401:
        return "UNAUTHENTICATED";
    case 403:
        return "PERMISSION_DENIED";
    case 404:
        return "NOT_FOUND";
    case 429:
        return "RESOURCE_EXHAUSTED";
    case 503:
        return "UNAVAILABLE";
    case 504:
        return "DEADLINE_EXCEEDED";
    default:
        return status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
    }
}

void field(std::string& out, std::string_view name, std::string_view value)
{
    if (out.back() != '{')
        out += ',';
    ai::appendJsonString(out, name);
    out += ':';
    ai::appendJsonString(out, value);
}

std::string openAiError(const Failure& failure)
{
    std::string out = R"({"error":{)";
    field(out, "message", failure.message);
    field(out, "type",
          failure.code == "insufficient_quota" ? failure.code : openAiType(failure.status));
    out += R"(,"param":null)";
    field(out, "code", failure.code.empty() ? failure.type : failure.code);
    out += "}}";
    return out;
}

} // namespace

Dialect dialectOf(std::string_view path)
{
    if (isBelow(path, "/v1/messages"))
        return Dialect::Anthropic;
    if (isBelow(path, "/v1"))
        return Dialect::OpenAi;
    if (isBelow(path, "/v1beta"))
        return Dialect::Gemini;
    return Dialect::Problem;
}

std::string_view contentTypeOf(Dialect dialect)
{
    return dialect == Dialect::Problem ? "application/problem+json" : "application/json";
}

std::string errorBody(Dialect dialect, const Failure& failure, std::string_view requestId,
                      std::string_view path)
{
    std::string out;
    switch (dialect) {
    case Dialect::OpenAi:
        return openAiError(failure);
    case Dialect::Anthropic:
        out = R"({"type":"error","error":{)";
        field(out, "type", anthropicType(failure.status));
        field(out, "message", failure.message);
        out += "}";
        field(out, "request_id", requestId);
        out += "}";
        return out;
    case Dialect::Gemini:
        out = R"({"error":{"code":)" + std::to_string(failure.status);
        field(out, "message", failure.message);
        field(out, "status", geminiStatus(failure.status));
        out += "}}";
        return out;
    case Dialect::Problem:
        break;
    }
    out = "{";
    // A limit has a registered type (draft-ietf-httpapi-ratelimit-headers, 4.1).
    field(out, "type",
          failure.violated.empty()
              ? "urn:gatehouse:error:" + std::string(failure.type)
              : "https://iana.org/assignments/http-problem-types#quota-exceeded");
    field(out, "title",
          failure.violated.empty()
              ? http::reasonOf(failure.status)
              : "Request cannot be satisfied as assigned quota has been exceeded");
    out += R"(,"status":)" + std::to_string(failure.status);
    field(out, "detail", failure.message);
    if (!path.empty())
        field(out, "instance", path);
    field(out, "request_id", requestId);
    if (!failure.violated.empty()) {
        out += R"(,"violated-policies":[)";
        for (const auto& policy : failure.violated) {
            if (&policy != &failure.violated.front())
                out += ',';
            ai::appendJsonString(out, policy);
        }
        out += ']';
    }
    out += "}";
    return out;
}

std::string streamError(const Failure& failure, bool responses)
{
    if (!responses)
        return "data: " + openAiError(failure) + "\n\n";
    std::string event = R"({"type":"error")";
    field(event, "code", failure.code.empty() ? failure.type : failure.code);
    field(event, "message", failure.message);
    event += R"(,"param":null})";
    return "event: error\ndata: " + event + "\n\n";
}

} // namespace gatehouse::gateway
