// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/ReadyList.h"
#include "http/Types.h"

#include <optional>

namespace gatehouse::http {

/// One coroutine waits, something else on the same thread wakes it.
class Wakeup final : private Ready
{
public:
    explicit Wakeup(ReadyList& list)
        : m_list(list)
    {
    }
    /// Whoever was woken and not yet resumed is resumed all the same.
    ~Wakeup()
    {
        if (is_linked())
            m_list.later([handler = std::move(*m_handler)]() mutable { std::move(handler)(); });
    }
    Wakeup(const Wakeup&) = delete;
    Wakeup& operator=(const Wakeup&) = delete;

    /// Suspends until wake(). One waiter at a time.
    [[nodiscard]] Task<void> wait()
    {
        return asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(
            [this](auto handler) { m_handler.emplace(std::move(handler)); }, kAwait);
    }
    [[nodiscard]] bool isWaiting() const { return m_handler.has_value() && !is_linked(); }
    /// Resumes the waiter from the event loop, not from inside this call. Without a waiter nothing
    /// happens.
    void wake()
    {
        if (isWaiting())
            m_list.add(*this);
    }
    /// Resumes the waiter inside this call: for callers that come straight from the event loop and
    /// touch nothing afterwards.
    void resume()
    {
        if (isWaiting())
            run();
    }

private:
    using Handler = asio::async_result<asio::use_awaitable_t<Executor>, void()>::handler_type;

    void run() override
    {
        auto handler = std::move(*m_handler);
        m_handler.reset();
        std::move(handler)();
    }

    ReadyList& m_list;
    std::optional<Handler> m_handler;
};

} // namespace gatehouse::http
