// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/LimitWatch.h"

#include "model/Codec.h"
#include "services/BodyReader.h"

#include <array>

namespace gatehouse::services {

using telemetry::JsonWriter;

namespace {

using State = LimitWatch::State;
constexpr std::array<std::pair<State, std::string_view>, 5> kStates{
    std::pair{State::Watching, std::string_view("watching")},
    {State::Held, "held"},
    {State::RolledBack, "rolled_back"},
    {State::Superseded, "superseded"},
    {State::Ended, "ended"}};
constexpr auto kLatest = std::int64_t{253'402'300'799'999};

void writeTime(JsonWriter& json, std::string_view name, Timestamp time)
{
    json.key(name).number(toUnixMillis(time));
}

void writeCommon(JsonWriter& json, const LimitWatch& watch)
{
    json.key("rule").string(watch.rule);
    json.key("state").string(toWord(watch.state));
    json.key("actor").string(watch.actor);
    writeTime(json, "applied_ms", watch.applied);
    writeTime(json, "until_ms", watch.until);
    json.key("raise_at_ms");
    if (watch.raiseAt)
        json.number(toUnixMillis(*watch.raiseAt));
    else
        json.null();
    json.key("roll_back");
    if (watch.bound) {
        json.beginObject();
        json.key("share").raw(fmt::format("{}", watch.bound->share));
        json.key("within_s").number(watch.bound->within.count());
        json.key("watch_s").number(watch.bound->watched.count());
        json.endObject();
    } else {
        json.null();
    }
    json.key("before");
    if (watch.before)
        json.raw(model::toJson(*watch.before));
    else
        json.null();
    json.key("after").raw(model::toJson(watch.after));
    json.key("calls").number(watch.calls);
    json.key("refused").number(watch.refused);
    json.key("worst").beginArray();
    for (const auto& caller : watch.worst) {
        json.beginObject();
        json.key("caller").string(caller.id);
        json.key("calls").number(caller.calls);
        json.key("refused").number(caller.refused);
        json.endObject();
    }
    json.endArray();
    writeTime(json, "ended_ms", watch.ended);
    json.field("ended_by", watch.endedBy);
    json.field("problem", watch.problem);
}

std::optional<model::LimitRule> readRule(const model::Node* node, BodyReader& body)
{
    if (node == nullptr || node->isNull())
        return std::nullopt;
    return model::read<model::LimitRule>(*node, "rule", body.faults);
}

LimitWatch readWatch(const model::Node& node, BodyReader& body)
{
    LimitWatch out;
    const auto time = [&](std::string_view key) {
        return fromUnixMillis(
            body.number<std::int64_t>(node, key, std::string(key), 0, kLatest).value_or(0));
    };
    const auto count = [&body](const model::Node& in, std::string_view key) {
        return static_cast<std::uint64_t>(
            body.number<std::int64_t>(in, key, std::string(key), 0, kLatest).value_or(0));
    };
    out.rule = body.text(node, "rule", "rule").value_or("");
    out.actor = body.text(node, "actor", "actor").value_or("");
    out.endedBy = body.text(node, "ended_by", "ended_by").value_or("");
    const auto word = body.text(node, "state", "state").value_or("");
    const auto state =
        std::ranges::find(kStates, word, &std::pair<State, std::string_view>::second);
    if (state == kStates.end())
        body.fault("state", "is not known");
    else
        out.state = state->first;
    out.applied = time("applied_ms");
    out.until = time("until_ms");
    out.ended = time("ended_ms");
    if (const auto* raise = node.find("raise_at_ms"); raise != nullptr && !raise->isNull())
        out.raiseAt = time("raise_at_ms");
    if (const auto* bound = node.find("roll_back"); bound != nullptr && !bound->isNull()) {
        out.bound.emplace();
        out.bound->share = body.number<double>(*bound, "share", "share", 0, 1).value_or(0.01);
        out.bound->within = std::chrono::seconds(count(*bound, "within_s"));
        out.bound->watched = std::chrono::seconds(count(*bound, "watch_s"));
    }
    out.before = readRule(node.find("before"), body);
    if (auto after = readRule(node.find("after"), body))
        out.after = std::move(*after);
    else
        body.fault("after", "is missing");
    out.calls = count(node, "calls");
    out.refused = count(node, "refused");
    if (const auto* worst = node.find("worst"); worst != nullptr && worst->list() != nullptr) {
        for (const auto& each : *worst->list())
            out.worst.push_back({body.text(each, "caller", "caller").value_or(""),
                                 count(each, "calls"), count(each, "refused")});
    }
    if (const auto* fine = node.find("fine"); fine != nullptr && fine->list() != nullptr) {
        for (const auto& each : *fine->list()) {
            if (each.scalar() != nullptr)
                out.fine.push_back(each.scalar()->text);
        }
    }
    return out;
}

} // namespace

std::string_view toWord(LimitWatch::State state)
{
    return std::ranges::find(kStates, state, &std::pair<State, std::string_view>::first)->second;
}

void writeWatch(JsonWriter& json, const LimitWatch& watch)
{
    json.beginObject();
    writeCommon(json, watch);
    json.key("fine_callers").number(watch.fine.size());
    json.endObject();
}

std::string storeWatches(const std::vector<LimitWatch>& watches)
{
    std::string out;
    JsonWriter json(out);
    json.beginObject().key("watches").beginArray();
    for (const auto& watch : watches) {
        json.beginObject();
        writeCommon(json, watch);
        json.key("fine").beginArray();
        for (const auto& caller : watch.fine)
            json.string(caller);
        json.endArray();
        json.endObject();
    }
    json.endArray().endObject();
    return out;
}

std::vector<LimitWatch> readWatches(std::string_view text)
{
    std::vector<LimitWatch> out;
    const auto root = model::parseJson(text);
    if (!root)
        return out;
    BodyReader list(*root);
    for (const auto& node : list.list("watches")) {
        BodyReader body(*root);
        auto watch = readWatch(node, body);
        if (body.faults.empty())
            out.push_back(std::move(watch));
    }
    return out;
}

} // namespace gatehouse::services
