// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/Providers.h"

#include "ai/AwsSignature.h"
#include "ai/Loss.h"
#include "base/Text.h"
#include "gateway/SandboxModels.h"
#include "model/Codec.h"
#include "services/CatalogueJson.h"

#include <boost/json.hpp>

#include <algorithm>

namespace gatehouse::services {

namespace json = boost::json;

namespace {

constexpr std::size_t kMostAnswer = 4u << 20;
constexpr std::size_t kDetail = 600;

/// `{name}` in a base URL replaced from the settings; a fault names the one that is missing.
Outcome<std::string> fillIn(std::string url, const std::map<std::string, std::string>& settings)
{
    for (auto open = url.find('{'); open != std::string::npos; open = url.find('{', open)) {
        const auto close = url.find('}', open);
        if (close == std::string::npos)
            break;
        const std::string name = url.substr(open + 1, close - open - 1);
        const auto found = settings.find(name);
        if (found == settings.end() || found->second.empty())
            return refuse(ErrorCode::Invalid, "is needed for the provider's address",
                          "settings." + name);
        url.replace(open, close - open + 1, found->second);
        open += found->second.size();
    }
    return url;
}

/// How the key is shown, by the catalogue's words (`bearer`, `header:NAME`, `header:NAME: SCHEME`).
std::pair<std::string, std::string> authHeader(std::string_view auth, const std::string& secret)
{
    if (auth.starts_with("header:")) {
        const auto rest = auth.substr(7);
        const auto colon = rest.find(':');
        const auto name = rest.substr(0, colon);
        if (colon == std::string_view::npos)
            return {std::string(name), secret};
        return {std::string(name),
                fmt::format("{} {}", text::trim(rest.substr(colon + 1)), secret)};
    }
    return {"authorization", "Bearer " + secret};
}

std::string withoutSecret(std::string said, const std::string& secret)
{
    for (auto at = secret.empty() ? std::string::npos : said.find(secret); at != std::string::npos;
         at = said.find(secret, at))
        said.replace(at, secret.size(), "...");
    if (said.size() > kDetail)
        said = said.substr(0, kDetail) + "...";
    return said;
}

/// Ids out of `{"data": [{"id"}]}`, `{"models": [{"name"}]}` or a bare list; nothing when it is
/// none of them.
std::optional<std::vector<std::string>> modelIds(std::string_view body)
{
    json::error_code error;
    const json::value root = json::parse(json::string_view(body.data(), body.size()), error);
    if (error)
        return std::nullopt;
    const json::array* list = root.if_array();
    if (const json::object* const object = root.if_object()) {
        for (const char* name : {"data", "models", "result", "modelSummaries"}) {
            if (const json::value* const found = object->if_contains(name);
                found && found->is_array())
                list = &found->get_array();
        }
    }
    if (list == nullptr)
        return std::nullopt;
    std::vector<std::string> ids;
    for (const json::value& entry : *list) {
        const json::object* const object = entry.if_object();
        if (object == nullptr)
            continue;
        for (const char* name : {"id", "name", "modelId", "model"}) {
            const json::value* const id = object->if_contains(name);
            if (id != nullptr && id->is_string()) {
                const std::string_view word(id->get_string().data(), id->get_string().size());
                // Gemini names them `models/NAME`.
                ids.emplace_back(word.starts_with("models/") ? word.substr(7) : word);
                break;
            }
        }
    }
    return ids;
}

std::string explain(unsigned status)
{
    if (status == 401 || status == 403)
        return fmt::format("The provider does not accept this key ({}).", status);
    if (status == 402)
        return "The provider wants this account to be paid first (402).";
    if (status == 404)
        return "There is no list of models at this address (404); check the base URL.";
    if (status == 429)
        return "The provider answers, but this key has no room left now (429).";
    if (status >= 500)
        return fmt::format("The provider is there but fails ({}).", status);
    return fmt::format("The provider answered {}.", status);
}

std::string explain(http::ClientError error)
{
    switch (error) {
    case http::ClientError::NameNotFound:
        return "This host name has no address.";
    case http::ClientError::ConnectFailed:
        return "Nobody answers at this address.";
    case http::ClientError::ConnectTimeout:
        return "The address could not be reached in time.";
    case http::ClientError::TlsFailed:
        return "No trusted TLS connection could be made.";
    case http::ClientError::FirstByteTimeout:
    case http::ClientError::StreamTimeout:
        return "The provider did not answer in time.";
    default:
        return "The connection broke off before an answer.";
    }
}

} // namespace

std::string ProviderTestResult::json() const
{
    json::object out;
    out["ok"] = ok;
    out["status"] = status;
    out["latency_ms"] = latencyMillis;
    json::array list;
    for (const std::string& model : models)
        list.emplace_back(model);
    out["models"] = std::move(list);
    out["error"] = error;
    out["detail"] = text::isUtf8(detail) ? detail : std::string();
    return json::serialize(out);
}

Providers::Providers(Configuration& configuration, ProviderHealth health)
    : m_configuration(configuration)
    , m_health(std::move(health))
{
}

Outcome<ProviderTest> Providers::prepareTest(std::string_view object) const
{
    auto node = model::parseJson(object);
    if (!node)
        return refuse(std::move(node.error()));
    const model::Node* const idNode = node->find("id");
    const std::string id =
        idNode != nullptr && idNode->scalar() != nullptr ? idNode->scalar()->text : std::string();
    const auto& providers = m_configuration.workspace().providers;
    const auto stored = std::ranges::find(providers, id, &model::Provider::id);

    model::Provider provider;
    if (node->find("kind") == nullptr) {
        if (stored == providers.end())
            return refuse(ErrorCode::NotFound, fmt::format("there is no provider \"{}\"", id),
                          "providers/" + id);
        provider = *stored;
    } else {
        model::dropServerFields<model::Provider>(*node);
        std::vector<model::Fault> faults;
        provider = model::read<model::Provider>(*node, {}, faults);
        if (!faults.empty())
            return refuse(std::move(faults));
        if (stored != providers.end() && provider.keys.empty())
            provider.keys = stored->keys;
    }

    ProviderTest test;
    if (provider.kind == "sandbox") {
        test.sandbox = true;
        for (const auto& model : gateway::kSandboxModels)
            test.sandboxModels.emplace_back(model.id);
        return test;
    }
    const auto* const known = m_configuration.catalogue().provider(provider.kind);
    std::string base = !provider.baseUrl.empty() ? provider.baseUrl
                       : known != nullptr        ? known->baseUrl
                                                 : "";
    if (base.empty())
        return refuse(ErrorCode::Invalid,
                      "is needed, since the catalogue has no address for this provider",
                      "base_url");
    ai::Wire wire = ai::Wire::OpenAi;
    if (known != nullptr)
        wire = known->wire;
    else
        static_cast<void>(ai::fromWord(provider.kind, wire));
    auto settings = provider.settings;
    settings.try_emplace("region", "us-east-1");
    settings.try_emplace("version", "2024-10-21");
    std::string path =
        known != nullptr ? known->modelsPath : std::string(ai::usualModelsPath(wire));
    // Bedrock lists its models on another host than the one that runs them.
    if (wire == ai::Wire::Bedrock) {
        if (const auto at = base.find("bedrock-runtime."); at != std::string::npos)
            base.replace(at, 16, "bedrock.");
    }
    auto filled = fillIn(std::move(base), settings);
    if (!filled)
        return std::unexpected(std::move(filled.error()));
    auto filledPath = fillIn(std::move(path), settings);
    if (!filledPath)
        return std::unexpected(std::move(filledPath.error()));
    path = std::move(*filledPath);
    if (path.empty())
        return refuse(ErrorCode::Invalid, "this provider offers no list of models to test with",
                      "kind");
    while (filled->ends_with('/'))
        filled->pop_back();
    test.url = path.find("://") != std::string::npos ? path : *filled + path;
    if (auto parsed = http::parseUpstreamUrl(test.url); !parsed)
        return refuse(ErrorCode::Invalid, parsed.error().message, "base_url");
    if (!provider.keys.empty()) {
        const auto& key = provider.keys.front();
        test.secret = !key.secret.value.empty()
                          ? key.secret.value
                          : m_configuration.providerSecret(provider.id, key.id);
    }
    const std::string_view auth =
        known != nullptr ? std::string_view(known->auth) : ai::usualAuth(wire);
    const auto aws = wire == ai::Wire::Bedrock ? ai::awsCredentials(test.secret) : std::nullopt;
    if (aws) {
        const auto parsed = http::parseUpstreamUrl(test.url);
        const auto region = provider.settings.find("region");
        const auto host = parsed->origin.authority();
        for (auto& field :
             ai::awsSign(*aws, {.method = "GET",
                                .region = region != provider.settings.end()
                                              ? region->second
                                              : ai::awsRegionOf(parsed->origin.host),
                                .host = host,
                                .path = parsed->path,
                                .contentType = {},
                                .body = {},
                                .time = std::chrono::time_point_cast<Timestamp::duration>(
                                    std::chrono::system_clock::now())}))
            test.headers.push_back(std::move(field));
    } else if (!test.secret.empty()) {
        test.headers.push_back(authHeader(auth, test.secret));
    }
    test.proxy = provider.proxy;
    if (const auto& section = m_configuration.workspace().gateway; test.proxy.empty() && section)
        test.proxy = section->proxy;
    if (wire == ai::Wire::Anthropic)
        test.headers.emplace_back("anthropic-version", "2023-06-01");
    return test;
}

http::Task<ProviderTestResult> Providers::run(ProviderTest test, http::UpstreamPool& pool)
{
    ProviderTestResult result;
    if (test.sandbox) {
        result.ok = true;
        result.status = 200;
        result.models = std::move(test.sandboxModels);
        co_return result;
    }
    const auto url = http::parseUpstreamUrl(test.url);
    if (!url) {
        result.error = url.error().message;
        co_return result;
    }
    http::ClientTimes times;
    times.connect = std::min<Duration>(std::chrono::seconds(5), test.patience);
    times.firstByte = test.patience;
    times.streamGap = std::min<Duration>(std::chrono::seconds(10), test.patience);
    const auto begin = std::chrono::steady_clock::now();
    auto origin = url->origin;
    origin.proxy = http::proxyFor(origin, test.proxy, http::ProxyEnvironment::read());
    const auto exchange = pool.exchange(std::move(origin), times);
    const auto failed = [&] {
        result.error = explain(exchange->error());
        result.detail = withoutSecret(exchange->errorDetail(), test.secret);
    };
    const http::ClientError opened = co_await exchange->open();
    if (opened != http::ClientError::None) {
        failed();
        co_return result;
    }
    http::FieldBlock fields;
    for (const auto& [name, value] : test.headers)
        fields.add(name, value);
    fields.add("accept", "application/json");
    fields.add("user-agent", "gatehouse/" GATEHOUSE_VERSION);
    std::string target = url->path.empty() ? "/" : url->path;
    if (!url->query.empty())
        target += "?" + url->query;
    http::OutgoingRequest request;
    request.method = "GET";
    request.target = target;
    request.fields = &fields;
    const http::SendState sent = co_await exchange->sendHead(request);
    static_cast<void>(sent); // readHead() tells what came of it.
    const http::ResponseHead* const head = co_await exchange->readHead();
    if (head == nullptr) {
        failed();
        co_return result;
    }
    result.status = static_cast<std::uint16_t>(head->status);
    std::string body;
    const http::BodyState state = co_await exchange->readAll(body, kMostAnswer);
    result.latencyMillis = std::chrono::duration_cast<std::chrono::milliseconds>(
                               std::chrono::steady_clock::now() - begin)
                               .count();
    if (result.status < 200 || result.status > 299) {
        result.error = explain(static_cast<unsigned>(result.status));
        result.detail = withoutSecret(std::move(body), test.secret);
        co_return result;
    }
    auto ids = state == http::BodyState::End ? modelIds(body) : std::nullopt;
    if (!ids) {
        result.error = "What answers at this address is no list of models; check the base URL.";
        result.detail = withoutSecret(std::move(body), test.secret);
        co_return result;
    }
    result.ok = true;
    result.models = std::move(*ids);
    co_return result;
}

std::string Providers::catalogueProvidersJson() const
{
    return services::catalogueProvidersJson(m_configuration.catalogue());
}

std::string Providers::dialectLossesJson()
{
    return R"({"items":)" + ai::lossTableJson() + "}";
}

std::string Providers::catalogueModelsJson(std::string_view provider) const
{
    return services::catalogueModelsJson(m_configuration.catalogue(), m_configuration.workspace(),
                                         provider, m_configuration.clock().wall());
}

std::string Providers::callableModelsJson() const
{
    json::array items;
    const auto add = [&](const std::string& name, const char* kind, const std::string& provider,
                         std::string_view model) {
        items.push_back(json::object{
            {"name", name}, {"kind", kind}, {"provider", provider}, {"model", std::string(model)}});
    };
    const auto& workspace = m_configuration.workspace();
    for (const auto& route : workspace.modelRoutes) {
        const bool empty = route.targets.empty();
        add(route.name, "route", empty ? std::string() : route.targets.front().provider,
            empty ? std::string() : route.targets.front().model);
    }
    for (const auto& provider : workspace.providers) {
        if (provider.kind == "sandbox") {
            for (const auto& model : gateway::kSandboxModels)
                add(provider.id + "/" + std::string(model.id), "model", provider.id, model.id);
            continue;
        }
        const auto* const known = m_configuration.catalogue().provider(provider.kind);
        if (known != nullptr && !known->callable())
            continue;
        for (const auto& model : m_configuration.catalogue().models()) {
            if (known != nullptr && model.provider == known->id)
                add(provider.id + "/" + model.id, "model", provider.id, model.id);
        }
        for (const auto& own : workspace.modelOverrides) {
            const bool isIts = own.provider == provider.id || own.provider == provider.kind;
            if (isIts && m_configuration.catalogue().model(provider.kind, own.model) == nullptr)
                add(provider.id + "/" + own.model, "model", provider.id, own.model);
        }
    }
    return json::serialize(json::object{{"items", std::move(items)}});
}

} // namespace gatehouse::services
