// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Dialect.h"

#include "ai/Fault.h"
#include "ai/JsonText.h"
#include "http/Answer.h"

namespace gatehouse::gateway {

namespace {

bool isBelow(std::string_view path, std::string_view prefix)
{
    return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

void field(std::string& out, std::string_view name, std::string_view value)
{
    if (out.back() != '{')
        out += ',';
    ai::appendJsonString(out, name);
    out += ':';
    ai::appendJsonString(out, value);
}

ai::ProviderFault faultOf(const Failure& failure)
{
    return {failure.status,
            {},
            std::string(failure.code.empty() ? failure.type : failure.code),
            failure.message};
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
        return ai::openAiErrorText(faultOf(failure));
    case Dialect::Anthropic:
        return ai::anthropicErrorText(faultOf(failure), requestId);
    case Dialect::Gemini:
        return ai::geminiErrorText(faultOf(failure));
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

std::string streamError(Dialect dialect, const Failure& failure, bool responses)
{
    if (dialect == Dialect::Anthropic)
        return "event: error\ndata: " + ai::anthropicErrorText(faultOf(failure), {}) + "\n\n";
    if (dialect == Dialect::Gemini)
        return "data: " + ai::geminiErrorText(faultOf(failure)) + "\r\n\r\n";
    if (!responses)
        return "data: " + ai::openAiErrorText(faultOf(failure)) + "\n\n";
    std::string event = R"({"type":"error")";
    field(event, "code", failure.code.empty() ? failure.type : failure.code);
    field(event, "message", failure.message);
    event += R"(,"param":null})";
    return "event: error\ndata: " + event + "\n\n";
}

} // namespace gatehouse::gateway
