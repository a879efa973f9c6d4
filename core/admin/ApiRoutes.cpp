// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Context.h"
#include "base/Units.h"
#include "model/Words.h"
#include "services/Apis.h"

#include <boost/json.hpp>

#include <charconv>

namespace gatehouse::admin {

namespace {

using services::Apis;

Reply told(services::Outcome<std::string> outcome, unsigned status = 200)
{
    return outcome ? json(std::move(*outcome), status) : refused(outcome.error());
}

/// The members of a JSON object; a fault names the one that is of another type.
class Body
{
public:
    explicit Body(const std::string& text)
    {
        boost::system::error_code error;
        boost::json::value value =
            text.empty() ? boost::json::object{} : boost::json::parse(text, error);
        if (error || !value.is_object())
            m_error = Error{ErrorCode::Invalid, "the body is no JSON object", {}};
        else
            m_object = std::move(value.get_object());
    }

    std::string text(std::string_view name)
    {
        const auto* value = m_object.if_contains(name);
        if (!value || value->is_null())
            return {};
        if (const auto* string = value->if_string())
            return std::string(string->data(), string->size());
        fail(name, "must be a text");
        return {};
    }
    bool flag(std::string_view name)
    {
        const auto* value = m_object.if_contains(name);
        if (!value || value->is_null())
            return false;
        if (const auto* flag = value->if_bool())
            return *flag;
        fail(name, "must be true or false");
        return false;
    }
    std::vector<std::string> texts(std::string_view name)
    {
        std::vector<std::string> out;
        const auto* value = m_object.if_contains(name);
        if (!value || value->is_null())
            return out;
        if (!value->is_array()) {
            fail(name, "must be a list of texts");
            return out;
        }
        for (const auto& one : value->get_array()) {
            if (const auto* string = one.if_string())
                out.emplace_back(string->data(), string->size());
            else
                fail(name, "must be a list of texts");
        }
        return out;
    }
    std::int64_t time(std::string_view name)
    {
        const std::string written = text(name);
        if (written.empty())
            return 0;
        const auto parsed = parseTimestamp(written);
        if (!parsed) {
            fail(name, parsed.error().message);
            return 0;
        }
        return toUnixMillis(*parsed);
    }
    void fail(std::string_view name, std::string message)
    {
        if (!m_error)
            m_error = Error{ErrorCode::Invalid, std::move(message), std::string(name)};
    }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

private:
    boost::json::object m_object;
    std::optional<Error> m_error;
};

Reply importApi(Apis& apis, const std::string& text)
{
    Body body(text);
    services::ImportRequest request;
    request.text = body.text("text");
    request.source = body.text("source");
    request.id = body.text("id");
    request.basePath = body.text("base_path");
    request.dryRun = body.flag("dry_run");
    request.take = body.texts("take");
    if (body.error())
        return problem(*body.error());
    const bool dryRun = request.dryRun;
    return told(apis.importText(request, kActor), dryRun ? 200 : 201);
}

Reply takeStep(Context& context, Apis& apis, const std::string& id, const std::string& text)
{
    Body body(text);
    services::StepRequest request;
    const std::string word = body.text("step");
    const auto step = model::fromWord<model::LifeStep>(word);
    if (!step)
        body.fail("step", "\"" + word + "\" is no step of an API's life");
    request.reason = body.text("reason");
    request.deprecation.sinceMillis = body.time("since");
    request.deprecation.sunsetMillis = body.time("sunset");
    request.deprecation.successor = body.text("successor");
    request.deprecation.documentation = body.text("documentation");
    if (body.error())
        return problem(*body.error());
    request.step = *step;
    if (const auto done = apis.step(id, request, kActor); !done)
        return refused(done.error());
    auto object = context.parts().collections.read("apis", id);
    if (!object)
        return refused(object.error());
    Reply reply = json(std::move(object->json));
    reply.etag = std::move(object->etag);
    return reply;
}

std::uint32_t numberIn(std::string_view text)
{
    std::uint32_t out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

using Work = std::function<Reply(Apis&, const Request&)>;

void addApiRoute(RouteTable& table, Context& context, Apis& apis, Route route, Work work)
{
    route.action = [&context, &apis, work = std::move(work)](const Request& request) {
        const std::function<Reply()> run = [&apis, work, request]() { return work(apis, request); };
        return context.onControl(run);
    };
    table.add(std::move(route));
}

} // namespace

void addApiRoutes(RouteTable& table, Context& context)
{
    auto& apis = context.parts().apis;
    const std::string one = "/admin/v1/apis/{id}";
    const auto add = [&](Route route, Work work) {
        addApiRoute(table, context, apis, std::move(route), std::move(work));
    };
    add({.method = "POST",
         .path = "/admin/v1/apis/import",
         .id = "import_api",
         .summary = "Makes or renews an API from OpenAPI, Postman, HAR or a cURL line",
         .body = "Object",
         .answer = "Object",
         .success = 201},
        [](Apis& use, const Request& request) { return importApi(use, request.body); });
    add({.method = "POST",
         .path = one + "/step",
         .id = "step_api",
         .summary = "Takes the API one step through its life",
         .body = "Object",
         .answer = "Object"},
        [&context](Apis& use, const Request& request) {
            return takeStep(context, use, request.values[0], request.body);
        });
    add({.method = "GET",
         .path = one + "/openapi",
         .id = "read_api_document",
         .summary = "The stored OpenAPI document",
         .answer = "Object"},
        [](Apis& use, const Request& request) { return told(use.document(request.values[0])); });
    add({.method = "PUT",
         .path = one + "/openapi",
         .id = "replace_api_document",
         .summary = "Replaces the OpenAPI document (JSON or YAML) and renews the routes",
         .body = "Object",
         .success = 204},
        [](Apis& use, const Request& request) {
            auto done = use.setDocument(request.values[0], request.body, request.ifMatch, kActor);
            if (!done)
                return refused(done.error());
            Reply reply = noContent();
            reply.etag = std::move(*done);
            return reply;
        });
    add({.method = "GET",
         .path = one + "/export",
         .id = "export_api_document",
         .summary = "The document as callers should see it",
         .query = {{"form", "string", "`openapi` (the default) or `html`"},
                   {"url", "string", "Address of the gateway to name"}},
         .answer = "Object"},
        [](Apis& use, const Request& request) {
            const bool html = request.parameter("form") == "html";
            Reply reply = told(use.exported(request.values[0], html,
                                            std::string(request.parameter("url").value_or(""))));
            if (html && reply.status == 200)
                reply.contentType = "text/html; charset=utf-8";
            return reply;
        });
    add({.method = "GET",
         .path = one + "/lint",
         .id = "lint_api_document",
         .summary = "What is unwise in the document, with rule and line",
         .answer = "List"},
        [](Apis& use, const Request& request) { return told(use.lintJson(request.values[0])); });
    add({.method = "GET",
         .path = one + "/revisions",
         .id = "list_api_revisions",
         .summary = "Every published revision, newest first",
         .answer = "List"},
        [](Apis& use, const Request& request) {
            return told(use.revisionsJson(request.values[0]));
        });
    add({.method = "GET",
         .path = one + "/compare",
         .id = "compare_api_revisions",
         .summary = "What differs between two revisions, and what of it breaks callers",
         .query = {{"from", "integer", "A revision; 0 = as it is now"},
                   {"to", "integer", "A revision; 0 = as it is now"}},
         .answer = "Object"},
        [](Apis& use, const Request& request) {
            return told(use.compareJson(request.values[0],
                                        numberIn(request.parameter("from").value_or("0")),
                                        numberIn(request.parameter("to").value_or("0"))));
        });
    add({.method = "POST",
         .path = one + "/revisions/{number}/restore",
         .id = "restore_api_revision",
         .summary = "Makes the API what that revision was, as a new revision",
         .body = "Object",
         .success = 204},
        [](Apis& use, const Request& request) {
            Body body(request.body);
            const std::string reason = body.text("reason");
            if (body.error())
                return problem(*body.error());
            const auto done =
                use.restore(request.values[0], numberIn(request.values[1]), reason, kActor);
            return done ? noContent() : refused(done.error());
        });
    add({.method = "GET",
         .path = one + "/history",
         .id = "api_history",
         .summary = "What was done to the API, newest first",
         .query = {{"limit", "integer", "At most this many, 100"}},
         .answer = "List"},
        [](Apis& use, const Request& request) {
            const auto most = request.number("limit", 100, 1, 1000);
            return most ? told(use.historyJson(request.values[0], static_cast<std::size_t>(*most)))
                        : problem(most.error());
        });
}

} // namespace gatehouse::admin
