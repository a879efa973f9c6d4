// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace gatehouse::app {

/// Calls a function again and again on a thread of its own until it is destroyed.
class Pulse
{
public:
    Pulse(std::chrono::milliseconds every, std::function<void()> beat)
        : m_thread([this, every, beat = std::move(beat)](const std::stop_token& stop) {
            std::unique_lock lock(m_mutex);
            while (!m_stopped.wait_for(lock, stop, every, [] { return false; }) &&
                   !stop.stop_requested())
                beat();
        })
    {
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_stopped;
    std::jthread m_thread; ///< Ends before what it uses.
};

} // namespace gatehouse::app
