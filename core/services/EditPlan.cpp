// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/EditPlan.h"

#include "model/Codec.h"
#include "model/Collections.h"
#include "model/Validate.h"
#include "model/Words.h"
#include "services/CatalogueCheck.h"
#include "spec/Outline.h"

namespace gatehouse::services {

namespace {

/// Enough to recognise a key by, not enough to guess it.
std::string prefixOf(const std::string& secret)
{
    return secret.substr(0, secret.starts_with("gh_") ? 9 : 4);
}

/// The end of a secret that is long enough to lose four characters; empty = nothing may be shown.
std::string hintOf(const std::string& secret)
{
    constexpr std::size_t kLongEnough = 20;
    return secret.size() < kLongEnough ? "" : "…" + secret.substr(secret.size() - 4);
}

class Planner
{
public:
    Planner(const Edit& edit, const StoredState& stored, const crypto::MasterKey& masterKey,
            const ai::Catalogue& catalogue, std::int64_t nowMillis)
        : m_stored(stored)
        , m_masterKey(masterKey)
        , m_catalogue(catalogue)
        , m_now(nowMillis)
    {
        m_plan.next = edit.next;
        if (!m_plan.next.gateway)
            m_plan.next.gateway = stored.workspace.gateway;
    }

    Outcome<EditPlan> run()
    {
        m_faults = model::validate(m_plan.next);
        checkAgainstCatalogue(m_plan.next, m_catalogue, m_faults);
        providerKeys();
        applicationKeys();
        documents();
        if (!m_faults.empty())
            return refuse(std::move(m_faults));
        deprecations();
        compare();
        revisions();
        return std::move(m_plan);
    }

private:
    template <typename Owner>
    static auto indexKeys(const std::vector<Owner>& owners)
    {
        std::unordered_map<std::string,
                           const std::remove_reference_t<decltype(owners.front().keys.front())>*>
            out;
        for (const Owner& owner : owners) {
            for (const auto& key : owner.keys)
                out.emplace(keyName(owner.id, key.id), &key);
        }
        return out;
    }

    void fault(std::string_view collection, std::size_t owner, std::size_t key, std::string message)
    {
        m_faults.push_back(
            {0, fmt::format("{}[{}].keys[{}].secret", collection, owner, key), std::move(message)});
    }

    /// What a key without a value may mean: the stored secret, and only under the reference that it
    /// was read from. Nothing wrong = empty.
    static std::string withoutValue(model::SecretRef& secret, const model::SecretRef* stored)
    {
        if (!stored)
            return secret.reference.empty()
                       ? "is required, because none is stored"
                       : fmt::format("{} was not given to this program, and nothing is stored",
                                     secret.reference);
        if (secret.reference.empty())
            secret.reference = stored->reference;
        else if (secret.reference != stored->reference)
            return fmt::format(
                "{} was not given to this program; what is stored came from elsewhere",
                secret.reference);
        return {};
    }

    void providerKeys()
    {
        const auto before = indexKeys(m_stored.workspace.providers);
        std::unordered_set<std::string> kept;
        auto& providers = m_plan.next.providers;
        for (std::size_t i = 0; i < providers.size(); ++i) {
            for (std::size_t k = 0; k < providers[i].keys.size(); ++k) {
                model::ProviderKey& key = providers[i].keys[k];
                const std::string name = keyName(providers[i].id, key.id);
                const auto stored = m_stored.providerSecrets.find(name);
                const bool isStored = stored != m_stored.providerSecrets.end();
                kept.insert(name);
                if (!key.secret.value.empty()) {
                    if (!isStored || stored->second != key.secret.value) {
                        m_plan.newProviderSecrets.push_back(
                            {providers[i].id, key.id, key.secret.value});
                        m_newSecrets["providers/" + providers[i].id].push_back(key.id);
                    }
                    key.secret.hint = hintOf(key.secret.value);
                } else {
                    const auto known = before.find(name);
                    const auto* const secret =
                        isStored && known != before.end() ? &known->second->secret : nullptr;
                    if (auto wrong = withoutValue(key.secret, secret); !wrong.empty())
                        fault("providers", i, k, std::move(wrong));
                    key.secret.hint = isStored ? hintOf(stored->second) : "";
                }
                key.secret.value.clear();
            }
        }
        for (const model::Provider& provider : m_stored.workspace.providers) {
            for (const model::ProviderKey& key : provider.keys) {
                if (!kept.contains(keyName(provider.id, key.id)))
                    m_plan.goneProviderSecrets.emplace_back(provider.id, key.id);
            }
        }
    }

    void applicationKeys()
    {
        const auto before = indexKeys(m_stored.workspace.applications);
        std::unordered_map<std::string, std::string> byHash;
        std::unordered_set<std::string> kept;
        auto& applications = m_plan.next.applications;
        for (std::size_t i = 0; i < applications.size(); ++i) {
            for (std::size_t k = 0; k < applications[i].keys.size(); ++k) {
                model::ApplicationKey& key = applications[i].keys[k];
                const std::string name = keyName(applications[i].id, key.id);
                const auto stored = m_stored.applicationKeys.find(name);
                const auto known = before.find(name);
                const bool isStored =
                    stored != m_stored.applicationKeys.end() && known != before.end();
                store::ApplicationKeyRow row;
                bool isNew = false;
                if (!key.secret.value.empty()) {
                    if (auto wrong = model::wrongApplicationSecret(key.secret.value))
                        fault("applications", i, k, std::move(*wrong));
                    row = {applications[i].id, key.id,
                           crypto::hashKey(m_masterKey, key.secret.value),
                           prefixOf(key.secret.value), m_now};
                    isNew = !isStored || stored->second.hash != row.hash;
                } else if (auto wrong = withoutValue(key.secret,
                                                     isStored ? &known->second->secret : nullptr);
                           !wrong.empty()) {
                    fault("applications", i, k, std::move(wrong));
                    continue;
                }
                if (!isNew) {
                    row = stored->second;
                    // For good: nobody brings a revoked secret back by applying an old file.
                    key.revoked = key.revoked || known->second->revoked;
                }
                const auto [other, isUnique] = byHash.emplace(
                    std::string(reinterpret_cast<const char*>(row.hash.data()), row.hash.size()),
                    name);
                if (!isUnique)
                    fault("applications", i, k,
                          fmt::format("is the secret of the key \"{}\" too", other->second));
                kept.insert(name);
                key.secret.value.clear();
                key.prefix = row.prefix;
                key.createdMillis = row.createdMillis;
                if (isNew) {
                    if (isStored)
                        m_plan.goneApplicationKeys.emplace_back(row.application, row.key);
                    m_newSecrets["applications/" + row.application].push_back(row.key);
                    m_plan.newApplicationKeys.push_back(std::move(row));
                }
            }
        }
        for (const auto& [name, row] : m_stored.applicationKeys) {
            if (!kept.contains(name))
                m_plan.goneApplicationKeys.emplace_back(row.application, row.key);
        }
    }

    /// Documents that are new here must be readable as a whole.
    void documents()
    {
        std::unordered_map<std::string_view, const model::Api*> before;
        for (const model::Api& api : m_stored.workspace.apis)
            before.emplace(api.id, &api);
        for (std::size_t i = 0; i < m_plan.next.apis.size(); ++i) {
            const model::Api& api = m_plan.next.apis[i];
            const auto known = before.find(api.id);
            if (!api.openapi ||
                (known != before.end() && known->second->openapi.shared() == api.openapi.shared()))
                continue;
            if (const auto outline = spec::readOutline(api.openapi.root()); !outline) {
                for (model::Fault fault : outline.error()) {
                    fault.path = fmt::format("apis[{}].openapi{}{}", i,
                                             fault.path.empty() ? "" : ".", fault.path);
                    m_faults.push_back(std::move(fault));
                }
            }
        }
    }

    /// Whoever deprecates without a date does so now.
    void deprecations()
    {
        for (model::Api& api : m_plan.next.apis) {
            if (api.state != model::ApiState::Deprecated ||
                (api.deprecation && api.deprecation->sinceMillis != 0))
                continue;
            const auto& stored = m_stored.workspace.apis;
            const auto before = std::ranges::find(stored, api.id, &model::Api::id);
            if (!api.deprecation)
                api.deprecation.emplace();
            const bool known = before != stored.end() && before->deprecation &&
                               before->deprecation->sinceMillis != 0;
            api.deprecation->sinceMillis =
                known ? before->deprecation->sinceMillis : m_now - m_now % 1000;
        }
    }

    void compare()
    {
        model::sortById(m_plan.next);
        m_plan.changes = model::diff(m_stored.workspace, m_plan.next, model::Missing::Delete);
        for (model::Change& change : m_plan.changes) {
            const auto secrets = m_newSecrets.find(change.path);
            if (secrets == m_newSecrets.end())
                continue;
            if (change.action == model::ChangeAction::Change)
                tellSecrets(change, secrets->second);
            m_newSecrets.erase(secrets);
        }
        for (const auto& [path, keys] : m_newSecrets) {
            tellSecrets(
                m_plan.changes.emplace_back(model::Change{model::ChangeAction::Change, path, {}}),
                keys);
        }
        std::unordered_map<std::string_view, const model::Change*> changed;
        for (const model::Change& change : m_plan.changes) {
            changed.emplace(change.path, &change);
            if (change.path == "gateway") {
                m_plan.gatewayChanged = true;
                m_plan.puts.push_back({"gateway", "", model::toJson(*m_plan.next.gateway), 0});
            } else if (change.action == model::ChangeAction::Delete) {
                const auto slash = change.path.find('/');
                m_plan.removes.emplace_back(change.path.substr(0, slash),
                                            change.path.substr(slash + 1));
            }
        }
        if (changed.empty())
            return;
        model::forEachCollection(
            std::as_const(m_plan.next), [&](std::string_view name, const auto& items) {
                for (const auto& item : items) {
                    if (changed.contains(fmt::format("{}/{}", name, model::idOf(item))))
                        m_plan.puts.push_back(
                            {std::string(name), model::idOf(item), model::toJson(item), 0});
                }
            });
    }

    static void tellSecrets(model::Change& change, const std::vector<std::string>& keys)
    {
        for (const std::string& key : keys)
            change.lines.push_back(fmt::format("+ key {}: a new secret", key));
    }

    /// What is served and reads otherwise than its latest revision becomes a new one.
    void revisions()
    {
        for (const model::Api& api : m_plan.next.apis) {
            if (!model::isServed(api.state))
                continue;
            const auto known = m_stored.revisions.find(api.id);
            model::Api content = api;
            // Its life is not its content.
            content.state = model::Api{}.state;
            content.visibility = model::Api{}.visibility;
            content.deprecation.reset();
            content.blockedReason.clear();
            std::string json = model::toJson(content);
            if (known != m_stored.revisions.end() && known->second.json == json)
                continue;
            const std::uint32_t number =
                known == m_stored.revisions.end() ? 1 : known->second.number + 1;
            m_plan.newRevisions.push_back({api.id, number, std::move(json), m_now});
        }
    }

    const StoredState& m_stored;
    const crypto::MasterKey& m_masterKey;
    const ai::Catalogue& m_catalogue;
    std::int64_t m_now;
    EditPlan m_plan;
    std::vector<model::Fault> m_faults;
    std::map<std::string, std::vector<std::string>> m_newSecrets; ///< path of the owner -> key ids
};

} // namespace

Outcome<EditPlan> planEdit(const Edit& edit, const StoredState& stored,
                           const crypto::MasterKey& masterKey, const ai::Catalogue& catalogue,
                           std::int64_t nowMillis)
{
    return Planner(edit, stored, masterKey, catalogue, nowMillis).run();
}

} // namespace gatehouse::services
