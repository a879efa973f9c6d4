// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <cstdint>

namespace gatehouse::ui {

/// What a chart's values are; decides how ticks, legends and read-outs are written.
enum class ChartUnit : std::uint8_t
{
    PerSecond,
    Millis,
    TokensPerSecond,
    UsdPerHour
};

/// The vertical axis: 0 and two or three round steps above it.
struct ChartScale
{
    double top = 1;
    QList<double> ticks; ///< From 0 to top.
};

/// A scale that holds `largest`, with round steps.
[[nodiscard]] ChartScale makeScale(double largest, int intervals);

/// A tick's label; the unit stands on the top one only (money keeps its sign).
[[nodiscard]] QString tickText(ChartUnit unit, double value, double top);

/// A value in words with three significant digits: `193 ms`, `16.1 k/s`, `$28.0/h`; a dash for a
/// gap.
[[nodiscard]] QString valueText(ChartUnit unit, double value);

/// Three significant digits and k, M, G: `18`, `4.0`, `16.1 k`, `7.42 M`. A dash for NaN.
[[nodiscard]] QString shortNumber(double value);

} // namespace gatehouse::ui
