// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/ExplanationJson.h"

#include "doctor/Forecast.h"

#include "model/Codec.h"
#include "model/LimitText.h"
#include "model/Words.h"
#include "telemetry/TelemetryJson.h"

#include <algorithm>

namespace gatehouse::doctor {

using telemetry::JsonWriter;
using telemetry::LimitVerdict;

namespace {

constexpr std::size_t kPoints = 60;
constexpr std::size_t kForecastPoints = 30;
constexpr std::size_t kMostShares = 50;

std::int64_t millis(Duration duration)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
}

template <typename T>
void writeOptional(JsonWriter& json, std::string_view name, const std::optional<T>& value)
{
    json.key(name);
    if (value)
        json.number(*value);
    else
        json.null();
}

template <typename T>
void writeList(JsonWriter& json, std::string_view name, const std::vector<T>& values)
{
    json.key(name).beginArray();
    for (const auto value : values)
        json.number(value);
    json.endArray();
}

void writeVerdict(JsonWriter& json, const Told& told)
{
    const auto& finding = told.finding;
    json.key("verdict").beginObject();
    json.key("cause").string(toWord(finding.cause));
    json.key("sentence").string(finding.sentence);
    json.key("rule");
    if (finding.refusal != nullptr)
        json.string(finding.refusal->rule);
    else
        json.null();
    writeOptional(json, "told_wait_ms",
                  finding.toldMillis == Call::kUntold ? std::nullopt
                                                      : std::optional(finding.toldMillis));
    json.key("causes").beginArray();
    for (std::size_t i = 0; i < kCauses.size(); ++i) {
        json.beginObject();
        json.key("cause").string(toWord(kCauses[i]));
        json.key("applies").boolean(kCauses[i] == finding.cause);
        writeSaid(json, "detail", finding.details[i]);
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

void writeRule(JsonWriter& json, const Told& told, const LimitVerdict& verdict)
{
    const auto* const rule = findRule(told.rules, verdict.rule);
    json.beginObject();
    json.key("id").string(verdict.rule);
    json.key("name").string(rule != nullptr ? rule->name : verdict.rule);
    json.key("sentence").string(rule != nullptr ? model::limitSentence(*rule) : std::string());
    json.key("partition").string(verdict.partition);
    json.key("unit").string(verdict.unit);
    json.key("mode").string(verdict.mode);
    json.key("verdict").string(verdict.verdict);
    json.key("cost").number(verdict.cost);
    json.key("used").number(verdict.used);
    json.key("limit").number(verdict.limit);
    json.key("remaining").number(verdict.remaining);
    json.key("retry_ms").number(verdict.retryMillis);
    writeOptional(json, "clears_at_ms",
                  verdict.retryMillis < 0
                      ? std::nullopt
                      : std::optional(toUnixMillis(told.at) + verdict.retryMillis));
    json.key("per_ms").number(rule != nullptr ? millis(periodOf(*rule)) : 0);
    json.key("stored").boolean(rule != nullptr);
    json.key("action").string(rule != nullptr ? model::toWord(rule->action) : "");
    json.endObject();
}

std::optional<double> stepLimit(const Told& told, Duration step)
{
    const auto* const rule = findRule(told.rules, told.finding.refusal->rule);
    return rule == nullptr ? std::nullopt : limitPerStep(*rule, step);
}

void writeForecast(JsonWriter& json, const Told& told, const Blame::Series& series, Duration step)
{
    // Without the two minutes after the refusal, which are not over yet where it is fresh.
    const auto past = std::min<std::size_t>(
        kPoints,
        static_cast<std::size_t>((told.at - told.from) / std::max<Duration>(step, Duration(1))));
    std::vector<double> demand;
    for (std::size_t i = 0; i < past; ++i) {
        auto amount = static_cast<double>(series.refused[i]);
        for (const auto& [name, values] : series.used)
            amount += static_cast<double>(values[i]);
        demand.push_back(amount);
    }
    const auto limit = stepLimit(told, step);
    const auto ahead = forecast(demand, limit, kForecastPoints);
    json.key("forecast");
    if (!ahead) {
        json.null();
        return;
    }
    json.beginObject();
    json.key("unit").string(told.finding.refusal->unit);
    json.key("step_ms").number(millis(step));
    json.key("from_ms").number(toUnixMillis(told.at));
    writeOptional(json, "limit", limit);
    writeList(json, "low", ahead->low);
    writeList(json, "middle", ahead->middle);
    writeList(json, "high", ahead->high);
    writeOptional(json, "full_at_ms",
                  ahead->fullAt
                      ? std::optional(toUnixMillis(told.at) +
                                      millis(step) * static_cast<std::int64_t>(*ahead->fullAt))
                      : std::nullopt);
    json.endObject();
}

void writeBlame(JsonWriter& json, const Told& told)
{
    json.key("blame");
    if (told.blame == nullptr) {
        json.null();
        json.key("forecast").null();
        return;
    }
    const auto& verdict = *told.finding.refusal;
    const Duration step = (told.to - told.from) / static_cast<std::int64_t>(kPoints);
    auto shares = told.blame->shares(told.filledFrom, told.at);
    std::int64_t used = 0;
    for (const auto& share : shares)
        used += share.used;
    if (shares.size() > kMostShares)
        shares.resize(kMostShares);
    const auto series = told.blame->series(kPoints);
    json.beginObject();
    json.key("rule").string(verdict.rule);
    json.key("partition").string(verdict.partition);
    json.key("unit").string(verdict.unit);
    json.key("from_ms").number(toUnixMillis(told.filledFrom));
    json.key("to_ms").number(toUnixMillis(told.at));
    json.key("used").number(used);
    json.key("by").beginArray();
    for (const auto& share : shares) {
        json.beginObject();
        json.key("application").string(share.application);
        json.key("key").string(share.key);
        json.key("requests").number(share.requests);
        json.key("used").number(share.used);
        json.key("share").number(share.share);
        json.key("refused").number(share.refused);
        json.endObject();
    }
    json.endArray();
    json.key("step_ms").number(millis(step));
    json.key("points").number(kPoints);
    writeOptional(json, "limit_per_step", stepLimit(told, step));
    json.key("used_series").beginObject();
    for (const auto& [name, values] : series.used)
        writeList(json, name, values);
    json.endObject();
    writeList(json, "refused_series", series.refused);
    json.endObject();
    writeForecast(json, told, series, step);
}

} // namespace

void writeConduct(JsonWriter& json, const std::vector<Conduct>& all)
{
    json.key("conduct").beginArray();
    for (const auto& conduct : all) {
        json.beginObject();
        json.key("application").string(conduct.application);
        json.key("requests").number(conduct.requests);
        json.key("refused").number(conduct.refused);
        json.key("retries").number(conduct.retries);
        json.key("early_retries").number(conduct.earlyRetries);
        writeOptional(json, "early_share", conduct.earlyShare);
        json.key("retry_share").number(conduct.retryShare);
        json.key("tries").number(conduct.tries);
        writeOptional(json, "wake_index", conduct.wakeIndex);
        writeOptional(json, "gave_up_share", conduct.gaveUpShare);
        json.key("exact").boolean(conduct.exact);
        json.key("label").string(toWord(conduct.label));
        json.endObject();
    }
    json.endArray();
}

void writeCures(JsonWriter& json, const std::array<Cure, 5>& cures)
{
    json.key("cures").beginArray();
    for (const auto& cure : cures) {
        json.beginObject();
        json.key("cure").string(cure.cure);
        writeOptional(json, "figure", cure.figure);
        json.key("figure_is").string(cure.figureIs);
        writeSaid(json, "sentence", cure.sentence);
        writeSaid(json, "why", cure.why);
        json.field("application", cure.application);
        if (cure.rule)
            json.key("rule").raw(model::writeJson(model::write(*cure.rule)));
        json.field("text", cure.text);
        if (cure.savedNanoUsd)
            json.key("saved_nano_usd").number(*cure.savedNanoUsd);
        json.endObject();
    }
    json.endArray();
}

std::string explanationJson(const Told& told)
{
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    std::string record;
    telemetry::appendRecord(record, told.record);
    json.key("record").raw(record);
    writeVerdict(json, told);
    json.key("rule");
    if (told.finding.refusal != nullptr)
        writeRule(json, told, *told.finding.refusal);
    else
        json.null();
    json.key("others").beginArray();
    for (const auto& verdict : told.record.limits) {
        if (&verdict != told.finding.refusal)
            writeRule(json, told, verdict);
    }
    json.endArray();
    json.key("period").beginObject();
    json.key("from_ms").number(toUnixMillis(told.from));
    json.key("to_ms").number(toUnixMillis(told.to));
    json.key("complete_from_ms").number(toUnixMillis(told.completeFrom));
    json.endObject();
    writeBlame(json, told);
    writeConduct(json, told.conduct);
    writeCures(json, told.cures);
    json.endObject();
    return out;
}

} // namespace gatehouse::doctor
