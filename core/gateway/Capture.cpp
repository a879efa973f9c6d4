// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Capture.h"

#include "base/Text.h"

namespace gatehouse::gateway {

namespace {

constexpr std::size_t kKept = 64u << 10;

void append(telemetry::CapturedBody& body, std::string_view bytes)
{
    body.size += bytes.size();
    if (body.data.size() < kKept)
        body.data += bytes.substr(0, kKept - body.data.size());
}

} // namespace

bool CaptureBudget::take(Instant now)
{
    if (now - m_second >= std::chrono::seconds(1)) {
        m_second = now;
        m_taken = 0;
    }
    return m_taken++ < kPerSecond;
}

std::string masked(std::string_view name, std::string_view value)
{
    for (const std::string_view secret : {"authorization", "proxy-authorization", "x-api-key",
                                          "x-goog-api-key", "api-key", "cookie", "set-cookie"}) {
        if (!text::equalsIgnoreCase(name, secret))
            continue;
        // Short secrets would be given away by four of their characters.
        return value.size() < 16 ? "***" : "***" + std::string(value.substr(value.size() - 4));
    }
    return std::string(value);
}

void captureRequestHead(Exchange& x)
{
    x.record.capture = std::make_unique<telemetry::Capture>();
    auto& headers = x.record.capture->requestHeaders;
    const auto& fields = x.http.request().fields;
    headers.reserve(fields.size());
    for (const auto& field : fields)
        headers.emplace_back(field.name, masked(field.name, field.value));
}

void captureRequest(Exchange& x, std::string_view bytes)
{
    if (x.record.capture)
        append(x.record.capture->request, bytes);
}

void captureAnswerHead(Exchange& x, const http::AnswerHead& head)
{
    if (!x.record.capture)
        return;
    auto& headers = x.record.capture->responseHeaders;
    headers.clear();
    std::string_view rest = head.fields.text();
    while (!rest.empty()) {
        const auto end = rest.find("\r\n");
        const auto line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos)
            continue;
        const auto name = line.substr(0, colon);
        headers.emplace_back(name, masked(name, text::trim(line.substr(colon + 1))));
    }
}

void captureAnswer(Exchange& x, std::string_view bytes)
{
    if (x.record.capture)
        append(x.record.capture->response, bytes);
}

} // namespace gatehouse::gateway
