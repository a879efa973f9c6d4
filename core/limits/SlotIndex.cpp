// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/SlotIndex.h"

namespace gatehouse::limits {

namespace {

constexpr std::uint64_t kTag = ~std::uint64_t{0xFFFFFF};

std::uint64_t cellOf(std::uint64_t key, std::uint32_t number)
{
    return (key & kTag) | number;
}

} // namespace

SlotIndex::SlotIndex()
{
    m_tables.push_back(std::make_unique<Table>(16));
    m_table.store(m_tables.back().get(), std::memory_order_release);
}

std::uint32_t SlotIndex::find(std::uint64_t key) const
{
    const auto& table = *m_table.load(std::memory_order_acquire);
    const auto tag = key & ~kNumber;
    for (std::size_t at = placeOf(key) & table.mask, seen = 0; seen <= table.mask;
         at = (at + 1) & table.mask, ++seen) {
        const auto cell = table.cells[at].load(std::memory_order_acquire);
        if (cell == 0)
            return 0;
        if ((cell & ~kNumber) == tag)
            return static_cast<std::uint32_t>(cell & kNumber);
    }
    return 0;
}

void SlotIndex::insert(std::uint64_t key, std::uint32_t number)
{
    if ((m_used + 1) * 4 > (m_tables.back()->mask + 1) * 3)
        grow();
    auto& table = *m_tables.back();
    auto at = placeOf(key) & table.mask;
    while (table.cells[at].load(std::memory_order_relaxed) != 0)
        at = (at + 1) & table.mask;
    table.cells[at].store(cellOf(key, number), std::memory_order_release);
    ++m_used;
}

void SlotIndex::remove(std::uint64_t key, std::uint32_t number)
{
    auto& table = *m_tables.back();
    auto at = placeOf(key) & table.mask;
    const auto wanted = cellOf(key, number);
    for (;; at = (at + 1) & table.mask) {
        const auto cell = table.cells[at].load(std::memory_order_relaxed);
        if (cell == 0)
            return;
        if (cell == wanted)
            break;
    }
    --m_used;
    // The cells behind move up (Knuth, 6.4, R), each first to its new place.
    for (auto next = (at + 1) & table.mask;; next = (next + 1) & table.mask) {
        const auto cell = table.cells[next].load(std::memory_order_relaxed);
        if (cell == 0)
            break;
        const auto home = placeOf(cell) & table.mask;
        if (((next - home) & table.mask) < ((next - at) & table.mask))
            continue;
        table.cells[at].store(cell, std::memory_order_release);
        at = next;
    }
    table.cells[at].store(0, std::memory_order_release);
}

void SlotIndex::grow()
{
    const auto& old = *m_tables.back();
    auto bigger = std::make_unique<Table>((old.mask + 1) * 2);
    for (std::size_t i = 0; i <= old.mask; ++i) {
        const auto cell = old.cells[i].load(std::memory_order_relaxed);
        if (cell == 0)
            continue;
        auto at = placeOf(cell) & bigger->mask;
        while (bigger->cells[at].load(std::memory_order_relaxed) != 0)
            at = (at + 1) & bigger->mask;
        bigger->cells[at].store(cell, std::memory_order_relaxed);
    }
    m_table.store(bigger.get(), std::memory_order_release);
    m_tables.push_back(std::move(bigger));
}

std::size_t SlotIndex::bytes() const
{
    std::size_t sum = 0;
    for (const auto& table : m_tables)
        sum += (table->mask + 1) * sizeof(std::uint64_t);
    return sum;
}

} // namespace gatehouse::limits
