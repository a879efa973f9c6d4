// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ChartScale.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {

const QString kDash = u"–"_s;

/// At most three significant digits, without zeros that say nothing when `plain`.
QString digits(double value, bool plain)
{
    const double size = std::abs(value);
    int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
    if (size == 0)
        decimals = 0;
    QString text = QLocale().toString(value, 'f', decimals);
    if (plain && decimals > 0) {
        while (text.endsWith(u'0'))
            text.chop(1);
        if (!text.isEmpty() && !text.back().isDigit())
            text.chop(1);
    }
    return text;
}

QString scaledNumber(double value, bool plain)
{
    const double size = std::abs(value);
    if (size >= 999.5e6)
        return digits(value / 1e9, plain) + u" G"_s;
    if (size >= 999.5e3)
        return digits(value / 1e6, plain) + u" M"_s;
    if (size >= 999.5)
        return digits(value / 1e3, plain) + u" k"_s;
    return digits(value, plain);
}

} // namespace

ChartScale makeScale(double largest, int intervals)
{
    static constexpr std::array kSteps{1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0};
    ChartScale scale;
    // A little air above the highest point; an empty chart keeps a small axis.
    const double wanted =
        (std::isfinite(largest) && largest > 0 ? largest * 1.04 : intervals) / intervals;
    const double magnitude = std::pow(10.0, std::floor(std::log10(wanted)));
    double step = 10 * magnitude;
    for (const double candidate : kSteps) {
        if (candidate * magnitude >= wanted * (1 - 1e-9)) {
            step = candidate * magnitude;
            break;
        }
    }
    scale.top = step * intervals;
    for (int i = 0; i <= intervals; ++i)
        scale.ticks.append(step * i);
    return scale;
}

QString tickText(ChartUnit unit, double value, double top)
{
    const bool isTop = value >= top * 0.999;
    switch (unit) {
    case ChartUnit::Millis:
        if (top >= 1000)
            return digits(value / 1000, true) + (isTop ? u" s"_s : QString());
        return digits(value, true) + (isTop ? u" ms"_s : QString());
    case ChartUnit::UsdPerHour:
        return u"$"_s + scaledNumber(value, true) + (isTop ? u"/h"_s : QString());
    case ChartUnit::PerSecond:
    case ChartUnit::TokensPerSecond:
        break;
    }
    return scaledNumber(value, true) + (isTop ? u"/s"_s : QString());
}

QString valueText(ChartUnit unit, double value)
{
    if (!std::isfinite(value))
        return kDash;
    switch (unit) {
    case ChartUnit::Millis:
        return value >= 999.5 ? digits(value / 1000, false) + u" s"_s
                              : digits(value, true) + u" ms"_s;
    case ChartUnit::UsdPerHour:
        return u"$"_s + shortNumber(value) + u"/h"_s;
    case ChartUnit::PerSecond:
    case ChartUnit::TokensPerSecond:
        break;
    }
    return shortNumber(value) + u"/s"_s;
}

QString shortNumber(double value)
{
    if (!std::isfinite(value))
        return kDash;
    if (value == std::floor(value) && std::abs(value) < 999.5)
        return QLocale().toString(value, 'f', 0);
    if (std::abs(value) < 9.995 && std::abs(value) >= 0.05)
        return QLocale().toString(value, 'f', 1);
    return scaledNumber(value, false);
}

} // namespace gatehouse::ui
