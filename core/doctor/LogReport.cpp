// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/LogReport.h"

#include "doctor/Conduct.h"
#include "doctor/Cures.h"
#include "doctor/ExplanationJson.h"

#include <algorithm>

namespace gatehouse::doctor {

using telemetry::JsonWriter;

namespace {

constexpr std::size_t kPoints = 120;
constexpr std::size_t kMostCallers = 50;
constexpr double kFirstLimit = 60;

Timestamp timeOf(const Call& call)
{
    return Timestamp(std::chrono::microseconds(call.atMicros));
}

/// A rule as somebody would make it out of this log: so many a minute for each caller.
model::LimitRule ruleOf(const CallLog& log)
{
    const bool named = std::ranges::any_of(log.calls(), [&log](const Call& call) {
        return !log.value(call, limits::Dimension::Application).empty();
    });
    model::LimitRule rule;
    rule.id = "from-log";
    rule.name = "Each caller";
    rule.partition = {named ? "application" : "ip"};
    rule.promise = model::WindowPromise{kFirstLimit, std::chrono::minutes(1)};
    return rule;
}

void writeSeries(JsonWriter& json, const CallLog& log, Timestamp from, Duration step)
{
    std::array<std::uint64_t, kPoints> calls{};
    std::array<std::uint64_t, kPoints> refused{};
    for (const auto& call : log.calls()) {
        const auto at = std::min<std::size_t>(
            kPoints - 1, static_cast<std::size_t>((timeOf(call) - from) / step));
        ++calls[at];
        refused[at] += call.refused ? 1 : 0;
    }
    json.key("step_ms").number(static_cast<double>(step.count()) / 1e6);
    json.key("points").number(kPoints);
    for (const auto& [name, values] :
         {std::pair("calls_series", &calls), {"refused_series", &refused}}) {
        json.key(name).beginArray();
        for (const auto value : *values)
            json.number(value);
        json.endArray();
    }
}

} // namespace

Result<std::string> logReportJson(const CallLog& log, const LogFacts& facts,
                                  const std::stop_token& stop)
{
    if (log.calls().empty())
        return fail(ErrorCode::Invalid, "holds no call");
    const auto from = timeOf(log.calls().front());
    const auto to = timeOf(log.calls().back()) + std::chrono::milliseconds(1);
    const auto step = std::max<Duration>(Duration(to - from) / static_cast<int>(kPoints),
                                         std::chrono::microseconds(1));
    auto conduct = conductOf(log);
    const auto callers = conduct.size();
    std::uint64_t refused = 0;
    std::uint64_t retries = 0;
    for (const auto& each : conduct) {
        refused += each.refused;
        retries += each.retries;
    }
    if (conduct.size() > kMostCallers)
        conduct.resize(kMostCallers);
    const telemetry::RequestRecord none;
    const Finding finding;
    const auto rule = ruleOf(log);
    const auto cures = curesOf({.record = none,
                                .finding = finding,
                                .rule = &rule,
                                .log = log,
                                .blame = nullptr,
                                .conduct = conduct,
                                .from = from,
                                .to = to},
                               stop);
    if (!cures)
        return std::unexpected(cures.error());
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    json.key("form").string(facts.form);
    json.key("lines").number(facts.lines);
    json.key("unread").number(facts.unread);
    json.key("full").boolean(facts.full);
    json.key("from_ms").number(toUnixMillis(from));
    json.key("to_ms").number(toUnixMillis(to));
    json.key("calls").number(log.calls().size());
    json.key("left_out").number(log.leftOut());
    json.key("refused").number(refused);
    json.key("retries").number(retries);
    json.key("callers").number(callers);
    writeSeries(json, log, from, step);
    writeConduct(json, conduct);
    writeCures(json, *cures);
    json.endObject();
    return out;
}

} // namespace gatehouse::doctor
