// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Poller.h"
#include "http/Socket.h"
#include "http/Types.h"
#include "http/Wakeup.h"

#include <memory>

namespace gatehouse::http {

class Loop;

/// A listening, non-blocking socket of one loop. One coroutine waits for connections on it; what
/// is readable() is told once, so it accepts until the system says EAGAIN.
class Listener
{
public:
    Listener(Loop& loop, Socket socket);
    ~Listener();
    Listener(Listener&&) noexcept;
    Listener& operator=(Listener&&) = delete;

    /// Until connections wait, or close().
    [[nodiscard]] Task<void> readable();
    /// Until the loop's next turn.
    [[nodiscard]] Task<void> later();
    [[nodiscard]] int descriptor() const;
    [[nodiscard]] bool isOpen() const;
    void close();

private:
    class State;
    std::unique_ptr<State> m_state;
};

} // namespace gatehouse::http
