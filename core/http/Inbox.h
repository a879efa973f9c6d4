// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/BufferPool.h"

#include <cstring>
#include <span>
#include <string_view>
#include <utility>

namespace gatehouse::http {

/// Bytes that were received and not yet used, in one block of the pool; holds no memory while empty
/// and released.
class Inbox
{
public:
    /// Kept free behind what is read on purpose, so that a watched socket can always be read a
    /// little further.
    static constexpr std::size_t kReserve = 1024;

    explicit Inbox(BufferPool& pool)
        : m_pool(&pool)
    {
    }
    ~Inbox() { free(); }
    Inbox(const Inbox&) = delete;
    Inbox& operator=(const Inbox&) = delete;

    [[nodiscard]] std::string_view rest() const { return {m_block.get() + m_pos, m_end - m_pos}; }
    [[nodiscard]] bool empty() const { return m_pos == m_end; }
    /// Room behind the bytes; with `reserve` less kReserve.
    [[nodiscard]] std::span<char> space(bool reserve = true)
    {
        if (!m_block) {
            m_block = m_pool->take();
            m_capacity = BufferPool::kSize;
        }
        const std::size_t most = reserve ? m_capacity - kReserve : m_capacity;
        return {m_block.get() + m_end, most > m_end ? most - m_end : 0};
    }
    void added(std::size_t bytes) { m_end += bytes; }
    void consume(std::size_t bytes) { m_pos += bytes; }
    /// Forgets what was consumed and starts at the front again; only when empty.
    void rewind() { m_pos = m_end = 0; }
    /// A block of 64 KiB from now on; only when empty.
    void enlarge()
    {
        if (m_capacity >= BufferPool::kLarge)
            return;
        release();
        m_block = m_pool->takeLarge();
        m_capacity = BufferPool::kLarge;
    }
    /// Moves the bytes to the front. Views into the block end.
    void compact()
    {
        if (m_pos == 0)
            return;
        std::memmove(m_block.get(), m_block.get() + m_pos, m_end - m_pos);
        m_end -= m_pos;
        m_pos = 0;
    }
    /// A larger block for a large head. Views into the block end.
    void grow(std::size_t capacity)
    {
        BufferPool::Block larger(new char[capacity]);
        std::memcpy(larger.get(), m_block.get() + m_pos, m_end - m_pos);
        m_end -= m_pos;
        m_pos = 0;
        free();
        m_block = std::move(larger);
        m_capacity = capacity;
    }
    [[nodiscard]] std::size_t capacity() const { return m_capacity; }
    /// Gives the block back; what was in it is gone.
    void release()
    {
        free();
        m_pos = m_end = 0;
    }
    void swap(Inbox& other)
    {
        std::swap(m_block, other.m_block);
        std::swap(m_capacity, other.m_capacity);
        std::swap(m_pos, other.m_pos);
        std::swap(m_end, other.m_end);
    }

private:
    void free()
    {
        if (m_block && m_capacity == BufferPool::kSize)
            m_pool->give(std::move(m_block));
        else if (m_block && m_capacity == BufferPool::kLarge)
            m_pool->giveLarge(std::move(m_block));
        m_block.reset();
        m_capacity = 0;
    }

    BufferPool* m_pool;
    BufferPool::Block m_block;
    std::size_t m_capacity = 0;
    std::size_t m_pos = 0;
    std::size_t m_end = 0;
};

} // namespace gatehouse::http
