// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/Apis.h"

#include "model/Codec.h"
#include "model/Words.h"
#include "spec/Compare.h"
#include "spec/Export.h"
#include "spec/Lint.h"
#include "store/HistoryRepository.h"
#include "telemetry/JsonWriter.h"

#include <algorithm>
#include <set>

namespace gatehouse::services {

using model::Node;
using telemetry::JsonWriter;

namespace {

std::unexpected<Refusal> noApi(const std::string& id)
{
    return refuse(ErrorCode::NotFound, fmt::format("there is no \"{}\"", id), "apis/" + id);
}

std::unexpected<Refusal> relativeToObject(Refusal refusal, std::size_t index)
{
    const std::string prefix = fmt::format("apis[{}]", index);
    const auto shorten = [&](std::string& path) {
        if (path.starts_with(prefix))
            path.erase(0, prefix.size() + (path.size() > prefix.size() ? 1 : 0));
    };
    for (auto& fault : refusal.faults)
        shorten(fault.path);
    shorten(refusal.error.place);
    return std::unexpected(std::move(refusal));
}

void writeDifferences(JsonWriter& out, const model::ApiDocument& before,
                      const model::ApiDocument& after)
{
    out.key("differences").beginArray();
    if (before && after) {
        const auto old = spec::readOutline(before.root());
        const auto now = spec::readOutline(after.root());
        if (old && now) {
            const spec::Refs oldRefs(before.root());
            const spec::Refs nowRefs(after.root());
            for (const auto& one : spec::compare(*old, oldRefs, *now, nowRefs)) {
                out.beginObject();
                out.key("breaking").boolean(one.breaking);
                out.key("place").string(one.place);
                out.key("message").string(one.message);
                out.endObject();
            }
        }
    }
    out.endArray();
}

std::vector<std::string> linesBetween(const model::Api& from, const model::Api& to)
{
    model::Workspace before;
    before.apis.push_back(from);
    model::Workspace after;
    after.apis.push_back(to);
    std::vector<std::string> out;
    for (const auto& change : model::diff(before, after, model::Missing::Delete))
        out.insert(out.end(), change.lines.begin(), change.lines.end());
    return out;
}

} // namespace

Apis::Apis(Configuration& configuration)
    : m_configuration(configuration)
{
}

const model::Api* Apis::find(const std::string& id) const
{
    const auto& apis = m_configuration.workspace().apis;
    const auto found = std::ranges::find(apis, id, &model::Api::id);
    return found == apis.end() ? nullptr : &*found;
}

Outcome<std::vector<model::Change>> Apis::replace(const std::string& id, model::Api next,
                                                  std::string_view action, std::string_view reason,
                                                  std::string_view actor, bool dryRun)
{
    Edit edit{m_configuration.workspace(), std::string(actor), std::string(action),
              std::string(reason)};
    auto& apis = edit.next.apis;
    auto at = std::ranges::find(apis, id, &model::Api::id);
    if (at == apis.end())
        at = apis.insert(apis.end(), model::Api{});
    const auto index = static_cast<std::size_t>(at - apis.begin());
    *at = std::move(next);
    auto done = dryRun ? m_configuration.preview(edit) : m_configuration.commit(std::move(edit));
    if (!done)
        return relativeToObject(std::move(done.error()), index);
    return done;
}

Outcome<void> Apis::step(const std::string& id, const StepRequest& request, std::string_view actor)
{
    const model::Api* api = find(id);
    if (!api)
        return noApi(id);
    const auto to = model::after(*api, request.step);
    if (!to)
        return refuse(ErrorCode::Conflict,
                      fmt::format("an API that is {} cannot take the step {}",
                                  model::toWord(api->state), model::toWord(request.step)),
                      "apis/" + id);
    if (model::needsReason(request.step) && request.reason.empty())
        return refuse(ErrorCode::Invalid, "is required: who is affected is told why", "reason");
    if (request.reason.size() > 1000)
        return refuse(ErrorCode::Invalid, "is longer than 1000 bytes", "reason");
    model::Api next = *api;
    next.state = *to;
    if (request.step == model::LifeStep::Deprecate) {
        next.deprecation = request.deprecation;
        if (next.deprecation->sinceMillis == 0) {
            const auto now = toUnixMillis(m_configuration.clock().wall());
            next.deprecation->sinceMillis = now - now % 1000;
        }
    } else if (request.step == model::LifeStep::Restore) {
        next.deprecation.reset();
    }
    next.blockedReason = request.step == model::LifeStep::Block ? request.reason : std::string();
    const auto done =
        replace(id, std::move(next), model::toWord(request.step), request.reason, actor, false);
    if (!done)
        return std::unexpected(done.error());
    return {};
}

Outcome<std::string> Apis::document(const std::string& id) const
{
    const model::Api* api = find(id);
    if (!api)
        return noApi(id);
    if (!api->openapi)
        return refuse(ErrorCode::NotFound, "the API has no document", "apis/" + id + "/openapi");
    return model::writeJson(api->openapi.root());
}

Outcome<std::string> Apis::exported(const std::string& id, bool html,
                                    const std::string& gatewayUrl) const
{
    const model::Api* api = find(id);
    if (!api)
        return noApi(id);
    const spec::ExportOptions options{.gatewayUrl = gatewayUrl,
                                      .revision = m_configuration.revision(id)};
    return html ? spec::exportHtml(*api, options)
                : model::writeJson(spec::exportDocument(*api, options));
}

Outcome<std::string> Apis::lintJson(const std::string& id) const
{
    const model::Api* api = find(id);
    if (!api)
        return noApi(id);
    std::string body;
    JsonWriter out(body);
    out.beginObject();
    out.key("items").beginArray();
    if (api->openapi) {
        // Lines are those of the document as it is shown: YAML.
        const auto shown = model::parseYaml(model::writeYaml(api->openapi.root()));
        const auto outline = shown ? spec::readOutline(*shown) : spec::readOutline(Node{});
        if (shown && outline) {
            for (const auto& finding : spec::lint(*shown, *outline)) {
                out.beginObject();
                out.key("rule").string(finding.rule);
                out.key("severity")
                    .string(finding.severity == spec::Severity::Error ? "error" : "warning");
                out.field("line", static_cast<std::int64_t>(finding.line));
                out.field("path", finding.path);
                out.key("message").string(finding.message);
                out.endObject();
            }
        }
    }
    out.endArray();
    out.endObject();
    return body;
}

Outcome<model::Api> Apis::revision(const std::string& id, std::uint32_t number) const
{
    const model::Api* api = find(id);
    if (!api)
        return noApi(id);
    if (number == 0)
        return *api;
    const auto rows = m_configuration.revisionsOf(id);
    if (!rows)
        return refuse(rows.error());
    const auto row = std::ranges::find(*rows, number, &store::ApiRevision::number);
    if (row == rows->end())
        return refuse(ErrorCode::NotFound, fmt::format("has no revision {}", number), "apis/" + id);
    auto value = model::fromJson<model::Api>(row->json);
    if (!value)
        return refuse(std::move(value.error()));
    // A revision is content; the life goes on as it is.
    value->state = api->state;
    value->visibility = api->visibility;
    value->deprecation = api->deprecation;
    value->blockedReason = api->blockedReason;
    return std::move(*value);
}

Outcome<std::string> Apis::revisionsJson(const std::string& id) const
{
    if (!find(id))
        return noApi(id);
    const auto rows = m_configuration.revisionsOf(id);
    if (!rows)
        return refuse(rows.error());
    std::string body;
    JsonWriter out(body);
    out.beginObject();
    out.key("items").beginArray();
    for (const auto& row : *rows) {
        out.beginObject();
        out.field("number", static_cast<std::int64_t>(row.number));
        out.field("created_ms", row.createdMillis);
        out.key("current").boolean(row.number == m_configuration.revision(id));
        out.endObject();
    }
    out.endArray();
    out.endObject();
    return body;
}

Outcome<std::string> Apis::compareJson(const std::string& id, std::uint32_t from,
                                       std::uint32_t to) const
{
    const auto before = revision(id, from);
    if (!before)
        return std::unexpected(before.error());
    const auto after = revision(id, to);
    if (!after)
        return std::unexpected(after.error());
    std::string body;
    JsonWriter out(body);
    out.beginObject();
    out.key("lines").beginArray();
    for (const std::string& line : linesBetween(*before, *after))
        out.string(line);
    out.endArray();
    writeDifferences(out, before->openapi, after->openapi);
    out.endObject();
    return body;
}

Outcome<void> Apis::restore(const std::string& id, std::uint32_t number, std::string_view reason,
                            std::string_view actor)
{
    auto wanted = revision(id, number);
    if (!wanted)
        return std::unexpected(std::move(wanted.error()));
    std::string why = fmt::format("as in revision {}", number);
    if (!reason.empty())
        why.append("; ").append(reason);
    const auto done = replace(id, std::move(*wanted), "roll_back", why, actor, false);
    if (!done)
        return std::unexpected(done.error());
    return {};
}

Outcome<std::string> Apis::historyJson(const std::string& id, std::size_t most) const
{
    const auto entries = m_configuration.auditOf("apis/" + id, most);
    if (!entries)
        return refuse(entries.error());
    std::string body;
    JsonWriter out(body);
    out.beginObject();
    out.key("items").beginArray();
    for (const auto& entry : *entries) {
        out.beginObject();
        out.field("time_ms", entry.timeMillis);
        out.key("actor").string(entry.actor);
        out.key("action").string(entry.action);
        out.field("lines", entry.lines);
        out.endObject();
    }
    out.endArray();
    out.endObject();
    return body;
}

} // namespace gatehouse::services
