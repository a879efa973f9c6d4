// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/CallerMemory.h"

#include <algorithm>

namespace gatehouse::services {

namespace {

std::int64_t halfHourOf(Timestamp time)
{
    return std::chrono::floor<std::chrono::minutes>(time).time_since_epoch().count() / 30;
}

} // namespace

const std::string& callerOf(const telemetry::RequestRecord& record)
{
    return record.application.empty() ? record.clientAddress : record.application;
}

void CallerMemory::note(const telemetry::RequestRecord& record)
{
    const auto& caller = callerOf(record);
    if (caller.empty())
        return;
    const auto number = halfHourOf(record.start);
    if (number > m_number) {
        m_previous = number == m_number + 1 ? std::move(m_current) : Half();
        m_current.clear();
        m_number = number;
    }
    if (number < m_number - 1)
        return;
    auto& half = number == m_number ? m_current : m_previous;
    if (half.size() >= kMost && !half.contains(caller))
        return;
    auto& calls = half[caller];
    ++calls.all;
    calls.refused += record.refusedBy == telemetry::RefusedBy::OwnRule ? 1 : 0;
}

std::vector<std::string> CallerMemory::fine(double share, Timestamp now, std::size_t most) const
{
    const auto number = halfHourOf(now);
    Half all;
    for (const auto& [half, its] : {std::pair(&m_current, m_number), {&m_previous, m_number - 1}}) {
        if (its < number - 1)
            continue;
        for (const auto& [caller, calls] : *half) {
            all[caller].all += calls.all;
            all[caller].refused += calls.refused;
        }
    }
    std::vector<std::pair<std::uint64_t, std::string>> fine;
    for (const auto& [caller, calls] : all) {
        if (static_cast<double>(calls.refused) <= share * static_cast<double>(calls.all))
            fine.emplace_back(calls.all, caller);
    }
    std::ranges::sort(fine, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::vector<std::string> out;
    for (auto& [calls, caller] : fine) {
        if (out.size() >= most)
            break;
        out.push_back(std::move(caller));
    }
    return out;
}

} // namespace gatehouse::services
