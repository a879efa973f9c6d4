// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/Blame.h"

#include <algorithm>

namespace gatehouse::doctor {

namespace {

constexpr std::size_t kMostNames = 6;

std::int64_t micros(Timestamp time)
{
    return time.time_since_epoch().count();
}

/// What the call took in the end; of what is not known, the estimate.
std::int64_t amountOf(const telemetry::RequestRecord& record,
                      const telemetry::LimitVerdict& verdict)
{
    if (verdict.unit == "requests" || verdict.unit == "in_flight" || verdict.verdict == "refused")
        return verdict.cost;
    if (verdict.unit == "cost_usd")
        return record.cost.value;
    if (verdict.unit == "bytes")
        return static_cast<std::int64_t>(record.bytesIn + record.bytesOut);
    const auto input = verdict.unit == "output_tokens" ? 0 : record.inputTokens;
    const auto output = verdict.unit == "input_tokens" ? 0 : record.outputTokens;
    return input + output;
}

} // namespace

Blame::Blame(const telemetry::LimitVerdict& counter, Timestamp from, Timestamp to)
    : m_rule(counter.rule)
    , m_partition(counter.partition)
    , m_unit(counter.unit)
    , m_from(micros(from))
    , m_to(std::max(micros(from) + 1, micros(to)))
{
}

void Blame::add(const telemetry::RequestRecord& record)
{
    const auto verdict = std::ranges::find_if(record.limits, [this](const auto& one) {
        return one.rule == m_rule && one.partition == m_partition;
    });
    // What would have been refused is not charged, and refuses nobody.
    if (verdict == record.limits.end() || verdict->verdict == "would_refuse")
        return;
    const bool refused = verdict->verdict == "refused";
    // Another rule refused it: nothing was charged here.
    if (!refused && record.refusedBy == telemetry::RefusedBy::OwnRule)
        return;
    auto& entry = m_entries.emplace_back();
    entry.atMicros = micros(record.start) + record.phases.head;
    entry.endMicros = micros(record.start) + record.phases.lastByte;
    entry.amount = amountOf(record, *verdict);
    entry.refused = refused;
    entry.fullness = verdict->limit > 0
                         ? static_cast<double>(verdict->used) / static_cast<double>(verdict->limit)
                         : 1;
    const std::pair caller(record.application.empty() ? record.clientAddress : record.application,
                           record.key);
    const auto [at, isNew] =
        m_numbers.try_emplace(caller, static_cast<std::uint32_t>(m_callers.size()));
    if (isNew)
        m_callers.push_back(caller);
    entry.caller = at->second;
}

std::vector<Blame::Share> Blame::shares(Timestamp from, Timestamp to) const
{
    std::vector<Share> out(m_callers.size());
    for (std::size_t i = 0; i < m_callers.size(); ++i) {
        out[i].application = m_callers[i].first;
        out[i].key = m_callers[i].second;
    }
    std::int64_t all = 0;
    const bool places = m_unit == "in_flight";
    for (const auto& entry : m_entries) {
        const bool during = entry.atMicros >= micros(from) && entry.atMicros <= micros(to);
        auto& share = out[entry.caller];
        if (entry.refused) {
            share.refused += during ? 1 : 0;
            continue;
        }
        if (places ? entry.atMicros > micros(to) || entry.endMicros < micros(to) : !during)
            continue;
        ++share.requests;
        share.used += entry.amount;
        all += entry.amount;
    }
    std::erase_if(out, [](const Share& one) { return one.requests == 0 && one.refused == 0; });
    for (auto& share : out)
        share.share = all > 0 ? static_cast<double>(share.used) / static_cast<double>(all) : 0;
    std::ranges::stable_sort(out, [](const Share& a, const Share& b) {
        return std::pair(a.used, a.refused) > std::pair(b.used, b.refused);
    });
    return out;
}

Blame::Series Blame::series(std::size_t points) const
{
    std::map<std::string, std::int64_t> totals;
    for (const auto& entry : m_entries)
        totals[m_callers[entry.caller].first] += entry.refused ? 0 : entry.amount;
    std::vector<std::pair<std::int64_t, std::string>> order;
    for (const auto& [name, total] : totals)
        order.emplace_back(-total, name);
    std::ranges::sort(order);
    if (order.size() > kMostNames)
        order.resize(kMostNames);
    Series out;
    out.refused.assign(points, 0);
    for (const auto& entry : m_entries) {
        if (entry.atMicros < m_from || entry.atMicros >= m_to)
            continue;
        const auto point = std::min<std::size_t>(
            points - 1, static_cast<std::size_t>(static_cast<double>(entry.atMicros - m_from) *
                                                 static_cast<double>(points) /
                                                 static_cast<double>(m_to - m_from)));
        if (entry.refused) {
            out.refused[point] += entry.amount;
            continue;
        }
        const auto& name = m_callers[entry.caller].first;
        const bool named =
            std::ranges::any_of(order, [&name](const auto& one) { return one.second == name; });
        auto& values = out.used[named ? name : std::string()];
        values.resize(points);
        values[point] += entry.amount;
    }
    return out;
}

std::uint64_t Blame::refusals() const
{
    return static_cast<std::uint64_t>(
        std::ranges::count_if(m_entries, [](const Entry& entry) { return entry.refused; }));
}

std::optional<Duration> Blame::warning() const
{
    constexpr double kNearlyFull = 0.8;
    auto entries = m_entries;
    std::ranges::stable_sort(entries, {}, &Entry::atMicros);
    std::optional<std::int64_t> since;
    for (const auto& entry : entries) {
        if (entry.refused && since)
            return std::chrono::microseconds(entry.atMicros - *since);
        if (entry.refused)
            return std::nullopt; // it was full before anything is known of it
        if (entry.fullness < kNearlyFull)
            since.reset();
        else if (!since)
            since = entry.atMicros;
    }
    return std::nullopt;
}

} // namespace gatehouse::doctor
