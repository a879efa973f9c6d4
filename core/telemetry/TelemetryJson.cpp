// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/TelemetryJson.h"

#include "base/Text.h"
#include "telemetry/JsonWriter.h"
#include "telemetry/TopList.h"

#include <cmath>

namespace gatehouse::telemetry {

namespace {

void appendAttempt(JsonWriter& json, const Attempt& attempt)
{
    json.beginObject();
    json.field("target", attempt.target);
    json.field("key", attempt.key);
    json.field("status", attempt.status);
    json.field("start_us", attempt.startMicros);
    json.field("end_us", attempt.endMicros);
    json.field("reason", attempt.reason);
    json.endObject();
}

void appendVerdict(JsonWriter& json, const LimitVerdict& verdict)
{
    json.beginObject();
    json.key("rule").string(verdict.rule);
    json.field("partition", verdict.partition);
    json.key("unit").string(verdict.unit);
    json.key("mode").string(verdict.mode);
    json.key("verdict").string(verdict.verdict);
    json.key("cost").number(verdict.cost);
    json.key("used").number(verdict.used);
    json.key("limit").number(verdict.limit);
    json.key("remaining").number(verdict.remaining);
    json.field("retry_ms", verdict.retryMillis);
    json.endObject();
}

void appendCache(JsonWriter& json, const RequestRecord& r)
{
    constexpr std::array<std::string_view, 4> kUses{"", "miss", "hit", "coalesced"};
    json.field("cache", kUses[static_cast<std::size_t>(r.cache)]);
    json.field("saved_input_tokens", r.savedInputTokens);
    json.field("saved_output_tokens", r.savedOutputTokens);
    json.field("saved_nano_usd", r.savedCost.value);
}

void appendPhases(JsonWriter& json, const Phases& phases)
{
    json.key("phases").beginObject();
    json.field("head_us", phases.head);
    json.field("admitted_us", phases.admitted);
    json.field("connected_us", phases.connected);
    json.field("sent_us", phases.sent);
    json.field("first_byte_us", phases.firstByte);
    json.field("first_token_us", phases.firstToken);
    json.field("last_byte_us", phases.lastByte);
    json.endObject();
}

/// `"now":{...},"today":{...}`
void appendFigures(JsonWriter& json, const Tick& tick)
{
    json.key("now").beginObject();
    for (std::size_t i = 0; i < kMetricCount; ++i) {
        if (!std::isnan(tick.now[i]))
            json.key(kMetricNames[i]).number(tick.now[i]);
    }
    json.endObject();
    json.key("today").beginObject();
    json.key("requests").number(tick.today.requests);
    json.key("errors_5xx").number(tick.today.errors5xx);
    json.key("refused_429").number(tick.today.refused429);
    json.key("tokens_in").number(tick.today.tokensIn);
    json.key("tokens_out").number(tick.today.tokensOut);
    json.key("cost_nano_usd").number(tick.today.cost.value);
    json.endObject();
}

void appendTop(JsonWriter& json, std::string_view name, const std::vector<TopEntry>& entries)
{
    json.key(name).beginArray();
    for (const TopEntry& entry : entries) {
        json.beginObject();
        json.key("id").string(entry.id);
        json.key("per_second").number(entry.perSecond);
        json.key("refused_per_second").number(entry.refusedPerSecond);
        json.endObject();
    }
    json.endArray();
}

} // namespace

std::string_view toWord(ExchangeKind kind)
{
    switch (kind) {
    case ExchangeKind::None:
        return "none";
    case ExchangeKind::Rest:
        return "rest";
    case ExchangeKind::Ai:
        return "ai";
    }
    return "none";
}

std::string_view toWord(RefusedBy by)
{
    switch (by) {
    case RefusedBy::Nobody:
        return "";
    case RefusedBy::OwnRule:
        return "own_rule";
    case RefusedBy::Provider:
        return "provider";
    case RefusedBy::Shed:
        return "shed";
    }
    return "";
}

void appendRecord(std::string& out, const RequestRecord& r)
{
    JsonWriter json(out);
    json.beginObject();
    appendRecordFields(json, r);
    json.endObject();
}

void appendRecordFields(JsonWriter& json, const RequestRecord& r)
{
    json.key("id").string(r.id);
    json.key("time_ms").number(toUnixMillis(r.start));
    json.key("kind").string(toWord(r.kind));
    json.field("method", r.method);
    json.field("path", r.path);
    json.field("status", r.status);
    json.field("error", r.error);
    json.field("refused_by", toWord(r.refusedBy));
    json.field("api", r.api);
    json.field("revision", r.revision);
    json.field("route", r.route);
    json.field("application", r.application);
    json.field("team", r.team);
    json.field("key", r.key);
    json.field("plan", r.plan);
    json.field("client", r.clientAddress);
    json.field("model_asked", r.modelAsked);
    json.field("model_used", r.modelUsed);
    json.field("provider", r.provider);
    json.field("provider_key", r.providerKey);
    if (r.stream)
        json.key("stream").boolean(true);
    json.field("finish", r.finish);
    if (!r.attempts.empty()) {
        json.key("attempts").beginArray();
        for (const Attempt& attempt : r.attempts)
            appendAttempt(json, attempt);
        json.endArray();
    }
    if (!r.limits.empty()) {
        json.key("limits").beginArray();
        for (const LimitVerdict& verdict : r.limits)
            appendVerdict(json, verdict);
        json.endArray();
    }
    json.field("queued_us", r.queuedMicros);
    json.field("bytes_in", static_cast<std::int64_t>(r.bytesIn));
    json.field("bytes_out", static_cast<std::int64_t>(r.bytesOut));
    json.field("input_tokens", r.inputTokens);
    json.field("output_tokens", r.outputTokens);
    json.field("cached_tokens", r.cachedTokens);
    json.field("reasoning_tokens", r.reasoningTokens);
    json.field("cost_nano_usd", r.cost.value);
    appendCache(json, r);
    appendPhases(json, r.phases);
}

void appendMessage(JsonWriter& json, const HeaderList& headers, const CapturedBody& body)
{
    json.beginObject();
    json.key("headers").beginArray();
    for (const auto& [name, value] : headers)
        json.beginArray().string(name).string(value).endArray();
    json.endArray();
    const bool utf8 = text::isUtf8(body.data);
    json.key("body").string(utf8 ? body.data : text::toBase64(body.data));
    json.key("encoding").string(utf8 ? "utf8" : "base64");
    json.key("size").number(body.size);
    json.key("kept").number(body.data.size());
    json.endObject();
}

std::string tickJson(const Tick& tick, std::string_view gatewayState, const FinishedSecond* second)
{
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    json.key("time_ms").number(toUnixMillis(tick.time));
    appendFigures(json, tick);
    json.key("gateway").string(gatewayState);
    if (second) {
        json.key("second").beginObject();
        json.key("time_ms").number(toUnixMillis(second->time));
        for (std::size_t i = 0; i < kMetricCount; ++i) {
            json.key(kMetricNames[i]);
            if (second->values)
                json.number((*second->values)[i]);
            else
                json.null();
        }
        json.endObject();
    }
    json.endObject();
    return out;
}

std::string overviewJson(const Overview& overview, const ProviderState& stateOf)
{
    std::string out;
    JsonWriter json(out);
    const SeriesRange& range = overview.range;
    json.beginObject();
    json.key("from_ms").number(toUnixMillis(range.from));
    json.key("step_ms").number(std::chrono::milliseconds(range.step).count());
    json.key("points").number(range.points.size());
    json.key("series").beginObject();
    for (std::size_t i = 0; i < kMetricCount; ++i) {
        json.key(kMetricNames[i]).beginArray();
        for (const auto& point : range.points) {
            if (point)
                json.number((*point)[i]);
            else
                json.null();
        }
        json.endArray();
    }
    json.endObject();
    appendFigures(json, overview.tick);
    json.key("top").beginObject();
    appendTop(json, "applications", overview.applications);
    appendTop(json, "apis", overview.apis);
    appendTop(json, "models", overview.models);
    json.endObject();
    json.key("providers").beginArray();
    for (const ProviderFigures& provider : overview.providers) {
        json.beginObject();
        json.key("id").string(provider.id);
        json.key("state").string(stateOf(provider));
        json.key("per_second").number(static_cast<double>(provider.calls) / TopLists::kSeconds);
        if (provider.firstTokenMillis > 0)
            json.key("first_token_ms").number(provider.firstTokenMillis);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return out;
}

std::string usageJson(const Usage& usage)
{
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    json.key("from_ms").number(toUnixMillis(usage.from));
    json.key("step_ms").number(60'000);
    json.key("points").number(usage.running.size());
    json.key("items").beginArray();
    for (const UsageRow& row : usage.rows) {
        json.beginObject();
        json.key("id").string(row.id);
        json.key("per_second").number(row.perSecond);
        json.key("refused_per_second").number(row.refusedPerSecond);
        json.key("failed_per_second").number(row.failedPerSecond);
        if (row.p95Millis > 0)
            json.key("p95_ms").number(row.p95Millis);
        json.key("parts").number(row.parts);
        const auto series = [&](std::string_view name, const std::vector<std::uint32_t>& values) {
            json.key(name).beginArray();
            for (std::size_t i = 0; i < values.size(); ++i) {
                if (i < usage.running.size() && !usage.running[i])
                    json.null();
                else
                    json.number(values[i]);
            }
            json.endArray();
        };
        series("calls", row.calls);
        series("refused", row.refused);
        series("failed", row.failed);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return out;
}

} // namespace gatehouse::telemetry
