// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "accesslog/LogTime.h"

#include "base/Text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace gatehouse::accesslog {

namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

/// Takes a text apart from its front.
class Scanner
{
public:
    explicit Scanner(std::string_view text)
        : m_rest(text)
    {
    }

    bool take(char c)
    {
        if (m_rest.empty() || m_rest.front() != c)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    std::optional<int> digits(std::size_t count)
    {
        if (m_rest.size() < count)
            return std::nullopt;
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (m_rest[i] < '0' || m_rest[i] > '9')
                return std::nullopt;
            value = value * 10 + (m_rest[i] - '0');
        }
        m_rest.remove_prefix(count);
        return value;
    }
    std::string_view word(std::size_t count)
    {
        const auto out = m_rest.substr(0, count);
        m_rest.remove_prefix(out.size());
        return out;
    }
    /// `.491`, `,491`: up to microseconds, further digits are dropped.
    microseconds fraction()
    {
        if (!take('.') && !take(','))
            return {};
        std::int64_t value = 0;
        std::size_t count = 0;
        while (!m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9') {
            if (count < 6) {
                value = value * 10 + (m_rest.front() - '0');
                ++count;
            }
            m_rest.remove_prefix(1);
        }
        for (; count < 6; ++count)
            value *= 10;
        return microseconds(value);
    }
    /// `Z`, `+0100`, `-07:00`; nothing = UTC.
    std::optional<minutes> zone()
    {
        if (m_rest.empty() || take('Z'))
            return minutes(0);
        const bool west = take('-');
        if (!west && !take('+'))
            return std::nullopt;
        const auto hour = digits(2);
        static_cast<void>(take(':'));
        const auto minute = digits(2);
        if (!hour || !minute || *hour > 15 || *minute > 59)
            return std::nullopt;
        return minutes((west ? -1 : 1) * (*hour * 60 + *minute));
    }
    void skipSpaces()
    {
        while (take(' ')) {
        }
    }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
};

struct Clock
{
    std::optional<int> hour;
    std::optional<int> minute;
    std::optional<int> second;
};

std::optional<Timestamp> made(int year, unsigned month, int day, const Clock& clock,
                              microseconds fraction, std::optional<minutes> zone)
{
    const year_month_day date{std::chrono::year(year), std::chrono::month(month),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok() || year < 1970 || !clock.hour || !clock.minute || !clock.second || !zone ||
        *clock.hour > 23 || *clock.minute > 59 || *clock.second > 60)
        return std::nullopt;
    const Timestamp time = sys_days(date) + hours(*clock.hour) + minutes(*clock.minute) +
                           seconds(*clock.second) + fraction - *zone;
    return time < Timestamp{} ? std::nullopt : std::optional(time);
}

Clock clockOf(Scanner& scan)
{
    Clock out;
    out.hour = scan.digits(2);
    if (!scan.take(':'))
        return {};
    out.minute = scan.digits(2);
    if (!scan.take(':'))
        return {};
    out.second = scan.digits(2);
    return out;
}

} // namespace

std::optional<Timestamp> clfTime(std::string_view text)
{
    Scanner scan(text);
    const auto day = scan.digits(2);
    if (!day || !scan.take('/'))
        return std::nullopt;
    const auto name = text::toLower(scan.word(3));
    const auto month = std::ranges::find(kMonths, std::string_view(name));
    if (month == kMonths.end() || !scan.take('/'))
        return std::nullopt;
    const auto year = scan.digits(4);
    if (!year || !scan.take(':'))
        return std::nullopt;
    const auto clock = clockOf(scan);
    const auto fraction = scan.fraction();
    scan.skipSpaces();
    const auto zone = scan.zone();
    if (!scan.atEnd())
        return std::nullopt;
    return made(*year, static_cast<unsigned>(month - kMonths.begin()) + 1, *day, clock, fraction,
                zone);
}

std::optional<Timestamp> isoTime(std::string_view text)
{
    Scanner scan(text);
    const auto year = scan.digits(4);
    if (!year || !scan.take('-'))
        return std::nullopt;
    const auto month = scan.digits(2);
    if (!month || !scan.take('-'))
        return std::nullopt;
    const auto day = scan.digits(2);
    if (!day || (!scan.take('T') && !scan.take(' ')))
        return std::nullopt;
    const auto clock = clockOf(scan);
    const auto fraction = scan.fraction();
    const auto zone = scan.zone();
    if (!scan.atEnd())
        return std::nullopt;
    return made(*year, static_cast<unsigned>(*month), *day, clock, fraction, zone);
}

std::optional<double> plainNumber(std::string_view text)
{
    if (text.empty() || text.size() > 32 || text.front() < '0' || text.front() > '9')
        return std::nullopt;
    double value = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<Timestamp> unixTime(std::string_view text)
{
    constexpr double kMillis = 1e11; // as seconds: the year 5138
    constexpr double kMicros = 1e14;
    constexpr double kMost = 1e17;
    const auto value = plainNumber(text);
    if (!value || *value > kMost)
        return std::nullopt;
    const double scale = *value >= kMicros ? 1 : *value >= kMillis ? 1e3 : 1e6;
    return Timestamp{microseconds(static_cast<std::int64_t>(*value * scale))};
}

std::optional<Timestamp> anyTime(std::string_view text)
{
    if (const auto time = isoTime(text))
        return time;
    if (const auto time = clfTime(text))
        return time;
    return unixTime(text);
}

} // namespace gatehouse::accesslog
