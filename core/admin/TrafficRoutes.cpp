// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Context.h"
#include "telemetry/JsonWriter.h"
#include "telemetry/TelemetryJson.h"

#include <algorithm>

namespace gatehouse::admin {

using namespace telemetry;

namespace {

const std::vector<Parameter> kFilterParameters{
    {"status", "string", "200, 4xx, 429"},
    {"api", "string", "Id of an API"},
    {"application", "string", "Id of an application"},
    {"model", "string", "Asked for or used"},
    {"provider", "string", "Id of a provider"},
    {"kind", "string", "rest, ai or none"},
    {"method", "string", "GET, POST, ..."},
    {"text", "string", "Part of id, path, error, api, application, model, provider or client"},
    {"from_ms", "integer", "Started at or after"},
    {"to_ms", "integer", "Started before"},
    {"min_ms", "integer", "Took at least"},
};

http::Task<Reply> listTraffic(Context& context, const Request& request)
{
    RecordQuery query;
    auto filter = readFilter(request, {"limit", "before"});
    const auto limit = request.number("limit", 100, 1, 500);
    if (!filter || !limit)
        co_return problem(filter ? limit.error() : filter.error());
    query.filter = std::move(*filter);
    query.limit = static_cast<std::size_t>(*limit);
    query.before = request.parameter("before").value_or("");

    // Before the question: what is counted here is in the list.
    const auto totalToday = context.parts().telemetry.tick().today.requests;
    RecordArchive& archive = context.parts().archive;
    const auto ask = [&archive, query](std::function<void(Result<RecordPage>)> done) {
        archive.find(query, std::move(done));
    };
    Result<RecordPage> page = co_await context.fromThread<Result<RecordPage>>(ask);
    if (!page)
        co_return problem(page.error());
    std::string body;
    JsonWriter out(body);
    out.beginObject();
    out.key("items").raw(page->items);
    out.key("next");
    if (page->next.empty())
        out.null();
    else
        out.string(page->next);
    out.key("total_today").number(totalToday);
    out.endObject();
    co_return json(std::move(body));
}

http::Task<Reply> readRecord(Context& context, const Request& request)
{
    RecordArchive& archive = context.parts().archive;
    const auto ask = [&archive,
                      id = request.values[0]](std::function<void(Result<std::string>)> done) {
        archive.read(id, std::move(done));
    };
    Result<std::string> record = co_await context.fromThread<Result<std::string>>(ask);
    if (!record)
        co_return problem(record.error());
    co_return json(std::move(*record));
}

/// Every provider with its state, those without calls included.
Reply overviewReply(Parts& parts, std::chrono::seconds span, std::size_t points)
{
    Overview overview = parts.telemetry.overview(span, points);
    const auto states = parts.control.providerStates();
    std::vector<ProviderFigures> providers;
    for (const auto& [id, state] : states) {
        const auto known = std::ranges::find(overview.providers, id, &ProviderFigures::id);
        providers.push_back(known != overview.providers.end() ? *known : ProviderFigures{.id = id});
    }
    overview.providers = std::move(providers);
    return json(overviewJson(overview, [&states](const ProviderFigures& figures) {
        const auto at =
            std::ranges::find(states, figures.id, &std::pair<std::string, std::string>::first);
        return at->second;
    }));
}

Reply usageReply(Parts& parts, const Request& request)
{
    constexpr std::string_view kKinds[]{"api", "application", "model", "provider"};
    static_assert(std::size(kKinds) == kUsageKinds);
    const std::string_view by = request.parameter("by").value_or("");
    const auto* const at = std::ranges::find(kKinds, by);
    if (at == std::end(kKinds))
        return problem(
            Error{ErrorCode::Invalid, "by is api, application, model or provider", "by"});
    return json(usageJson(parts.telemetry.usage(static_cast<UsageBy>(at - std::begin(kKinds)),
                                                request.parameter("id").value_or(""))));
}

} // namespace

Result<RecordFilter> readFilter(const Request& request,
                                std::initializer_list<std::string_view> others)
{
    RecordFilter filter;
    for (const auto& [name, value] : request.query) {
        if (value.empty() || std::ranges::count(others, std::string_view(name)))
            continue;
        const auto set = filter.set(name, value);
        if (!set)
            return fail(ErrorCode::Invalid, set.error().message, name);
    }
    return filter;
}

void addTrafficRoutes(RouteTable& table, Context& context)
{
    std::vector<Parameter> parameters{{"limit", "integer", "At most 500; 100 unless given"},
                                      {"before", "string", "`next` of the page before"}};
    parameters.insert(parameters.end(), kFilterParameters.begin(), kFilterParameters.end());
    table.add(
        {.method = "GET",
         .path = "/admin/v1/traffic",
         .id = "list_traffic",
         .summary = "Stored records, the newest first",
         .query = std::move(parameters),
         .answer = "Records",
         .action = [&context](const Request& request) { return listTraffic(context, request); }});
    table.add(
        {.method = "GET",
         .path = "/admin/v1/traffic/{id}",
         .id = "read_record",
         .summary = "One record with its heads and bodies, where they were kept",
         .answer = "Record",
         .action = [&context](const Request& request) { return readRecord(context, request); }});
    table.add({.method = "GET",
               .path = "/admin/v1/overview",
               .id = "overview",
               .summary = "Series, totals of today, top lists",
               .query = {{"seconds", "integer", "Span, 1 to 86400; an hour unless given"},
                         {"points", "integer", "At most this many; 360 unless given"}},
               .answer = "Overview",
               .action = [&parts = context.parts()](const Request& request) -> http::Task<Reply> {
                   const auto seconds = request.number("seconds", 3600, 1, 86'400);
                   const auto points = request.number("points", 360, 1, 2000);
                   if (!seconds || !points)
                       co_return problem(seconds ? points.error() : seconds.error());
                   co_return overviewReply(parts, std::chrono::seconds(*seconds),
                                           static_cast<std::size_t>(*points));
               }});
    table.add({.method = "GET",
               .path = "/admin/v1/usage",
               .id = "usage",
               .summary = "The last hour by minutes, of every id of a kind or of one's parts",
               .query = {{"by", "string", "api, application, model or provider"},
                         {"id", "string", "Its parts: an API's applications, and so on"}},
               .answer = "Usage",
               .action = [&parts = context.parts()](const Request& request) -> http::Task<Reply> {
                   co_return usageReply(parts, request);
               }});
}

} // namespace gatehouse::admin
