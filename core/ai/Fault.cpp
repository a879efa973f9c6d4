// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Fault.h"

#include "ai/JsonWriter.h"
#include "base/Text.h"

#include <array>
#include <charconv>

namespace gatehouse::ai {

namespace {

struct WordStatus
{
    std::string_view word;
    unsigned status;
};

/// What providers say inside a stream, where no HTTP status helps.
constexpr std::array kWords{
    WordStatus{"invalid_request_error", 400},
    WordStatus{"INVALID_ARGUMENT", 400},
    WordStatus{"validationException", 400},
    WordStatus{"authentication_error", 502},
    WordStatus{"permission_error", 502},
    WordStatus{"billing_error", 502},
    WordStatus{"not_found_error", 404},
    WordStatus{"NOT_FOUND", 404},
    WordStatus{"rate_limit_error", 429},
    WordStatus{"rate_limit_exceeded", 429},
    WordStatus{"RESOURCE_EXHAUSTED", 429},
    WordStatus{"throttlingException", 429},
    WordStatus{"overloaded_error", 503},
    WordStatus{"UNAVAILABLE", 503},
    WordStatus{"serviceUnavailableException", 503},
    WordStatus{"timeout_error", 504},
    WordStatus{"DEADLINE_EXCEEDED", 504},
    WordStatus{"modelTimeoutException", 504},
};

unsigned statusOfWord(std::string_view word)
{
    for (const auto& [known, status] : kWords) {
        if (text::equalsIgnoreCase(word, known))
            return status;
    }
    return 0;
}

/// `code` may be a number that is an HTTP status, or a word.
void readCode(JsonView code, ProviderFault& fault)
{
    if (code.isString()) {
        fault.code = code.text();
    } else if (const auto number = code.integer()) {
        if (*number >= 400 && *number < 600)
            fault.status = static_cast<unsigned>(*number);
        else
            fault.code = std::to_string(*number);
    }
}

std::string_view anthropicErrorType(unsigned status)
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

std::string_view geminiErrorStatus(unsigned status)
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

} // namespace

std::string_view openAiErrorType(unsigned status)
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

ProviderFault readFault(JsonView error)
{
    ProviderFault fault;
    if (error.isString()) {
        fault.message = error.text();
        return fault;
    }
    fault.message = error["message"].text();
    if (fault.message.empty())
        fault.message = error.either("detail", "msg").text();
    fault.type = error["type"].text();
    if (fault.type.empty())
        fault.type = error["status"].text();
    readCode(error["code"], fault);
    if (fault.status == 0)
        fault.status = statusOfWord(fault.type);
    if (fault.status == 0)
        fault.status = statusOfWord(fault.code);
    return fault;
}

ProviderFault readFault(std::string_view body, unsigned status)
{
    thread_local JsonDocument document;
    ProviderFault fault;
    if (document.parse(body)) {
        auto root = document.root();
        if (root.isArray() && !root.empty())
            root = *root.begin();
        const auto error = root["error"];
        if (error.present())
            fault = readFault(error);
        else if (const auto detail = root["detail"]; detail.isArray() && !detail.empty())
            fault = readFault(*detail.begin());
        else if (const auto minimax = root["base_resp"]; minimax.isObject())
            fault.message = minimax["status_msg"].text();
        else
            fault = readFault(root);
        // FastAPI's form of a wrong field.
        if (fault.message.empty() && root["detail"].isString())
            fault.message = root["detail"].text();
    }
    if (status != 0)
        fault.status = status;
    if (fault.message.empty() && status != 0)
        fault.message = "status " + std::to_string(status);
    return fault;
}

bool tellsFault(JsonView body)
{
    if (body["error"].present() && !body["choices"].present())
        return true;
    return body["type"].equals("error") || body["base_resp"]["status_code"].integerOr(0) != 0;
}

std::string openAiErrorText(const ProviderFault& fault)
{
    std::string out;
    JsonWriter json(out);
    json.beginObject().object("error");
    json.text("message", fault.message);
    json.text("type", openAiErrorType(fault.status));
    json.null("param");
    if (fault.code.empty())
        json.null("code");
    else
        json.text("code", fault.code);
    json.endObject().endObject();
    return out;
}

std::string anthropicErrorText(const ProviderFault& fault, std::string_view requestId)
{
    std::string out;
    JsonWriter json(out);
    json.beginObject().text("type", "error").object("error");
    json.text("type", anthropicErrorType(fault.status)).text("message", fault.message).endObject();
    if (!requestId.empty())
        json.text("request_id", requestId);
    json.endObject();
    return out;
}

std::string geminiErrorText(const ProviderFault& fault)
{
    std::string out;
    JsonWriter json(out);
    json.beginObject().object("error");
    json.number("code", fault.status).text("message", fault.message);
    json.text("status", geminiErrorStatus(fault.status)).endObject().endObject();
    return out;
}

} // namespace gatehouse::ai
