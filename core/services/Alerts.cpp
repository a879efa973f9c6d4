// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/Alerts.h"

#include "model/Words.h"
#include "telemetry/JsonWriter.h"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace gatehouse::services {

Alerts::Alerts(Configuration& configuration, limits::Counters& counters, store::Database& database)
    : m_configuration(configuration)
    , m_counters(counters)
    , m_stored(database)
{
}

void Alerts::onAlert(std::function<void(const std::string&)> listener)
{
    m_listener = std::move(listener);
}

void Alerts::collect()
{
    const auto warnings = m_counters.takeWarnings();
    if (warnings.empty())
        return;
    std::vector<store::AlertRow> rows;
    for (const auto& warning : warnings)
        rows.push_back({0, toUnixMillis(warning.time), warning.rule, warning.partition,
                        warning.percent, warning.used, warning.limit,
                        toUnixMillis(warning.periodStart)});
    const auto fresh = m_stored.add(rows);
    if (!fresh)
        spdlog::error("alerts of limits could not be stored: {}", fresh.error().text());
    const auto tell = [&](const store::AlertRow& row) {
        spdlog::warn("limit {}: {} % of its period's quota is used{}{}", row.rule, row.percent,
                     row.partition.empty() ? "" : " by ", row.partition);
        if (m_listener)
            m_listener(row.rule);
    };
    if (fresh) {
        for (const auto index : *fresh)
            tell(rows[index]);
    } else {
        std::ranges::for_each(rows, tell);
    }
}

Outcome<std::string> Alerts::json(std::size_t most, std::int64_t before) const
{
    const auto rows = m_stored.list(most, before);
    if (!rows)
        return refuse(rows.error());
    const auto rules = model::allRules(m_configuration.workspace());
    std::string out;
    telemetry::JsonWriter json(out);
    json.beginObject();
    json.key("items").beginArray();
    for (const auto& row : *rows) {
        const auto rule = std::ranges::find(rules, row.rule, &model::LimitRule::id);
        json.beginObject();
        json.key("id").number(row.id);
        json.key("time_ms").number(row.timeMillis);
        json.key("rule").string(row.rule);
        if (rule != rules.end()) {
            json.key("name").string(rule->name);
            json.key("unit").string(model::toWord(rule->unit));
            json.key("action").string(model::toWord(rule->action));
        }
        json.key("partition").string(row.partition);
        json.key("percent").number(static_cast<std::int64_t>(row.percent));
        json.key("used").number(row.used);
        json.key("limit").number(row.limit);
        json.key("period_start_ms").number(row.periodMillis);
        json.endObject();
    }
    json.endArray();
    if (rows->size() == most && !rows->empty())
        json.key("next").number(rows->back().id);
    json.endObject();
    return out;
}

} // namespace gatehouse::services
