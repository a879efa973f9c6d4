// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Capture.h"
#include "gateway/Recall.h"
#include "gateway/Steps.h"

namespace gatehouse::gateway {

namespace {

/// Equal for equal questions; 0 where the body went by without being kept.
std::int64_t questionOf(const Exchange& x)
{
    const auto& request = x.http.request();
    const bool hasBody = request.body == http::BodyKind::Chunked ||
                         (request.body == http::BodyKind::Length && request.length > 0);
    if ((x.call != CallKind::Rest && x.call != CallKind::Model) ||
        (hasBody && (!x.http.bodyDone() || x.http.bodyBytes() != x.body.size())))
        return 0;
    const auto& key = x.around.counters.hashKey();
    const auto query = request.target.query;
    std::string asked(request.method);
    asked.append(" ").append(request.target.path).append("?");
    asked.append(withoutKey(query, queryKey(query)));
    const auto body = crypto::shortHash(key, x.body);
    asked.append(reinterpret_cast<const char*>(&body), sizeof body);
    const auto hash = static_cast<std::int64_t>(crypto::shortHash(key, asked));
    return hash == 0 ? 1 : hash;
}

} // namespace

void finishRecord(Exchange& x)
{
    auto& record = x.record;
    if (record.status == 0)
        record.status = static_cast<std::uint16_t>(x.http.status());
    switch (x.http.gone()) {
    case http::Gone::No:
        break;
    case http::Gone::HungUp:
        record.error = "client_gone";
        break;
    case http::Gone::WriteStall:
        record.error = "client_stalled";
        break;
    case http::Gone::Exchange:
        record.error = "exchange_timeout";
        break;
    case http::Gone::Drain:
        record.error = "drain";
        break;
    }
    if (x.recall != nullptr && !x.recall->unsafe) {
        record.cache = x.recall->use;
        // Nobody there was called.
        if (x.recall->use != telemetry::CacheUse::Miss)
            record.provider.clear();
    }
    if (record.bytesIn == 0)
        record.bytesIn = x.http.bodyBytes();
    if (record.bytesOut == 0)
        record.bytesOut = x.http.sentBytes();
    if (record.capture)
        record.capture->request.size = std::max(record.capture->request.size, record.bytesIn);
    finishCapture(x);
    record.question = questionOf(x);
    record.phases.lastByte = x.micros();
}

} // namespace gatehouse::gateway
