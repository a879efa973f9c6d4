// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/Forecast.h"

#include <algorithm>
#include <cmath>

namespace gatehouse::doctor {

std::optional<Forecast> forecast(const std::vector<double>& demand, std::optional<double> limit,
                                 std::size_t steps)
{
    constexpr double kFourOfFive = 1.2816; // of a normal distribution
    const auto n = demand.size();
    if (n < 3)
        return std::nullopt;
    const double count = static_cast<double>(n);
    const double middleX = (count - 1) / 2;
    double middleY = 0;
    for (const double y : demand)
        middleY += y / count;
    double xy = 0;
    double xx = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double x = static_cast<double>(i) - middleX;
        xy += x * (demand[i] - middleY);
        xx += x * x;
    }
    const double slope = xy / xx;
    double squares = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double off = demand[i] - (middleY + slope * (static_cast<double>(i) - middleX));
        squares += off * off;
    }
    const double spread = std::sqrt(squares / (count - 2));
    Forecast out;
    for (std::size_t i = 0; i < steps; ++i) {
        const double x = count + static_cast<double>(i) - middleX;
        const double y = middleY + slope * x;
        // The line itself is less sure the further it reaches.
        const double band = kFourOfFive * spread * std::sqrt(1 + 1 / count + x * x / xx);
        out.low.push_back(std::max(0.0, y - band));
        out.middle.push_back(std::max(0.0, y));
        out.high.push_back(std::max(0.0, y + band));
        if (limit && !out.fullAt && y > *limit)
            out.fullAt = i;
    }
    return out;
}

} // namespace gatehouse::doctor
