// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace gatehouse::http {

/// Memory for bytes of one message, 16 KiB each, kept for reuse. One thread only.
class BufferPool
{
public:
    static constexpr std::size_t kSize = 16u << 10;
    static constexpr std::size_t kKeep = 64; ///< Free buffers that are kept.

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

private:
    std::vector<Block> m_free;
};

} // namespace gatehouse::http
