// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/Types.h"

namespace gatehouse::limits {

/// `average with burst`: at most burst + limit in any `per`. The generic cell rate algorithm
/// (ITU-T I.371, A), whose theoretical arrival time is kept not in nanoseconds but in fractions of
/// a unit on a clock that runs `limit` units in `per`: so charges are whole numbers, a burst of 7
/// is 7 at every rate, and only reading the time rounds, by a fraction of a unit and of a
/// nanosecond.
///
/// State: a = arrival time on that clock, b = reserved and not yet settled. What is reserved does
/// not drain; it is charged when it is settled, so the promise holds for what was really used.
/// Pure; any thread.
class Average
{
public:
    Average(Amount limit, Amount burst, Duration per);

    [[nodiscard]] Reading read(const State& state, Amount cost, const Now& now) const;
    void foretell(const State& state, const Now& now, Reading& reading) const;
    /// Also beyond the burst: later callers wait longer, in the order in which they came.
    [[nodiscard]] State charge(State state, Amount cost, const Now& now) const;
    [[nodiscard]] State refund(State state, Amount cost) const;
    [[nodiscard]] State reserve(State state, Amount cost) const;
    [[nodiscard]] State settle(State state, Amount reserved, Amount actual, const Now& now) const;
    /// Nothing is lost when it is forgotten.
    [[nodiscard]] bool idle(const State& state, const Now& now) const;
    /// The same level under another rule.
    [[nodiscard]] State from(const Average& other, const State& state, const Now& now) const;
    /// What was reserved by a process that is gone stays charged.
    [[nodiscard]] State recovered(State state, const Now& now) const;
    [[nodiscard]] State ofUsed(Amount used, const Now& now) const;
    [[nodiscard]] Amount reserved(const State& state) const { return whole(state.b); }

    [[nodiscard]] Amount limit() const { return m_limit; }
    [[nodiscard]] Amount burst() const { return m_burst; }
    [[nodiscard]] Duration per() const { return m_per; }

private:
    [[nodiscard]] std::int64_t scaled(Amount amount) const;
    /// Rounded up.
    [[nodiscard]] Amount whole(std::int64_t scaled) const;
    [[nodiscard]] std::int64_t clock(LedgerTime time) const;
    /// When clock() reaches it.
    [[nodiscard]] LedgerTime timeOf(std::int64_t clock) const;

    Amount m_limit;
    Amount m_burst;
    Duration m_per;
    int m_shift = 0; ///< A unit is 2^shift on the clock.
    std::int64_t m_numerator = 0;
    std::int64_t m_denominator = 1;
    /// The same fraction as factor / 2^down: a product instead of a division.
    std::int64_t m_factor = 0;
    int m_down = 0;
    /// Its inverse, as inverse / 2^up.
    std::int64_t m_inverse = 0;
    int m_up = 0;
    std::int64_t m_capacity = 0;
};

} // namespace gatehouse::limits
