// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/AnswerCache.h"

#include "telemetry/JsonWriter.h"

#include <algorithm>

namespace gatehouse::services {

namespace {

void write(telemetry::JsonWriter& json, const cache::Figures& figures)
{
    const auto calls = figures.hits + figures.misses + figures.coalesced;
    json.key("hits").number(static_cast<std::int64_t>(figures.hits));
    json.key("misses").number(static_cast<std::int64_t>(figures.misses));
    json.key("coalesced").number(static_cast<std::int64_t>(figures.coalesced));
    json.key("kept").number(static_cast<std::int64_t>(figures.kept));
    json.key("hit_ratio");
    if (calls == 0)
        json.null();
    else
        json.number(static_cast<double>(figures.hits + figures.coalesced) /
                    static_cast<double>(calls));
    json.key("saved_input_tokens").number(figures.saved.input);
    json.key("saved_output_tokens").number(figures.saved.output);
    json.key("saved_nano_usd").number(figures.saved.cost.value);
    json.key("saved_bytes").number(static_cast<std::int64_t>(figures.savedBytes));
}

} // namespace

AnswerCache::AnswerCache(Configuration& configuration, cache::Cache& cache)
    : m_configuration(configuration)
    , m_cache(cache)
{
}

std::string AnswerCache::json() const
{
    const auto totals = m_cache.store().totals();
    const auto routes = m_cache.figures();
    cache::Figures sum;
    for (const auto& [of, figures] : routes)
        sum += figures;
    std::string out;
    telemetry::JsonWriter json(out);
    json.beginObject();
    json.key("entries").number(static_cast<std::int64_t>(totals.entries));
    json.key("bytes").number(static_cast<std::int64_t>(totals.bytes));
    json.key("most_bytes").number(static_cast<std::int64_t>(totals.most));
    json.key("evicted").number(static_cast<std::int64_t>(totals.evicted));
    json.key("too_large").number(static_cast<std::int64_t>(totals.tooLarge));
    json.key("in_flight").number(static_cast<std::int64_t>(m_cache.flights().size()));
    json.key("total").beginObject();
    write(json, sum);
    json.endObject();
    json.key("routes").beginArray();
    for (const auto& [of, figures] : routes) {
        json.beginObject();
        json.key("of").string(of);
        write(json, figures);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return out;
}

Outcome<std::string> AnswerCache::purge(const std::string& of, std::string_view actor)
{
    const auto& workspace = m_configuration.workspace();
    const auto slash = of.find('/');
    const auto kind = of.substr(0, slash);
    const auto id = slash == std::string::npos ? std::string() : of.substr(slash + 1);
    const bool known = of.empty() ||
                       (kind == "apis" && std::ranges::find(workspace.apis, id, &model::Api::id) !=
                                              workspace.apis.end()) ||
                       (kind == "model_routes" &&
                        std::ranges::find(workspace.modelRoutes, id, &model::ModelRoute::name) !=
                            workspace.modelRoutes.end());
    if (!known)
        return refuse(ErrorCode::NotFound,
                      "there is no \"" + of + "\": name one as apis/ID or model_routes/NAME");
    if (auto noted = m_configuration.note(actor, "purge", of.empty() ? "cache" : "cache/" + of);
        !noted)
        return refuse(std::move(noted.error()));
    return "{\"dropped\":" + std::to_string(m_cache.store().purge(of)) + "}";
}

} // namespace gatehouse::services
