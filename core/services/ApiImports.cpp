// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Codec.h"
#include "services/Apis.h"
#include "spec/Compare.h"
#include "spec/Import.h"
#include "telemetry/JsonWriter.h"

#include <algorithm>

namespace gatehouse::services {

using model::Node;
using telemetry::JsonWriter;

namespace {

/// Where the document is kept as it was at the last import: the base of the next merge.
std::string baseName(const std::string& id)
{
    return "imported/" + id;
}

std::string_view wordOf(spec::MergeState state)
{
    switch (state) {
    case spec::MergeState::InSync:
        return "in_sync";
    case spec::MergeState::ChangedHere:
        return "changed_here";
    case spec::MergeState::ChangedThere:
        return "changed_there";
    case spec::MergeState::Conflict:
        return "conflict";
    case spec::MergeState::AddedHere:
        return "added_here";
    case spec::MergeState::AddedThere:
        return "added_there";
    case spec::MergeState::RemovedHere:
        return "removed_here";
    case spec::MergeState::RemovedThere:
        return "removed_there";
    }
    return "in_sync";
}

bool sameCall(const model::Route& a, const model::Route& b)
{
    return a.methods == b.methods && spec::shapeOf(a.path) == spec::shapeOf(b.path);
}

/// Routes that came with the old document and are in the new one no more go; new ones come; what
/// people set on a route stays.
void renewRoutes(model::Api& api, const std::vector<model::Route>& before,
                 const std::vector<model::Route>& after)
{
    const auto in = [](const std::vector<model::Route>& routes, const model::Route& route) {
        return std::ranges::any_of(routes,
                                   [&](const model::Route& one) { return sameCall(one, route); });
    };
    std::erase_if(api.routes, [&](const model::Route& route) {
        return in(before, route) && !in(after, route);
    });
    for (const model::Route& route : after) {
        if (!in(api.routes, route) && !in(before, route))
            api.routes.push_back(route);
    }
}

std::vector<model::Route> routesOfDocument(const Node& document)
{
    const auto outline = spec::readOutline(document);
    std::vector<model::Fault> ignored;
    return outline ? spec::routesOf(*outline, ignored) : std::vector<model::Route>();
}

void writeFaults(JsonWriter& out, const std::vector<model::Fault>& faults)
{
    out.beginArray();
    for (const model::Fault& fault : faults) {
        out.beginObject();
        out.field("line", static_cast<std::int64_t>(fault.line));
        out.field("path", fault.path);
        out.key("message").string(fault.message);
        out.endObject();
    }
    out.endArray();
}

void writeMerge(JsonWriter& out, const std::vector<spec::MergeItem>& merge)
{
    out.beginArray();
    for (const spec::MergeItem& item : merge) {
        out.beginObject();
        out.key("place").string(item.place);
        out.key("state").string(wordOf(item.state));
        out.endObject();
    }
    out.endArray();
}

} // namespace

Outcome<std::string> Apis::importText(const ImportRequest& request, std::string_view actor)
{
    auto made = spec::importApi(
        request.text, {.source = request.source, .id = request.id, .basePath = request.basePath});
    if (!made)
        return refuse(std::move(made.error()));
    // Only who names an API renews it; else a second one of that title gets an id of its own.
    const model::Api* stored = request.id.empty() ? nullptr : find(request.id);
    if (!stored && request.id.empty()) {
        const std::string base = made->api.id;
        for (int n = 2; find(made->api.id); ++n)
            made->api.id = fmt::format("{}-{}", base, n);
        if (made->api.id != base && request.basePath.empty())
            made->api.basePath = "/" + made->api.id;
    }
    const Node imported = made->api.openapi.root();
    std::vector<spec::MergeItem> merge;
    model::Api next = made->api;
    if (stored) {
        const auto kept = m_configuration.kept(baseName(stored->id));
        const auto base = kept && !kept->empty() ? model::parseJson(*kept) : model::parseJson("{}");
        const Node here = stored->openapi ? stored->openapi.root() : Node{Node::Map(), 0};
        const Node& from = base && kept && !kept->empty() ? *base : here;
        merge = spec::mergeStates(from, here, imported);
        Node document = spec::merged(from, here, imported, request.take);
        next = *stored;
        renewRoutes(next, routesOfDocument(here), routesOfDocument(document));
        next.openapi = model::ApiDocument(std::move(document));
    }
    const std::string id = next.id;
    const bool isNew = stored == nullptr;
    const auto changes =
        replace(id, next, isNew ? "import" : "import_again", request.source, actor, request.dryRun);
    if (!changes)
        return std::unexpected(changes.error());
    if (!request.dryRun) {
        if (auto done = m_configuration.keep(baseName(id), model::writeJson(imported)); !done)
            return refuse(std::move(done.error()));
    }
    std::string body;
    JsonWriter out(body);
    out.beginObject();
    next.openapi = {};
    out.key("id").string(id);
    out.key("api").raw(model::toJson(next));
    out.key("form").string(made->form);
    out.key("operations").number(made->operations);
    out.key("created").boolean(isNew);
    out.key("remarks");
    writeFaults(out, made->remarks);
    out.key("merge");
    writeMerge(out, merge);
    out.key("lines").beginArray();
    for (const model::Change& change : *changes) {
        if (change.path != "apis/" + id || isNew)
            continue;
        for (const std::string& line : change.lines)
            out.string(line);
    }
    out.endArray();
    out.endObject();
    return body;
}

Outcome<std::string> Apis::setDocument(const std::string& id, std::string_view text,
                                       std::string_view ifMatch, std::string_view actor)
{
    const model::Api* api = find(id);
    if (!api)
        return refuse(ErrorCode::NotFound, fmt::format("there is no \"{}\"", id), "apis/" + id);
    if (!ifMatch.empty() && ifMatch != m_configuration.etag("apis", id))
        return std::unexpected(Refusal{
            Error{ErrorCode::Conflict,
                  "was changed by somebody else meanwhile; read it again first", "apis/" + id},
            {},
            true});
    model::Api next = *api;
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        next.openapi = {};
        next.mock = false;
    } else {
        auto parsed = text[text.find_first_not_of(" \t\r\n")] == '{' ? model::parseJson(text)
                                                                     : model::parseYaml(text);
        if (!parsed)
            return refuse(std::move(parsed.error()));
        if (const auto outline = spec::readOutline(*parsed); !outline)
            return refuse(outline.error());
        const auto before =
            next.openapi ? routesOfDocument(next.openapi.root()) : std::vector<model::Route>();
        renewRoutes(next, before, routesOfDocument(*parsed));
        next.openapi = model::ApiDocument(std::move(*parsed));
    }
    const auto changes = replace(id, std::move(next), "document", {}, actor, false);
    if (!changes)
        return std::unexpected(changes.error());
    return m_configuration.etag("apis", id);
}

} // namespace gatehouse::services
