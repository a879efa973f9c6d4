// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Exchange.h"

#include "base/Id.h"
#include "gateway/Recall.h"

namespace gatehouse::gateway {

Exchange::Exchange(http::ServerExchange& server, const Surroundings& surroundings,
                   std::shared_ptr<const View> current)
    : http(server)
    , around(surroundings)
    , view(std::move(current))
{
    const auto& request = http.request();
    record.start = http.startWall();
    record.id = makeUlid(record.start);
    record.method = request.method;
    record.path = request.target.path;
    record.phases.head = static_cast<std::uint32_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(http.headDone() - http.start())
            .count());
    dialect = dialectOf(request.target.path);
}

Exchange::~Exchange()
{
    around.counters.keep(admission);
    around.counters.keep(targetAdmission);
}

std::uint32_t Exchange::micros(Instant now) const
{
    const auto since = now - http.start();
    return static_cast<std::uint32_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(since).count());
}

void Exchange::fail(unsigned status, std::string_view type, std::string message,
                    std::string_view code)
{
    failure = {};
    failure.status = status;
    failure.type = type;
    failure.message = std::move(message);
    failure.code = code;
    verbatim.clear();
}

void Exchange::beginAttempt(std::string_view name, std::string_view keyId, Instant now)
{
    auto& attempt = record.attempts.emplace_back();
    attempt.target = name;
    attempt.key = keyId;
    attempt.startMicros = micros(now);
}

void Exchange::endAttempt(unsigned status, std::string_view reason, Instant now)
{
    auto& attempt = record.attempts.back();
    attempt.status = static_cast<std::uint16_t>(status);
    attempt.endMicros = micros(now);
    attempt.reason = reason;
}

std::string_view queryKey(std::string_view query)
{
    while (!query.empty()) {
        const auto end = query.find('&');
        const auto part = query.substr(0, end);
        if (part.starts_with("key="))
            return part.substr(4);
        query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    }
    return {};
}

std::string withoutKey(std::string_view query, std::string_view value)
{
    std::string out;
    bool first = true;
    while (!query.empty()) {
        const auto end = query.find('&');
        const auto part = query.substr(0, end);
        query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
        if (part.starts_with("key=") && part.substr(4) == value)
            continue;
        if (!first)
            out += '&';
        out += part;
        first = false;
    }
    return out;
}

} // namespace gatehouse::gateway
