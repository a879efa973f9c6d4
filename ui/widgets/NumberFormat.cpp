// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/NumberFormat.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

struct NumberFormat
{
    Q_DECLARE_TR_FUNCTIONS(NumberFormat)
};

QString threeDigits(double value)
{
    const double size = std::abs(value);
    if (size == 0)
        return u"0"_s;
    const int digits = std::clamp(2 - static_cast<int>(std::floor(std::log10(size))), 0, 6);
    return QLocale().toString(value, 'f', digits);
}

} // namespace

QString wholeNumber(std::int64_t value)
{
    return QLocale().toString(static_cast<qlonglong>(value));
}

Quantity perSecond(double value)
{
    return {shortNumber(value), std::isnan(value) ? QString() : u"/s"_s};
}

Quantity milliseconds(double value)
{
    if (std::isnan(value))
        return {u"\u2013"_s, {}};
    if (value >= 999.5)
        return {threeDigits(value / 1000), u"s"_s};
    if (value < 1) // below a millisecond the third digit is noise
        return {QLocale().toString(value, 'g', 2), u"ms"_s};
    return {threeDigits(value), u"ms"_s};
}

QString usd(double dollars)
{
    if (std::isnan(dollars))
        return u"\u2013"_s;
    const double size = std::abs(dollars);
    if (size == 0)
        return u"$0"_s;
    if (size >= 100)
        return u"$"_s + QLocale().toString(dollars, 'f', 0);
    if (size >= 0.1)
        return u"$"_s + QLocale().toString(dollars, 'f', 2);
    return u"$"_s + threeDigits(dollars);
}

QString ago(std::int64_t thenMillis, std::int64_t nowMillis)
{
    if (thenMillis <= 0)
        return NumberFormat::tr("never");
    const std::int64_t seconds = (nowMillis - thenMillis) / 1000;
    if (seconds < 2)
        return NumberFormat::tr("now");
    if (seconds < 60)
        return NumberFormat::tr("%1 s ago").arg(seconds);
    if (seconds < 3600)
        return NumberFormat::tr("%1 min ago").arg(seconds / 60);
    if (seconds < 86400)
        return NumberFormat::tr("%1 h ago").arg(seconds / 3600);
    return NumberFormat::tr("%1 d ago").arg(seconds / 86400);
}

} // namespace gatehouse::ui
