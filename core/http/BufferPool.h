// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace gatehouse::http {

/// Memory for bytes of one message, kept for reuse: 16 KiB, which a head and most bodies fit in, or
/// 64 KiB for a body that comes faster than it leaves. One thread only.
class BufferPool
{
public:
    static constexpr std::size_t kSize = 16u << 10;
    static constexpr std::size_t kLarge = 64u << 10;
    static constexpr std::size_t kKeep = 64;      ///< Free buffers that are kept.
    static constexpr std::size_t kKeepLarge = 16; ///< The same for the large ones.

    using Block = std::unique_ptr<char[]>;

    [[nodiscard]] Block take()
    {
        if (m_free.empty())
            return Block(new char[kSize]);
        Block block = std::move(m_free.back());
        m_free.pop_back();
        return block;
    }
    void give(Block block)
    {
        if (block && m_free.size() < kKeep)
            m_free.push_back(std::move(block));
    }

    [[nodiscard]] Block takeLarge()
    {
        if (m_freeLarge.empty())
            return Block(new char[kLarge]);
        Block block = std::move(m_freeLarge.back());
        m_freeLarge.pop_back();
        return block;
    }
    void giveLarge(Block block)
    {
        if (block && m_freeLarge.size() < kKeepLarge)
            m_freeLarge.push_back(std::move(block));
    }

private:
    std::vector<Block> m_free;
    std::vector<Block> m_freeLarge;
};

} // namespace gatehouse::http
