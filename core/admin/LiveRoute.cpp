// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Context.h"
#include "admin/LiveHub.h"
#include "admin/Respond.h"
#include "base/Text.h"
#include "http/Loop.h"
#include "http/ServerExchange.h"
#include "http/Wakeup.h"
#include "telemetry/JsonWriter.h"
#include "telemetry/TelemetryJson.h"

namespace gatehouse::admin {

using namespace telemetry;

namespace {

using namespace std::chrono_literals;

/// While something happens records leave eight times a second, ticks with every second beat.
constexpr auto kBeat = 125ms;
constexpr int kBeatsOfTick = 2;
/// After so many beats without anything new the stream rests until there is.
constexpr int kBeatsOfRest = 8;
constexpr auto kComment = 15s;
/// A second is finished this long after its end.
constexpr auto kSecondIsOver = 110ms;

/// What one reader was told last, and when he is told again.
class Pace
{
public:
    Pace(http::Loop& loop, const LiveTopics& topics)
        : m_wakeup(loop.ready())
        , m_deadline(loop.deadlines(), [this] { m_wakeup.wake(); })
        , m_tick(topics.tick)
    {
    }

    /// Ends a rest, not a beat; one that is about to begin as well. The loop's thread.
    void wake()
    {
        m_woken = true;
        if (m_resting)
            m_wakeup.wake();
    }
    [[nodiscard]] bool isTickDue() { return m_tick && (m_rested || m_beat % kBeatsOfTick == 0); }
    /// Before the reader looks: what comes after that wakes it.
    void look() { m_woken = false; }
    void onBeat(bool anythingNew, bool anythingSent)
    {
        ++m_beat;
        m_still = anythingNew ? 0 : m_still + 1;
        if (anythingSent)
            m_sent = std::chrono::steady_clock::now();
    }
    [[nodiscard]] bool isCommentDue() const
    {
        return std::chrono::steady_clock::now() - m_sent >= kComment;
    }
    http::Task<void> wait()
    {
        m_resting = m_rested = m_still >= kBeatsOfRest && !m_woken;
        std::chrono::steady_clock::duration time = kBeat;
        if (m_resting && m_tick) {
            const auto wall = std::chrono::system_clock::now() - kSecondIsOver;
            time = std::chrono::ceil<std::chrono::seconds>(wall) - wall;
        } else if (m_resting) {
            time = kComment;
        }
        m_deadline.set(std::chrono::steady_clock::now() +
                       std::chrono::duration_cast<Instant::duration>(time));
        co_await m_wakeup.wait();
        m_deadline.clear();
        m_resting = false;
    }

private:
    http::Wakeup m_wakeup;
    http::Deadline m_deadline;
    const bool m_tick;
    std::chrono::steady_clock::time_point m_sent;
    int m_beat = 0;
    int m_still = 0; ///< Beats in a row that brought nothing new.
    bool m_resting = false;
    bool m_rested = false;
    bool m_woken = false;
};

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
    const auto pace = topics ? std::make_shared<Pace>(context.loop(), *topics) : nullptr;
    const auto wake = [gate = context.gate(), weak = std::weak_ptr(pace)]() {
        gate->post([weak]() {
            if (const auto alive = weak.lock())
                alive->wake();
        });
    };
    const auto reader = topics ? context.hub().open(*topics, wake) : nullptr;
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
    exchange.onGone([pace]() { pace->wake(); });

    Parts& parts = context.parts();
    Timestamp lastSecond{};
    std::string lastFigures;
    std::string out = ": live\n\n";
    while (!exchange.isGone() && !context.hub().closed()) {
        bool isNew = false;
        pace->look();
        if (pace->isTickDue()) {
            const FinishedSecond second = parts.telemetry.finishedSecond();
            const bool isNewSecond = second.time > lastSecond;
            lastSecond = second.time;
            const Tick tick = parts.telemetry.tick();
            const auto state = parts.control.gatewayState();
            // All but the time, which comes first.
            std::string figures = tickJson(tick, state, nullptr);
            figures.erase(0, figures.find(','));
            isNew = figures != lastFigures;
            lastFigures = std::move(figures);
            if (isNew || isNewSecond)
                appendEvent(out, "tick", tickJson(tick, state, isNewSecond ? &second : nullptr));
        }
        if (topics->traffic || topics->changes) {
            const std::size_t before = out.size();
            appendNews(out, context.hub().take(*reader));
            isNew = isNew || out.size() > before;
        }
        if (out.empty() && pace->isCommentDue())
            out = ":\n\n";
        pace->onBeat(isNew, !out.empty());
        if (!out.empty()) {
            // Suspended here while the reader is slow: its news wait in the hub, which bounds them.
            const bool sent = co_await exchange.send(out);
            if (!sent)
                co_return;
            out.clear();
        }
        co_await pace->wait();
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
