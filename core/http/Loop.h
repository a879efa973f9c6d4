// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/BufferPool.h"
#include "http/Counters.h"
#include "http/Deadlines.h"
#include "http/Types.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace gatehouse::http {

class Stream;

/// One event loop with its thread, buffers, deadlines and counters. A server has one a worker;
/// services that only call out have one of their own. All members but stop(), post() and counters()
/// belong to the loop's thread.
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
    /// Any thread: ends the loop; whatever runs on it is abandoned. Waits for the thread, unless
    /// called on it.
    void stop();
    [[nodiscard]] bool isHere() const { return std::this_thread::get_id() == m_thread.get_id(); }

    [[nodiscard]] asio::io_context& context() { return m_context; }
    [[nodiscard]] Executor executor() { return m_context.get_executor(); }
    [[nodiscard]] Deadlines& deadlines() { return m_deadlines; }
    [[nodiscard]] BufferPool& buffers() { return m_buffers; }
    [[nodiscard]] Counters& counters() { return m_counters; }
    [[nodiscard]] const Counters& counters() const { return m_counters; }

    /// Called by every Stream for itself: what stop() cuts.
    void add(Stream& stream);

    /// Suspends the calling coroutine.
    Task<void> sleep(Duration duration);

private:
    struct Streams;

    std::string m_name;
    std::unique_ptr<Streams> m_streams;
    BufferPool m_buffers;
    Counters m_counters;
    asio::io_context m_context{1};
    Deadlines m_deadlines;
    asio::executor_work_guard<Executor> m_work;
    std::thread m_thread;
};

} // namespace gatehouse::http
