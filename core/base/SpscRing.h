// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace gatehouse {

/// A bounded queue from exactly one producing thread to exactly one consuming thread, without
/// locks. When full, the producer's value is dropped and counted: the data path never waits for
/// whoever reads behind it.
template <typename T>
class SpscRing
{
public:
    explicit SpscRing(std::size_t capacity)
        : m_mask(std::bit_ceil(capacity) - 1)
        , m_slots(std::make_unique<T[]>(m_mask + 1))
    {
    }

    /// Producer only. False, and counted in dropped(), when the ring is full.
    bool push(T&& value)
    {
        const auto head = m_head.load(std::memory_order_relaxed);
        if (head - m_tail.load(std::memory_order_acquire) > m_mask) {
            m_dropped.fetch_add(1, std::memory_order_relaxed);
            return false;
        }
        m_slots[head & m_mask] = std::move(value);
        m_head.store(head + 1, std::memory_order_release);
        return true;
    }

    /// Consumer only. Hands every waiting value to `take(T&&)`; returns how many there were.
    template <typename Take>
    std::size_t drain(Take&& take)
    {
        auto tail = m_tail.load(std::memory_order_relaxed);
        const auto head = m_head.load(std::memory_order_acquire);
        const std::size_t count = head - tail;
        for (; tail != head; ++tail) {
            take(std::move(m_slots[tail & m_mask]));
            m_tail.store(tail + 1, std::memory_order_release);
        }
        return count;
    }

    [[nodiscard]] bool empty() const
    {
        return m_head.load(std::memory_order_acquire) == m_tail.load(std::memory_order_acquire);
    }

    /// Any thread: values lost because the consumer was behind.
    [[nodiscard]] std::uint64_t dropped() const
    {
        return m_dropped.load(std::memory_order_relaxed);
    }

private:
    const std::size_t m_mask;
    std::unique_ptr<T[]> m_slots;
    alignas(64) std::atomic<std::size_t> m_head{0};
    alignas(64) std::atomic<std::size_t> m_tail{0};
    alignas(64) std::atomic<std::uint64_t> m_dropped{0};
};

} // namespace gatehouse
