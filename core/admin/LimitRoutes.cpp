// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Context.h"

namespace gatehouse::admin {

void addLimitRoutes(RouteTable& table, Context& context)
{
    auto& limits = context.parts().limits;

    table.add({.method = "POST",
               .path = "/admin/v1/limits/preview",
               .id = "preview_limit",
               .summary = "Says in words what a rule would do and what its worst case is",
               .body = "Object",
               .answer = "Object",
               .action = [&context, &limits](const Request& request) {
                   return context.onControl([&limits, body = request.body]() {
                       auto told = limits.previewJson(body);
                       return told ? json(std::move(*told)) : refused(told.error());
                   });
               }});
    table.add({.method = "GET",
               .path = "/admin/v1/limits/{id}/counters",
               .id = "limit_counters",
               .summary = "Counters of a rule that are in use, fullest first",
               .query = {{"limit", "integer", "At most 500; 100 unless given"}},
               .answer = "List",
               .action = [&context, &limits](const Request& request) {
                   const auto most = request.number("limit", 100, 1, 500);
                   return context.onControl([&limits, most, id = request.values[0]]() {
                       if (!most)
                           return problem(most.error());
                       auto told = limits.countersJson(id, static_cast<std::size_t>(*most));
                       return told ? json(std::move(*told)) : refused(told.error());
                   });
               }});
    table.add({.method = "POST",
               .path = "/admin/v1/limits/{id}/reset",
               .id = "reset_limit",
               .summary = "Empties the counters of a rule",
               .success = 204,
               .action = [&context, &limits](const Request& request) {
                   return context.onControl([&limits, id = request.values[0]]() {
                       const auto done = limits.reset(id, kActor);
                       return done ? noContent() : refused(done.error());
                   });
               }});
}

} // namespace gatehouse::admin
