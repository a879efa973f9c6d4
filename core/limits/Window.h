// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/Types.h"

#include <array>
#include <cstdint>

namespace gatehouse::limits {

/// A piece of the log of a window, as large as a counter, so that one store holds both.
struct alignas(16) LogChunk
{
    struct Entry
    {
        LedgerTime time = 0;
        Amount amount = 0;
    };
    static constexpr std::size_t kEntries = 3;

    Entry first;
    std::uint32_t next = 0;
    std::uint32_t unused = 0;
    std::uint32_t kind = 0; ///< Where a counter has its rule; the store's business.
    std::uint32_t unusedToo = 0;
    std::array<Entry, 2> others;

    [[nodiscard]] Entry& at(std::size_t i) { return i == 0 ? first : others[i - 1]; }
};
static_assert(sizeof(LogChunk) == 64);

/// Where logs live. Numbers below 2^24; 0 is none.
class LogStore
{
public:
    virtual ~LogStore() = default;
    [[nodiscard]] virtual LogChunk& chunk(std::uint32_t number) = 0;
    /// 0 when there is no room.
    [[nodiscard]] virtual std::uint32_t takeChunk() = 0;
    virtual void giveChunk(std::uint32_t number) = 0;
};

/// `never more than L in any window`: a log of every charge, exact to the nanosecond up to 8,192
/// charges in a window. A longer log gets coarser instead of longer: further charges of one
/// 8,192nd of the window share an entry that counts until its end. So never more than the limit
/// passes; a refusal may last that 8,192nd longer. Without room for the log it refuses.
///
/// State: a = first chunk | last chunk << 24 | entries << 48, b = sum << 4 | entries left out of
/// the first chunk << 2 | entries in the last one. Changes of an entry come before the state that
/// publishes them. Not thread-safe: the counter is locked meanwhile.
class Window
{
public:
    static constexpr std::uint32_t kMostEntries = 16'384;

    Window(Amount limit, Duration per);

    /// Forgets what has left the window, then reads.
    [[nodiscard]] Reading read(State& state, Amount cost, const Now& now, LogStore& store) const;
    void foretell(const State& state, Reading& reading, LogStore& store) const;
    /// Logs the cost at `time`, or a little later; tells when. kNever = there was no room.
    [[nodiscard]] LedgerTime charge(State& state, Amount cost, LedgerTime time,
                                    LogStore& store) const;
    /// Changes what was logged at that time, while the window still knows it.
    void adjust(State& state, LedgerTime time, Amount by, LogStore& store) const;
    [[nodiscard]] bool idle(State& state, const Now& now, LogStore& store) const;
    void clear(State& state, LogStore& store) const;

    /// Of a log from a file: false when it makes no sense. Sets the sum anew.
    [[nodiscard]] bool verify(State& state, LogStore& store, std::uint32_t mostChunks) const;

    [[nodiscard]] Amount limit() const { return m_limit; }
    [[nodiscard]] Duration per() const { return m_per; }

private:
    void expire(State& state, LedgerTime now, LogStore& store) const;

    Amount m_limit;
    Duration m_per;
    LedgerTime m_grain;
};

} // namespace gatehouse::limits
