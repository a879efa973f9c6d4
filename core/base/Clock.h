// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace gatehouse {

/// Monotonic time: deadlines and durations.
using Instant = std::chrono::steady_clock::time_point;
/// Wall-clock time in UTC: what people and calendars see.
using Timestamp = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;
using Duration = std::chrono::nanoseconds;

/// The source of time, given to everything that needs one, so that tests need not wait.
/// Any thread may call it. Whoever constructs it owns it and keeps it alive longer than its users.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
    [[nodiscard]] virtual Timestamp wall() const = 0;
};

/// The machine's clocks.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return std::chrono::steady_clock::now(); }
    [[nodiscard]] Timestamp wall() const override
    {
        return std::chrono::time_point_cast<std::chrono::microseconds>(
            std::chrono::system_clock::now());
    }
};

/// A clock that moves only when told: for tests and for pictures that must not change. Not
/// thread-safe.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(Timestamp start = Timestamp{})
        : m_wall(start)
    {
    }
    [[nodiscard]] Instant now() const override { return m_now; }
    [[nodiscard]] Timestamp wall() const override { return m_wall; }
    void advance(Duration by)
    {
        m_now += std::chrono::duration_cast<Instant::duration>(by);
        m_wall += std::chrono::duration_cast<Timestamp::duration>(by);
    }

private:
    Instant m_now{};
    Timestamp m_wall;
};

[[nodiscard]] inline std::int64_t toUnixMillis(Timestamp t)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(t.time_since_epoch()).count();
}

[[nodiscard]] inline Timestamp fromUnixMillis(std::int64_t millis)
{
    return Timestamp{std::chrono::milliseconds{millis}};
}

} // namespace gatehouse
