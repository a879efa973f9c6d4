// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/LocalServers.h"

#include <boost/json.hpp>

#include <algorithm>

namespace gatehouse::services {

namespace json = boost::json;

namespace {

/// Host and port; a path or a slash more makes no other server.
std::string addressOf(const std::string& url)
{
    const auto parsed = http::parseUpstreamUrl(url);
    if (!parsed)
        return {};
    const auto& origin = parsed->origin;
    const auto host = origin.host == "localhost" ? std::string("127.0.0.1") : origin.host;
    return host + ":" + std::to_string(origin.port);
}

json::array list(const std::vector<std::string>& words)
{
    json::array out;
    for (const auto& word : words)
        out.emplace_back(word);
    return out;
}

} // namespace

std::vector<LocalServer> localServers(const Configuration& configuration)
{
    std::vector<LocalServer> servers;
    for (const auto& known : configuration.catalogue().providers()) {
        if (!known.local() || known.modelsPath.empty() || known.baseUrl.empty())
            continue;
        const auto address = addressOf(known.baseUrl);
        const auto same = std::ranges::find_if(servers, [&](const LocalServer& server) {
            return addressOf(server.baseUrl) == address;
        });
        if (same != servers.end()) {
            same->kinds.push_back(known.id);
            continue;
        }
        auto& server = servers.emplace_back();
        server.kinds = {known.id};
        server.name = known.name;
        server.baseUrl = known.baseUrl;
        server.modelsUrl = known.baseUrl + known.modelsPath;
        server.configured =
            std::ranges::any_of(configuration.workspace().providers, [&](const auto& provider) {
                const auto* const kind = configuration.catalogue().provider(provider.kind);
                const auto& url =
                    !provider.baseUrl.empty() || kind == nullptr ? provider.baseUrl : kind->baseUrl;
                return addressOf(url) == address;
            });
    }
    return servers;
}

http::Task<std::string> findLocalServers(std::vector<LocalServer> servers, http::UpstreamPool& pool)
{
    json::array items;
    for (const auto& server : servers) {
        ProviderTest test;
        test.url = server.modelsUrl;
        test.patience = std::chrono::seconds(2);
        const auto result = co_await Providers::run(std::move(test), pool);
        // A key is asked for: something is there, but what it offers only its owner can tell.
        const bool locked = result.status == 401;
        if (!result.ok && !locked)
            continue;
        json::object item;
        item["kinds"] = list(server.kinds);
        item["name"] = server.name;
        item["base_url"] = server.baseUrl;
        item["models"] = list(result.models);
        item["wants_key"] = locked;
        item["configured"] = server.configured;
        items.push_back(std::move(item));
    }
    co_return json::serialize(json::object{{"items", std::move(items)}});
}

} // namespace gatehouse::services
