// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/CallLog.h"

#include "base/Crypto.h"
#include "base/Id.h"

#include <QTest>

/// Short words for tests of recorded traffic.
namespace gatehouse::doctor::test {

using namespace std::chrono_literals;
using telemetry::RequestRecord;

inline const Timestamp kNoon = fromUnixMillis(1'795'521'600'000); // 2026-11-24 12:00 UTC

/// A call that was answered, at so many milliseconds after noon.
inline RequestRecord answered(std::int64_t atMillis, const std::string& application = "web")
{
    RequestRecord out;
    out.start = kNoon + std::chrono::milliseconds(atMillis);
    out.id = makeUlid(out.start);
    out.kind = telemetry::ExchangeKind::Rest;
    out.method = "GET";
    out.path = "/orders/1";
    out.status = 200;
    out.application = application;
    out.key = "k1";
    out.api = "orders";
    out.clientAddress = "192.0.2.7";
    out.phases.admitted = 1;
    out.phases.lastByte = 20'000;
    out.attempts.push_back({"http://up", "", 200, 1, 20'000, ""});
    return out;
}

inline telemetry::LimitVerdict verdict(const std::string& word, std::int64_t used,
                                       std::int64_t limit, std::int64_t retryMillis = 0)
{
    return {"rpm", "", "requests", "enforced", word, 1, used, limit, limit - used, retryMillis};
}

/// One that the rule `rpm` refused.
inline RequestRecord refused(std::int64_t atMillis, std::int64_t retryMillis,
                             const std::string& application = "web")
{
    auto out = answered(atMillis, application);
    out.status = 429;
    out.refusedBy = telemetry::RefusedBy::OwnRule;
    out.error = "rate_limit_exceeded";
    out.attempts.clear();
    out.phases.lastByte = 100;
    out.limits = {verdict("refused", 10, 10, retryMillis)};
    return out;
}

inline model::LimitRule rpm(double limit, Duration per, double burst)
{
    model::LimitRule out;
    out.id = "rpm";
    out.name = "Requests";
    out.promise = model::AveragePromise{limit, per, burst};
    return out;
}

} // namespace gatehouse::doctor::test
