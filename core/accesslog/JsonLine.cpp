// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "accesslog/JsonLine.h"

#include "accesslog/LineParts.h"
#include "accesslog/LogTime.h"

#include "base/Text.h"
#include "model/Document.h"

#include <initializer_list>

namespace gatehouse::accesslog {

namespace {

/// The text at one of these paths (`response.status`), the first that is there.
std::string_view at(const model::Node& root, std::initializer_list<std::string_view> paths)
{
    for (const auto path : paths) {
        const model::Node* node = &root;
        for (const auto key : text::split(path, '.')) {
            node = node->find(key);
            if (node == nullptr)
                break;
        }
        const auto* const scalar = node != nullptr ? node->scalar() : nullptr;
        if (scalar != nullptr && !scalar->text.empty() && scalar->text != "-")
            return scalar->text;
    }
    return {};
}

double numberAt(const model::Node& root, std::initializer_list<std::string_view> paths)
{
    return plainNumber(at(root, paths)).value_or(0);
}

} // namespace

std::optional<telemetry::RequestRecord> readJsonLine(std::string_view line, std::uint64_t number)
{
    if (!line.starts_with('{'))
        return std::nullopt;
    const auto root = model::parseJson(line);
    if (!root)
        return std::nullopt;
    Parts parts;
    parts.method = at(*root, {"request.method", "request_method", "method"});
    parts.target = at(*root, {"request.uri", "request_uri", "uri", "path", "url_path"});
    if (parts.method.empty() || parts.target.empty()) {
        const auto request = at(*root, {"request"});
        if (request.empty() || !takeRequest(request, parts))
            return std::nullopt;
    }
    parts.status = statusOf(at(*root, {"response.status", "status", "response_code"}));
    parts.client =
        at(*root, {"client_ip", "remote_addr", "remote_ip", "client", "downstream_remote_address"});
    if (const auto port = parts.client.rfind(':');
        port != std::string_view::npos && parts.client.find(':') == port)
        parts.client = parts.client.substr(0, port);
    parts.forwardedFor = at(*root, {"x_forwarded_for", "http_x_forwarded_for"});
    parts.user =
        at(*root, {"consumer.username", "consumer.id", "consumer_name", "remote_user", "user"});
    parts.api = at(*root, {"service.name", "route.name", "service_id", "route_id"});
    parts.bytesIn = countOf(at(*root, {"request.size", "request_length", "bytes_received"}));
    parts.bytesOut =
        countOf(at(*root, {"response.size", "body_bytes_sent", "bytes_sent", "bytes"}));
    // Start times first: what is only written at the end has another name.
    if (const auto start = at(*root, {"started_at", "start_time"}); !start.empty()) {
        parts.time = anyTime(start);
        parts.timeIsStart = true;
    } else {
        parts.time = anyTime(
            at(*root, {"msec", "time_iso8601", "time_local", "@timestamp", "timestamp", "time"}));
    }
    parts.seconds = numberAt(*root, {"request_time"});
    if (parts.seconds == 0)
        parts.seconds = numberAt(*root, {"latencies.request", "latency", "duration"}) / 1000;
    return recordOf(parts, number);
}

} // namespace gatehouse::accesslog
