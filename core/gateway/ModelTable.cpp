// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ModelTable.h"

#include "ai/AwsSignature.h"
#include "ai/OwnModel.h"
#include "base/Crypto.h"
#include "base/Text.h"
#include "gateway/AccessTokens.h"
#include "gateway/SandboxModels.h"
#include "gateway/Snapshot.h"

#include <algorithm>

namespace gatehouse::gateway {

namespace {

/// `bearer`, `none`, `header:NAME`, `header:NAME: SCHEME`, `sigv4`, `oauth_gcp` (a token that goes
/// as bearer).
bool parseAuth(std::string_view text, ProviderAuth& auth)
{
    constexpr std::string_view kHeader = "header:";
    if (text == "sigv4") {
        auth.kind = ProviderAuth::Kind::Aws;
    } else if (text.empty() || text == "bearer" || text == "oauth_gcp") {
        auth.kind = ProviderAuth::Kind::Bearer;
    } else if (text == "none") {
        auth.kind = ProviderAuth::Kind::None;
    } else if (text.starts_with(kHeader)) {
        text.remove_prefix(kHeader.size());
        const auto colon = text.find(':');
        auth.kind = ProviderAuth::Kind::Header;
        auth.header = text.substr(0, colon);
        if (colon != std::string_view::npos)
            auth.scheme = text::trim(text.substr(colon + 1));
    } else {
        return false;
    }
    return true;
}

/// Puts settings in the place of `{placeholders}`; names the first that is missing.
std::string filledIn(std::string_view url, const std::map<std::string, std::string>& settings,
                     std::string& problem)
{
    std::string out;
    while (!url.empty()) {
        const auto open = url.find('{');
        const auto close = url.find('}', open);
        if (open == std::string_view::npos || close == std::string_view::npos)
            break;
        const std::string name(url.substr(open + 1, close - open - 1));
        const auto it = settings.find(name);
        if (it == settings.end() && problem.empty())
            problem = "its setting \"" + name + "\" is missing";
        out += url.substr(0, open);
        if (it != settings.end())
            out += it->second;
        url.remove_prefix(close + 1);
    }
    out += url;
    return out;
}

/// `2024-07` as Unix seconds of its first day, 0 when unknown.
std::int64_t monthSeconds(std::string_view month)
{
    if (month.size() != 7)
        return 0;
    const auto digit = [&](std::size_t i) { return month[i] - '0'; };
    const std::chrono::year_month_day day{
        std::chrono::year(digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)),
        std::chrono::month(static_cast<unsigned>(digit(5) * 10 + digit(6))), std::chrono::day(1)};
    if (!day.ok())
        return 0;
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::sys_days(day).time_since_epoch())
        .count();
}

/// Null where the secret is a token or a key of its own.
std::shared_ptr<const TokenSource> tokenSource(const std::string& secret, std::string& problem)
{
    if (!ai::isGoogleAccount(secret))
        return nullptr;
    auto account = ai::readGoogleAccount(secret);
    auto endpoint = account ? http::parseUpstreamUrl(account->tokenUri)
                            : Result<http::UpstreamUrl>(std::unexpected(account.error()));
    if (!endpoint) {
        if (problem.empty())
            problem = endpoint.error().message;
        return nullptr;
    }
    return std::make_shared<TokenSource>(
        TokenSource{std::move(*account), std::move(*endpoint), crypto::sha256Hex(secret)});
}

} // namespace

ModelTable::ModelTable(const model::Workspace& workspace,
                       const std::vector<ProviderSecret>& secrets,
                       std::shared_ptr<const ai::Catalogue> catalogue)
    : m_catalogue(catalogue ? std::move(catalogue) : std::make_shared<const ai::Catalogue>())
{
    for (const auto& provider : workspace.providers)
        addProvider(provider, secrets);
    addOwnModels(workspace.modelOverrides);
    for (const auto& route : workspace.modelRoutes) {
        CompiledModelRoute compiled;
        compiled.name = route.name;
        compiled.strategy = route.strategy;
        compiled.health = m_routes.size();
        compiled.retries = route.retries;
        compiled.retryBudget = route.retryBudget;
        compiled.firstByte = route.firstByte;
        compiled.streamGap = route.streamGap;
        compiled.hedgeAfter = route.hedgeAfter;
        compiled.hedgeBudget = route.hedgeBudget;
        compiled.cache = route.cache;
        std::vector<std::uint32_t> weights;
        ai::ModelKind kind = ai::ModelKind::Chat;
        for (const auto& wanted : route.targets) {
            const auto it = m_providersById.find(wanted.provider);
            if (it == m_providersById.end())
                continue; // Validation refuses it; a dangling one must not stop the rest.
            auto found = target(*it->second, wanted.model);
            if (compiled.targets.empty() && found.facts != nullptr)
                kind = found.facts->kind;
            found.health = m_targets++;
            compiled.targets.push_back(std::move(found));
            weights.push_back(wanted.weight);
        }
        compiled.rotation = Rotation(weights);
        m_listedByName.emplace(route.name, m_listed.size());
        m_listed.push_back({.name = route.name,
                            .owner = "gatehouse",
                            .kind = kind,
                            .created = 0,
                            .displayName = route.name});
        m_routesByName.emplace(route.name, m_routes.size());
        m_routes.push_back(std::move(compiled));
    }
    for (const auto& provider : m_providers)
        listModels(*provider);
}

ModelTable::~ModelTable() = default;

void ModelTable::addProvider(const model::Provider& provider,
                             const std::vector<ProviderSecret>& secrets)
{
    auto compiled = std::make_unique<CompiledProvider>();
    compiled->id = provider.id;
    compiled->name = provider.name.empty() ? provider.id : provider.name;
    compiled->settings = provider.settings;
    compiled->proxy = provider.proxy;
    compiled->state = m_providers.size();
    std::string url = provider.baseUrl;
    std::string auth;
    if (const auto* known = m_catalogue->provider(provider.kind)) {
        compiled->catalogueId = known->id;
        compiled->wire = known->wire;
        compiled->chatPath = known->chatPath;
        compiled->embeddingsPath = known->embeddingsPath;
        auth = known->auth;
        if (url.empty())
            url = known->baseUrl;
    } else if (!ai::fromWord(provider.kind, compiled->wire)) {
        compiled->problem = "its kind \"" + provider.kind + "\" is not known";
    }
    if (compiled->wire == ai::Wire::Sandbox) {
        compiled->auth.kind = ProviderAuth::Kind::None;
    } else {
        if (compiled->problem.empty() && !ai::isCallable(compiled->wire))
            compiled->problem =
                "the protocol of its kind \"" + provider.kind + "\" is not spoken yet";
        if (auth.empty())
            auth = ai::usualAuth(compiled->wire);
        if (!parseAuth(auth, compiled->auth) && compiled->problem.empty())
            compiled->problem = "its way to authenticate is not spoken yet";
        auto settings = provider.settings;
        // Regions and versions have their usual values where nothing else is said.
        settings.try_emplace("region", "us-east-1");
        auto parsed = http::parseUpstreamUrl(filledIn(url, settings, compiled->problem));
        if (parsed)
            compiled->base = std::move(*parsed);
        else if (compiled->problem.empty())
            compiled->problem = "its base URL is wrong: " + parsed.error().message;
        const auto region = provider.settings.find("region");
        compiled->region = region != provider.settings.end()
                               ? region->second
                               : ai::awsRegionOf(compiled->base.origin.host);
    }
    std::vector<std::uint32_t> weights;
    for (const auto& key : provider.keys) {
        for (const auto& secret : secrets) {
            if (secret.provider != provider.id || secret.key != key.id)
                continue;
            auto account = compiled->wire == ai::Wire::Vertex
                               ? tokenSource(secret.secret, compiled->problem)
                               : nullptr;
            compiled->keys.push_back({key.id, secret.secret, m_keys++, std::move(account)});
            weights.push_back(key.weight);
        }
    }
    compiled->rotation = Rotation(weights);
    // A key given to a provider that asks for none goes as bearer.
    if (compiled->auth.kind == ProviderAuth::Kind::None && !compiled->keys.empty())
        compiled->auth.kind = ProviderAuth::Kind::Bearer;
    m_providersById.emplace(provider.id, compiled.get());
    m_providers.push_back(std::move(compiled));
}

void ModelTable::addOwnModels(const std::vector<model::ModelOverride>& own)
{
    // What names the kind holds for all providers of it; what names one provider lies on top.
    for (const bool byId : {false, true}) {
        for (const auto& said : own) {
            for (const auto& provider : m_providers) {
                const bool named = said.provider == provider->id;
                if (byId ? !named : named || said.provider != provider->catalogueId)
                    continue;
                auto made = std::make_unique<ai::CatalogueModel>(
                    ai::withOwn(factsOf(*provider, said.model), said));
                m_ownByName.insert_or_assign(provider->id + "/" + said.model, made.get());
                m_ownModels.push_back(std::move(made));
            }
        }
    }
}

const ai::CatalogueModel* ModelTable::factsOf(const CompiledProvider& provider,
                                              std::string_view model) const
{
    if (!m_ownByName.empty()) {
        const auto own = m_ownByName.find(provider.id + "/" + std::string(model));
        if (own != m_ownByName.end())
            return own->second;
    }
    return provider.catalogueId.empty() ? nullptr : m_catalogue->model(provider.catalogueId, model);
}

void ModelTable::listModels(const CompiledProvider& provider)
{
    const auto list = [&](ListedModel model, const std::string& bare) {
        model.name = provider.id + "/" + bare;
        model.owner = provider.id;
        const auto [owner, first] = m_owners.emplace(bare, &provider);
        if (!first && owner->second != &provider)
            owner->second = nullptr;
        if (m_listedByName.emplace(model.name, m_listed.size()).second)
            m_listed.push_back(std::move(model));
    };
    if (provider.wire == ai::Wire::Sandbox) {
        for (const auto& model : kSandboxModels)
            list({.name = {},
                  .owner = {},
                  .kind = model.kind,
                  .displayName = std::string(model.title),
                  .context = 128'000,
                  .maxOutput = 16'384},
                 std::string(model.id));
        return;
    }
    if (!provider.problem.empty())
        return;
    const auto listFacts = [&](const ai::CatalogueModel& model) {
        list({.name = {},
              .owner = {},
              .kind = model.kind,
              .created = monthSeconds(model.released),
              .displayName = model.name,
              .context = model.context,
              .maxOutput = model.maxOutput},
             model.id);
    };
    for (const auto& model : m_catalogue->models()) {
        if (!provider.catalogueId.empty() && model.provider == provider.catalogueId)
            listFacts(*factsOf(provider, model.id));
    }
    // Those that only the workspace knows.
    for (const auto& own : m_ownModels) {
        const auto known = m_ownByName.find(provider.id + "/" + own->id);
        if (known != m_ownByName.end() && known->second == own.get())
            listFacts(*own);
    }
}

CompiledModelTarget ModelTable::target(const CompiledProvider& provider,
                                       std::string_view model) const
{
    CompiledModelTarget found{.provider = &provider, .model = std::string(model)};
    found.facts = factsOf(provider, model);
    const bool openAi = provider.catalogueId == "openai" || provider.wire == ai::Wire::AzureOpenAi;
    found.responsesOnly =
        provider.chatPath == "/responses" || (openAi && ai::speaksResponsesOnly(model));
    return found;
}

const ai::ProviderCodec* CompiledModelTarget::codec() const
{
    return responsesOnly ? &ai::responsesCodec() : ai::providerCodec(provider->wire);
}

ModelMatch ModelTable::resolve(std::string_view name) const
{
    ModelMatch match;
    if (const auto route = m_routesByName.find(name); route != m_routesByName.end()) {
        match.route = &m_routes[route->second];
        return match;
    }
    const auto slash = name.find('/');
    if (slash != std::string_view::npos && slash + 1 < name.size()) {
        if (const auto it = m_providersById.find(name.substr(0, slash));
            it != m_providersById.end()) {
            match.single = target(*it->second, name.substr(slash + 1));
            return match;
        }
    }
    if (const auto owner = m_owners.find(name); owner != m_owners.end() && owner->second != nullptr)
        match.single = target(*owner->second, name);
    return match;
}

const ListedModel* ModelTable::listedByName(std::string_view name) const
{
    const auto it = m_listedByName.find(name);
    return it == m_listedByName.end() ? nullptr : &m_listed[it->second];
}

} // namespace gatehouse::gateway
