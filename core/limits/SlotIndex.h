// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace gatehouse::limits {

/// Finds the number of a counter by its key: one shard of the table. find() takes no lock and may
/// miss a key while others are added or removed; the rest, under the shard's lock, does not. What
/// it finds may be another counter meanwhile: look at its key once it is locked. 8 bytes an entry,
/// three quarters full at most.
class SlotIndex
{
public:
    SlotIndex();

    /// Most likely the counter's number; 0 = not there.
    [[nodiscard]] std::uint32_t find(std::uint64_t key) const;
    /// Every number that may be the key's goes to `isIt`, until that says so.
    template <typename IsIt>
    [[nodiscard]] std::uint32_t search(std::uint64_t key, IsIt&& isIt) const
    {
        const auto& table = *m_tables.back();
        for (std::size_t at = placeOf(key) & table.mask;; at = (at + 1) & table.mask) {
            const auto cell = table.cells[at].load(std::memory_order_relaxed);
            if (cell == 0)
                return 0;
            const auto number = static_cast<std::uint32_t>(cell & kNumber);
            if ((cell & ~kNumber) == (key & ~kNumber) && isIt(number))
                return number;
        }
    }
    void insert(std::uint64_t key, std::uint32_t number);
    void remove(std::uint64_t key, std::uint32_t number);
    [[nodiscard]] std::size_t bytes() const;

private:
    /// A cell: 40 bits of the key, 24 of the number. The key's low bits chose the shard.
    static constexpr std::uint64_t kNumber = 0xFFFFFF;
    /// By the bits in the cell alone, since cells move when the table grows.
    [[nodiscard]] static std::size_t placeOf(std::uint64_t key)
    {
        return static_cast<std::size_t>(((key >> 24) * 0x9E3779B97F4A7C15u) >> 20);
    }

    struct Table
    {
        explicit Table(std::size_t size)
            : mask(size - 1)
            , cells(std::make_unique<std::atomic<std::uint64_t>[]>(size))
        {
        }
        std::size_t mask;
        std::unique_ptr<std::atomic<std::uint64_t>[]> cells;
    };

    void grow();

    std::atomic<Table*> m_table;
    std::size_t m_used = 0;
    /// The last is in use; readers may still be in the earlier ones, which together are no larger.
    std::vector<std::unique_ptr<Table>> m_tables;
};

} // namespace gatehouse::limits
