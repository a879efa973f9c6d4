// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/Counters.h"
#include "services/Configuration.h"
#include "store/AlertRepository.h"

namespace gatehouse::services {

/// What quotas and budgets have reached: stored once, told to whoever listens. Control thread only.
class Alerts
{
public:
    /// All outlive it.
    Alerts(Configuration& configuration, limits::Counters& counters, store::Database& database);

    /// Stores what the counters have collected since the last call, and tells the listener of each.
    /// What cannot be written is logged, and told all the same.
    void collect();
    /// `{"items": [{"id", "time_ms", "rule", "name", "partition", "unit", "percent", "used",
    /// "limit", "period_start_ms", "action"}], "next"}`, newest first; of cost in nano-dollars.
    /// Name, unit and action are missing where the rule is gone.
    [[nodiscard]] Outcome<std::string> json(std::size_t most, std::int64_t before) const;

    /// Called with the rule's id on the control thread.
    void onAlert(std::function<void(const std::string& rule)> listener);

private:
    Configuration& m_configuration;
    limits::Counters& m_counters;
    store::AlertRepository m_stored;
    std::function<void(const std::string&)> m_listener;
};

} // namespace gatehouse::services
