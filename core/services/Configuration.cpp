// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/Configuration.h"

#include "model/Codec.h"
#include "model/Collections.h"
#include "services/EditPlan.h"
#include "services/StoredState.h"
#include "store/Database.h"
#include "store/HistoryRepository.h"
#include "store/ObjectRepository.h"
#include "store/SecretRepository.h"

#include <spdlog/spdlog.h>

namespace gatehouse::services {

namespace {

/// Reads one stored object into its collection.
Result<void> load(const store::StoredObject& row, model::Workspace& workspace)
{
    Result<void> done;
    const auto take = [&](auto& into) {
        using T = std::remove_cvref_t<decltype(into)>;
        auto value = model::fromJson<T>(row.json);
        if (value)
            into = std::move(*value);
        else
            done =
                fail(ErrorCode::Internal,
                     "is stored in a form that this program cannot read: " + value.error().text(),
                     row.collection + "/" + row.id);
    };
    if (row.collection == "gateway") {
        take(workspace.gateway.emplace());
        return done;
    }
    const bool known = model::withCollection(workspace, row.collection,
                                             [&](auto& items) { take(items.emplace_back()); });
    if (!known)
        return fail(ErrorCode::Internal,
                    "is stored in a collection that this program does not know",
                    row.collection + "/" + row.id);
    return done;
}

std::string joinLines(const std::vector<std::string>& lines)
{
    constexpr std::size_t most = 16u << 10;
    std::string out;
    for (const std::string& line : lines) {
        if (out.size() + line.size() > most)
            return out + "...\n";
        out += line + "\n";
    }
    return out;
}

} // namespace

class Configuration::Private
{
public:
    Private(store::Database& db, const crypto::MasterKey& key,
            std::shared_ptr<const ai::Catalogue> known, const Clock& time, SnapshotPublisher& to)
        : database(db)
        , masterKey(key)
        , catalogue(std::move(known))
        , clock(time)
        , publisher(to)
        , objects(db)
        , secrets(db, key)
        , history(db)
    {
    }

    Result<void> load()
    {
        if (auto checked = secrets.checkMasterKey(); !checked)
            return checked;
        const auto rows = objects.all();
        const auto providerSecrets = secrets.providerSecrets();
        const auto keys = secrets.applicationKeys();
        const auto revisions = history.latestRevisions();
        const auto counter = objects.revision();
        for (const Error* error :
             {rows ? nullptr : &rows.error(), providerSecrets ? nullptr : &providerSecrets.error(),
              keys ? nullptr : &keys.error(), revisions ? nullptr : &revisions.error(),
              counter ? nullptr : &counter.error()}) {
            if (error)
                return std::unexpected(*error);
        }
        state.revision = *counter;
        state.workspace.gateway.emplace();
        for (const store::StoredObject& row : *rows) {
            if (auto loaded = services::load(row, state.workspace); !loaded)
                return loaded;
            state.etags[row.collection + "/" + row.id] = row.revision;
        }
        for (const auto& row : *providerSecrets)
            state.providerSecrets[keyName(row.provider, row.key)] = row.secret;
        for (const auto& row : *keys)
            state.applicationKeys[keyName(row.application, row.key)] = row;
        for (const auto& revision : *revisions)
            state.revisions[revision.api] = revision;
        model::sortById(state.workspace);
        // An edit that changes nothing fills in hints and prefixes from what is stored.
        Edit same{state.workspace, {}, {}, {}};
        if (auto plan = planEdit(same, state, masterKey, *catalogue, now()))
            state.workspace = std::move(plan->next);
        else
            spdlog::warn("the stored configuration does not pass today's checks: {}",
                         plan.error().error.text());
        return {};
    }

    std::int64_t now() const { return toUnixMillis(clock.wall()); }

    Outcome<EditPlan> plan(const Edit& edit) const
    {
        return planEdit(edit, state, masterKey, *catalogue, now());
    }

    /// `plan`: what comes on top of what is stored; null = nothing.
    Result<std::shared_ptr<const gateway::Snapshot>> compile(const EditPlan* plan) const
    {
        gateway::SnapshotInput input;
        input.workspace = plan ? plan->next : state.workspace;
        input.masterKey = masterKey;
        input.catalogue = catalogue;
        for (const auto& [api, revision] : state.revisions)
            input.revisions[api] = revision.number;
        std::unordered_map<std::string, std::string_view> fresh;
        std::unordered_map<std::string, const crypto::KeyHash*> freshHashes;
        if (plan) {
            for (const auto& revision : plan->newRevisions)
                input.revisions[revision.api] = revision.number;
            for (const auto& row : plan->newProviderSecrets)
                fresh[keyName(row.provider, row.key)] = row.secret;
            for (const auto& row : plan->newApplicationKeys)
                freshHashes[keyName(row.application, row.key)] = &row.hash;
        }
        for (const model::Provider& provider : input.workspace.providers) {
            for (const model::ProviderKey& key : provider.keys) {
                const std::string name = keyName(provider.id, key.id);
                const auto changed = fresh.find(name);
                const auto known = state.providerSecrets.find(name);
                if (changed != fresh.end())
                    input.providerSecrets.push_back(
                        {provider.id, key.id, std::string(changed->second)});
                else if (known != state.providerSecrets.end())
                    input.providerSecrets.push_back({provider.id, key.id, known->second});
            }
        }
        for (model::Application& application : input.workspace.applications) {
            for (const model::ApplicationKey& key : application.keys) {
                const std::string name = keyName(application.id, key.id);
                const auto changed = freshHashes.find(name);
                const auto known = state.applicationKeys.find(name);
                const crypto::KeyHash* const hash = changed != freshHashes.end() ? changed->second
                                                    : known != state.applicationKeys.end()
                                                        ? &known->second.hash
                                                        : nullptr;
                if (hash)
                    input.applicationKeys.push_back(
                        {application.id, key.id, *hash, key.expiresMillis, key.revoked});
            }
            application.keys.clear();
        }
        for (const gateway::ApplicationKeyHash& key : memoryKeys) {
            if (key.expiresMillis > now())
                input.applicationKeys.push_back(key);
        }
        return gateway::Snapshot::compile(std::move(input));
    }

    Result<void> write(const EditPlan& plan, const Edit& edit, std::int64_t revision)
    {
        std::vector<store::AuditEntry> audit;
        audit.reserve(plan.changes.size());
        for (const model::Change& change : plan.changes)
            audit.push_back({now(), edit.actor, edit.action,
                             std::string(model::toWord(change.action)), change.path,
                             (edit.reason.empty() ? std::string() : edit.reason + "\n") +
                                 joinLines(change.lines)});
        std::vector<store::StoredObject> puts = plan.puts;
        for (store::StoredObject& put : puts)
            put.revision = revision;
        return database.transact([&]() -> Result<void> {
            for (const auto& [collection, id] : plan.removes) {
                if (auto done = objects.remove(collection, id); !done)
                    return done;
            }
            for (const auto& [provider, key] : plan.goneProviderSecrets) {
                if (auto done = secrets.removeProviderSecret(provider, key); !done)
                    return done;
            }
            for (const auto& [application, key] : plan.goneApplicationKeys) {
                if (auto done = secrets.removeApplicationKey(application, key); !done)
                    return done;
            }
            const auto steps = {
                std::function<Result<void>()>([&] { return objects.put(puts); }),
                std::function<Result<void>()>(
                    [&] { return secrets.putProviderSecrets(plan.newProviderSecrets); }),
                std::function<Result<void>()>(
                    [&] { return secrets.putApplicationKeys(plan.newApplicationKeys); }),
                std::function<Result<void>()>(
                    [&] { return history.addRevisions(plan.newRevisions); }),
                std::function<Result<void>()>([&] { return history.addAudit(audit); }),
                std::function<Result<void>()>([&] { return objects.setRevision(revision); }),
            };
            for (const auto& step : steps) {
                if (auto done = step(); !done)
                    return done;
            }
            return {};
        });
    }

    /// Memory after the database: what was just committed.
    void take(EditPlan& plan, std::int64_t revision)
    {
        state.workspace = std::move(plan.next);
        state.revision = revision;
        for (const auto& [collection, id] : plan.removes) {
            state.etags.erase(fmt::format("{}/{}", collection, id));
            state.collectionEtags[collection] = revision;
        }
        for (const auto& put : plan.puts) {
            state.etags[put.collection + "/" + put.id] = revision;
            state.collectionEtags[put.collection] = revision;
        }
        for (const auto& [provider, key] : plan.goneProviderSecrets)
            state.providerSecrets.erase(keyName(provider, key));
        for (auto& row : plan.newProviderSecrets)
            state.providerSecrets[keyName(row.provider, row.key)] = std::move(row.secret);
        for (const auto& [application, key] : plan.goneApplicationKeys)
            state.applicationKeys.erase(keyName(application, key));
        for (auto& row : plan.newApplicationKeys) {
            std::string name = keyName(row.application, row.key);
            state.applicationKeys[std::move(name)] = std::move(row);
        }
        for (auto& revisionRow : plan.newRevisions) {
            std::string api = revisionRow.api;
            state.revisions[std::move(api)] = std::move(revisionRow);
        }
    }

    void tell(const std::vector<model::Change>& changes) const
    {
        for (const model::Change& change : changes) {
            const auto slash = change.path.find('/');
            const ChangeEvent event{change.path.substr(0, slash),
                                    slash == std::string::npos ? std::string()
                                                               : change.path.substr(slash + 1),
                                    change.action};
            for (const auto& listener : listeners)
                listener(event);
        }
    }

    store::Database& database;
    crypto::MasterKey masterKey;
    std::shared_ptr<const ai::Catalogue> catalogue;
    const Clock& clock;
    SnapshotPublisher& publisher;
    store::ObjectRepository objects;
    store::SecretRepository secrets;
    store::HistoryRepository history;
    StoredState state;
    std::vector<gateway::ApplicationKeyHash> memoryKeys;
    std::vector<std::function<void(const ChangeEvent&)>> listeners;
};

Configuration::Configuration(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

Configuration::~Configuration() = default;

Result<std::unique_ptr<Configuration>>
Configuration::open(store::Database& database, const crypto::MasterKey& masterKey,
                    std::shared_ptr<const ai::Catalogue> catalogue, const Clock& clock,
                    SnapshotPublisher& publisher)
{
    auto p = std::make_unique<Private>(database, masterKey, std::move(catalogue), clock, publisher);
    if (auto loaded = p->load(); !loaded)
        return std::unexpected(std::move(loaded.error()));
    return std::unique_ptr<Configuration>(new Configuration(std::move(p)));
}

const model::Workspace& Configuration::workspace() const
{
    return d->state.workspace;
}

const ai::Catalogue& Configuration::catalogue() const
{
    return *d->catalogue;
}

const Clock& Configuration::clock() const
{
    return d->clock;
}

Outcome<std::vector<model::Change>> Configuration::commit(Edit edit)
{
    auto plan = d->plan(edit);
    if (!plan)
        return std::unexpected(std::move(plan.error()));
    if (plan->changes.empty())
        return std::move(plan->changes);
    auto snapshot = d->compile(&*plan);
    if (!snapshot)
        return refuse(std::move(snapshot.error()));
    const model::Gateway before = *d->state.workspace.gateway;
    if (plan->gatewayChanged) {
        if (auto changed = d->publisher.reconfigure(*plan->next.gateway); !changed)
            return refuse(std::move(changed.error()));
    }
    const std::int64_t revision = d->state.revision + 1;
    if (auto written = d->write(*plan, edit, revision); !written) {
        if (plan->gatewayChanged) {
            if (auto back = d->publisher.reconfigure(before); !back)
                spdlog::error("the gateway could not go back to its stored settings: {}",
                              back.error().text());
        }
        return refuse(std::move(written.error()));
    }
    d->take(*plan, revision);
    d->publisher.publish(std::move(*snapshot));
    d->tell(plan->changes);
    return std::move(plan->changes);
}

Result<void> Configuration::note(std::string_view actor, std::string_view action,
                                 const std::string& path, std::string_view why)
{
    const std::vector<store::AuditEntry> entries{{toUnixMillis(d->clock.wall()), std::string(actor),
                                                  std::string(action), "change", path,
                                                  std::string(why)}};
    return d->database.transact([&] { return d->history.addAudit(entries); });
}

Outcome<std::vector<model::Change>> Configuration::preview(const Edit& edit) const
{
    auto plan = d->plan(edit);
    if (!plan)
        return std::unexpected(std::move(plan.error()));
    if (const auto snapshot = d->compile(&*plan); !snapshot)
        return refuse(snapshot.error());
    return std::move(plan->changes);
}

Result<std::shared_ptr<const gateway::Snapshot>> Configuration::snapshot() const
{
    return d->compile(nullptr);
}

std::string Configuration::etag(std::string_view collection, std::string_view id) const
{
    const auto found = d->state.etags.find(fmt::format("{}/{}", collection, id));
    if (found != d->state.etags.end())
        return std::to_string(found->second);
    return collection == "gateway" ? "0" : "";
}

std::string Configuration::collectionEtag(std::string_view collection) const
{
    // Untouched since the start: whatever was deleted before left no trace, so the counter itself
    // stands in.
    const auto found = d->state.collectionEtags.find(std::string(collection));
    if (found != d->state.collectionEtags.end())
        return std::to_string(found->second);
    return std::to_string(
        d->state.collectionEtags.emplace(collection, d->state.revision).first->second);
}

std::uint32_t Configuration::revision(const std::string& api) const
{
    const auto found = d->state.revisions.find(api);
    return found == d->state.revisions.end() ? 0 : found->second.number;
}

Result<std::vector<store::ApiRevision>> Configuration::revisionsOf(const std::string& api) const
{
    return d->history.revisionsOf(api);
}

Result<std::vector<store::AuditEntry>> Configuration::auditOf(const std::string& path,
                                                              std::size_t most) const
{
    return d->history.auditOf(path, most);
}

Result<std::string> Configuration::kept(std::string_view name) const
{
    return d->objects.meta(name);
}

Result<void> Configuration::keep(std::string_view name, std::string_view value)
{
    return d->database.transact([&] { return d->objects.setMeta(name, value); });
}

std::string Configuration::providerSecret(const std::string& provider, const std::string& key) const
{
    const auto found = d->state.providerSecrets.find(keyName(provider, key));
    return found == d->state.providerSecrets.end() ? std::string() : found->second;
}

void Configuration::addMemoryKey(const std::string& application, std::string_view secret,
                                 std::int64_t expiresMillis)
{
    std::erase_if(d->memoryKeys, [&](const auto& key) { return key.expiresMillis <= d->now(); });
    d->memoryKeys.push_back(
        {application, "temporary", crypto::hashKey(d->masterKey, secret), expiresMillis, false});
    if (auto snapshot = d->compile(nullptr))
        d->publisher.publish(std::move(*snapshot));
    else
        spdlog::error("a temporary key could not be published: {}", snapshot.error().text());
}

void Configuration::onChange(std::function<void(const ChangeEvent&)> listener)
{
    d->listeners.push_back(std::move(listener));
}

} // namespace gatehouse::services
