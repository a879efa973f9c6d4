// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/Warnings.h"

namespace gatehouse::limits {

namespace {

/// The smallest use that is so many percent.
Amount share(Amount limit, std::uint32_t percent)
{
    return limit / 100 * percent + (limit % 100 * percent + 99) / 100;
}

} // namespace

void Warnings::grown(const model::LimitRule& rule, std::string_view partition, Amount used,
                     Amount limit, Timestamp periodStart, const Now& now)
{
    for (const auto percent : rule.warnAt) {
        if (used >= share(limit, percent))
            add({rule.id, std::string(partition), percent, used, limit, now.wall, periodStart});
    }
}

void Warnings::refused(const model::LimitRule& rule, std::string_view partition, Amount used,
                       Amount limit, Timestamp periodStart, const Now& now)
{
    for (const auto percent : rule.warnAt) {
        if (percent <= 100)
            add({rule.id, std::string(partition), percent, used, limit, now.wall, periodStart});
    }
}

void Warnings::add(Warning warning)
{
    const auto start = std::to_string(warning.periodStart.time_since_epoch().count());
    auto name = warning.rule + "\n" + warning.partition + "\n" + start + "\n" +
                std::to_string(warning.percent);
    const std::scoped_lock lock(m_mutex);
    if (m_told.contains(name))
        return;
    if (m_waiting.size() >= kMost) {
        ++m_lost;
        return;
    }
    if (m_told.size() >= kMost)
        m_told.clear(); // then some are told twice; whoever stores them knows
    m_told.insert(std::move(name));
    m_waiting.push_back(std::move(warning));
}

std::vector<Warning> Warnings::take()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_waiting, {});
}

bool Warnings::any() const
{
    const std::scoped_lock lock(m_mutex);
    return !m_waiting.empty();
}

std::uint64_t Warnings::lost() const
{
    const std::scoped_lock lock(m_mutex);
    return m_lost;
}

} // namespace gatehouse::limits
