// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/CounterStore.h"

#include <array>

/// The counter file's head and table of rules; private to the CounterStore.
namespace gatehouse::limits {

struct CounterFileHeader
{
    std::array<char, 8> magic{};
    std::uint32_t version = 0;
    std::uint32_t slotSize = 0;
    std::uint32_t rules = 0;
    std::uint32_t byteOrder = 0;
    crypto::ShortHashKey hashKey{};
    std::uint64_t check = 0; ///< Of all above.
    alignas(16) LedgerTime ledger = 0;
    std::int64_t wall = 0; ///< Nanoseconds of Unix time at that time of the ledger.

    [[nodiscard]] State& time() { return *reinterpret_cast<State*>(&ledger); } // two words as one
};

struct CounterFileRule
{
    std::uint64_t check = 0; ///< Of all below; 0 = no rule here.
    std::array<char, 64> id{};
    std::array<char, 64> zone{};
    double limit = 0;
    double burst = 0;
    std::int64_t per = 0; ///< Nanoseconds, or a CalendarPeriod.
    std::uint8_t kind = 0;
    std::uint8_t unit = 0;
    std::array<char, 94> spare{};
};
static_assert(sizeof(CounterFileRule) == 256);

inline constexpr std::size_t kRulesOffset = 4096;
inline constexpr std::size_t kSlotsOffset =
    kRulesOffset + CounterStore::kMostRules * sizeof(CounterFileRule);

inline CounterFileHeader& headerOf(std::byte* data)
{
    return *reinterpret_cast<CounterFileHeader*>(data); // the first page of the mapping
}

} // namespace gatehouse::limits
