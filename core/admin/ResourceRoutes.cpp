// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Context.h"
#include "telemetry/JsonWriter.h"

#include <array>

namespace gatehouse::admin {

namespace {

/// Collection, the word for one of its objects, and for messages of openapi.json.
struct Resource
{
    std::string_view collection;
    std::string_view one;
};

constexpr std::array kResources{
    Resource{"providers", "provider"},
    Resource{"model_routes", "model route"},
    Resource{"model_overrides", "own value of a model"},
    Resource{"teams", "team"},
    Resource{"applications", "application"},
    Resource{"apis", "API"},
    Resource{"subscriptions", "subscription"},
    Resource{"limits", "limit rule"},
    Resource{"prompts", "prompt"},
    Resource{"plans", "plan"},
};

Reply object(services::Outcome<services::Object> outcome, unsigned status)
{
    if (!outcome)
        return refused(outcome.error());
    Reply reply = json(std::move(outcome->json), status);
    reply.etag = std::move(outcome->etag);
    return reply;
}

Reply list(const services::Outcome<services::ObjectList>& outcome)
{
    if (!outcome)
        return refused(outcome.error());
    std::string body;
    telemetry::JsonWriter out(body);
    out.beginObject();
    out.key("items").beginArray();
    for (const services::Object& one : outcome->items)
        out.raw(one.json);
    out.endArray();
    out.key("etag").string(outcome->etag);
    out.endObject();
    Reply reply = json(std::move(body));
    reply.etag = outcome->etag;
    return reply;
}

void addResource(RouteTable& table, Context& context, const Resource& resource)
{
    const std::string collection(resource.collection);
    const std::string one(resource.one);
    const std::string path = "/admin/v1/" + collection;
    auto& collections = context.parts().collections;

    table.add({.method = "GET",
               .path = path,
               .id = "list_" + collection,
               .summary = "Lists every " + one,
               .answer = "List",
               .action = [&context, &collections, collection](const Request&) {
                   return context.onControl(
                       [&collections, collection]() { return list(collections.list(collection)); });
               }});
    table.add({.method = "GET",
               .path = path + "/{id}",
               .id = "read_" + collection,
               .summary = "Reads one " + one,
               .answer = "Object",
               .action = [&context, &collections, collection](const Request& request) {
                   return context.onControl([&collections, collection, id = request.values[0]]() {
                       return object(collections.read(collection, id), 200);
                   });
               }});
    table.add({.method = "POST",
               .path = path,
               .id = "create_" + collection,
               .summary = "Makes a new " + one + "; without an id one is made from its name",
               .body = "Object",
               .answer = "Object",
               .success = 201,
               .action = [&context, &collections, collection](const Request& request) {
                   return context.onControl([&collections, collection, body = request.body]() {
                       return object(collections.create(collection, body, kActor), 201);
                   });
               }});
    table.add({.method = "PUT",
               .path = path + "/{id}",
               .id = "replace_" + collection,
               .summary = "Replaces a " + one + " as a whole",
               .body = "Object",
               .answer = "Object",
               .action = [&context, &collections, collection](const Request& request) {
                   return context.onControl([&collections, collection, id = request.values[0],
                                             body = request.body, etag = request.ifMatch]() {
                       return object(collections.replace(collection, id, body, etag, kActor), 200);
                   });
               }});
    table.add({.method = "DELETE",
               .path = path + "/{id}",
               .id = "delete_" + collection,
               .summary = "Deletes a " + one + " that nothing refers to",
               .success = 204,
               .action = [&context, &collections, collection](const Request& request) {
                   return context.onControl([&collections, collection, id = request.values[0],
                                             etag = request.ifMatch]() {
                       const auto done = collections.remove(collection, id, etag, kActor);
                       return done ? noContent() : refused(done.error());
                   });
               }});
}

} // namespace

void addResourceRoutes(RouteTable& table, Context& context)
{
    for (const Resource& resource : kResources)
        addResource(table, context, resource);
}

void addGatewayRoutes(RouteTable& table, Context& context)
{
    auto& collections = context.parts().collections;
    auto& control = context.parts().control;

    table.add({.method = "GET",
               .path = "/admin/v1/status",
               .id = "status",
               .summary = "What is running, where, and how it is",
               .answer = "Status",
               .action = [&control](const Request&) -> http::Task<Reply> {
                   co_return json(control.statusJson());
               }});
    table.add({.method = "GET",
               .path = "/admin/v1/gateway",
               .id = "read_gateway",
               .summary = "Reads the gateway section, every field written",
               .answer = "Object",
               .action = [&context, &collections](const Request&) {
                   return context.onControl([&collections]() {
                       services::Object section = collections.gateway();
                       Reply reply = json(std::move(section.json));
                       reply.etag = std::move(section.etag);
                       return reply;
                   });
               }});
    table.add({.method = "PUT",
               .path = "/admin/v1/gateway",
               .id = "replace_gateway",
               .summary = "Takes new addresses, limits and times into use, or changes nothing",
               .body = "Object",
               .answer = "Object",
               .action = [&context, &collections](const Request& request) {
                   return context.onControl(
                       [&collections, body = request.body, etag = request.ifMatch]() {
                           return object(collections.replaceGateway(body, etag, kActor), 200);
                       });
               }});
    table.add({.method = "POST",
               .path = "/admin/v1/gateway/start",
               .id = "start_gateway",
               .summary = "Opens the data path",
               .answer = "Status",
               .action = [&context, &control](const Request&) {
                   return context.onControl([&control]() {
                       const auto started = control.startGateway();
                       return started ? json(control.statusJson()) : problem(started.error());
                   });
               }});
    table.add({.method = "POST",
               .path = "/admin/v1/gateway/stop",
               .id = "stop_gateway",
               .summary = "Drains the data path; answers when the last exchange has ended",
               .answer = "Status",
               .action = [&context, &control](const Request&) {
                   return context.onControl([&control]() {
                       control.stopGateway();
                       return json(control.statusJson());
                   });
               }});
}

} // namespace gatehouse::admin
