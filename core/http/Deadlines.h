// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "http/Types.h"

#include <boost/intrusive/set.hpp>

#include <functional>

namespace gatehouse::http {

class Deadlines;

/// A point in time at which something is cut. Setting it costs next to nothing: it is moved in the
/// queue only when it comes nearer; one that moved away is put right when its old place comes up.
/// Belongs to one loop's thread.
class Deadline : public boost::intrusive::set_base_hook<
                     boost::intrusive::link_mode<boost::intrusive::auto_unlink>>
{
public:
    /// `expired` is called on the loop, from the queue, never from set().
    Deadline(Deadlines& queue, std::function<void()> expired);
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

    void set(Instant when);
    /// From the beginning of the loop's turn.
    void setIn(Duration duration);
    void clear() { m_when = Instant::max(); }
    [[nodiscard]] bool isSet() const { return m_when != Instant::max(); }
    [[nodiscard]] Instant when() const { return m_when; }

private:
    friend class Deadlines;
    Deadlines& m_queue;
    std::function<void()> m_expired;
    Instant m_when = Instant::max();
    Instant m_queued = Instant::max(); ///< Place in the queue; at or before m_when.
};

/// The deadlines of one loop, in the order in which they are due. The loop asks when the next one
/// is and runs them between two waits; nothing ticks.
class Deadlines
{
public:
    Deadlines()
        : m_now(std::chrono::steady_clock::now())
    {
    }
    ~Deadlines() { m_queue.clear(); }
    Deadlines(const Deadlines&) = delete;
    Deadlines& operator=(const Deadlines&) = delete;

    /// When the loop's turn began.
    [[nodiscard]] Instant now() const { return m_now; }
    void setNow(Instant now) { m_now = now; }
    /// When run() has something to look at; max() = never.
    [[nodiscard]] Instant next() const
    {
        return m_queue.empty() ? Instant::max() : m_queue.begin()->m_queued;
    }
    /// Calls those that are due.
    void run();
    /// Calls all of them, due or not: the loop ends.
    void expireAll();

private:
    friend class Deadline;
    struct ByPlace
    {
        bool operator()(const Deadline& a, const Deadline& b) const
        {
            return a.m_queued < b.m_queued;
        }
    };
    using Queue = boost::intrusive::multiset<Deadline, boost::intrusive::compare<ByPlace>,
                                             boost::intrusive::constant_time_size<false>>;

    void place(Deadline& deadline, Instant when);

    Queue m_queue;
    Instant m_now;
};

} // namespace gatehouse::http
