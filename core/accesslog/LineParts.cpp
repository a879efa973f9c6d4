// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "accesslog/LineParts.h"

#include "base/Text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>

namespace gatehouse::accesslog {

namespace {

constexpr double kLongest = 4'000; ///< Seconds; what a record's micros can hold.

bool isMethod(std::string_view text)
{
    return !text.empty() && text.size() <= 20 && std::ranges::all_of(text, [](char c) {
        return (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

std::string_view given(std::string_view text)
{
    return text == "-" ? std::string_view{} : text;
}

} // namespace

std::vector<Word> wordsOf(std::string_view line, std::size_t most)
{
    std::vector<Word> out;
    std::size_t at = 0;
    while (at < line.size() && out.size() < most) {
        if (line[at] == ' ' || line[at] == '\t') {
            ++at;
            continue;
        }
        const char open = line[at];
        if (open != '"' && open != '[') {
            const auto end = std::min(line.find_first_of(" \t", at), line.size());
            out.push_back({line.substr(at, end - at), 0});
            at = end;
            continue;
        }
        const char close = open == '"' ? '"' : ']';
        auto end = at + 1;
        while (end < line.size() && line[end] != close)
            end += open == '"' && line[end] == '\\' ? 2 : 1;
        end = std::min(end, line.size());
        out.push_back({line.substr(at + 1, end - at - 1), open});
        at = end + 1;
    }
    return out;
}

bool takeRequest(std::string_view text, Parts& parts)
{
    const auto first = text.find(' ');
    if (first == std::string_view::npos || !isMethod(text.substr(0, first)))
        return false;
    auto target = text.substr(first + 1);
    if (const auto version = target.rfind(" HTTP/"); version != std::string_view::npos)
        target = target.substr(0, version);
    parts.method = text.substr(0, first);
    parts.target = target;
    return !target.empty();
}

int statusOf(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value >= 100 && value < 600
               ? value
               : 0;
}

std::uint64_t countOf(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size()
               ? std::min(value, std::uint64_t{1} << 50)
               : 0;
}

std::optional<telemetry::RequestRecord> recordOf(const Parts& parts, std::uint64_t number)
{
    if (!parts.time || parts.status == 0 || !isMethod(parts.method) || parts.target.empty())
        return std::nullopt;
    telemetry::RequestRecord out;
    const double seconds =
        std::isfinite(parts.seconds) ? std::clamp(parts.seconds, 0.0, kLongest) : 0;
    const std::chrono::microseconds took(static_cast<std::int64_t>(seconds * 1e6));
    out.id = "line " + std::to_string(number);
    out.start = std::max(Timestamp{}, parts.timeIsStart ? *parts.time : *parts.time - took);
    out.phases.lastByte = static_cast<std::uint32_t>(took.count());
    out.kind = telemetry::ExchangeKind::Rest;
    out.method = parts.method;
    auto target = parts.target;
    if (const auto scheme = target.find("://"); scheme != std::string_view::npos && scheme < 10) {
        const auto path = target.find('/', scheme + 3);
        target = path == std::string_view::npos ? std::string_view("/") : target.substr(path);
    }
    out.path = target.substr(0, target.find('?'));
    out.status = static_cast<std::uint16_t>(parts.status);
    out.application = given(parts.user);
    out.api = given(parts.api);
    const auto forwarded =
        text::trim(given(parts.forwardedFor).substr(0, given(parts.forwardedFor).find(',')));
    out.clientAddress = forwarded.empty() ? given(parts.client) : forwarded;
    out.bytesIn = parts.bytesIn;
    out.bytesOut = parts.bytesOut;
    // Without a body the target is all of the question.
    if (out.method == "GET" || out.method == "HEAD")
        out.question = static_cast<std::int64_t>(
            std::hash<std::string>{}(out.method + ' ' + std::string(target)) | 1);
    // Who had no right was asked for no limit; everything else went on to somebody.
    if (out.status != 401 && out.status != 403)
        out.attempts.push_back({"", "", out.status, 0, out.phases.lastByte, ""});
    return out;
}

} // namespace gatehouse::accesslog
