// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/Counters.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace gatehouse::app {

/// The counters of a workspace with the thread that puts them on the disk every second. Owned by
/// the engine; lives longer than the gateway.
class CounterKeeper
{
public:
    /// Opens `limits` in that folder, and logs what was found in it.
    [[nodiscard]] static Result<std::unique_ptr<CounterKeeper>>
    open(const std::filesystem::path& folder, const Clock& clock);
    ~CounterKeeper();
    CounterKeeper(const CounterKeeper&) = delete;
    CounterKeeper& operator=(const CounterKeeper&) = delete;

    [[nodiscard]] limits::Counters& counters() { return *m_counters; }
    /// Called from this thread, at most once a second, while warnings wait to be taken. Returns
    /// when the former one will not be called any more; nullptr = nobody is told.
    void onWarnings(std::function<void()> listener);

private:
    explicit CounterKeeper(std::unique_ptr<limits::Counters> counters);
    void run(const std::stop_token& stop);
    void sync();

    std::unique_ptr<limits::Counters> m_counters;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::mutex m_listenerMutex; ///< Held while the listener is called.
    std::function<void()> m_listener;
    bool m_failed = false; ///< So that a full disk is logged once.
    std::jthread m_thread;
};

} // namespace gatehouse::app
