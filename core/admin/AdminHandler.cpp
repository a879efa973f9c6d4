// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/AdminHandler.h"

#include "admin/Respond.h"
#include "base/Text.h"
#include "http/ServerExchange.h"
#include "telemetry/JsonWriter.h"

namespace gatehouse::admin {

namespace {

/// A workspace file of 8 MiB, escaped as a JSON text.
constexpr std::uint64_t kMaxBody = 96u << 20; // An OpenAPI document of 64 MiB as a text in JSON.

bool isAllowed(std::string_view authorization, const std::string& token)
{
    constexpr std::string_view scheme = "bearer ";
    if (authorization.size() <= scheme.size() ||
        !text::equalsIgnoreCase(authorization.substr(0, scheme.size()), scheme))
        return false;
    return text::equalsConstantTime(text::trim(authorization.substr(scheme.size())), token);
}

/// The one entity tag of If-Match without its quotes; `*` and a list ask for nothing that we know.
std::string entityTag(std::string_view field)
{
    field = text::trim(field);
    if (field.size() >= 2 && field.front() == '"' && field.back() == '"')
        return std::string(field.substr(1, field.size() - 2));
    return field == "*" ? std::string() : std::string(field);
}

Reply unauthorized()
{
    Reply reply = problem(401, toWord(ErrorCode::Unauthorized),
                          "the admin port wants `Authorization: Bearer TOKEN`");
    reply.fields.emplace_back("www-authenticate", "Bearer realm=\"gatehouse admin\"");
    return reply;
}

} // namespace

http::Task<void> respond(http::ServerExchange& exchange, Reply reply)
{
    if (reply.contentType == "application/problem+json" && reply.body.ends_with('}')) {
        reply.body.pop_back();
        reply.body += ",\"instance\":";
        telemetry::JsonWriter(reply.body).string(exchange.request().target.path);
        reply.body += '}';
    }
    http::AnswerHead head;
    head.status = reply.status;
    if (!reply.contentType.empty())
        head.fields.add("content-type", reply.contentType);
    head.fields.add("cache-control", "no-store");
    if (!reply.etag.empty())
        head.fields.add("etag", '"' + reply.etag + '"');
    for (const auto& [name, value] : reply.fields)
        head.fields.add(name, value);
    const bool sent = co_await exchange.respond(std::move(head), reply.body);
    static_cast<void>(sent); // whoever is gone wants no answer
}

AdminHandler::AdminHandler(http::Loop& loop, const RouteTable& table, Context& context,
                           const std::string& token)
    : m_table(table)
    , m_context(context)
    , m_token(token)
{
    m_context.attach(loop);
}

AdminHandler::~AdminHandler()
{
    m_context.detach();
}

http::Task<void> AdminHandler::serve(http::ServerExchange& exchange)
{
    const http::RequestHead& head = exchange.request();
    if (!isAllowed(head.fields.get("authorization"), m_token)) {
        co_await respond(exchange, unauthorized());
        co_return;
    }
    const std::string_view method = head.method == "HEAD" ? "GET" : head.method;
    RouteTable::Match match = m_table.match(method, head.target.path);
    if (!match.route) {
        Reply reply = match.allow.empty()
                          ? problem(404, toWord(ErrorCode::NotFound), "there is no such path")
                          : problem(405, toWord(ErrorCode::Invalid), "not with this method");
        if (!match.allow.empty())
            reply.fields.emplace_back("allow", match.allow);
        co_await respond(exchange, std::move(reply));
        co_return;
    }
    Request request;
    request.method = head.method;
    request.path = head.target.path;
    request.values = std::move(match.values);
    request.query = parseQuery(head.target.query);
    request.ifMatch = entityTag(head.fields.get("if-match"));
    exchange.setMaxBody(kMaxBody);
    const http::BodyState state = co_await exchange.readAll(request.body);
    if (state != http::BodyState::End)
        co_return; // http tells what was wrong with the body
    if (match.route->stream) {
        co_await match.route->stream(request, exchange);
        co_return;
    }
    Reply reply = co_await match.route->action(request);
    co_await respond(exchange, std::move(reply));
}

} // namespace gatehouse::admin
