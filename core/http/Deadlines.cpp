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
    set(std::chrono::steady_clock::now() + std::chrono::duration_cast<Instant::duration>(duration));
}

void Deadlines::place(Deadline& deadline, Instant when)
{
    if (deadline.is_linked())
        deadline.unlink();
    deadline.m_queued = when;
    m_queue.insert(deadline);
    if (when < m_armed)
        arm(when);
}

void Deadlines::arm(Instant when)
{
    m_armed = when;
    m_timer.expires_at(when);
    m_timer.async_wait([this](const boost::system::error_code& error) {
        if (error)
            return;
        m_armed = Instant::max();
        run();
    });
}

void Deadlines::run()
{
    const Instant now = std::chrono::steady_clock::now();
    while (!m_queue.empty() && m_queue.begin()->m_queued <= now) {
        Deadline& deadline = *m_queue.begin();
        deadline.unlink();
        if (deadline.m_when <= now) {
            deadline.m_when = Instant::max();
            deadline.m_expired();
        } else if (deadline.isSet()) {
            deadline.m_queued = deadline.m_when;
            m_queue.insert(deadline);
        }
    }
    if (!m_queue.empty() && m_queue.begin()->m_queued < m_armed)
        arm(m_queue.begin()->m_queued);
}

} // namespace gatehouse::http
