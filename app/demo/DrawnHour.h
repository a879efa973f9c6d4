// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "telemetry/Counters.h"
#include "telemetry/RequestRecord.h"

#include <functional>
#include <vector>

namespace gatehouse::demo {

/// The records of one slice of time, oldest first, all of them starting in [from, to).
using RecordSlice = std::function<void(std::vector<telemetry::RequestRecord> records,
                                       Timestamp from, Timestamp to)>;

/// The hour before `end` as the pictures tell it, 60 slices of a minute, about 640,000 records: the
/// same ones on every run. At 14 minutes before the end the batch Review miner starts and fills the
/// limit that it shares with Forecast lab.
void drawHour(Timestamp end, const RecordSlice& slice);

/// What the day had before that hour.
[[nodiscard]] telemetry::DayTotals drawnMorning();

} // namespace gatehouse::demo
