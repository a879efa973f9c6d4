// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Context.h"
#include "telemetry/JsonWriter.h"

namespace gatehouse::admin {

namespace {

Reply applied(const services::LimitGuard::Applied& done, const std::string& watches)
{
    std::string out;
    telemetry::JsonWriter json(out);
    json.beginObject();
    json.key("changes").beginArray();
    for (const auto& change : done.changes) {
        json.beginObject();
        json.key("action").string(model::toWord(change.action));
        json.key("path").string(change.path);
        json.key("lines").beginArray();
        for (const auto& line : change.lines)
            json.string(line);
        json.endArray().endObject();
    }
    json.endArray();
    if (!done.dryRun)
        json.key("watches").raw(watches);
    json.endObject();
    return admin::json(std::move(out));
}

/// Changes of limits that are looked after.
void addGuardRoutes(RouteTable& table, Context& context)
{
    auto& guard = context.parts().limitGuard;

    table.add({.method = "POST",
               .path = "/admin/v1/limits/apply",
               .id = "apply_limits",
               .summary = "Applies changes of several limits together, and looks after them",
               .body = "LimitEdits",
               .answer = "Changes",
               .action = [&context, &guard](const Request& request) {
                   return context.onControl([&guard, body = request.body]() {
                       const auto edits = services::readLimitEdits(body);
                       if (!edits)
                           return refused(edits.error());
                       const auto done = guard.apply(*edits, std::string(kActor));
                       return done ? applied(*done, guard.watchList()) : refused(done.error());
                   });
               }});
    table.add({.method = "GET",
               .path = "/admin/v1/limit_watches",
               .id = "limit_watches",
               .summary = "Changed limits that are looked after, or were",
               .answer = "List",
               .action = [&context, &guard](const Request&) {
                   return context.onControl([&guard]() { return json(guard.watchesJson()); });
               }});
    const auto act = [&](const char* what, const char* id, const char* summary,
                         services::Outcome<void> (services::LimitGuard::*how)(const std::string&,
                                                                              const std::string&)) {
        table.add({.method = "POST",
                   .path = std::string("/admin/v1/limit_watches/{id}/") + what,
                   .id = id,
                   .summary = summary,
                   .success = 204,
                   .action = [&context, &guard, how](const Request& request) {
                       return context.onControl([&guard, how, rule = request.values[0]]() {
                           const auto done = (guard.*how)(rule, std::string(kActor));
                           return done ? noContent() : refused(done.error());
                       });
                   }});
    };
    act("roll_back", "roll_back_limit", "Puts a watched limit back as it was",
        &services::LimitGuard::rollBack);
    act("end", "end_limit_watch", "Watches a limit no more; forgets a watch that is over",
        &services::LimitGuard::end);
}

/// Alerts before a limit is full.
void addAlertRoutes(RouteTable& table, Context& context)
{
    auto& alerts = context.parts().limitAlerts;

    table.add({.method = "GET",
               .path = "/admin/v1/limit_alerts",
               .id = "limit_alerts",
               .summary = "Limits of which somebody is told before they are full",
               .answer = "List",
               .action = [&context, &alerts](const Request&) {
                   return context.onControl([&alerts]() { return json(alerts.json()); });
               }});
    table.add({.method = "PUT",
               .path = "/admin/v1/limit_alerts/{id}",
               .id = "set_limit_alert",
               .summary = "Tells before a limit is full: at a share, or so long before",
               .body = "Object",
               .answer = "List",
               .action = [&context, &alerts](const Request& request) {
                   return context.onControl(
                       [&alerts, id = request.values[0], body = request.body]() {
                           auto told = alerts.put(id, body, kActor);
                           return told ? json(std::move(*told)) : refused(told.error());
                       });
               }});
    table.add({.method = "DELETE",
               .path = "/admin/v1/limit_alerts/{id}",
               .id = "remove_limit_alert",
               .summary = "Tells no more",
               .success = 204,
               .action = [&context, &alerts](const Request& request) {
                   return context.onControl([&alerts, id = request.values[0]]() {
                       const auto done = alerts.remove(id, kActor);
                       return done ? noContent() : refused(done.error());
                   });
               }});
}

} // namespace

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
               .query = {{"limit", "integer", "At most 500; 100 unless given"},
                         {"offset", "integer", "Passes over so many; 0 unless given"}},
               .answer = "List",
               .action = [&context, &limits](const Request& request) {
                   const auto most = request.number("limit", 100, 1, 500);
                   const auto offset = request.number("offset", 0, 0, 10'000'000);
                   return context.onControl([&limits, most, offset, id = request.values[0]]() {
                       if (!most || !offset)
                           return problem(most ? offset.error() : most.error());
                       auto told = limits.countersJson(id, static_cast<std::size_t>(*offset),
                                                       static_cast<std::size_t>(*most));
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
    table.add(
        {.method = "GET",
         .path = "/admin/v1/limit_use",
         .id = "limit_use",
         .summary = "How full the fullest counter of each rule was, by minutes of the last hour",
         .answer = "Object",
         .action = [&context](const Request&) {
             return context.onControl(
                 [&context]() { return json(context.parts().limitUse.json()); });
         }});
    addGuardRoutes(table, context);
    addAlertRoutes(table, context);
}

} // namespace gatehouse::admin
