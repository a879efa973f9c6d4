// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Checks.h"
#include "model/Validate.h"

#include <spdlog/fmt/fmt.h>

#include <unordered_set>

namespace gatehouse::model {

namespace {

/// Ids within one object.
class UniqueIds
{
public:
    void check(std::string_view id, const std::string& path, std::string_view key,
               std::vector<Fault>& faults)
    {
        if (!m_seen.emplace(id).second)
            faults.push_back({0, below(path, key), fmt::format("\"{}\" stands here twice", id)});
    }

private:
    std::unordered_set<std::string> m_seen;
};

void requireAddress(const std::vector<std::string>& addresses, std::string_view key,
                    const std::string& path, std::vector<Fault>& faults)
{
    if (addresses.empty())
        faults.push_back({0, below(path, key), "needs at least one address"});
    std::unordered_set<std::string> seen;
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        note(faults, at(path, key, i), {}, wrongListenAddress(addresses[i]));
        if (!addresses[i].ends_with(":0") && !seen.insert(addresses[i]).second)
            faults.push_back({0, at(path, key, i), "stands here twice"});
    }
}

} // namespace

std::optional<std::string> wrongApplicationSecret(std::string_view secret)
{
    const bool isVisible = std::ranges::all_of(secret, [](char c) { return c > 0x20 && c < 0x7F; });
    if (secret.size() >= 16 && secret.size() <= 256 && isVisible)
        return std::nullopt;
    return "must be 16 to 256 visible ASCII characters";
}

void validateValue(const Gateway& gateway, const std::string& path, std::vector<Fault>& faults)
{
    requireAddress(gateway.listen, "listen", path, faults);
    requireAddress(gateway.admin, "admin", path, faults);
    for (std::size_t i = 0; i < gateway.admin.size(); ++i) {
        if (!gateway.tls && !wrongListenAddress(gateway.admin[i]) &&
            !isLoopbackListenAddress(gateway.admin[i]))
            faults.push_back({0, at(path, "admin", i),
                              "needs tls, because other machines can reach this address"});
        if (!gateway.admin[i].ends_with(":0") &&
            std::ranges::find(gateway.listen, gateway.admin[i]) != gateway.listen.end())
            faults.push_back({0, at(path, "admin", i), "is also an address of the gateway"});
    }
    if (gateway.tls) {
        const std::string tls = below(path, "tls");
        if (gateway.tls->certificate.empty())
            faults.push_back({0, below(tls, "certificate"), "must name a file"});
        if (gateway.tls->key.empty())
            faults.push_back({0, below(tls, "key"), "must name a file"});
        if (gateway.tls->minVersion != "1.2" && gateway.tls->minVersion != "1.3")
            faults.push_back({0, below(tls, "min_version"), "must be \"1.2\" or \"1.3\""});
    }
    for (std::size_t i = 0; i < gateway.trustedProxies.size(); ++i)
        note(faults, at(path, "trusted_proxies", i), {}, wrongNetwork(gateway.trustedProxies[i]));
    if (!gateway.proxy.empty())
        note(faults, path, "proxy", wrongProxy(gateway.proxy));
    const std::string limits = below(path, "limits");
    if (gateway.limits.head < 1024 || gateway.limits.head > 1u << 20)
        faults.push_back({0, below(limits, "head"), "must be from 1KiB to 1MiB"});
    if (gateway.limits.body > 1ull << 40)
        faults.push_back({0, below(limits, "body"), "must be at most 1024GiB"});
    if (gateway.limits.cache > 1ull << 40)
        faults.push_back({0, below(limits, "cache"), "must be at most 1024GiB"});
    if (gateway.limits.connections == 0)
        faults.push_back({0, below(limits, "connections"), "must be at least 1"});
    const GatewayTimes& times = gateway.times;
    for (const auto& [key, value] : {std::pair{"head", times.head},
                                     {"body_gap", times.bodyGap},
                                     {"write_stall", times.writeStall},
                                     {"connect", times.connect},
                                     {"first_byte", times.firstByte},
                                     {"stream_gap", times.streamGap},
                                     {"exchange", times.exchange},
                                     {"idle", times.idle}}) {
        if (value <= Duration{})
            faults.push_back({0, below(below(path, "times"), key), "must be longer than 0"});
    }
}

void validateValue(const Provider& provider, const std::string& path, std::vector<Fault>& faults)
{
    note(faults, path, "id", wrongId(provider.id));
    note(faults, path, "name", wrongName(provider.name));
    if (provider.kind.empty())
        faults.push_back({0, below(path, "kind"), "is required"});
    if (!provider.baseUrl.empty())
        note(faults, path, "base_url", wrongHttpUrl(provider.baseUrl, true));
    if (!provider.proxy.empty())
        note(faults, path, "proxy", wrongProxy(provider.proxy));
    UniqueIds ids;
    std::uint64_t weights = 0;
    for (std::size_t i = 0; i < provider.keys.size(); ++i) {
        const std::string where = at(path, "keys", i);
        note(faults, where, "id", wrongId(provider.keys[i].id));
        ids.check(provider.keys[i].id, where, "id", faults);
        const std::string& secret = provider.keys[i].secret.value;
        // A service account's file is a secret too, and has lines.
        const std::string_view forbidden("\0\r\n", secret.starts_with('{') ? 1 : 3);
        if (secret.size() > 64u << 10 || secret.find_first_of(forbidden) != std::string::npos)
            faults.push_back({0, below(where, "secret"), "must be one line of at most 64 KiB"});
        weights += provider.keys[i].weight;
    }
    if (weights == 0 && !provider.keys.empty())
        faults.push_back({0, below(path, "keys"), "at least one key needs a weight above 0"});
}

void validateValue(const ModelRoute& route, const std::string& path, std::vector<Fault>& faults)
{
    validateValue(route.cache, below(path, "cache"), faults);
    note(faults, path, "name", wrongModelName(route.name));
    if (route.targets.empty())
        faults.push_back({0, below(path, "targets"), "needs at least one target"});
    std::uint64_t weights = 0;
    for (std::size_t i = 0; i < route.targets.size(); ++i) {
        note(faults, at(path, "targets", i), "model", wrongModelName(route.targets[i].model));
        weights += route.targets[i].weight;
    }
    if (weights == 0 && !route.targets.empty())
        faults.push_back({0, below(path, "targets"), "at least one target needs a weight above 0"});
    for (const auto& [key, value] : {std::pair{"first_byte", route.firstByte},
                                     {"stream_gap", route.streamGap},
                                     {"hedge_after", route.hedgeAfter}}) {
        if (value < Duration{})
            faults.push_back({0, below(path, key), "must not be below 0"});
    }
    if (route.hedgeAfter > Duration{} && route.firstByte > Duration{} &&
        route.hedgeAfter >= route.firstByte)
        faults.push_back({0, below(path, "hedge_after"), "must be shorter than first_byte"});
}

void validateValue(const Team& team, const std::string& path, std::vector<Fault>& faults)
{
    note(faults, path, "id", wrongId(team.id));
    note(faults, path, "name", wrongName(team.name));
    UniqueIds logins;
    for (std::size_t i = 0; i < team.members.size(); ++i) {
        const std::string where = at(path, "members", i);
        const std::string& login = team.members[i].login;
        if (login.empty() || login.size() > 128 || std::ranges::any_of(login, [](char c) {
                return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
            }))
            faults.push_back({0, below(where, "login"), "must be 1 to 128 bytes without spaces"});
        logins.check(login, where, "login", faults);
    }
}

void validateValue(const Application& application, const std::string& path,
                   std::vector<Fault>& faults)
{
    note(faults, path, "id", wrongId(application.id));
    note(faults, path, "name", wrongName(application.name));
    for (std::size_t i = 0; i < application.models.size(); ++i)
        note(faults, at(path, "models", i), {}, wrongModelName(application.models[i]));
    UniqueIds ids;
    for (std::size_t i = 0; i < application.keys.size(); ++i) {
        const ApplicationKey& key = application.keys[i];
        const std::string where = at(path, "keys", i);
        note(faults, where, "id", wrongId(key.id));
        ids.check(key.id, where, "id", faults);
        if (!key.secret.value.empty())
            note(faults, where, "secret", wrongApplicationSecret(key.secret.value));
    }
}

void validateValue(const Subscription& subscription, const std::string& path,
                   std::vector<Fault>& faults)
{
    if (subscription.application.empty())
        faults.push_back({0, below(path, "application"), "is required"});
    if (subscription.api.empty())
        faults.push_back({0, below(path, "api"), "is required"});
}

void validateValue(const Prompt& prompt, const std::string& path, std::vector<Fault>& faults)
{
    note(faults, path, "id", wrongId(prompt.id));
    note(faults, path, "name", wrongName(prompt.name));
    if (!prompt.model.empty())
        note(faults, path, "model", wrongModelName(prompt.model));
    for (std::size_t i = 0; i < prompt.messages.size(); ++i) {
        const std::string& role = prompt.messages[i].role;
        if (role != "system" && role != "user" && role != "assistant")
            faults.push_back(
                {0, below(at(path, "messages", i), "role"), "must be system, user or assistant"});
    }
    UniqueIds names;
    for (std::size_t i = 0; i < prompt.variables.size(); ++i) {
        const std::string where = at(path, "variables", i);
        note(faults, where, "name", wrongId(prompt.variables[i].name));
        names.check(prompt.variables[i].name, where, "name", faults);
    }
}

} // namespace gatehouse::model
