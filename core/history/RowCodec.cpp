// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/RowCodec.h"

#include "telemetry/JsonWriter.h"
#include "telemetry/TelemetryJson.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <boost/json/parse.hpp>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <limits>

namespace gatehouse::history {

using namespace telemetry;

namespace {

constexpr std::array kColumns{"id",           "start_us",      "kind",           "method",
                              "path",         "status",        "error",          "refused_by",
                              "api",          "revision",      "route",          "application",
                              "team",         "key",           "client",         "model_asked",
                              "model_used",   "provider",      "provider_key",   "stream",
                              "finish",       "attempts",      "bytes_in",       "bytes_out",
                              "input_tokens", "output_tokens", "cached_tokens",  "reasoning_tokens",
                              "cost",         "head_us",       "admitted_us",    "connected_us",
                              "sent_us",      "first_byte_us", "first_token_us", "last_byte_us",
                              "limits",       "queued_us",     "question",       "cache",
                              "saved_input",  "saved_output",  "saved_cost",     "plan"};

constexpr std::size_t kMaxPlain = 64u << 20;

void writeAttempts(const std::vector<Attempt>& attempts, std::string& out)
{
    out.clear();
    if (attempts.empty())
        return;
    JsonWriter json(out);
    json.beginArray();
    for (const Attempt& a : attempts)
        json.beginArray()
            .string(a.target)
            .string(a.key)
            .number(a.status)
            .number(a.startMicros)
            .number(a.endMicros)
            .string(a.reason)
            .endArray();
    json.endArray();
}

std::vector<Attempt> readAttempts(const std::string& text)
{
    std::vector<Attempt> attempts;
    if (text.empty())
        return attempts;
    boost::system::error_code error;
    const auto value = boost::json::parse(text, error);
    const auto* list = error ? nullptr : value.if_array();
    if (!list)
        return attempts;
    for (const auto& entry : *list) {
        const auto* fields = entry.if_array();
        if (!fields || fields->size() != 6)
            continue;
        const auto string = [&](std::size_t i) {
            const auto* s = (*fields)[i].if_string();
            return s ? std::string(s->data(), s->size()) : std::string();
        };
        const auto number = [&](std::size_t i) {
            const auto* n = (*fields)[i].if_int64();
            return n ? *n : 0;
        };
        attempts.push_back({string(0), string(1), static_cast<std::uint16_t>(number(2)),
                            static_cast<std::uint32_t>(number(3)),
                            static_cast<std::uint32_t>(number(4)), string(5)});
    }
    return attempts;
}

void writeLimits(const std::vector<LimitVerdict>& verdicts, std::string& out)
{
    out.clear();
    if (verdicts.empty())
        return;
    JsonWriter json(out);
    json.beginArray();
    for (const LimitVerdict& v : verdicts) {
        json.beginArray();
        for (const auto* text : {&v.rule, &v.partition, &v.unit, &v.mode, &v.verdict})
            json.string(*text);
        for (const auto number : {v.cost, v.used, v.limit, v.remaining, v.retryMillis})
            json.number(number);
        json.endArray();
    }
    json.endArray();
}

std::vector<LimitVerdict> readLimits(const std::string& text)
{
    std::vector<LimitVerdict> verdicts;
    if (text.empty())
        return verdicts;
    boost::system::error_code error;
    const auto value = boost::json::parse(text, error);
    const auto* list = error ? nullptr : value.if_array();
    if (!list)
        return verdicts;
    for (const auto& entry : *list) {
        const auto* fields = entry.if_array();
        if (!fields || fields->size() != 10)
            continue;
        auto& v = verdicts.emplace_back();
        std::size_t at = 0;
        for (auto* out : {&v.rule, &v.partition, &v.unit, &v.mode, &v.verdict}) {
            if (const auto* s = (*fields)[at++].if_string())
                out->assign(s->data(), s->size());
        }
        for (auto* out : {&v.cost, &v.used, &v.limit, &v.remaining, &v.retryMillis}) {
            if (const auto* n = (*fields)[at++].if_int64())
                *out = *n;
        }
    }
    return verdicts;
}

/// Binds or reads one column after the other.
struct Binder
{
    SQLite::Statement& statement;
    int at = 0;
    void text(const std::string& value) { statement.bindNoCopy(++at, value); }
    void number(std::int64_t value) { statement.bind(++at, value); }
};

struct Scanner
{
    SQLite::Statement& row;
    int at = 0;
    std::string text() { return row.getColumn(at++).getString(); }
    std::int64_t number() { return row.getColumn(at++).getInt64(); }
    /// A number below `count`; 0 for any other.
    std::int64_t word(std::int64_t count)
    {
        const auto value = number();
        return value >= 0 && value < count ? value : 0;
    }
    std::uint32_t micros() { return static_cast<std::uint32_t>(number()); }
};

} // namespace

const std::string& columnsSql()
{
    static const std::string sql = []() {
        std::string list;
        for (const char* column : kColumns)
            list.append(list.empty() ? "" : ",").append(column);
        return list;
    }();
    return sql;
}

std::string insertSql(std::size_t rows)
{
    std::string marks;
    for (std::size_t i = 0; i < kColumns.size(); ++i)
        marks += "?,";
    std::string sql = "INSERT INTO records(" + columnsSql() + ",end_us) VALUES ";
    for (std::size_t row = 0; row < rows; ++row)
        sql.append(row == 0 ? "(" : ",(").append(marks).append("?)");
    return sql;
}

void bindRow(SQLite::Statement& insert, std::size_t row, const RequestRecord& r, RowTexts& made)
{
    writeAttempts(r.attempts, made.attempts);
    writeLimits(r.limits, made.limits);
    Binder to{insert, static_cast<int>(row * (kColumns.size() + 1))};
    const std::int64_t start = r.start.time_since_epoch().count();
    to.text(r.id);
    to.number(start);
    to.number(static_cast<int>(r.kind));
    to.text(r.method);
    to.text(r.path);
    to.number(r.status);
    to.text(r.error);
    to.number(static_cast<int>(r.refusedBy));
    to.text(r.api);
    to.number(r.revision);
    to.text(r.route);
    to.text(r.application);
    to.text(r.team);
    to.text(r.key);
    to.text(r.clientAddress);
    to.text(r.modelAsked);
    to.text(r.modelUsed);
    to.text(r.provider);
    to.text(r.providerKey);
    to.number(r.stream);
    to.text(r.finish);
    to.text(made.attempts);
    to.number(static_cast<std::int64_t>(r.bytesIn));
    to.number(static_cast<std::int64_t>(r.bytesOut));
    to.number(r.inputTokens);
    to.number(r.outputTokens);
    to.number(r.cachedTokens);
    to.number(r.reasoningTokens);
    to.number(r.cost.value);
    to.number(r.phases.head);
    to.number(r.phases.admitted);
    to.number(r.phases.connected);
    to.number(r.phases.sent);
    to.number(r.phases.firstByte);
    to.number(r.phases.firstToken);
    to.number(r.phases.lastByte);
    to.text(made.limits);
    to.number(r.queuedMicros);
    to.number(r.question);
    to.number(static_cast<int>(r.cache));
    to.number(r.savedInputTokens);
    to.number(r.savedOutputTokens);
    to.number(r.savedCost.value);
    to.text(r.plan);
    to.number(start + r.phases.lastByte);
}

RequestRecord readRow(SQLite::Statement& row)
{
    Scanner from{row};
    RequestRecord r;
    r.id = from.text();
    // What is no time of ours must not overflow where something is added to it.
    r.start = Timestamp{std::chrono::microseconds(
        std::clamp<std::int64_t>(from.number(), 0, std::numeric_limits<std::int64_t>::max() / 2))};
    r.kind = static_cast<ExchangeKind>(from.word(3));
    r.method = from.text();
    r.path = from.text();
    r.status = static_cast<std::uint16_t>(from.number());
    r.error = from.text();
    r.refusedBy = static_cast<RefusedBy>(from.word(4));
    r.api = from.text();
    r.revision = static_cast<std::uint32_t>(from.number());
    r.route = from.text();
    r.application = from.text();
    r.team = from.text();
    r.key = from.text();
    r.clientAddress = from.text();
    r.modelAsked = from.text();
    r.modelUsed = from.text();
    r.provider = from.text();
    r.providerKey = from.text();
    r.stream = from.number() != 0;
    r.finish = from.text();
    r.attempts = readAttempts(from.text());
    r.bytesIn = static_cast<std::uint64_t>(from.number());
    r.bytesOut = static_cast<std::uint64_t>(from.number());
    r.inputTokens = from.number();
    r.outputTokens = from.number();
    r.cachedTokens = from.number();
    r.reasoningTokens = from.number();
    r.cost.value = from.number();
    r.phases.head = from.micros();
    r.phases.admitted = from.micros();
    r.phases.connected = from.micros();
    r.phases.sent = from.micros();
    r.phases.firstByte = from.micros();
    r.phases.firstToken = from.micros();
    r.phases.lastByte = from.micros();
    r.limits = readLimits(from.text());
    r.queuedMicros = from.micros();
    r.question = from.number();
    r.cache = static_cast<CacheUse>(from.word(4));
    r.savedInputTokens = from.number();
    r.savedOutputTokens = from.number();
    r.savedCost.value = from.number();
    r.plan = from.text();
    return r;
}

std::string captureJson(const Capture& capture)
{
    std::string out;
    JsonWriter json(out);
    json.key("request");
    appendMessage(json, capture.requestHeaders, capture.request);
    json.key("response");
    appendMessage(json, capture.responseHeaders, capture.response);
    if (capture.tries.empty())
        return out;
    json.key("tries").beginArray();
    for (const CapturedTry& one : capture.tries) {
        json.beginObject();
        json.key("attempt").number(one.attempt);
        json.field("url", one.url);
        json.field("status", std::int64_t{one.status});
        if (one.sameRequest)
            json.key("same_request").boolean(true);
        if (one.sameResponse)
            json.key("same_response").boolean(true);
        json.key("request");
        appendMessage(json, one.requestHeaders, one.request);
        json.key("response");
        appendMessage(json, one.responseHeaders, one.response);
        json.endObject();
    }
    json.endArray();
    return out;
}

std::string compress(std::string_view plain)
{
    std::string packed(ZSTD_compressBound(plain.size()), '\0');
    const auto size = ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), 1);
    if (ZSTD_isError(size))
        return {};
    packed.resize(size);
    return packed;
}

std::string decompress(std::string_view packed)
{
    const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kMaxPlain)
        return {};
    std::string plain(static_cast<std::size_t>(size), '\0');
    const auto got = ZSTD_decompress(plain.data(), plain.size(), packed.data(), packed.size());
    if (ZSTD_isError(got) || got != size)
        return {};
    return plain;
}

} // namespace gatehouse::history
