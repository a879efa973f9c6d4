// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Fields.h"

namespace gatehouse::model {

namespace {

UpstreamTarget readTarget(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    UpstreamTarget out;
    FieldReader fields(node, path, faults);
    fields.require("url");
    fields.text("url", out.url);
    fields.whole("weight", out.weight, kMaxWeight);
    fields.finish();
    return out;
}

Node writeTarget(const UpstreamTarget& target)
{
    return FieldWriter{}.text("url", target.url).whole("weight", target.weight, 1).done();
}

void readUpstream(FieldReader& fields, Upstream& out)
{
    fields.require("targets");
    fields.list("targets", out.targets, readTarget);
    fields.word("balance", out.balance);
    fields.duration("timeout", out.timeout);
    fields.whole("retries", out.retries, 10);
    fields.flag("preserve_host", out.preserveHost);
}

Node writeUpstream(const Upstream& upstream)
{
    const Upstream byDefault;
    return FieldWriter{}
        .node("targets", writeList(upstream.targets, writeTarget))
        .word("balance", upstream.balance, byDefault.balance)
        .duration("timeout", upstream.timeout, byDefault.timeout)
        .whole("retries", upstream.retries, byDefault.retries)
        .flag("preserve_host", upstream.preserveHost, byDefault.preserveHost)
        .done();
}

Route readRoute(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    Route out;
    FieldReader fields(node, path, faults);
    fields.require("path");
    fields.texts("methods", out.methods);
    fields.text("path", out.path);
    fields.text("rewrite", out.rewrite);
    fields.headerChanges("request_headers", out.requestHeaders);
    fields.headerChanges("response_headers", out.responseHeaders);
    if (const auto* const cache = fields.take("cache"); cache != nullptr)
        fields.cache("cache", out.cache.emplace());
    fields.finish();
    return out;
}

Node writeRoute(const Route& route)
{
    FieldWriter out;
    out.texts("methods", route.methods)
        .text("path", route.path)
        .text("rewrite", route.rewrite)
        .headerChanges("request_headers", route.requestHeaders)
        .headerChanges("response_headers", route.responseHeaders);
    // One that is all off still says so: it overrides the API's.
    if (route.cache && !route.cache->active())
        out.node("cache", FieldWriter{}.duration("ttl", {}, Duration(1)).done());
    else if (route.cache)
        out.cache("cache", *route.cache);
    return out.done();
}

} // namespace

template <>
Api read<Api>(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    Api out;
    FieldReader fields(node, path, faults);
    for (const std::string_view key : {"id", "kind", "base_path"})
        fields.require(key);
    fields.text("id", out.id);
    out.name = out.id;
    fields.text("name", out.name);
    fields.word("kind", out.kind);
    fields.text("team", out.team);
    fields.text("base_path", out.basePath);
    fields.text("description", out.description);
    fields.word("state", out.state);
    fields.word("visibility", out.visibility);
    fields.map("deprecation", [&out](FieldReader& deprecation) {
        Deprecation& value = out.deprecation.emplace();
        deprecation.time("since", value.sinceMillis);
        deprecation.time("sunset", value.sunsetMillis);
        deprecation.text("successor", value.successor);
        deprecation.text("documentation", value.documentation);
    });
    fields.text("blocked_reason", out.blockedReason);
    fields.flag("mock", out.mock);
    if (out.kind == ApiKind::Rest && !out.mock)
        fields.require("upstream");
    fields.map("upstream",
               [&out](FieldReader& upstream) { readUpstream(upstream, out.upstream.emplace()); });
    fields.list("routes", out.routes, readRoute);
    fields.headerChanges("request_headers", out.requestHeaders);
    fields.headerChanges("response_headers", out.responseHeaders);
    fields.word("access", out.access);
    if (const Node* document = fields.take("openapi")) {
        if (document->map())
            out.openapi = ApiDocument(*document);
        else
            fields.fault("openapi", "must be an OpenAPI document");
    }
    fields.cache("cache", out.cache);
    fields.finish();
    return out;
}

template <>
Node write<Api>(const Api& api)
{
    const Api byDefault;
    FieldWriter out;
    out.text("id", api.id)
        .text("name", api.name, api.id)
        .word("kind", api.kind)
        .text("team", api.team)
        .text("base_path", api.basePath)
        .text("description", api.description)
        .word("state", api.state, byDefault.state)
        .word("visibility", api.visibility, byDefault.visibility);
    if (api.deprecation)
        out.node("deprecation", FieldWriter{}
                                    .time("since", api.deprecation->sinceMillis)
                                    .time("sunset", api.deprecation->sunsetMillis)
                                    .text("successor", api.deprecation->successor)
                                    .text("documentation", api.deprecation->documentation)
                                    .done());
    out.text("blocked_reason", api.blockedReason).flag("mock", api.mock, byDefault.mock);
    if (api.upstream)
        out.node("upstream", writeUpstream(*api.upstream));
    out.node("routes", writeList(api.routes, writeRoute))
        .headerChanges("request_headers", api.requestHeaders)
        .headerChanges("response_headers", api.responseHeaders)
        .word("access", api.access, byDefault.access)
        .cache("cache", api.cache);
    if (api.openapi)
        out.node("openapi", api.openapi.root());
    return out.done();
}

} // namespace gatehouse::model
