// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Loop.h"
#include "http/Socket.h"

#include <future>
#include <sys/socket.h>
#include <utility>

/// Runs a coroutine on a loop and waits for its result.
template <typename T, typename Make>
T runOn(gatehouse::http::Loop& loop, Make make)
{
    std::promise<T> promise;
    loop.spawn([&]() -> gatehouse::http::Task<void> {
        T result = co_await make();
        promise.set_value(std::move(result));
    });
    return promise.get_future().get();
}

/// Two sockets that are connected with each other.
struct SocketPair
{
    SocketPair()
    {
        int both[2] = {-1, -1};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, both) == 0) {
            near = gatehouse::http::Socket(both[0]);
            far = gatehouse::http::Socket(both[1]);
        }
    }
    gatehouse::http::Socket near;
    gatehouse::http::Socket far;
};
