// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/Calendar.h"

#include <algorithm>
#include <atomic>

namespace gatehouse::limits {

namespace {

std::int64_t micros(Timestamp time)
{
    return time.time_since_epoch().count();
}

Timestamp ofMicros(std::int64_t value)
{
    return Timestamp{std::chrono::microseconds(value)};
}

Amount plus(Amount a, Amount b)
{
    return std::min(a + std::min(b, kMostAmount), kMostAmount);
}

} // namespace

/// The period of the last question, for readers without a lock: an odd version is being written.
struct Calendar::Cache
{
    std::atomic<std::uint32_t> version{0};
    std::atomic<std::int64_t> start{0};
    std::atomic<std::int64_t> end{0};

    [[nodiscard]] bool get(Timestamp time, Period& out) const
    {
        const auto before = version.load(std::memory_order_acquire);
        out = {ofMicros(start.load(std::memory_order_relaxed)),
               ofMicros(end.load(std::memory_order_relaxed))};
        std::atomic_thread_fence(std::memory_order_acquire);
        return (before & 1) == 0 && version.load(std::memory_order_relaxed) == before &&
               out.start <= time && time < out.end;
    }
    void set(const Period& period)
    {
        auto before = version.load(std::memory_order_relaxed);
        if ((before & 1) != 0 || !version.compare_exchange_strong(before, before + 1))
            return; // somebody else is at it
        std::atomic_thread_fence(std::memory_order_release);
        start.store(micros(period.start), std::memory_order_relaxed);
        end.store(micros(period.end), std::memory_order_relaxed);
        version.store(before + 2, std::memory_order_release);
    }
};

Calendar::Calendar(Amount limit, std::shared_ptr<const CalendarClock> clock)
    : m_limit(std::clamp<Amount>(limit, 0, kMostAmount))
    , m_clock(std::move(clock))
    , m_cache(std::make_shared<Cache>())
{
}

Period Calendar::period(const Now& now) const
{
    Period out;
    if (m_cache->get(now.wall, out))
        return out;
    out = m_clock->at(now.wall);
    m_cache->set(out);
    return out;
}

State Calendar::inForce(State state, const Period& period) const
{
    if (state.a < micros(period.start))
        return {micros(period.start), 0};
    if (state.a > micros(period.end))
        state.a = micros(period.start);
    return state;
}

Reading Calendar::read(const State& state, Amount cost, const Now& now) const
{
    const auto today = period(now);
    const auto counted = inForce(state, today);
    Reading out;
    out.used = counted.b;
    out.room = std::max<Amount>(0, m_limit - counted.b);
    out.fits = cost <= 0 || cost <= m_limit - counted.b;
    out.readyAt = now.ledger;
    if (!out.fits)
        out.readyAt = cost > m_limit ? kNever : now.ledger + rest(counted, today, now).count();
    return out;
}

Duration Calendar::rest(const State& counted, const Period& today, const Now& now) const
{
    // A clock that was set back leaves the counter in the period after this one.
    return (counted.a == micros(today.end) ? m_clock->at(today.end).end : today.end) - now.wall;
}

void Calendar::foretell(const State& state, const Now& now, Reading& reading) const
{
    const auto today = period(now);
    const auto counted = inForce(state, today);
    if (counted.b > 0)
        reading.moreAt = reading.fullAt = now.ledger + rest(counted, today, now).count();
}

State Calendar::charge(State state, Amount cost, const Now& now) const
{
    auto counted = inForce(state, period(now));
    counted.b = plus(counted.b, cost);
    return counted;
}

State Calendar::adjust(State state, std::int64_t period, Amount by) const
{
    if (state.a == period)
        state.b = std::clamp<Amount>(by > 0 ? plus(state.b, by) : state.b + by, 0, kMostAmount);
    return state;
}

bool Calendar::idle(const State& state, const Now& now) const
{
    const auto today = period(now);
    return state.b == 0 || state.a < micros(today.start);
}

State Calendar::ofUsed(Amount used, const Now& now) const
{
    return {micros(period(now).start), std::clamp<Amount>(used, 0, kMostAmount)};
}

} // namespace gatehouse::limits
