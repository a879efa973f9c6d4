// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Loop.h"
#include "http/Wakeup.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace gatehouse::admin {

/// Lets other threads reach the admin loop for as long as there is one.
class LoopGate
{
public:
    explicit LoopGate(http::Loop& loop)
        : m_loop(&loop)
    {
    }
    void post(std::function<void()> function)
    {
        const std::lock_guard lock(m_mutex);
        if (m_loop)
            m_loop->post(std::move(function));
    }
    /// The loop's thread, before the loop ends.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_loop = nullptr;
    }

private:
    std::mutex m_mutex;
    http::Loop* m_loop;
};

/// One thread on which everything of the admin port runs that may block: a transaction, the start
/// of the gateway. Calls run one after the other.
class ControlThread
{
public:
    ControlThread();
    /// Runs what waits, then ends.
    ~ControlThread();
    /// Any thread. False when too many calls wait.
    [[nodiscard]] bool post(std::function<void()> call);

private:
    static constexpr std::size_t kMaxWaiting = 256;

    void run(const std::stop_token& stop);
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<std::function<void()>> m_calls;
    std::jthread m_thread;
};

/// A coroutine of the loop waits for an answer from another thread: `start` is given a callback
/// that any thread may call, once. When the callback is destroyed without a call, the coroutine is
/// never resumed; so everybody who takes one answers.
template <typename T>
[[nodiscard]] http::Task<T> fromElsewhere(http::Loop& loop, std::shared_ptr<LoopGate> gate,
                                          std::function<void(std::function<void(T)>)> start)
{
    struct State
    {
        explicit State(http::ReadyList& ready)
            : wakeup(ready)
        {
        }
        http::Wakeup wakeup;
        std::optional<T> answer;
    };
    auto state = std::make_shared<State>(loop.ready());
    start([state, gate](T answer) {
        auto kept = std::make_shared<T>(std::move(answer));
        gate->post([state, kept]() {
            state->answer = std::move(*kept);
            state->wakeup.wake();
        });
    });
    while (!state->answer)
        co_await state->wakeup.wait();
    T answer = std::move(*state->answer);
    co_return answer;
}

} // namespace gatehouse::admin
