// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Catalogue.h"
#include "ai/Codec.h"
#include "base/Result.h"
#include "gateway/Rotation.h"
#include "http/Origin.h"
#include "model/Workspace.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gatehouse::gateway {

struct ProviderSecret;
struct TokenSource;

struct CompiledProviderKey
{
    std::string id;
    std::string secret;
    std::size_t state = 0; ///< Index of its state in a View.
    /// Where the secret is a credentials file: what access tokens are got with.
    std::shared_ptr<const TokenSource> account = nullptr;
};

/// How a key is shown to a provider.
struct ProviderAuth
{
    enum class Kind : std::uint8_t
    {
        None,
        Bearer,
        Header,
        Aws ///< Signed (SigV4) where the secret is `ACCESS:SECRET`, else bearer.
    } kind = Kind::Bearer;
    std::string header; ///< With Kind::Header.
    std::string scheme; ///< A word in front of the key; empty = none.
};

struct CompiledProvider
{
    std::string id;
    std::string name;
    ai::Wire wire = ai::Wire::Other;
    std::string catalogueId; ///< Where its models and prices are listed; empty = nowhere.
    http::UpstreamUrl base;
    ProviderAuth auth;
    std::string chatPath;       ///< Empty = `/chat/completions`.
    std::string embeddingsPath; ///< Empty = `/embeddings`.
    std::map<std::string, std::string> settings;
    std::string region; ///< With Kind::Aws.
    std::string proxy;  ///< As in model::Provider.
    std::vector<CompiledProviderKey> keys;
    Rotation rotation;     ///< Over the keys.
    std::size_t state = 0; ///< Index of its state in a View.
    std::string problem;   ///< Why it cannot be called; empty = it can.
};

struct CompiledModelTarget
{
    const CompiledProvider* provider = nullptr;
    std::string model;
    /// Of the catalogue with the workspace's own values; null where neither knows it.
    const ai::CatalogueModel* facts = nullptr;
    /// Index of its state in a View, where it is a route's.
    static constexpr std::size_t kNoHealth = SIZE_MAX;
    std::size_t health = kNoHealth;
    bool responsesOnly = false; ///< It answers at `/responses` alone.

    /// What its provider speaks with it; null where that holds no conversations.
    [[nodiscard]] const ai::ProviderCodec* codec() const;
};

struct CompiledModelRoute
{
    std::string name;
    model::RouteStrategy strategy = model::RouteStrategy::Priority;
    std::vector<CompiledModelTarget> targets;
    Rotation rotation;
    std::size_t health = 0; ///< Index of its state in a View.
    std::uint32_t retries = 0;
    std::uint32_t retryBudget = 0; ///< percent
    Duration firstByte{};          ///< 0 = the gateway's
    Duration streamGap{};          ///< 0 = the gateway's
    Duration hedgeAfter{};         ///< 0 = never
    std::uint32_t hedgeBudget = 0; ///< percent
    model::CachePolicy cache;
};

/// A name that callers may use.
struct ListedModel
{
    std::string name;
    std::string owner; ///< Provider id, or `gatehouse` for a route.
    ai::ModelKind kind = ai::ModelKind::Chat;
    std::int64_t created = 0; ///< Unix seconds
    std::string displayName;
    Tokens context = 0;
    Tokens maxOutput = 0;
};

/// What a name in a request stands for.
struct ModelMatch
{
    const CompiledModelRoute* route = nullptr; ///< Set for an alias.
    CompiledModelTarget single;                ///< Else this one.
    [[nodiscard]] bool found() const { return route != nullptr || single.provider != nullptr; }
};

/// Providers, model routes and the names of models.
class ModelTable
{
public:
    ModelTable(const model::Workspace& workspace, const std::vector<ProviderSecret>& secrets,
               std::shared_ptr<const ai::Catalogue> catalogue);
    ~ModelTable();
    ModelTable(const ModelTable&) = delete;
    ModelTable& operator=(const ModelTable&) = delete;

    /// A route's name, `provider/model` (the model's name may hold anything), or a model that
    /// exactly one provider lists.
    [[nodiscard]] ModelMatch resolve(std::string_view name) const;

    [[nodiscard]] const std::vector<std::unique_ptr<CompiledProvider>>& providers() const
    {
        return m_providers;
    }
    [[nodiscard]] const std::vector<CompiledModelRoute>& routes() const { return m_routes; }
    /// Routes first, then `provider/model`, in the order of the workspace and the catalogue.
    [[nodiscard]] const std::vector<ListedModel>& listed() const { return m_listed; }
    /// Null when no such name is listed.
    [[nodiscard]] const ListedModel* listedByName(std::string_view name) const;
    [[nodiscard]] std::size_t keyCount() const { return m_keys; }
    [[nodiscard]] std::size_t targetCount() const { return m_targets; }

private:
    struct TextHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view s) const
        {
            return std::hash<std::string_view>{}(s);
        }
    };
    template <typename T>
    using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

    void addProvider(const model::Provider& provider, const std::vector<ProviderSecret>& secrets);
    void addOwnModels(const std::vector<model::ModelOverride>& own);
    void listModels(const CompiledProvider& provider);
    [[nodiscard]] const ai::CatalogueModel* factsOf(const CompiledProvider& provider,
                                                    std::string_view model) const;
    [[nodiscard]] CompiledModelTarget target(const CompiledProvider& provider,
                                             std::string_view model) const;

    std::shared_ptr<const ai::Catalogue> m_catalogue;
    std::vector<std::unique_ptr<CompiledProvider>> m_providers;
    TextMap<const CompiledProvider*> m_providersById;
    /// What the workspace says of models, by `PROVIDER/MODEL`, in the order of the workspace.
    std::vector<std::unique_ptr<const ai::CatalogueModel>> m_ownModels;
    TextMap<const ai::CatalogueModel*> m_ownByName;
    std::vector<CompiledModelRoute> m_routes;
    TextMap<std::size_t> m_routesByName;
    TextMap<const CompiledProvider*> m_owners; ///< Of a bare model name; null = several.
    std::vector<ListedModel> m_listed;
    TextMap<std::size_t> m_listedByName;
    std::size_t m_keys = 0;
    std::size_t m_targets = 0;
};

} // namespace gatehouse::gateway
