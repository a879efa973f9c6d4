// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/Counters.h"
#include "telemetry/RequestRecord.h"

#include <memory>
#include <string>
#include <vector>

namespace gatehouse::demo {

/// Leaves the counters of the limits as the drawn hour would have: its records never passed a
/// gateway. The counters' clock must have gone on for the hour before. One thread.
class DrawnCounters
{
public:
    /// Of the rules of that workspace file; the counters outlive it.
    [[nodiscard]] static Result<DrawnCounters> open(limits::Counters& counters,
                                                    const std::string& yaml, Timestamp end);
    /// Decides about the record and writes into it what the rules said; true = refused.
    bool charge(telemetry::RequestRecord& record);

private:
    DrawnCounters(limits::Counters& counters, std::shared_ptr<const limits::BoundRules> rules,
                  Timestamp end);

    limits::Counters& m_counters;
    std::shared_ptr<const limits::BoundRules> m_rules;
    limits::Now m_end;
    Timestamp m_endTime;
};

} // namespace gatehouse::demo
