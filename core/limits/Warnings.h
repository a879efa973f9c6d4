// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/Calendar.h"
#include "model/Limit.h"

#include <mutex>
#include <string>
#include <unordered_set>
#include <vector>

namespace gatehouse::limits {

/// A quota has used so many percent of its period's limit; told once a period, counter and
/// percentage, unless very many are told.
struct Warning
{
    std::string rule;
    std::string partition; ///< Empty = the rule has one counter.
    std::uint32_t percent = 0;
    Amount used = 0; ///< What was settled; of cost in nano-dollars.
    Amount limit = 0;
    Timestamp time{};
    Timestamp periodStart{};
};

/// Collects what people want to be told of, until somebody takes it. Thread-safe; costs nothing
/// where a rule warns of nothing.
class Warnings
{
public:
    static constexpr std::size_t kMost = 10'000;

    /// A counter has settled what makes it so full. Its lock is held.
    void grown(const model::LimitRule& rule, std::string_view partition, Amount used, Amount limit,
               Timestamp periodStart, const Now& now);
    /// The rule refuses: what is left buys nothing, so all of it counts as used.
    void refused(const model::LimitRule& rule, std::string_view partition, Amount used,
                 Amount limit, Timestamp periodStart, const Now& now);

    [[nodiscard]] std::vector<Warning> take();
    [[nodiscard]] bool any() const;
    /// Not collected, because nobody took them in time.
    [[nodiscard]] std::uint64_t lost() const;

private:
    void add(Warning warning);

    mutable std::mutex m_mutex;
    std::vector<Warning> m_waiting;
    std::unordered_set<std::string> m_told; ///< Bounded.
    std::uint64_t m_lost = 0;
};

} // namespace gatehouse::limits
