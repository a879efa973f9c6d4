// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/TopList.h"

#include "telemetry/SeriesStore.h"

#include <algorithm>
#include <map>

namespace gatehouse::telemetry {

namespace {

template <typename Table>
typename Table::mapped_type* entry(Table& table, const std::string& id)
{
    if (id.empty())
        return nullptr;
    const auto found = table.find(id);
    if (found != table.end())
        return &found->second;
    if (table.size() >= TopLists::kMaxIds)
        return nullptr;
    return &table[id];
}

} // namespace

void TopLists::count(const RequestRecord& record)
{
    const std::int64_t at = endSecond(record);
    Second& second = m_seconds[static_cast<std::size_t>(at % kSeconds)];
    if (second.second > at)
        return; // older than a minute
    if (second.second < at) {
        second = Second{};
        second.second = at;
    }
    const bool refused = record.status == 429 || record.refusedBy == RefusedBy::Shed;
    const std::string& model = record.modelAsked.empty() ? record.modelUsed : record.modelAsked;
    for (Count* one : {entry(second.applications, record.application),
                       entry(second.apis, record.api), entry(second.models, model)}) {
        if (one) {
            ++one->calls;
            one->refused += refused;
        }
    }
    if (auto* provider = entry(second.providers, record.provider)) {
        ++provider->calls;
        provider->failures += record.status >= 500 || record.refusedBy == RefusedBy::Provider;
        if (record.phases.firstToken > 0)
            provider->firstToken.add(record.phases.firstToken);
    }
}

std::vector<TopEntry> TopLists::list(Table Second::* table, std::int64_t lastSecond,
                                     std::size_t most) const
{
    std::map<std::string_view, Count> sums;
    for (const Second& second : m_seconds) {
        if (second.second > lastSecond || second.second <= lastSecond - kSeconds)
            continue;
        for (const auto& [id, count] : second.*table) {
            Count& sum = sums[id];
            sum.calls += count.calls;
            sum.refused += count.refused;
        }
    }
    std::vector<TopEntry> entries;
    entries.reserve(sums.size());
    for (const auto& [id, count] : sums)
        entries.push_back({std::string(id), static_cast<double>(count.calls) / kSeconds,
                           static_cast<double>(count.refused) / kSeconds});
    std::ranges::stable_sort(entries, std::greater{}, &TopEntry::perSecond);
    if (entries.size() > most)
        entries.resize(most);
    return entries;
}

std::vector<TopEntry> TopLists::applications(std::int64_t lastSecond, std::size_t most) const
{
    return list(&Second::applications, lastSecond, most);
}

std::vector<TopEntry> TopLists::apis(std::int64_t lastSecond, std::size_t most) const
{
    return list(&Second::apis, lastSecond, most);
}

std::vector<TopEntry> TopLists::models(std::int64_t lastSecond, std::size_t most) const
{
    return list(&Second::models, lastSecond, most);
}

std::vector<ProviderFigures> TopLists::providers(std::int64_t lastSecond) const
{
    std::map<std::string_view, ProviderCount> sums;
    for (const Second& second : m_seconds) {
        if (second.second > lastSecond || second.second <= lastSecond - kSeconds)
            continue;
        for (const auto& [id, count] : second.providers) {
            ProviderCount& sum = sums[id];
            sum.calls += count.calls;
            sum.failures += count.failures;
            sum.firstToken.merge(count.firstToken);
        }
    }
    std::vector<ProviderFigures> figures;
    for (const auto& [id, count] : sums)
        figures.push_back({std::string(id), count.calls, count.failures,
                           count.firstToken.percentile(0.5) / 1000});
    return figures;
}

} // namespace gatehouse::telemetry
