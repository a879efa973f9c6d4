// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace gatehouse::doctor {

/// What goes on if nothing changes: the straight line through the demand of the past (least
/// squares), with the band in which four of five steps of the past lay around it.
struct Forecast
{
    std::vector<double> low;
    std::vector<double> middle;
    std::vector<double> high;
    std::optional<std::size_t> fullAt; ///< The first step above the limit; 0 = the next.
};

/// `demand` by steps, the newest last; `limit` of a step, where there is one. Nothing of fewer than
/// three steps.
[[nodiscard]] std::optional<Forecast> forecast(const std::vector<double>& demand,
                                               std::optional<double> limit, std::size_t steps);

} // namespace gatehouse::doctor
