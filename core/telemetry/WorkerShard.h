// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/SpscRing.h"
#include "telemetry/RequestRecord.h"

#include <atomic>
#include <cstdint>
#include <utility>

namespace gatehouse::telemetry {

/// Wakes the thread that reads the rings. A worker pays one relaxed load a record while that thread
/// is awake.
class WakeUp
{
public:
    WakeUp();
    ~WakeUp();
    WakeUp(const WakeUp&) = delete;
    WakeUp& operator=(const WakeUp&) = delete;

    /// Any thread, after something was put into a ring.
    void onPublished()
    {
        // Orders the push before the look at m_asleep, as sleep() orders its store before the last
        // look at the rings.
        std::atomic_thread_fence(std::memory_order_seq_cst);
        if (m_asleep.load(std::memory_order_relaxed) && m_asleep.exchange(false))
            ring();
    }
    void ring();

    /// The reading thread: announces that it is going to sleep; look at the rings once more, then
    /// wait().
    void announceSleep()
    {
        m_asleep.store(true);
        std::atomic_thread_fence(std::memory_order_seq_cst);
    }
    /// Until ring() or the time has passed; then nobody sleeps any more.
    void wait(int millis);

private:
    std::atomic<bool> m_asleep{false};
    int m_event = -1;
};

/// What one worker of the gateway shows of itself: a ring of finished exchanges and gauges. Made by
/// Telemetry::attachWorker(), shared by the worker (writes) and Telemetry (reads); nobody locks.
class WorkerShard
{
public:
    /// Records that wait between two looks of the reader (20 ms under load); more are dropped and
    /// counted.
    static constexpr std::size_t kRingSize = 2048;

    explicit WorkerShard(WakeUp& wakeUp)
        : m_wakeUp(wakeUp)
    {
    }

    /// The worker's thread only. False when the ring was full: the record is lost and counted, the
    /// exchange is not.
    bool publish(RequestRecord&& record)
    {
        const bool kept = m_records.push(std::move(record));
        m_wakeUp.onPublished();
        return kept;
    }

    /// Exchanges in flight; written by the worker.
    std::atomic<std::int64_t> active{0};

    [[nodiscard]] std::uint64_t dropped() const { return m_records.dropped(); }

private:
    friend class Telemetry;
    SpscRing<RequestRecord> m_records{kRingSize};
    WakeUp& m_wakeUp;
};

} // namespace gatehouse::telemetry
