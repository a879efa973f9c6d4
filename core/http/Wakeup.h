// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Types.h"

#include <boost/asio/post.hpp>

#include <optional>

namespace gatehouse::http {

/// One coroutine waits, something else on the same thread wakes it.
class Wakeup
{
public:
    explicit Wakeup(Executor executor)
        : m_executor(executor)
    {
    }
    Wakeup(const Wakeup&) = delete;
    Wakeup& operator=(const Wakeup&) = delete;

    /// Suspends until wake(). One waiter at a time.
    [[nodiscard]] Task<void> wait()
    {
        return asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(
            [this](auto handler) { m_handler.emplace(std::move(handler)); }, kAwait);
    }
    [[nodiscard]] bool isWaiting() const { return m_handler.has_value(); }
    /// Resumes the waiter from the event loop, not from inside this call. Without a waiter nothing
    /// happens.
    void wake()
    {
        if (!m_handler)
            return;
        auto handler = std::move(*m_handler);
        m_handler.reset();
        asio::post(m_executor, std::move(handler));
    }

private:
    using Handler = asio::async_result<asio::use_awaitable_t<Executor>, void()>::handler_type;
    Executor m_executor;
    std::optional<Handler> m_handler;
};

} // namespace gatehouse::http
