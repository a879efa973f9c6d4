// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Text.h"
#include "gateway/Steps.h"

namespace gatehouse::gateway {

namespace {

struct Endpoint
{
    std::string_view path;
    AiEndpoint endpoint;
};

constexpr Endpoint kEndpoints[]{
    {"/v1/chat/completions", AiEndpoint::Chat},   {"/v1/completions", AiEndpoint::Completions},
    {"/v1/responses", AiEndpoint::Responses},     {"/v1/embeddings", AiEndpoint::Embeddings},
    {"/v1/moderations", AiEndpoint::Moderations}, {"/v1/rerank", AiEndpoint::Rerank},
};

Next wrongMethod(Exchange& x, std::string allow)
{
    x.fail(405, "wrong_method",
           std::string(x.http.request().method) + " is not allowed here; allowed: " + allow);
    x.failure.allow = std::move(allow);
    return Next::Refuse;
}

Next reading(Exchange& x, CallKind call)
{
    const auto method = x.http.request().method;
    if (method != "GET" && method != "HEAD")
        return wrongMethod(x, "GET, HEAD");
    x.call = call;
    return Next::Go;
}

Next unknownRoute(Exchange& x)
{
    x.fail(404, "unknown_route", "nothing answers on this path");
    return Next::Refuse;
}

Next calling(Exchange& x, std::string_view route)
{
    x.record.route = route;
    if (x.http.request().method != "POST")
        return wrongMethod(x, "POST");
    x.call = CallKind::Model;
    return Next::Go;
}

/// Gemini's `MODEL:ACTION`; the model's name may itself hold colons.
Next matchGeminiAction(Exchange& x, std::string_view name)
{
    struct Action
    {
        std::string_view word;
        AiEndpoint endpoint;
    };
    constexpr Action kActions[]{{"generateContent", AiEndpoint::Generate},
                                {"streamGenerateContent", AiEndpoint::Generate},
                                {"countTokens", AiEndpoint::GeminiCount},
                                {"embedContent", AiEndpoint::GeminiEmbed},
                                {"batchEmbedContents", AiEndpoint::GeminiEmbed}};
    const auto colon = name.rfind(':');
    const auto word = name.substr(colon + 1);
    for (const auto& [action, endpoint] : kActions) {
        if (word != action)
            continue;
        auto decoded = text::percentDecode(name.substr(0, colon));
        x.modelInPath = decoded ? std::move(*decoded) : std::string(name.substr(0, colon));
        x.dialect = Dialect::Gemini;
        x.action = action;
        x.endpoint = endpoint;
        return calling(x, "/v1beta/models");
    }
    return unknownRoute(x);
}

/// The paths of the AI dialects, below /v1 and /v1beta.
Next matchModelPath(Exchange& x, std::string_view path)
{
    x.record.kind = telemetry::ExchangeKind::Ai;
    for (const std::string_view list : {"/v1/models", "/v1beta/models"}) {
        if (path != list && !(path.starts_with(list) && path[list.size()] == '/'))
            continue;
        const auto name = path == list ? std::string_view{} : path.substr(list.size() + 1);
        // Google's clients call their stable version too, whose path is that of OpenAI's list.
        if (x.http.request().method == "POST" && name.find(':') != std::string_view::npos)
            return matchGeminiAction(x, name);
        auto decoded = text::percentDecode(name);
        x.modelInPath = decoded ? std::move(*decoded) : std::string(name);
        return reading(x, CallKind::Models);
    }
    if (path == "/v1/messages" || path == "/v1/messages/count_tokens") {
        x.endpoint = path == "/v1/messages" ? AiEndpoint::Messages : AiEndpoint::CountTokens;
        return calling(x, path);
    }
    if (x.dialect != Dialect::OpenAi)
        return unknownRoute(x);
    bool known = (path.starts_with("/v1/images/") && path.size() > 11) ||
                 (path.starts_with("/v1/audio/") && path.size() > 10);
    for (const auto& [at, endpoint] : kEndpoints) {
        if (path == at) {
            x.endpoint = endpoint;
            known = true;
        }
    }
    return known ? calling(x, path) : unknownRoute(x);
}

Next matchApi(Exchange& x, std::string_view path)
{
    x.route = x.snapshot().routes().match(x.http.request().method, path);
    if (const auto* api = x.route.api) {
        x.record.kind = telemetry::ExchangeKind::Rest;
        x.record.api = api->id;
        x.record.revision = api->revision;
        if (api->state == model::ApiState::Blocked) {
            x.fail(503, "api_blocked",
                   "the API \"" + api->id + "\" is blocked by its owners at the moment");
            return Next::Refuse;
        }
        if (api->state == model::ApiState::Retired) {
            x.fail(410, "api_retired", "the API \"" + api->id + "\" was retired");
            return Next::Refuse;
        }
    }
    switch (x.route.kind) {
    case RouteMatch::Kind::NoApi:
    case RouteMatch::Kind::NoRoute:
        return unknownRoute(x);
    case RouteMatch::Kind::WrongMethod:
        return wrongMethod(x, x.route.allow);
    case RouteMatch::Kind::BadPath:
        x.fail(400, "bad_path", "`.` and `..` are not taken as parts of a path");
        return Next::Refuse;
    case RouteMatch::Kind::Found:
        break;
    }
    x.record.route = x.route.route->path;
    x.call = CallKind::Rest;
    return Next::Go;
}

} // namespace

Next match(Exchange& x)
{
    const auto path = x.path();
    if (path == "/healthz")
        return reading(x, CallKind::Health);
    if (path == "/readyz")
        return reading(x, CallKind::Ready);
    if (x.dialect != Dialect::Problem)
        return matchModelPath(x, path);
    return matchApi(x, path);
}

} // namespace gatehouse::gateway
