// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <vector>

namespace gatehouse::http {

/// What a descriptor became ready for; bits.
namespace ready {
inline constexpr unsigned kRead = 1;
inline constexpr unsigned kWrite = 2;
inline constexpr unsigned kEnded = 4; ///< The peer closed or reset; comes with kRead.
} // namespace ready

/// Somebody who waits for a descriptor. Not owned by the Poller; remove() it before it goes.
class Watched
{
public:
    Watched() = default;
    virtual ~Watched() = default;
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;

    /// From the loop, once a change: readiness is told when it begins (edge-triggered), so whoever
    /// is told reads or writes until the system says EAGAIN. May destroy itself and others.
    virtual void onReady(unsigned what) = 0;
    [[nodiscard]] bool isWatched() const { return m_slot != kNone; }

private:
    friend class Poller;
    static constexpr std::uint32_t kNone = ~0u;
    std::uint32_t m_slot = kNone;
};

/// Readiness of the descriptors of one loop: one call to the system when a descriptor comes, one a
/// turn of the loop, none in between. On epoll, or on io_uring where the build asks for it. The
/// loop's thread only, but for wake().
class Poller
{
public:
    Poller();
    ~Poller();
    Poller(const Poller&) = delete;
    Poller& operator=(const Poller&) = delete;

    /// Watches for everything until remove(). False when the system has no room for it.
    [[nodiscard]] bool add(int descriptor, Watched& watched);
    /// Before the descriptor is closed.
    void remove(int descriptor, Watched& watched);
    /// Waits for at most so many milliseconds (-1 = for ever), or not at all while somebody is
    /// still to be told.
    void wait(int millis);
    /// Tells those whom the wait found ready.
    void tell();
    /// Any thread: ends a wait(), or the next one.
    void wake();

private:
    struct System;
    struct Slot
    {
        Watched* watched = nullptr;
        std::uint32_t generation = 0; ///< Tells a late event of the slot's former owner.
    };

    [[nodiscard]] std::uint64_t take(Watched& watched);
    void give(Watched& watched);
    [[nodiscard]] std::uint64_t tagOf(const Watched& watched) const;
    void tell(std::uint64_t tag, unsigned what);
    /// What the first of those threw that were told.
    void rethrow();

    std::vector<Slot> m_slots;
    std::vector<std::uint32_t> m_free;
    std::unique_ptr<System> m_system;
    int m_bell = -1; ///< eventfd of wake()
    std::exception_ptr m_thrown;
};

} // namespace gatehouse::http
