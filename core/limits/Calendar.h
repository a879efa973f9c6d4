// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "limits/Types.h"
#include "model/Limit.h"

#include <memory>
#include <string>

namespace gatehouse::limits {

/// A stretch of the calendar, [start, end).
struct Period
{
    Timestamp start{};
    Timestamp end{};
    friend bool operator==(const Period&, const Period&) = default;
};

/// Minutes, hours, days, weeks (from Monday) and months of one time zone. Minutes and hours are as
/// long as they are; a day lasts 23 or 25 hours when the clocks change. Any thread.
class CalendarClock
{
public:
    /// Fails when the system knows no such zone (IANA name); UTC needs no zone files.
    [[nodiscard]] static Result<std::shared_ptr<const CalendarClock>>
    make(model::CalendarPeriod period, const std::string& timeZone);
    virtual ~CalendarClock() = default;

    /// The period that the moment lies in.
    [[nodiscard]] virtual Period at(Timestamp time) const = 0;
};

/// `calendar quota`: never more than the limit in one period, twice the limit around its end.
///
/// State: a = start of the period in microseconds of Unix time, b = what was used in it. When the
/// wall clock is set back, what was used stays used: by up to one period, the counter keeps to the
/// later one; by more, its use is carried into the earlier one. Pure but for a cache; any thread.
class Calendar
{
public:
    Calendar(Amount limit, std::shared_ptr<const CalendarClock> clock);

    [[nodiscard]] Reading read(const State& state, Amount cost, const Now& now) const;
    void foretell(const State& state, const Now& now, Reading& reading) const;
    [[nodiscard]] State charge(State state, Amount cost, const Now& now) const;
    /// `period` is the a of the state that was charged: a later period knows nothing of it.
    [[nodiscard]] State adjust(State state, std::int64_t period, Amount by) const;
    [[nodiscard]] bool idle(const State& state, const Now& now) const;
    [[nodiscard]] State ofUsed(Amount used, const Now& now) const;

    [[nodiscard]] Amount limit() const { return m_limit; }
    [[nodiscard]] Period period(const Now& now) const;

private:
    struct Cache;
    /// Until the counter's period ends.
    [[nodiscard]] Duration rest(const State& counted, const Period& today, const Now& now) const;
    [[nodiscard]] State inForce(State state, const Period& period) const;

    Amount m_limit;
    std::shared_ptr<const CalendarClock> m_clock;
    std::shared_ptr<Cache> m_cache;
};

} // namespace gatehouse::limits
