// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Context.h"

namespace gatehouse::admin {

void addSavingRoutes(RouteTable& table, Context& context)
{
    auto& cache = context.parts().cache;
    auto& alerts = context.parts().alerts;

    table.add({.method = "GET",
               .path = "/admin/v1/cache",
               .id = "read_cache",
               .summary = "What kept answers and shared calls have saved",
               .answer = "Object",
               .action = [&context, &cache](const Request&) {
                   return context.onControl([&cache]() { return json(cache.json()); });
               }});
    table.add({.method = "POST",
               .path = "/admin/v1/cache/purge",
               .id = "purge_cache",
               .summary = "Drops kept answers",
               .query = {{"of", "string", "apis/ID or model_routes/NAME; everything unless given"}},
               .answer = "Object",
               .action = [&context, &cache](const Request& request) {
                   return context.onControl(
                       [&cache, of = std::string(request.parameter("of").value_or(""))]() {
                           auto done = cache.purge(of, kActor);
                           return done ? json(std::move(*done)) : refused(done.error());
                       });
               }});
    table.add({.method = "GET",
               .path = "/admin/v1/alerts",
               .id = "list_alerts",
               .summary = "What quotas and budgets have reached, newest first",
               .query = {{"limit", "integer", "At most 500; 100 unless given"},
                         {"before", "integer", "Only those before this id"}},
               .answer = "List",
               .action = [&context, &alerts](const Request& request) {
                   const auto most = request.number("limit", 100, 1, 500);
                   const auto before =
                       request.number("before", 0, 0, std::numeric_limits<std::int64_t>::max());
                   return context.onControl([&alerts, most, before]() {
                       if (!most)
                           return problem(most.error());
                       if (!before)
                           return problem(before.error());
                       auto told = alerts.json(static_cast<std::size_t>(*most), *before);
                       return told ? json(std::move(*told)) : refused(told.error());
                   });
               }});
}

} // namespace gatehouse::admin
