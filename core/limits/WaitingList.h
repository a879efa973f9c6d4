// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <unordered_map>

namespace gatehouse::limits {

/// Somebody who waits for a place at a full in-flight counter. Owned by its exchange; it stays
/// where it is until it was granted a place or left.
class Waiter
{
public:
    virtual ~Waiter() = default;
    /// A place is his. Called from any thread, at most once a wait, with locks held: it only passes
    /// the message on.
    virtual void granted() = 0;

private:
    friend class Counters;
    friend class WaitingList;
    std::uint64_t m_key = 0; ///< Of the counter; 0 = does not wait.
    std::uint32_t m_slot = 0;
    bool m_granted = false;
};

/// The queues of all in-flight counters, first come, first served. Used with the counter locked.
class WaitingList
{
public:
    void add(std::uint32_t slot, Waiter& waiter);
    /// Grants the place to the first; false when nobody waits.
    [[nodiscard]] bool grantNext(std::uint32_t slot);
    /// False when it is not there any more: it was granted a place.
    [[nodiscard]] bool remove(std::uint32_t slot, Waiter& waiter);

private:
    std::mutex m_mutex;
    std::unordered_map<std::uint32_t, std::deque<Waiter*>> m_queues;
};

} // namespace gatehouse::limits
