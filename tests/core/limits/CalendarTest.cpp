// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/Calendar.h"

#include <QTest>

#include <date/date.h>
#include <random>

using namespace gatehouse;
using namespace gatehouse::limits;
using namespace std::chrono_literals;
using model::CalendarPeriod;

namespace {

/// `2026-03-29 00:30` in UTC.
Timestamp at(const char* text)
{
    std::istringstream in{text};
    date::sys_time<std::chrono::microseconds> time;
    in >> date::parse("%F %H:%M", time);
    return Timestamp{time.time_since_epoch()};
}

Period period(CalendarPeriod kind, const char* zone, const char* time)
{
    return (*CalendarClock::make(kind, zone))->at(at(time));
}

Now wall(Timestamp time)
{
    return {1'000, time};
}

} // namespace

#define PERIOD(kind, zone, time, from, to)                                                         \
    QCOMPARE(period(CalendarPeriod::kind, zone, time).start.time_since_epoch().count(),            \
             at(from).time_since_epoch().count());                                                 \
    QCOMPARE(period(CalendarPeriod::kind, zone, time).end.time_since_epoch().count(),              \
             at(to).time_since_epoch().count())

/// Calendar quotas: where periods begin and end, and what clock changes do to counts.
class CalendarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Bug 16: month ends, leap days, year ends.
    void monthsEndWhereTheyEnd()
    {
        PERIOD(Month, "UTC", "2026-01-31 01:00", "2026-01-01 00:00", "2026-02-01 00:00");
        PERIOD(Month, "UTC", "2026-02-28 23:59", "2026-02-01 00:00", "2026-03-01 00:00");
        PERIOD(Month, "UTC", "2028-02-29 12:00", "2028-02-01 00:00", "2028-03-01 00:00");
        PERIOD(Month, "UTC", "2026-12-31 23:59", "2026-12-01 00:00", "2027-01-01 00:00");
        PERIOD(Month, "Europe/Berlin", "2026-03-31 22:00", "2026-03-31 22:00", "2026-04-30 22:00");
        PERIOD(Week, "UTC", "2026-11-24 14:00", "2026-11-23 00:00", "2026-11-30 00:00");
        PERIOD(Week, "UTC", "2027-01-01 00:00", "2026-12-28 00:00", "2027-01-04 00:00");
        const Calendar quota(10, *CalendarClock::make(CalendarPeriod::Month, "UTC"));
        const auto now = wall(at("2026-01-31 01:00"));
        const auto reading = quota.read(quota.ofUsed(10, now), 1, now);
        QCOMPARE(Duration(reading.readyAt - now.ledger), Duration(23h));
    }

    void daysOfSummerTimeHave23And25Hours()
    {
        PERIOD(Day, "Europe/Berlin", "2026-03-29 12:00", "2026-03-28 23:00", "2026-03-29 22:00");
        PERIOD(Day, "Europe/Berlin", "2026-10-25 12:00", "2026-10-24 22:00", "2026-10-25 23:00");
        // Midnight does not exist that day.
        PERIOD(Day, "America/Sao_Paulo", "2018-11-04 12:00", "2018-11-04 03:00",
               "2018-11-05 02:00");
        // Midnight comes twice.
        PERIOD(Day, "America/Havana", "2026-11-01 04:30", "2026-10-31 04:00", "2026-11-01 05:00");
        PERIOD(Hour, "Europe/Berlin", "2026-10-25 00:30", "2026-10-25 00:00", "2026-10-25 01:00");
        PERIOD(Hour, "Europe/Berlin", "2026-10-25 01:30", "2026-10-25 01:00", "2026-10-25 02:00");
        PERIOD(Hour, "Asia/Kolkata", "2026-05-05 05:40", "2026-05-05 05:30", "2026-05-05 06:30");
        PERIOD(Minute, "Asia/Kolkata", "2026-05-05 05:40", "2026-05-05 05:40", "2026-05-05 05:41");
    }

    /// Every moment lies in exactly one period, and periods follow each other without a gap.
    void periodsTileTheYears()
    {
        for (const char* zone :
             {"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/St_Johns",
              "Asia/Kathmandu", "Pacific/Apia", "America/Havana", "Africa/Cairo"}) {
            for (const auto kind : {CalendarPeriod::Hour, CalendarPeriod::Day, CalendarPeriod::Week,
                                    CalendarPeriod::Month}) {
                const auto clock = *CalendarClock::make(kind, zone);
                auto time = at("2010-12-20 00:00");
                const auto last =
                    kind == CalendarPeriod::Hour ? at("2012-01-05 00:00") : at("2030-01-01 00:00");
                while (time < last) {
                    const auto found = clock->at(time);
                    QVERIFY2(found.start <= time && time < found.end, zone);
                    QVERIFY(clock->at(found.start) == found);
                    QVERIFY(clock->at(found.end - 1us) == found);
                    QVERIFY(clock->at(found.end).start == found.end);
                    time = found.end;
                }
            }
        }
    }

    void unknownZonesAreRefused()
    {
        QVERIFY(!CalendarClock::make(CalendarPeriod::Day, "Mars/Olympus").has_value());
        QVERIFY(!CalendarClock::make(CalendarPeriod::Day, "../../etc/passwd").has_value());
    }

    void countsEqualAPlainCounter()
    {
        const auto clock = *CalendarClock::make(CalendarPeriod::Hour, "Europe/Berlin");
        const Calendar quota(25, clock);
        std::mt19937_64 random(3);
        State state;
        Timestamp start{};
        Amount used = 0;
        auto time = at("2026-10-24 00:00");
        for (int i = 0; i < 20'000; ++i) {
            time += std::chrono::microseconds(random() % 120'000'000);
            if (const auto now = clock->at(time).start; now != start) {
                start = now;
                used = 0;
            }
            const auto cost = static_cast<Amount>(random() % 4);
            const auto reading = quota.read(state, cost, wall(time));
            QCOMPARE(reading.used, used);
            QCOMPARE(reading.fits, cost == 0 || used + cost <= 25);
            if (reading.fits) {
                state = quota.charge(state, cost, wall(time));
                used += cost;
            }
        }
    }

    /// Bug 15: the wall clock is set.
    void aClockThatIsSetBackGivesNothingTwice()
    {
        const Calendar quota(10, *CalendarClock::make(CalendarPeriod::Hour, "UTC"));
        const auto noon = at("2026-05-05 12:00");
        auto state = quota.ofUsed(10, wall(noon + 1min));
        // Back over the edge of the hour: the counter keeps to the hour it knows.
        auto reading = quota.read(state, 1, wall(noon - 5min));
        QVERIFY(!reading.fits);
        QCOMPARE(Duration(reading.readyAt - 1'000), Duration(65min));
        state = quota.charge(state, 0, wall(noon - 5min));
        QVERIFY(!quota.read(state, 1, wall(noon + 2min)).fits);
        // Back by years: what was used is carried over.
        QVERIFY(!quota.read(state, 1, wall(at("2020-01-01 00:10"))).fits);
        const auto carried = quota.charge(state, 0, wall(at("2020-01-01 00:10")));
        QVERIFY(!quota.read(carried, 1, wall(at("2020-01-01 00:20"))).fits);
        QVERIFY(quota.read(carried, 1, wall(at("2020-01-01 01:00"))).fits);
        // Forward: a new hour.
        QCOMPARE(quota.read(state, 1, wall(noon + 61min)).room, Amount{10});
    }

    void aLateSettlementDoesNotTouchTheNextPeriod()
    {
        const Calendar quota(100, *CalendarClock::make(CalendarPeriod::Hour, "UTC"));
        const auto noon = at("2026-05-05 12:00");
        auto state = quota.charge({}, 60, wall(noon - 1min));
        const auto period = state.a;
        state = quota.charge(state, 5, wall(noon + 1min));
        QCOMPARE(quota.adjust(state, period, -50).b, Amount{5});
        QCOMPARE(quota.adjust(state, state.a, 3).b, Amount{8});
    }
};

QTEST_APPLESS_MAIN(CalendarTest)
#include "CalendarTest.moc"
