// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Poller.h"

#include <utility>

namespace gatehouse::http {

std::uint64_t Poller::take(Watched& watched)
{
    if (m_free.empty()) {
        m_free.push_back(static_cast<std::uint32_t>(m_slots.size()));
        m_slots.emplace_back();
    }
    watched.m_slot = m_free.back();
    m_free.pop_back();
    m_slots[watched.m_slot].watched = &watched;
    return tagOf(watched);
}

void Poller::give(Watched& watched)
{
    Slot& slot = m_slots[watched.m_slot];
    slot.watched = nullptr;
    ++slot.generation;
    m_free.push_back(watched.m_slot);
    watched.m_slot = Watched::kNone;
}

std::uint64_t Poller::tagOf(const Watched& watched) const
{
    return std::uint64_t{m_slots[watched.m_slot].generation} << 32 | watched.m_slot;
}

void Poller::tell(std::uint64_t tag, unsigned what)
{
    const Slot& slot = m_slots[tag & 0xffffffff];
    if (!slot.watched || slot.generation != tag >> 32)
        return;
    try {
        slot.watched->onReady(what);
    } catch (...) {
        // The others are told once, now: they must hear of it before the loop does.
        if (!m_thrown)
            m_thrown = std::current_exception();
    }
}

void Poller::rethrow()
{
    if (m_thrown)
        std::rethrow_exception(std::exchange(m_thrown, nullptr));
}

} // namespace gatehouse::http
