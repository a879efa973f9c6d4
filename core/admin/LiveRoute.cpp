// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Context.h"
#include "admin/LiveHub.h"
#include "admin/Respond.h"
#include "base/Text.h"
#include "http/ServerExchange.h"
#include "telemetry/JsonWriter.h"
#include "telemetry/TelemetryJson.h"

namespace gatehouse::admin {

using namespace telemetry;

namespace {

using namespace std::chrono_literals;

/// Records leave eight times a second, ticks with every second beat.
constexpr auto kBeat = 125ms;
constexpr int kBeatsOfTick = 2;
constexpr int kBeatsOfComment = 15s / kBeat;

void appendEvent(std::string& out, std::string_view event, std::string_view data)
{
    out.append("event: ").append(event).append("\ndata: ").append(data).append("\n\n");
}

std::string trafficJson(const LiveNews& news)
{
    std::string data;
    JsonWriter json(data);
    json.beginObject();
    json.key("records").beginArray();
    for (const RecordPtr& record : news.records) {
        std::string item;
        appendRecord(item, *record);
        json.raw(item);
    }
    json.endArray();
    json.key("skipped").number(news.skipped);
    json.endObject();
    return data;
}

void appendNews(std::string& out, const LiveNews& news)
{
    if (!news.records.empty() || news.skipped)
        appendEvent(out, "traffic", trafficJson(news));
    if (news.changesLost)
        appendEvent(out, "changes", R"({"collection":"all"})");
    for (const std::string& change : news.changes)
        appendEvent(out, "changes", change);
}

Result<LiveTopics> readTopics(const Request& request)
{
    LiveTopics topics;
    for (const auto topic :
         text::split(request.parameter("topics").value_or("tick,traffic,changes"), ',')) {
        if (topic == "tick")
            topics.tick = true;
        else if (topic == "traffic")
            topics.traffic = true;
        else if (topic == "changes")
            topics.changes = true;
        else
            return fail(ErrorCode::Invalid, "is tick, traffic and changes, with commas", "topics");
    }
    auto filter = readFilter(request, {"topics"});
    if (!filter)
        return std::unexpected(std::move(filter.error()));
    topics.filter = std::move(*filter);
    return topics;
}

http::Task<void> serveLive(Context& context, const Request& request, http::ServerExchange& exchange)
{
    const auto topics = readTopics(request);
    const auto reader = topics ? context.hub().open(*topics) : nullptr;
    if (!reader) {
        Reply reply = topics ? problem(503, "unavailable", "too many readers of the live feed")
                             : problem(topics.error());
        co_await respond(exchange, std::move(reply));
        co_return;
    }
    http::AnswerHead head;
    head.fields.add("content-type", "text/event-stream");
    head.fields.add("cache-control", "no-store");
    exchange.begin(std::move(head));

    Parts& parts = context.parts();
    Timestamp lastSecond{};
    std::string out = ": live\n\n";
    int silent = 0;
    for (int beat = 0; !exchange.isGone() && !context.hub().closed(); ++beat) {
        if (topics->tick && beat % kBeatsOfTick == 0) {
            const FinishedSecond second = parts.telemetry.finishedSecond();
            const bool isNew = second.time > lastSecond;
            lastSecond = second.time;
            appendEvent(out, "tick",
                        tickJson(parts.telemetry.tick(), parts.control.gatewayState(),
                                 isNew ? &second : nullptr));
        }
        if (topics->traffic || topics->changes)
            appendNews(out, context.hub().take(*reader));
        silent = out.empty() ? silent + 1 : 0;
        if (silent >= kBeatsOfComment) {
            out = ":\n\n";
            silent = 0;
        }
        if (!out.empty()) {
            // Suspended here while the reader is slow: its news wait in the hub, which bounds them.
            const bool sent = co_await exchange.send(out);
            if (!sent)
                co_return;
            out.clear();
        }
        co_await context.loop().sleep(kBeat);
    }
    const bool ended = co_await exchange.send({}, true);
    static_cast<void>(ended);
}

} // namespace

void addLiveRoute(RouteTable& table, Context& context)
{
    table.add({.method = "GET",
               .path = "/admin/v1/live",
               .id = "live",
               .summary = "Server-sent events: tick, traffic, changes. Takes the filters of "
                          "/admin/v1/traffic",
               .query = {{"topics", "string", "tick, traffic, changes; all unless given"}},
               .contentType = "text/event-stream",
               .stream = [&context](const Request& request, http::ServerExchange& exchange) {
                   return serveLive(context, request, exchange);
               }});
}

} // namespace gatehouse::admin
