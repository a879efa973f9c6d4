// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/WaitingList.h"

#include <algorithm>

namespace gatehouse::limits {

void WaitingList::add(std::uint32_t slot, Waiter& waiter)
{
    const std::scoped_lock guard(m_mutex);
    m_queues[slot].push_back(&waiter);
}

bool WaitingList::grantNext(std::uint32_t slot)
{
    const std::scoped_lock guard(m_mutex);
    const auto queue = m_queues.find(slot);
    if (queue == m_queues.end())
        return false;
    auto* const first = queue->second.front();
    queue->second.pop_front();
    if (queue->second.empty())
        m_queues.erase(queue);
    first->m_granted = true;
    // Within the lock: whoever leaves meanwhile waits until this is over.
    first->granted();
    return true;
}

bool WaitingList::remove(std::uint32_t slot, Waiter& waiter)
{
    const std::scoped_lock guard(m_mutex);
    const auto queue = m_queues.find(slot);
    if (queue == m_queues.end())
        return false;
    const auto at = std::ranges::find(queue->second, &waiter);
    if (at == queue->second.end())
        return false;
    queue->second.erase(at);
    if (queue->second.empty())
        m_queues.erase(queue);
    return true;
}

} // namespace gatehouse::limits
