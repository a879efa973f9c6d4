// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/Calendar.h"

#include <date/tz.h>
#include <exception>

namespace gatehouse::limits {

namespace {

using model::CalendarPeriod;
using std::chrono::microseconds;
using Local = date::local_time<microseconds>;

microseconds fixedLength(CalendarPeriod period)
{
    return period == CalendarPeriod::Minute ? microseconds(std::chrono::minutes(1))
                                            : microseconds(std::chrono::hours(1));
}

date::local_days firstDay(CalendarPeriod period, date::local_days day)
{
    switch (period) {
    case CalendarPeriod::Week:
        return day - (date::weekday(day) - date::Monday);
    case CalendarPeriod::Month: {
        const date::year_month_day date(day);
        return date::local_days(date.year() / date.month() / 1);
    }
    default:
        return day;
    }
}

date::local_days dayAfter(CalendarPeriod period, date::local_days first)
{
    switch (period) {
    case CalendarPeriod::Week:
        return first + date::days(7);
    case CalendarPeriod::Month: {
        const date::year_month_day date(first);
        return date::local_days(date.year() / date.month() / 1 + date::months(1));
    }
    default:
        return first + date::days(1);
    }
}

class Utc final : public CalendarClock
{
public:
    explicit Utc(CalendarPeriod period)
        : m_period(period)
    {
    }
    [[nodiscard]] Period at(Timestamp time) const override
    {
        if (m_period == CalendarPeriod::Minute || m_period == CalendarPeriod::Hour) {
            const auto length = fixedLength(m_period);
            auto into = time.time_since_epoch() % length;
            if (into.count() < 0)
                into += length;
            return {time - into, time - into + length};
        }
        const Local local{time.time_since_epoch()};
        const auto first = firstDay(m_period, date::floor<date::days>(local));
        return {Timestamp{Local(first).time_since_epoch()},
                Timestamp{Local(dayAfter(m_period, first)).time_since_epoch()}};
    }

private:
    CalendarPeriod m_period;
};

class Zoned final : public CalendarClock
{
public:
    Zoned(CalendarPeriod period, const date::time_zone& zone)
        : m_period(period)
        , m_zone(zone)
    {
    }

    [[nodiscard]] Period at(Timestamp time) const override
    {
        const date::sys_time<microseconds> sys{time.time_since_epoch()};
        if (m_period == CalendarPeriod::Minute || m_period == CalendarPeriod::Hour)
            return within(time, sys);
        const auto first = firstDay(m_period, date::floor<date::days>(m_zone.to_local(sys)));
        const Period found{start(first), start(dayAfter(m_period, first))};
        // A midnight that is passed twice counts when it comes for the second time.
        if (time < found.start)
            return {start(firstDay(m_period, first - date::days(1))), found.start};
        return found;
    }

private:
    /// By the offset in force; a change of the offset ends a minute or an hour early.
    [[nodiscard]] Period within(Timestamp time, date::sys_time<microseconds> sys) const
    {
        const auto info = m_zone.get_info(sys);
        const auto length = fixedLength(m_period);
        auto into = (time.time_since_epoch() + microseconds(info.offset)) % length;
        if (into.count() < 0)
            into += length;
        const Timestamp from = time - into;
        return {std::max(from, clamped(info.begin)), std::min(from + length, clamped(info.end))};
    }
    [[nodiscard]] static Timestamp clamped(date::sys_seconds at)
    {
        // Zones without changes end beyond what microseconds can say.
        constexpr std::chrono::seconds kFar{std::int64_t{400} * 366 * 86400};
        return Timestamp{std::clamp(at.time_since_epoch(), -kFar, kFar)};
    }
    [[nodiscard]] Timestamp start(date::local_days day) const
    {
        return Timestamp{m_zone.to_sys(Local(day), date::choose::latest).time_since_epoch()};
    }

    CalendarPeriod m_period;
    const date::time_zone& m_zone;
};

} // namespace

Result<std::shared_ptr<const CalendarClock>> CalendarClock::make(CalendarPeriod period,
                                                                 const std::string& timeZone)
{
    if (timeZone.empty() || timeZone == "UTC")
        return std::make_shared<const Utc>(period);
    try {
        return std::make_shared<const Zoned>(period, *date::locate_zone(timeZone));
    } catch (const std::exception&) {
        return fail(ErrorCode::Invalid, "this system knows no time zone \"" + timeZone + "\"");
    }
}

} // namespace gatehouse::limits
