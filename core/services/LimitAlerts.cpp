// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/LimitAlerts.h"

#include "base/Text.h"
#include "limits/Promise.h"
#include "services/BodyReader.h"
#include "store/Database.h"
#include "store/ObjectRepository.h"
#include "telemetry/JsonWriter.h"

#include <spdlog/spdlog.h>

namespace gatehouse::services {

namespace {

constexpr const char* kStoredAs = "limit_alerts";
constexpr const char* kItself = "gatehouse";
constexpr std::int64_t kLongestAhead = 86'400;
/// Below so much of the share it is over: at the edge it must not fire again and again.
constexpr double kOver = 0.9;

double fullness(limits::Amount used, limits::Amount limit)
{
    return limit > 0 ? static_cast<double>(used) / static_cast<double>(limit) : 0;
}

} // namespace

LimitAlerts::LimitAlerts(Configuration& configuration, limits::Counters& counters,
                         store::Database& database)
    : m_configuration(configuration)
    , m_counters(counters)
    , m_database(database)
{
}

Result<void> LimitAlerts::load()
{
    const auto text = store::ObjectRepository(m_database).meta(kStoredAs);
    if (!text)
        return std::unexpected(text.error());
    const auto root = model::parseJson(*text);
    if (!root)
        return {}; // nothing is stored yet
    BodyReader body(*root);
    for (const auto& node : body.list("items")) {
        Alert alert;
        alert.rule = body.text(node, "rule", "rule").value_or("");
        alert.share = body.number<double>(node, "share", "share", 0, 1).value_or(alert.share);
        alert.ahead = std::chrono::seconds(
            body.number<std::int64_t>(node, "ahead_s", "ahead_s", 0, kLongestAhead)
                .value_or(alert.ahead.count()));
        m_alerts.push_back(std::move(alert));
    }
    return {};
}

Result<void> LimitAlerts::store()
{
    std::string out;
    telemetry::JsonWriter json(out);
    json.beginObject().key("items").beginArray();
    for (const auto& alert : m_alerts) {
        json.beginObject();
        json.key("rule").string(alert.rule);
        json.key("share").number(alert.share);
        json.key("ahead_s").number(alert.ahead.count());
        json.endObject();
    }
    json.endArray().endObject();
    return m_database.transact(
        [this, &out] { return store::ObjectRepository(m_database).setMeta(kStoredAs, out); });
}

Outcome<std::string> LimitAlerts::put(const std::string& rule, std::string_view text,
                                      std::string_view actor)
{
    const auto& rules = m_configuration.workspace().limits;
    if (std::ranges::find(rules, rule, &model::LimitRule::id) == rules.end())
        return refuse(ErrorCode::NotFound, "there is no limit \"" + rule + "\"");
    const auto root = model::parseJson(text.empty() ? std::string_view("{}") : text);
    if (!root)
        return refuse(root.error());
    BodyReader body(*root);
    body.unknownKeys(*root, {}, {"share", "ahead_s"});
    Alert alert;
    alert.rule = rule;
    alert.share = body.number<double>(*root, "share", "share", 0.01, 1).value_or(alert.share);
    alert.ahead = std::chrono::seconds(
        body.number<std::int64_t>(*root, "ahead_s", "ahead_s", 0, kLongestAhead)
            .value_or(alert.ahead.count()));
    if (!body.faults.empty())
        return refuse(std::move(body.faults));
    const auto at = std::ranges::find(m_alerts, rule, &Alert::rule);
    if (at != m_alerts.end())
        *at = std::move(alert);
    else if (m_alerts.size() >= kMost)
        return refuse(ErrorCode::Unavailable, "there are too many alerts of limits already");
    else
        m_alerts.push_back(std::move(alert));
    if (auto noted = m_configuration.note(actor, "set_alert", "limits/" + rule); !noted)
        return refuse(std::move(noted.error()));
    if (auto stored = store(); !stored)
        return refuse(std::move(stored.error()));
    return json();
}

Outcome<void> LimitAlerts::remove(const std::string& rule, std::string_view actor)
{
    if (std::erase_if(m_alerts, [&rule](const Alert& alert) { return alert.rule == rule; }) == 0)
        return refuse(ErrorCode::NotFound, "the limit \"" + rule + "\" has no alert");
    if (auto noted = m_configuration.note(actor, "remove_alert", "limits/" + rule); !noted)
        return refuse(std::move(noted.error()));
    if (auto stored = store(); !stored)
        return refuse(std::move(stored.error()));
    return {};
}

std::string LimitAlerts::json() const
{
    std::string out;
    telemetry::JsonWriter json(out);
    const auto time = [&json](std::string_view name, const std::optional<Timestamp>& value) {
        json.key(name);
        if (value)
            json.number(toUnixMillis(*value));
        else
            json.null();
    };
    json.beginObject().key("items").beginArray();
    for (const auto& alert : m_alerts) {
        json.beginObject();
        json.key("rule").string(alert.rule);
        json.key("share").number(alert.share);
        json.key("ahead_s").number(alert.ahead.count());
        json.key("partition").string(alert.partition);
        json.key("used").number(alert.used);
        json.key("limit").number(alert.limit);
        time("full_at_ms", alert.fullAt);
        time("since_ms", alert.since);
        json.endObject();
    }
    json.endArray().endObject();
    return out;
}

void LimitAlerts::read(Alert& alert, const model::LimitRule& rule, Timestamp now)
{
    const auto promise = limits::compilePromise(rule.promise, rule.unit);
    const auto fullest = m_counters.list(alert.rule, 1);
    alert.fullAt.reset();
    if (!promise || fullest.empty()) {
        alert.used = 0;
        alert.samples.clear();
        return;
    }
    const auto& counter = fullest.front();
    if (counter.partition != alert.partition)
        alert.samples.clear(); // another one is the fullest now
    alert.partition = counter.partition;
    alert.used = counter.reading.used;
    alert.limit = limits::capacity(*promise);
    alert.samples.push_back({now, alert.used});
    while (alert.samples.front().at + kSpan < now)
        alert.samples.pop_front();
    const auto span = now - alert.samples.front().at;
    const auto grown = alert.used - alert.samples.front().used;
    if (grown <= 0 || span < std::chrono::seconds(4))
        return;
    const double wait = static_cast<double>(counter.reading.room) *
                        static_cast<double>(span.count()) / static_cast<double>(grown);
    if (wait < 1e6 * kLongestAhead)
        alert.fullAt = now + std::chrono::microseconds(static_cast<std::int64_t>(wait));
}

std::string LimitAlerts::reason(const Alert& alert, Timestamp now)
{
    const double use = fullness(alert.used, alert.limit);
    const auto whose = alert.partition.empty() ? std::string() : " of " + alert.partition;
    if (use >= alert.share)
        return fmt::format("the counter{} is {:.0f} % full", whose, use * 100);
    if (alert.fullAt && *alert.fullAt < now + alert.ahead)
        return fmt::format(
            "the counter{} is {:.0f} % full and will be full within {}", whose, use * 100,
            formatDuration(std::chrono::ceil<std::chrono::seconds>(*alert.fullAt - now)));
    // What fires goes on until there is clearly more room.
    return alert.since && use >= alert.share * kOver ? "it is still nearly full" : std::string();
}

void LimitAlerts::look()
{
    const auto now = m_configuration.clock().wall();
    if (m_alerts.empty() || now < m_looked + kEvery)
        return;
    m_looked = now;
    const auto& rules = m_configuration.workspace().limits;
    std::vector<std::string> told;
    std::erase_if(m_alerts, [&rules](const Alert& alert) {
        return std::ranges::find(rules, alert.rule, &model::LimitRule::id) == rules.end();
    });
    for (auto& alert : m_alerts) {
        read(alert, *std::ranges::find(rules, alert.rule, &model::LimitRule::id), now);
        const auto why = reason(alert, now);
        if (why.empty() == !alert.since)
            continue;
        told.push_back(alert.rule);
        if (why.empty()) {
            alert.since.reset();
            continue;
        }
        alert.since = now;
        if (auto noted = m_configuration.note(kItself, "alert", "limits/" + alert.rule, why);
            !noted)
            spdlog::error("an alert of the limit {} could not be noted: {}", alert.rule,
                          noted.error().text());
    }
    for (const auto& rule : told) {
        for (const auto& listener : m_listeners)
            listener(rule);
    }
}

void LimitAlerts::onChange(std::function<void(const std::string&)> listener)
{
    m_listeners.push_back(std::move(listener));
}

} // namespace gatehouse::services
