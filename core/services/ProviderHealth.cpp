// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Document.h"
#include "services/Providers.h"
#include "telemetry/JsonWriter.h"

#include <algorithm>

namespace gatehouse::services {

using telemetry::JsonWriter;

namespace {

constexpr Duration kUsual = std::chrono::seconds(60);
constexpr Duration kLongest = std::chrono::hours(1);

void write(JsonWriter& json, const gateway::CircuitReport& health, std::int64_t now)
{
    json.key("circuit").string(toWord(health.circuit));
    if (health.openFor > Duration{})
        json.key("until_ms")
            .number(now + std::chrono::ceil<std::chrono::milliseconds>(health.openFor).count());
    json.field("failures", std::int64_t{health.failures});
}

void write(JsonWriter& json, const gateway::ProviderReport& report, std::int64_t now)
{
    json.beginObject();
    json.key("id").string(report.id);
    json.key("state").string(toWord(report.state));
    write(json, report.health, now);
    json.field("problem", report.problem);
    json.key("keys").beginArray();
    for (const auto& key : report.keys) {
        json.beginObject();
        json.key("id").string(key.id);
        write(json, key.health, now);
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

/// The fields of a body, each a text; an empty body has none.
Outcome<std::map<std::string, std::string>> fieldsOf(std::string_view body,
                                                     std::vector<std::string_view> known)
{
    std::map<std::string, std::string> out;
    if (body.empty())
        return out;
    const auto node = model::parseJson(body);
    if (!node)
        return refuse(node.error());
    if (node->map() == nullptr)
        return refuse(ErrorCode::Invalid, "an object is expected");
    for (const auto& [name, value] : *node->map()) {
        if (std::ranges::find(known, name) == known.end())
            return refuse(ErrorCode::Invalid, "unknown key", name);
        if (value.scalar() == nullptr || !value.scalar()->quoted)
            return refuse(ErrorCode::Invalid, "must be text", name);
        out[name] = value.scalar()->text;
    }
    return out;
}

} // namespace

std::string Providers::healthJson() const
{
    std::string out;
    JsonWriter json(out);
    const auto now = toUnixMillis(m_configuration.clock().wall());
    json.beginObject();
    json.key("time_ms").number(now);
    json.key("items").beginArray();
    if (m_health.reports) {
        for (const auto& report : m_health.reports())
            write(json, report, now);
    }
    json.endArray();
    json.endObject();
    return out;
}

Outcome<std::string> Providers::act(gateway::Intervention what, std::string_view action,
                                    std::string_view actor)
{
    const auto& providers = m_configuration.workspace().providers;
    const auto provider = std::ranges::find(providers, what.provider, &model::Provider::id);
    if (provider == providers.end())
        return refuse(ErrorCode::NotFound,
                      fmt::format("there is no provider \"{}\"", what.provider),
                      "providers/" + what.provider);
    if (!what.key.empty() && std::ranges::find(provider->keys, what.key, &model::ProviderKey::id) ==
                                 provider->keys.end())
        return refuse(ErrorCode::Invalid, fmt::format("there is no key \"{}\"", what.key), "key");
    if (what.kind == gateway::Intervention::Kind::Pause && provider->keys.empty())
        return refuse(ErrorCode::Invalid, "this provider has no key that could pause", "failure");
    std::string path = "providers/" + what.provider;
    if (!what.key.empty())
        path += "/keys/" + what.key;
    // First the audit: what nobody can be asked about does not happen.
    if (auto noted = m_configuration.note(actor, action, path); !noted)
        return refuse(std::move(noted.error()));
    if (!m_health.intervene || !m_health.intervene(what))
        return refuse(ErrorCode::Unavailable, "the gateway is stopped; nothing is called now");
    std::string out;
    JsonWriter json(out);
    for (const auto& report : m_health.reports()) {
        if (report.id == what.provider)
            write(json, report, toUnixMillis(m_configuration.clock().wall()));
    }
    return out;
}

Outcome<std::string> Providers::simulate(const std::string& provider, std::string_view body,
                                         std::string_view actor)
{
    auto fields = fieldsOf(body, {"failure", "key", "for"});
    if (!fields)
        return std::unexpected(std::move(fields.error()));
    using Kind = gateway::Intervention::Kind;
    gateway::Intervention what{Kind::Fail, provider, (*fields)["key"], kUsual};
    const std::string& failure = (*fields)["failure"];
    if (failure == "rate_limit")
        what.kind = Kind::Pause;
    else if (failure != "down")
        return refuse(ErrorCode::Invalid, "is down or rate_limit", "failure");
    if (what.kind == Kind::Fail && !what.key.empty())
        return refuse(ErrorCode::Invalid, "a whole provider is down, not one of its keys", "key");
    if (const auto wanted = fields->find("for"); wanted != fields->end()) {
        const auto time = parseDuration(wanted->second);
        if (!time)
            return refuse(ErrorCode::Invalid, time.error().message, "for");
        if (*time <= Duration{} || *time > kLongest)
            return refuse(ErrorCode::Invalid, "must be more than nothing and at most 1h", "for");
        what.time = *time;
    }
    return act(std::move(what), "simulate_" + failure, actor);
}

Outcome<std::string> Providers::reset(const std::string& provider, std::string_view body,
                                      std::string_view actor)
{
    auto fields = fieldsOf(body, {"key"});
    if (!fields)
        return std::unexpected(std::move(fields.error()));
    return act({gateway::Intervention::Kind::Reset, provider, (*fields)["key"], {}}, "reset",
               actor);
}

} // namespace gatehouse::services
