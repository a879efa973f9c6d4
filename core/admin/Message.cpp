// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Message.h"

#include "base/Text.h"
#include "http/Answer.h"
#include "telemetry/JsonWriter.h"

#include <algorithm>
#include <charconv>

namespace gatehouse::admin {

using telemetry::JsonWriter;

std::optional<std::string_view> Request::parameter(std::string_view name) const
{
    const auto at = std::ranges::find(query, name, &std::pair<std::string, std::string>::first);
    if (at == query.end())
        return std::nullopt;
    return at->second;
}

Result<std::int64_t> Request::number(std::string_view name, std::int64_t otherwise,
                                     std::int64_t least, std::int64_t most) const
{
    const auto text = parameter(name);
    if (!text)
        return otherwise;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size() || value < least || value > most)
        return fail(ErrorCode::Invalid, fmt::format("is a whole number from {} to {}", least, most),
                    std::string(name));
    return value;
}

std::vector<std::pair<std::string, std::string>> parseQuery(std::string_view query)
{
    const auto decode = [](std::string_view text) {
        std::string plain(text);
        std::ranges::replace(plain, '+', ' ');
        return text::percentDecode(plain).value_or(plain);
    };
    std::vector<std::pair<std::string, std::string>> parameters;
    for (const std::string_view part : text::split(query, '&')) {
        if (part.empty())
            continue;
        const auto equals = part.find('=');
        parameters.emplace_back(decode(part.substr(0, equals)),
                                equals == std::string_view::npos ? std::string()
                                                                 : decode(part.substr(equals + 1)));
    }
    return parameters;
}

Reply json(std::string body, unsigned status)
{
    Reply reply;
    reply.status = status;
    reply.body = std::move(body);
    return reply;
}

Reply noContent()
{
    Reply reply;
    reply.status = 204;
    reply.contentType.clear();
    return reply;
}

unsigned statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Invalid:
        return 400;
    case ErrorCode::NotFound:
        return 404;
    case ErrorCode::Conflict:
        return 409;
    case ErrorCode::Forbidden:
        return 403;
    case ErrorCode::Unauthorized:
        return 401;
    case ErrorCode::Unavailable:
        return 503;
    case ErrorCode::TooLarge:
        return 413;
    case ErrorCode::TimedOut:
        return 504;
    case ErrorCode::Internal:
        return 500;
    }
    return 500;
}

Reply problem(const Error& error)
{
    std::vector<InputFault> faults;
    if (error.code == ErrorCode::Invalid)
        faults.push_back({0, error.place, error.message});
    return problem(statusOf(error.code), toWord(error.code), error.text(), faults);
}

Reply problem(unsigned status, std::string_view code, std::string_view detail,
              const std::vector<InputFault>& faults)
{
    Reply reply;
    reply.status = status;
    reply.contentType = "application/problem+json";
    JsonWriter json(reply.body);
    json.beginObject();
    json.key("type").string("about:blank");
    json.key("title").string(http::reasonOf(status));
    json.key("status").number(status);
    json.key("detail").string(detail);
    json.key("code").string(code);
    if (!faults.empty()) {
        json.key("errors").beginArray();
        for (const InputFault& fault : faults) {
            json.beginObject();
            json.field("line", fault.line);
            json.key("path").string(fault.path);
            json.key("message").string(fault.message);
            json.endObject();
        }
        json.endArray();
    }
    json.endObject();
    return reply;
}

} // namespace gatehouse::admin
