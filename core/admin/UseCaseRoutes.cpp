// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Context.h"
#include "base/Units.h"
#include "services/LocalServers.h"
#include "telemetry/JsonWriter.h"

#include <boost/json.hpp>

namespace gatehouse::admin {

using telemetry::JsonWriter;

namespace {

/// The body as a JSON object; an empty body is an empty one.
Result<boost::json::object> bodyObject(const std::string& body)
{
    if (body.empty())
        return boost::json::object{};
    boost::system::error_code error;
    boost::json::value value = boost::json::parse(body, error);
    if (error || !value.is_object())
        return fail(ErrorCode::Invalid, "the body is no JSON object");
    return std::move(value.get_object());
}

/// A text of the object; empty when absent, a failure when it is something else.
Result<std::string> textField(const boost::json::object& object, std::string_view name)
{
    const auto* value = object.if_contains(name);
    if (!value || value->is_null())
        return std::string();
    if (const auto* text = value->if_string())
        return std::string(text->data(), text->size());
    return fail(ErrorCode::Invalid, "must be a text", std::string(name));
}

Result<bool> flagField(const boost::json::object& object, std::string_view name)
{
    const auto* value = object.if_contains(name);
    if (!value || value->is_null())
        return false;
    if (const auto* flag = value->if_bool())
        return *flag;
    return fail(ErrorCode::Invalid, "must be true or false", std::string(name));
}

Reply newKey(const services::Outcome<services::NewKey>& made, bool playground)
{
    if (!made)
        return refused(made.error());
    std::string body;
    JsonWriter out(body);
    out.beginObject();
    if (!playground)
        out.key("id").string(made->id);
    out.key("key").string(made->key);
    if (playground)
        out.key("application").string(made->application);
    else
        out.key("prefix").string(made->prefix);
    out.field("expires_ms", made->expiresMillis);
    out.endObject();
    return json(std::move(body), playground ? 200 : 201);
}

Reply createKey(services::ApplicationKeys& keys, const std::string& application,
                const std::string& body)
{
    const auto object = bodyObject(body);
    if (!object)
        return problem(object.error());
    const auto id = textField(*object, "id");
    const auto expires = textField(*object, "expires");
    if (!id || !expires)
        return problem(id ? expires.error() : id.error());
    Duration lifetime{};
    if (!expires->empty()) {
        const auto parsed = parseDuration(*expires);
        if (!parsed || *parsed <= Duration::zero())
            return problem(Error{ErrorCode::Invalid, "must be a duration such as 30d", "expires"});
        lifetime = *parsed;
    }
    return newKey(keys.create(application, *id, lifetime, kActor), false);
}

Reply applyFile(services::WorkspaceFiles& files, const std::string& body)
{
    const auto object = bodyObject(body);
    if (!object)
        return problem(object.error());
    const auto yaml = textField(*object, "yaml");
    const auto file = textField(*object, "file");
    for (const auto* text : {&yaml, &file}) {
        if (!*text)
            return problem(text->error());
    }
    services::ApplyRequest request;
    request.text = *yaml;
    request.file = file->empty() ? "workspace.yaml" : *file;
    for (const auto& [name, flag] :
         {std::pair{"dry_run", &request.dryRun}, std::pair{"prune", &request.prune}}) {
        const auto value = flagField(*object, name);
        if (!value)
            return problem(value.error());
        *flag = *value;
    }
    const auto inlineSecrets = flagField(*object, "allow_inline_secrets");
    if (!inlineSecrets)
        return problem(inlineSecrets.error());
    if (*inlineSecrets)
        request.inlineSecrets = model::InlineSecrets::Allow;
    if (const auto* secrets = object->if_contains("secrets"); secrets && secrets->is_object()) {
        for (const auto& [reference, value] : secrets->get_object()) {
            if (const auto* text = value.if_string())
                request.secrets.emplace(std::string(reference),
                                        std::string(text->data(), text->size()));
        }
    }
    const auto changes = files.apply(request, kActor);
    if (!changes)
        return refused(changes.error());
    std::string answer;
    JsonWriter out(answer);
    out.beginObject();
    out.key("changes").beginArray();
    for (const model::Change& change : *changes) {
        out.beginObject();
        out.key("action").string(model::toWord(change.action));
        out.key("path").string(change.path);
        out.key("lines").beginArray();
        for (const std::string& line : change.lines)
            out.string(line);
        out.endArray();
        out.endObject();
    }
    out.endArray();
    out.endObject();
    return json(std::move(answer));
}

using Prepared = services::Outcome<services::ProviderTest>;

http::Task<Reply> testProvider(Context& context, const std::string& body)
{
    auto* const control = &context;
    std::optional<Prepared> prepared;
    const auto prepare = [&prepared, control, &body]() {
        prepared = control->parts().providers.prepareTest(body);
        return Reply{};
    };
    Reply waited = co_await context.onControl(prepare);
    if (waited.status != 200)
        co_return waited;
    if (!*prepared)
        co_return refused(prepared->error());
    const auto pool = context.pool();
    if (!pool)
        co_return problem(pool.error());
    services::ProviderTest test = std::move(**prepared);
    services::ProviderTestResult result =
        co_await services::Providers::run(std::move(test), **pool);
    co_return json(result.json());
}

http::Task<Reply> findLocal(Context& context)
{
    auto* const control = &context;
    std::vector<services::LocalServer> servers;
    const auto prepare = [&servers, control]() {
        servers = services::localServers(control->parts().configuration);
        return Reply{};
    };
    const Reply waited = co_await context.onControl(prepare);
    if (waited.status != 200)
        co_return waited;
    const auto pool = context.pool();
    if (!pool)
        co_return problem(pool.error());
    std::string found = co_await services::findLocalServers(std::move(servers), **pool);
    co_return json(std::move(found));
}

} // namespace

void addUseCaseRoutes(RouteTable& table, Context& context)
{
    Parts& parts = context.parts();
    auto& keys = parts.keys;
    auto& providers = parts.providers;
    auto& files = parts.files;

    table.add({.method = "POST",
               .path = "/admin/v1/providers/test",
               .id = "test_provider",
               .summary = "Asks a provider for its models; secrets are used and not stored",
               .body = "Object",
               .answer = "Object",
               .action = [&context](const Request& request) {
                   return testProvider(context, request.body);
               }});
    table.add({.method = "POST",
               .path = "/admin/v1/providers/find_local",
               .id = "find_local_providers",
               .summary = "Looks for model servers on this machine",
               .answer = "List",
               .action = [&context](const Request&) { return findLocal(context); }});
    table.add({.method = "GET",
               .path = "/admin/v1/provider_health",
               .id = "provider_health",
               .summary = "How every provider and each of its keys is now",
               .answer = "List",
               .action = [&context, &providers](const Request&) {
                   return context.onControl(
                       [&providers]() { return json(providers.healthJson()); });
               }});
    table.add({.method = "POST",
               .path = "/admin/v1/providers/{id}/simulate",
               .id = "simulate_provider_failure",
               .summary = "Lets a provider fail, or its keys pause, for a time",
               .body = "Object",
               .answer = "Object",
               .action = [&context, &providers](const Request& request) {
                   return context.onControl(
                       [&providers, id = request.values[0], body = request.body]() {
                           auto told = providers.simulate(id, body, kActor);
                           return told ? json(std::move(*told)) : refused(told.error());
                       });
               }});
    table.add({.method = "POST",
               .path = "/admin/v1/providers/{id}/reset",
               .id = "reset_provider",
               .summary = "Forgets failures, pauses and retirement of a provider's keys",
               .body = "Object",
               .answer = "Object",
               .action = [&context, &providers](const Request& request) {
                   return context.onControl(
                       [&providers, id = request.values[0], body = request.body]() {
                           auto told = providers.reset(id, body, kActor);
                           return told ? json(std::move(*told)) : refused(told.error());
                       });
               }});
    table.add({.method = "GET",
               .path = "/admin/v1/catalogue/providers",
               .id = "catalogue_providers",
               .summary = "Providers that are known without being configured",
               .answer = "List",
               .action = [&context, &providers](const Request&) {
                   return context.onControl(
                       [&providers]() { return json(providers.catalogueProvidersJson()); });
               }});
    table.add({.method = "GET",
               .path = "/admin/v1/catalogue/models",
               .id = "catalogue_models",
               .summary = "Known models with their prices",
               .query = {{"provider", "string", "Only this provider's"}},
               .answer = "List",
               .action = [&context, &providers](const Request& request) {
                   const std::string provider(request.parameter("provider").value_or(""));
                   return context.onControl([&providers, provider]() {
                       return json(providers.catalogueModelsJson(provider));
                   });
               }});
    table.add({.method = "GET",
               .path = "/admin/v1/dialects/losses",
               .id = "dialect_losses",
               .summary = "What each kind of provider cannot carry of what callers ask",
               .answer = "List",
               .action = [&context](const Request&) {
                   return context.onControl(
                       []() { return json(services::Providers::dialectLossesJson()); });
               }});
    table.add({.method = "GET",
               .path = "/admin/v1/models",
               .id = "callable_models",
               .summary = "What callers may name as a model now",
               .answer = "List",
               .action = [&context, &providers](const Request&) {
                   return context.onControl(
                       [&providers]() { return json(providers.callableModelsJson()); });
               }});
    table.add({.method = "POST",
               .path = "/admin/v1/applications/{id}/keys",
               .id = "create_key",
               .summary = "Makes a key, shown this once",
               .body = "Object",
               .answer = "NewKey",
               .success = 201,
               .action = [&context, &keys](const Request& request) {
                   return context.onControl(
                       [&keys, application = request.values[0], body = request.body]() {
                           return createKey(keys, application, body);
                       });
               }});
    table.add({.method = "POST",
               .path = "/admin/v1/applications/{id}/keys/{key}/revoke",
               .id = "revoke_key",
               .summary = "Refuses the key from the next request on",
               .success = 204,
               .action = [&context, &keys](const Request& request) {
                   return context.onControl([&keys, values = request.values]() {
                       const auto done = keys.revoke(values[0], values[1], kActor);
                       return done ? noContent() : refused(done.error());
                   });
               }});
    table.add({.method = "POST",
               .path = "/admin/v1/playground/key",
               .id = "playground_key",
               .summary = "A key for one hour, kept in memory only",
               .body = "Object",
               .answer = "NewKey",
               .action = [&context, &keys](const Request& request) {
                   return context.onControl([&keys, body = request.body]() {
                       const auto object = bodyObject(body);
                       if (!object)
                           return problem(object.error());
                       const auto application = textField(*object, "application");
                       if (!application)
                           return problem(application.error());
                       return newKey(keys.playground(*application, kActor), true);
                   });
               }});
    table.add({.method = "POST",
               .path = "/admin/v1/workspace/apply",
               .id = "apply_workspace",
               .summary = "Makes the workspace what the file says, or tells every fault",
               .body = "WorkspaceFile",
               .answer = "Changes",
               .action = [&context, &files](const Request& request) {
                   return context.onControl(
                       [&files, body = request.body]() { return applyFile(files, body); });
               }});
    table.add({.method = "GET",
               .path = "/admin/v1/workspace/export",
               .id = "export_workspace",
               .summary = "The workspace file, without any secret",
               .contentType = "application/yaml",
               .action = [&context, &files](const Request&) {
                   return context.onControl([&files]() {
                       Reply reply = json(files.exportText());
                       reply.contentType = "application/yaml";
                       return reply;
                   });
               }});
}

} // namespace gatehouse::admin
