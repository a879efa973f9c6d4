// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/Simulation.h"

#include "model/Words.h"
#include "telemetry/JsonWriter.h"

namespace gatehouse::doctor {

using telemetry::JsonWriter;

namespace {

std::int64_t millis(Duration duration)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
}

void writeSeries(JsonWriter& json, std::string_view name, const std::vector<std::uint64_t>& values)
{
    json.key(name).beginArray();
    for (const auto value : values)
        json.number(value);
    json.endArray();
}

void writeSide(JsonWriter& json, const SimulationSide& side)
{
    json.beginObject();
    json.key("admitted").number(side.all.admitted);
    json.key("refused").number(side.all.refused);
    json.key("queued").number(side.all.queued);
    json.key("would_refuse").number(side.all.wouldRefuse);
    json.key("longest_wait_ms").number(millis(side.longestWait));
    json.key("applications").beginArray();
    for (const auto& sums : side.applications) {
        json.beginObject();
        json.key("id").string(sums.id);
        json.key("admitted").number(sums.admitted);
        json.key("refused").number(sums.refused);
        json.key("queued").number(sums.queued);
        json.endObject();
    }
    json.endArray();
    json.key("rules").beginArray();
    for (const auto& sums : side.rules) {
        json.beginObject();
        json.key("id").string(sums.id);
        json.key("name").string(sums.name);
        json.key("matched").number(sums.matched);
        json.key("refused").number(sums.refused);
        json.key("queued").number(sums.queued);
        json.key("would_refuse").number(sums.wouldRefuse);
        json.key("most_used").number(sums.mostUsed);
        json.key("limit").number(sums.limit);
        json.endObject();
    }
    json.endArray();
    json.key("series").beginObject();
    writeSeries(json, "admitted", side.admitted);
    writeSeries(json, "refused", side.refused);
    writeSeries(json, "queued", side.queued);
    json.endObject();
    json.endObject();
}

void writeDemand(JsonWriter& json, const Demand& demand)
{
    const auto list = [&json](std::string_view name, const std::vector<limits::Amount>& values) {
        json.key(name).beginArray();
        for (const auto value : values)
            json.number(value);
        json.endArray();
    };
    json.beginObject();
    json.key("rule").string(demand.rule);
    json.key("unit").string(model::toWord(demand.unit));
    json.key("limit_per_step");
    if (demand.limitPerStep)
        json.number(*demand.limitPerStep);
    else
        json.null();
    json.key("applications").beginObject();
    for (const auto& [name, series] : demand.applications)
        list(name, series);
    json.endObject();
    list("retries", demand.retries);
    json.endObject();
}

} // namespace

std::string simulationJson(const Simulation& simulation)
{
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    json.key("from_ms").number(toUnixMillis(simulation.from));
    json.key("to_ms").number(toUnixMillis(simulation.to));
    json.key("complete_from_ms").number(toUnixMillis(simulation.completeFrom));
    json.key("as").string(simulation.calls == SimulationWish::Calls::Recorded ? "recorded"
                                                                              : "without_retries");
    json.key("calls").number(simulation.count);
    json.key("left_out").number(simulation.leftOut);
    json.key("retries").number(simulation.retries);
    json.key("recorded_refused").number(simulation.recordedRefused);
    json.key("step_ms").number(static_cast<double>(simulation.step.count()) / 1e6);
    json.key("points").number(simulation.before.admitted.size());
    json.key("before");
    writeSide(json, simulation.before);
    json.key("after");
    writeSide(json, simulation.after);
    json.key("smallest");
    if (simulation.smallest) {
        json.beginObject();
        json.key("rule").string(simulation.smallest->rule);
        json.key("share").number(simulation.smallest->share);
        json.key("limit");
        if (simulation.smallest->limit)
            json.number(*simulation.smallest->limit);
        else
            json.null();
        json.key("refused").number(simulation.smallest->refused);
        writeSaid(json, "why", simulation.smallest->why);
        json.endObject();
    } else {
        json.null();
    }
    json.key("demand");
    if (simulation.demand)
        writeDemand(json, *simulation.demand);
    else
        json.null();
    json.key("assumptions").beginArray();
    for (const auto& said : simulation.assumptions)
        json.string(said.text);
    json.endArray();
    json.key("assumption_codes").beginArray();
    for (const auto& said : simulation.assumptions)
        json.string(said.code);
    json.endArray();
    json.key("took_ms").number(millis(simulation.took));
    json.endObject();
    return out;
}

} // namespace gatehouse::doctor
