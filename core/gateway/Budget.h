// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>

namespace gatehouse::gateway {

/// Lets so many of 100 calls do something that costs more: every call earns a share, whoever does
/// it pays one whole. A few are saved up, so that a route with little traffic can do it too. All
/// workers share it.
class Budget
{
public:
    void earn(std::uint32_t percent)
    {
        const auto now = m_saved.load(std::memory_order_relaxed);
        if (now < kMost)
            m_saved.store(std::min<std::int32_t>(kMost, now + static_cast<std::int32_t>(percent)),
                          std::memory_order_relaxed);
    }
    /// False when it is used up.
    [[nodiscard]] bool take(std::uint32_t percent)
    {
        if (percent == 0)
            return false;
        auto now = m_saved.load(std::memory_order_relaxed);
        while (now >= kWhole) {
            if (m_saved.compare_exchange_weak(now, now - kWhole, std::memory_order_relaxed))
                return true;
        }
        return false;
    }

private:
    static constexpr std::int32_t kWhole = 100;
    static constexpr std::int32_t kMost = 10 * kWhole;
    std::atomic<std::int32_t> m_saved{kMost};
};

} // namespace gatehouse::gateway
