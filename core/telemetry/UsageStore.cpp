// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/UsageStore.h"

#include "telemetry/SeriesStore.h"

#include <algorithm>

namespace gatehouse::telemetry {

namespace {

constexpr std::int64_t kSeconds = 60;
constexpr auto kKept = static_cast<std::int64_t>(UsageStore::kMinutes) + 1;

std::size_t slotOf(std::int64_t minute)
{
    return static_cast<std::size_t>(minute % kKept);
}

/// The entry of an id, made when there is room; `lastOf` tells the last minute of one.
template <typename Map, typename LastOf>
typename Map::mapped_type* entry(Map& map, const std::string& id, std::size_t most,
                                 std::int64_t minute, LastOf lastOf)
{
    if (const auto found = map.find(id); found != map.end())
        return &found->second;
    if (map.size() >= most)
        std::erase_if(map, [&](const auto& one) { return lastOf(one.second) <= minute - kKept; });
    return map.size() < most ? &map[id] : nullptr;
}

} // namespace

UsageStore::Count* UsageStore::Minutes::at(std::int64_t minute)
{
    const std::size_t slot = slotOf(minute);
    if (minutes[slot] > minute)
        return nullptr; // older than what is kept
    if (minutes[slot] < minute) {
        minutes[slot] = minute;
        counts[slot] = {};
    }
    last = std::max(last, minute);
    return &counts[slot];
}

UsageStore::Count UsageStore::Minutes::of(std::int64_t minute) const
{
    const std::size_t slot = slotOf(minute);
    return minutes[slot] == minute ? counts[slot] : Count{};
}

UsageRow UsageStore::Minutes::row(std::string_view id, std::int64_t nowSecond) const
{
    UsageRow row{.id = std::string(id)};
    const std::int64_t now = nowSecond / kSeconds;
    for (std::int64_t minute = now - kKept + 1; minute < now; ++minute) {
        const Count count = of(minute);
        row.calls.push_back(count.calls);
        row.refused.push_back(count.refused);
        row.failed.push_back(count.failed);
    }
    // The last 60 seconds: the running minute and the rest of the one before.
    const Count running = of(now);
    const Count before = of(now - 1);
    const double rest = 1 - static_cast<double>(nowSecond % kSeconds) / kSeconds;
    const auto rate = [rest](std::uint32_t a, std::uint32_t b) {
        return (a + b * rest) / kSeconds;
    };
    row.perSecond = rate(running.calls, before.calls);
    row.refusedPerSecond = rate(running.refused, before.refused);
    row.failedPerSecond = rate(running.failed, before.failed);
    return row;
}

void UsageStore::count(const RequestRecord& record)
{
    count(UsageBy::Api, record, record.api, record.application);
    count(UsageBy::Application, record, record.application, record.api);
    count(UsageBy::Model, record, record.modelAsked.empty() ? record.modelUsed : record.modelAsked,
          record.modelUsed.empty() ? std::string() : record.provider + '/' + record.modelUsed);
    count(UsageBy::Provider, record, record.provider, record.providerKey);
}

void UsageStore::count(UsageBy by, const RequestRecord& record, const std::string& id,
                       const std::string& part)
{
    if (id.empty())
        return;
    const std::int64_t minute = endSecond(record) / kSeconds;
    Whole* whole = entry(m_tables[static_cast<std::size_t>(by)], id, kMaxIds, minute,
                         [](const Whole& one) { return one.all.last; });
    if (!whole)
        return;
    const auto add = [&record](Count& count) {
        ++count.calls;
        count.refused += record.status == 429 || record.refusedBy == RefusedBy::Shed;
        count.failed += record.status >= 500 && record.refusedBy == RefusedBy::Nobody;
    };
    const std::size_t slot = slotOf(minute);
    const bool isNew = whole->all.minutes[slot] != minute;
    Count* all = whole->all.at(minute);
    if (!all)
        return;
    add(*all);
    if (isNew)
        whole->times[slot].clear();
    // How fast a refusal came says nothing of the API.
    const Phases& phases = record.phases;
    if (record.status < 400 || record.status >= 500) {
        if (const std::uint32_t time = phases.firstToken > 0 ? phases.firstToken : phases.lastByte)
            whole->times[slot].add(time);
    }
    if (part.empty())
        return;
    if (Minutes* own = entry(whole->parts, part, kMaxParts, minute,
                             [](const Minutes& one) { return one.last; })) {
        if (Count* count = own->at(minute))
            add(*count);
    }
}

std::vector<UsageRow> UsageStore::rows(UsageBy by, std::int64_t nowSecond,
                                       std::string_view whole) const
{
    std::vector<UsageRow> rows;
    const Table& table = m_tables[static_cast<std::size_t>(by)];
    const std::int64_t now = nowSecond / kSeconds;
    if (!whole.empty()) {
        if (const auto found = table.find(whole); found != table.end()) {
            for (const auto& [id, minutes] : found->second.parts) {
                if (minutes.last > now - kKept)
                    rows.push_back(minutes.row(id, nowSecond));
            }
        }
        return rows;
    }
    for (const auto& [id, one] : table) {
        if (one.all.last <= now - kKept)
            continue;
        UsageRow row = one.all.row(id, nowSecond);
        Histogram times;
        for (std::size_t i = 0; i < one.times.size(); ++i) {
            if (one.all.minutes[i] > now - kKept && one.all.minutes[i] <= now)
                times.merge(one.times[i]);
        }
        row.p95Millis = times.percentile(0.95) / 1000;
        row.parts = static_cast<std::size_t>(std::ranges::count_if(
            one.parts, [&](const auto& part) { return part.second.last > now - kKept; }));
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace gatehouse::telemetry
