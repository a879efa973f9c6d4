// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/Average.h"

#include <algorithm>

namespace gatehouse::limits {

namespace {

__extension__ typedef __int128 Wide;

constexpr std::int64_t kMostScaled = std::int64_t{1} << 60;
constexpr int kFinest = 30;

} // namespace

Average::Average(Amount limit, Amount burst, Duration per)
    : m_limit(std::clamp<Amount>(limit, 0, kMostAmount))
    , m_burst(std::clamp<Amount>(burst, 0, kMostAmount))
    , m_per(std::max<Duration>(per, std::chrono::milliseconds(1)))
{
    // The finest fraction with which the clock lasts 2^60 ns and a burst fits into 60 bits.
    const auto fits = [this](int shift) {
        const Wide rate = shift >= 0 ? Wide{m_limit} << shift : Wide{m_limit};
        const Wide bound = Wide{4} * m_per.count() * (shift < 0 ? Wide{1} << -shift : Wide{1});
        const Wide full = shift >= 0 ? Wide{m_burst} << shift : Wide{m_burst} >> -shift;
        return rate <= bound && full <= kMostScaled;
    };
    m_shift = kFinest;
    while (!fits(m_shift))
        --m_shift;
    m_numerator = m_shift >= 0 ? m_limit << m_shift : m_limit;
    m_denominator = m_shift >= 0 ? m_per.count() : m_per.count() << -m_shift;
    m_capacity = m_shift >= 0 ? m_burst << m_shift : m_burst >> -m_shift;
    if (m_numerator == 0)
        return;
    const auto factor = [this] { return (Wide{m_numerator} << m_down) / m_denominator; };
    while (factor() < Wide{1} << 62)
        ++m_down;
    m_factor = static_cast<std::int64_t>(factor());
    const auto inverse = [this] { return (Wide{m_denominator} << m_up) / m_numerator; };
    while (m_up < 64 && inverse() < Wide{1} << 61)
        ++m_up;
    m_inverse = static_cast<std::int64_t>(inverse());
}

std::int64_t Average::scaled(Amount amount) const
{
    if (amount <= 0)
        return 0;
    const Wide wide = m_shift >= 0 ? Wide{amount} << m_shift
                                   : (Wide{amount} + (Wide{1} << -m_shift) - 1) >> -m_shift;
    return static_cast<std::int64_t>(std::min<Wide>(wide, kMostScaled));
}

Amount Average::whole(std::int64_t scaled) const
{
    if (m_shift >= 0)
        return (scaled + (std::int64_t{1} << m_shift) - 1) >> m_shift;
    return static_cast<Amount>(std::min<Wide>(Wide{scaled} << -m_shift, kMostAmount));
}

std::int64_t Average::clock(LedgerTime time) const
{
    return static_cast<std::int64_t>((Wide{time} * m_factor) >> m_down);
}

LedgerTime Average::timeOf(std::int64_t reading) const
{
    if (reading <= 0)
        return 0;
    if (m_numerator == 0)
        return kNever;
    // Both factors are a hair smaller than their fractions, so this comes out a hair early.
    const Wide early = (Wide{reading} * m_inverse) >> m_up;
    if (early >= Wide{1} << 60) {
        const Wide exact = (Wide{reading} * m_denominator + m_numerator - 1) / m_numerator;
        return exact > kNever ? kNever : static_cast<LedgerTime>(exact);
    }
    auto time = static_cast<LedgerTime>(early);
    while (clock(time) < reading)
        ++time;
    return time;
}

Reading Average::read(const State& state, Amount cost, const Now& now) const
{
    const auto at = clock(now.ledger);
    const auto level = std::max<std::int64_t>(0, state.a - at);
    const auto taken = level + state.b;
    const auto wanted = scaled(cost);
    Reading out;
    out.used = whole(taken);
    const auto room = m_capacity - taken;
    out.room = room <= 0     ? 0
               : m_shift < 0 ? static_cast<Amount>(std::min<Wide>(Wide{room} << -m_shift, m_burst))
                             : room >> m_shift;
    out.fits = cost <= 0 || wanted <= room;
    out.readyAt = now.ledger;
    if (!out.fits)
        out.readyAt =
            wanted > m_capacity
                ? kNever
                : std::max(now.ledger, timeOf(at + level + state.b + wanted - m_capacity));
    return out;
}

void Average::foretell(const State& state, const Now& now, Reading& reading) const
{
    const auto at = clock(now.ledger);
    const auto taken = std::max<std::int64_t>(0, state.a - at) + state.b;
    if (taken == 0)
        return;
    reading.fullAt = timeOf(at + taken);
    // The next whole unit, or the cost that was asked for.
    reading.moreAt =
        reading.fits
            ? std::max(now.ledger, timeOf(at + taken - m_capacity + scaled(reading.room + 1)))
            : reading.readyAt;
}

State Average::charge(State state, Amount cost, const Now& now) const
{
    state.a = std::min(std::max(state.a, clock(now.ledger)) + scaled(cost), 4 * kMostScaled);
    return state;
}

State Average::refund(State state, Amount cost) const
{
    state.a = std::max<std::int64_t>(0, state.a - scaled(cost));
    return state;
}

State Average::reserve(State state, Amount cost) const
{
    state.b = std::min(state.b + scaled(cost), 2 * kMostScaled);
    return state;
}

State Average::settle(State state, Amount reserved, Amount actual, const Now& now) const
{
    state.b = std::max<std::int64_t>(0, state.b - scaled(reserved));
    return actual > 0 ? charge(state, actual, now) : state;
}

bool Average::idle(const State& state, const Now& now) const
{
    return state.b == 0 && state.a <= clock(now.ledger);
}

State Average::from(const Average& other, const State& state, const Now& now) const
{
    const auto convert = [&](std::int64_t amount) {
        const int by = m_shift - other.m_shift;
        const Wide wide = by >= 0 ? Wide{amount} << std::min(by, 60)
                                  : (Wide{amount} + (Wide{1} << -by) - 1) >> -by;
        return static_cast<std::int64_t>(std::min<Wide>(wide, kMostScaled));
    };
    const auto level = std::max<std::int64_t>(0, state.a - other.clock(now.ledger));
    return {clock(now.ledger) + convert(level), convert(state.b)};
}

State Average::recovered(State state, const Now& now) const
{
    if (state.b != 0)
        state.a = std::min(std::max(state.a, clock(now.ledger)) + state.b, 4 * kMostScaled);
    state.b = 0;
    return state;
}

State Average::ofUsed(Amount used, const Now& now) const
{
    return charge({}, used, now);
}

} // namespace gatehouse::limits
