// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/Counters.h"
#include "services/Configuration.h"

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace gatehouse::store {
class Database;
}

namespace gatehouse::services {

/// Tells before a limit is full: when its fullest counter has reached a share, or will be full soon
/// if it fills on as in the last half minute. Alerts are stored in the workspace; that one fires is
/// noted in the audit and told to the listeners, once until it is over. Control thread only.
class LimitAlerts
{
public:
    static constexpr std::size_t kMost = 50;

    /// All outlive it.
    LimitAlerts(Configuration& configuration, limits::Counters& counters,
                store::Database& database);
    [[nodiscard]] Result<void> load();

    /// `{"share": 0.8, "ahead_s": 120}`, both optional: at that share, or so long before it is
    /// full. Answers as json().
    [[nodiscard]] Outcome<std::string> put(const std::string& rule, std::string_view body,
                                           std::string_view actor);
    [[nodiscard]] Outcome<void> remove(const std::string& rule, std::string_view actor);
    /// The answer of `GET /admin/v1/limit_alerts`.
    [[nodiscard]] std::string json() const;

    /// Called about once a second; reads counters every kEvery.
    void look();
    /// Called with the rule whose alert began or ended to fire, or was changed.
    void onChange(std::function<void(const std::string& rule)> listener);

private:
    static constexpr auto kEvery = std::chrono::seconds(2);
    static constexpr auto kSpan = std::chrono::seconds(30);

    struct Sample
    {
        Timestamp at{};
        limits::Amount used = 0;
    };
    struct Alert
    {
        std::string rule;
        double share = 0.8;
        std::chrono::seconds ahead{120};
        // What is known of it now:
        std::string partition; ///< Of the fullest counter.
        limits::Amount used = 0;
        limits::Amount limit = 0;
        std::optional<Timestamp> fullAt;
        std::optional<Timestamp> since; ///< It fires.
        std::deque<Sample> samples;     ///< Of that counter.
    };

    [[nodiscard]] Result<void> store();
    void read(Alert& alert, const model::LimitRule& rule, Timestamp now);
    /// Why it fires; empty = it does not.
    [[nodiscard]] static std::string reason(const Alert& alert, Timestamp now);

    Configuration& m_configuration;
    limits::Counters& m_counters;
    store::Database& m_database;
    std::vector<Alert> m_alerts;
    Timestamp m_looked{};
    std::vector<std::function<void(const std::string&)>> m_listeners;
};

} // namespace gatehouse::services
