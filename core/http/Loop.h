// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/BufferPool.h"
#include "http/Counters.h"
#include "http/Deadlines.h"
#include "http/Poller.h"
#include "http/ReadyList.h"
#include "http/Types.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace gatehouse::http {

class Resolver;
class Stream;

/// One event loop with its thread, buffers, deadlines and counters. A server has one a worker;
/// services that only call out have one of their own. All members but stop(), post(), spawn() and
/// counters() belong to the loop's thread.
///
/// A turn: one wait for the sockets, what other threads posted, deadlines, what was woken, then who
/// is ready, and whom they woke.
/// Asio carries the coroutines only; it knows no socket and no timer.
class Loop
{
public:
    explicit Loop(std::string name);
    /// stop(), and join.
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    /// Starts the thread.
    void start();
    /// Any thread, also before start(): runs the function on the loop's thread.
    void post(std::function<void()> function);
    /// Any thread: starts a coroutine on the loop's thread.
    void spawn(std::function<Task<void>()> coroutine);
    /// On the loop's thread: starts a coroutine at once, `done(exception_ptr, T)` ends it.
    template <typename T, typename Done>
    void run(Task<T> coroutine, Done done)
    {
        asio::co_spawn(m_context, std::move(coroutine), std::move(done));
    }
    /// Any thread: ends the loop; whatever runs on it is abandoned. Waits for the thread, unless
    /// called on it.
    void stop();
    [[nodiscard]] bool isHere() const
    {
        return std::this_thread::get_id() == m_here.load(std::memory_order_relaxed);
    }

    /// When this turn began, for deadlines: the clock is read once a turn.
    [[nodiscard]] Instant now() const { return m_deadlines.now(); }
    [[nodiscard]] Poller& poller() { return m_poller; }
    [[nodiscard]] ReadyList& ready() { return m_ready; }
    [[nodiscard]] Deadlines& deadlines() { return m_deadlines; }
    [[nodiscard]] BufferPool& buffers() { return m_buffers; }
    [[nodiscard]] Counters& counters() { return m_counters; }
    [[nodiscard]] const Counters& counters() const { return m_counters; }
    /// Looks names up; its thread starts with the first question.
    [[nodiscard]] Resolver& resolver();

    /// Called by every Stream for itself: what stop() cuts.
    void add(Stream& stream);

    /// Suspends the calling coroutine.
    Task<void> sleep(Duration duration);

private:
    struct Streams;

    void turns();
    void turn();
    void runPosted();
    [[nodiscard]] int waitMillis() const;

    std::string m_name;
    std::unique_ptr<Streams> m_streams;
    BufferPool m_buffers;
    Counters m_counters;
    Poller m_poller;
    Deadlines m_deadlines;
    ReadyList m_ready;
    asio::io_context m_context{1}; ///< Coroutines that start; never a descriptor.
    asio::executor_work_guard<Executor> m_work;

    std::mutex m_mutex; ///< Guards m_posted.
    std::vector<std::function<void()>> m_posted;
    std::atomic<bool> m_hasPosted{false};
    std::atomic<bool> m_stopped{false};
    std::unique_ptr<Resolver> m_resolver;  ///< Posts until it ends.
    std::atomic<std::thread::id> m_here{}; ///< Set by the thread itself, as its first step.
    std::thread m_thread;
};

} // namespace gatehouse::http
