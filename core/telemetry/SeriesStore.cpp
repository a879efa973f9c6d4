// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/SeriesStore.h"

#include <algorithm>
#include <ctime>
#include <limits>

namespace gatehouse::telemetry {

std::int64_t localMidnight(std::int64_t second, int days)
{
    const auto time = static_cast<std::time_t>(second);
    std::tm local{};
    ::localtime_r(&time, &local);
    local.tm_hour = local.tm_min = local.tm_sec = 0;
    local.tm_mday += days;
    local.tm_isdst = -1; // mktime() finds out, also on the days on which the clocks change
    return static_cast<std::int64_t>(std::mktime(&local));
}

std::int64_t endSecond(const RequestRecord& record)
{
    const Timestamp end = record.start + std::chrono::microseconds(record.phases.lastByte);
    return std::chrono::floor<std::chrono::seconds>(end).time_since_epoch().count();
}

void Step::count(const RequestRecord& record)
{
    ++requests;
    if (record.status == 429)
        ++status429;
    else if (record.status >= 500)
        ++status5xx;
    else if (record.status >= 400)
        ++status4xx;
    else if (record.status >= 100)
        ++status2xx;
    switch (record.refusedBy) {
    case RefusedBy::Nobody:
        break;
    case RefusedBy::OwnRule:
        ++refusedOwn;
        break;
    case RefusedBy::Provider:
        ++refusedProvider;
        break;
    case RefusedBy::Shed:
        ++refusedShed;
        break;
    }
    tokensIn += record.inputTokens;
    tokensOut += record.outputTokens;
    tokensCached += record.cachedTokens;
    cost.value += record.cost.value;
    if (record.kind == ExchangeKind::Rest && record.status != 0)
        rest.add(record.phases.lastByte);
    if (record.phases.firstToken > 0)
        firstToken.add(record.phases.firstToken);
}

void Step::merge(const Step& other)
{
    running += other.running;
    requests += other.requests;
    status2xx += other.status2xx;
    status4xx += other.status4xx;
    status429 += other.status429;
    status5xx += other.status5xx;
    refusedOwn += other.refusedOwn;
    refusedProvider += other.refusedProvider;
    refusedShed += other.refusedShed;
    active = std::max(active, other.active);
    tokensIn += other.tokensIn;
    tokensOut += other.tokensOut;
    tokensCached += other.tokensCached;
    cost.value += other.cost.value;
    rest.merge(other.rest);
    firstToken.merge(other.firstToken);
}

MetricValues Step::values() const
{
    const double seconds = std::max<std::uint32_t>(running, 1);
    const auto rate = [seconds](auto count) { return static_cast<double>(count) / seconds; };
    const auto millis = [](const Histogram& histogram, double fraction) {
        return histogram.empty() ? std::numeric_limits<double>::quiet_NaN()
                                 : histogram.percentile(fraction) / 1000;
    };
    // In the order of Metric.
    return {rate(requests),           rate(status2xx),    rate(status4xx),
            rate(status429),          rate(status5xx),    rate(refusedOwn),
            rate(refusedProvider),    rate(refusedShed),  millis(rest, 0.50),
            millis(rest, 0.95),       millis(rest, 0.99), millis(firstToken, 0.50),
            millis(firstToken, 0.95), rate(tokensIn),     rate(tokensOut),
            rate(tokensCached),       rate(cost.value),   static_cast<double>(active)};
}

StepRing::StepRing(std::chrono::seconds step, std::size_t size)
    : m_step(step.count())
    , m_size(size)
    , m_chunks((size + kChunk - 1) / kChunk)
{
}

Step* StepRing::at(std::int64_t second)
{
    const std::int64_t index = second / m_step;
    const auto slot = static_cast<std::size_t>(index) % m_size;
    auto& chunk = m_chunks[slot / kChunk];
    if (!chunk)
        chunk = std::make_unique<Step[]>(kChunk);
    Step& step = chunk[slot % kChunk];
    if (step.index > index)
        return nullptr;
    if (step.index < index) {
        step = Step{};
        step.index = index;
    }
    return &step;
}

const Step* StepRing::find(std::int64_t second) const
{
    const std::int64_t index = second / m_step;
    const auto slot = static_cast<std::size_t>(index) % m_size;
    const auto& chunk = m_chunks[slot / kChunk];
    if (!chunk || chunk[slot % kChunk].index != index)
        return nullptr;
    return &chunk[slot % kChunk];
}

void SeriesStore::count(const RequestRecord& record)
{
    const std::int64_t second = endSecond(record);
    markRunning(second);
    if (Step* step = m_fine.at(second))
        step->count(record);
    if (Step* step = m_coarse.at(second))
        step->count(record);
    if (second >= m_dayStart && second < m_dayEnd)
        m_today.count(record);
}

void SeriesStore::markRunning(std::int64_t second)
{
    Step* fine = m_fine.at(second);
    if (fine && fine->running)
        return;
    if (fine)
        fine->running = 1;
    Step* coarse = m_coarse.at(second);
    // Of a second that has no place any more nobody knows whether it was counted already.
    if (coarse && (fine || coarse->running == 0))
        ++coarse->running;
}

void SeriesStore::markRunning(std::int64_t fromSecond, std::int64_t toSecond)
{
    for (auto second = std::max(fromSecond, toSecond - kCoarse.count()); second <= toSecond;
         ++second)
        markRunning(second);
}

void SeriesStore::sampleActive(std::int64_t second, std::int64_t active)
{
    const auto sample = static_cast<std::uint32_t>(std::max<std::int64_t>(active, 0));
    for (StepRing* ring : {&m_fine, &m_coarse}) {
        if (Step* step = ring->at(second))
            step->active = std::max(step->active, sample);
    }
}

void SeriesStore::rollDay(Timestamp now)
{
    const auto second = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    if (second >= m_dayStart && second < m_dayEnd)
        return;
    m_dayStart = localMidnight(second);
    m_dayEnd = localMidnight(second, 1);
    m_today = {};
}

SeriesRange SeriesStore::range(Timestamp now, std::chrono::seconds span, std::size_t points) const
{
    span = std::clamp(span, std::chrono::seconds(1), kCoarse);
    points = std::clamp<std::size_t>(points, 1, 2000);
    const auto wanted = static_cast<std::int64_t>(points);
    std::int64_t step = (span.count() + wanted - 1) / wanted;
    if (step >= 10 || span > kFine)
        step = (step + 9) / 10 * 10;
    const StepRing& ring = step % 10 == 0 ? m_coarse : m_fine;

    const auto second = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    const std::int64_t end = second / step * step;
    const std::int64_t count = std::max<std::int64_t>(1, span.count() / step);

    SeriesRange range;
    range.from = Timestamp{std::chrono::seconds(end - count * step)};
    range.step = std::chrono::seconds(step);
    range.points.reserve(static_cast<std::size_t>(count));
    for (std::int64_t at = end - count * step; at < end; at += step) {
        Step merged;
        for (std::int64_t part = at; part < at + step; part += ring.stepSeconds()) {
            if (const Step* one = ring.find(part))
                merged.merge(*one);
        }
        if (merged.running)
            range.points.emplace_back(merged.values());
        else
            range.points.emplace_back(std::nullopt);
    }
    return range;
}

std::optional<MetricValues> SeriesStore::seconds(std::int64_t lastSecond, std::int64_t count) const
{
    Step merged;
    for (std::int64_t second = lastSecond - count + 1; second <= lastSecond; ++second) {
        if (const Step* step = m_fine.find(second))
            merged.merge(*step);
    }
    if (!merged.running)
        return std::nullopt;
    return merged.values();
}

} // namespace gatehouse::telemetry
