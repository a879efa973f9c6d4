// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace gatehouse {

/// Base of objects that come and go with every request of a thread: their memory is kept for the
/// next one, at most kKept blocks a thread. `class Exchange : public Recycled<Exchange>`.
template <typename T>
class Recycled
{
public:
    static constexpr std::size_t kKept = 64;

#if !defined(__SANITIZE_ADDRESS__) // which has to see each life of its own
    static void* operator new(std::size_t size)
    {
        auto& blocks = kept().blocks;
        if (size != sizeof(T) || blocks.empty())
            return ::operator new(size);
        void* const block = blocks.back();
        blocks.pop_back();
        return block;
    }
    static void operator delete(void* block, std::size_t size)
    {
        auto& blocks = kept().blocks;
        if (size != sizeof(T) || blocks.size() >= kKept)
            ::operator delete(block);
        else
            blocks.push_back(block);
    }
#endif

protected:
    ~Recycled() = default;

private:
    struct Blocks
    {
        Blocks() { blocks.reserve(kKept); }
        ~Blocks()
        {
            for (void* const block : blocks)
                ::operator delete(block);
        }
        std::vector<void*> blocks;
    };
    static Blocks& kept()
    {
        thread_local Blocks blocks;
        return blocks;
    }
};

} // namespace gatehouse
