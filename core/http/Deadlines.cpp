// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Deadlines.h"

namespace gatehouse::http {

Deadline::Deadline(Deadlines& queue, std::function<void()> expired)
    : m_queue(queue)
    , m_expired(std::move(expired))
{
}

void Deadline::set(Instant when)
{
    m_when = when;
    if (when != Instant::max() && (!is_linked() || when < m_queued))
        m_queue.place(*this, when);
}

void Deadline::setIn(Duration duration)
{
    set(m_queue.now() + std::chrono::duration_cast<Instant::duration>(duration));
}

void Deadlines::place(Deadline& deadline, Instant when)
{
    if (deadline.is_linked())
        deadline.unlink();
    deadline.m_queued = when;
    m_queue.insert(deadline);
}

void Deadlines::run()
{
    while (!m_queue.empty() && m_queue.begin()->m_queued <= m_now) {
        Deadline& deadline = *m_queue.begin();
        deadline.unlink();
        if (deadline.m_when <= m_now) {
            deadline.m_when = Instant::max();
            deadline.m_expired();
        } else if (deadline.isSet()) {
            deadline.m_queued = deadline.m_when;
            m_queue.insert(deadline);
        }
    }
}

void Deadlines::expireAll()
{
    Queue all;
    all.swap(m_queue);
    while (!all.empty()) {
        Deadline& deadline = *all.begin();
        deadline.unlink();
        if (deadline.isSet()) {
            deadline.m_when = Instant::max();
            deadline.m_expired();
        }
    }
}

} // namespace gatehouse::http
