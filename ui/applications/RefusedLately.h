// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Figures.h"

namespace gatehouse::ui {

/// Of the calls of ten minutes: a few refusals among thousands are nothing to point at, nor are
/// those that are over.
inline constexpr double kTellRefusedPercent = 1;
inline constexpr qsizetype kTellMinutes = 10;
inline constexpr double kFewRefused = 5;

[[nodiscard]] inline bool isRefusedLately(const client::UsageItem& hour)
{
    const client::UsageItem recent = hour.last(kTellMinutes);
    const double percent = recent.refusedPercent();
    return percent >= kTellRefusedPercent && percent / 100 * recent.callsOfTheHour() >= kFewRefused;
}

} // namespace gatehouse::ui
