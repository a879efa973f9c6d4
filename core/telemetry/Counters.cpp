// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/Counters.h"

#include <algorithm>

namespace gatehouse::telemetry {

void DayTotals::count(const RequestRecord& record)
{
    ++requests;
    if (record.status >= 500)
        ++errors5xx;
    if (record.status == 429)
        ++refused429;
    tokensIn += record.inputTokens;
    tokensOut += record.outputTokens;
    cost.value += record.cost.value;
}

DayTotals& DayTotals::operator+=(const DayTotals& other)
{
    requests += other.requests;
    errors5xx += other.errors5xx;
    refused429 += other.refused429;
    tokensIn += other.tokensIn;
    tokensOut += other.tokensOut;
    cost.value += other.cost.value;
    return *this;
}

void LatencyBuckets::add(std::uint32_t micros)
{
    const auto at = std::ranges::lower_bound(kLatencyBounds, micros);
    ++counts[static_cast<std::size_t>(at - kLatencyBounds.begin())];
    sumSeconds += micros / 1e6;
}

void Counters::count(const RequestRecord& record)
{
    const std::size_t statusClass = std::min<std::size_t>(record.status / 100, 5);
    ++requests[static_cast<std::size_t>(record.kind)][statusClass];
    ++refused[static_cast<std::size_t>(record.refusedBy)];
    if (record.status == 429)
        ++status429;
    tokensIn += record.inputTokens;
    tokensOut += record.outputTokens;
    tokensCached += record.cachedTokens;
    tokensReasoning += record.reasoningTokens;
    cost.value += record.cost.value;
    bytesIn += record.bytesIn;
    bytesOut += record.bytesOut;
    attempts += record.attempts.size();
    ++cache[static_cast<std::size_t>(record.cache)];
    savedTokens += record.savedInputTokens + record.savedOutputTokens;
    savedCost.value += record.savedCost.value;
    if (record.kind == ExchangeKind::Rest)
        rest.add(record.phases.lastByte);
    if (record.kind == ExchangeKind::Ai)
        ai.add(record.phases.lastByte);
    if (record.phases.firstToken > 0)
        firstToken.add(record.phases.firstToken);
}

} // namespace gatehouse::telemetry
