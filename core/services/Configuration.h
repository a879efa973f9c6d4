// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Catalogue.h"
#include "base/Clock.h"
#include "base/Crypto.h"
#include "gateway/Snapshot.h"
#include "model/Diff.h"
#include "model/Workspace.h"
#include "services/Outcome.h"
#include "services/SnapshotPublisher.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gatehouse::store {
class Database;
struct ApiRevision;
struct AuditEntry;
} // namespace gatehouse::store

namespace gatehouse::services {

/// Something was changed and is in use: `{"apis", "orders", "create"}`; the gateway section is
/// `{"gateway", "", "change"}`.
struct ChangeEvent
{
    std::string collection;
    std::string id;
    model::ChangeAction action = model::ChangeAction::Change;
};

/// A whole next workspace, and who wants it.
struct Edit
{
    /// Secrets that are new stand in `SecretRef::value`; a key without a value keeps what is stored
    /// under its owner and id.
    model::Workspace next;
    std::string actor;    ///< For the audit: `admin.token`, a login, `command line`.
    std::string action;   ///< For the audit: `apply`, `create`, ...
    std::string reason{}; ///< For the audit, in the words of whoever did it; may be empty.
};

/// The configuration of the workspace: all of it in memory, every change in the database first.
/// Everything in this folder is called from one control thread, the one that runs the admin API
/// (or the command line's main thread); nothing here locks. Calls may take as long as a disk
/// write, and commits wait for every worker of the gateway.
class Configuration
{
public:
    /// Reads what is stored. `database`, `clock` and `publisher` outlive it. Fails when the master
    /// key is not the one that the workspace was made with.
    [[nodiscard]] static Result<std::unique_ptr<Configuration>>
    open(store::Database& database, const crypto::MasterKey& masterKey,
         std::shared_ptr<const ai::Catalogue> catalogue, const Clock& clock,
         SnapshotPublisher& publisher);
    ~Configuration();
    Configuration(const Configuration&) = delete;
    Configuration& operator=(const Configuration&) = delete;

    /// As stored now; `gateway` is always set, keys carry `prefix`, `createdMillis`, `hint`.
    [[nodiscard]] const model::Workspace& workspace() const;
    [[nodiscard]] const ai::Catalogue& catalogue() const;
    [[nodiscard]] const Clock& clock() const;

    /// Validates, writes everything that differs in one transaction with its audit entry, makes
    /// revisions of published APIs, hands the new snapshot to the gateway, tells the listeners.
    /// Answers what changed; nothing changed is nothing written. On failure nothing is different.
    [[nodiscard]] Outcome<std::vector<model::Change>> commit(Edit edit);
    /// The same without doing it.
    [[nodiscard]] Outcome<std::vector<model::Change>> preview(const Edit& edit) const;

    /// The workspace compiled as it is now: what the gateway starts with.
    [[nodiscard]] Result<std::shared_ptr<const gateway::Snapshot>> snapshot() const;

    /// Changes with every change of the object; empty = there is no such object. The gateway
    /// section is `gateway` with an empty id.
    [[nodiscard]] std::string etag(std::string_view collection, std::string_view id) const;
    /// Changes with every change in the collection.
    [[nodiscard]] std::string collectionEtag(std::string_view collection) const;
    /// Number of the latest published revision of an API; 0 = never published.
    [[nodiscard]] std::uint32_t revision(const std::string& api) const;
    /// Every published revision of an API, newest first.
    [[nodiscard]] Result<std::vector<store::ApiRevision>> revisionsOf(const std::string& api) const;
    /// What was done to `COLLECTION/ID`, newest first.
    [[nodiscard]] Result<std::vector<store::AuditEntry>> auditOf(const std::string& path,
                                                                 std::size_t most) const;
    /// A text of the workspace that is no configuration; empty when there is none.
    [[nodiscard]] Result<std::string> kept(std::string_view name) const;
    [[nodiscard]] Result<void> keep(std::string_view name, std::string_view value);
    /// In the clear, for a test call; empty when none is stored.
    [[nodiscard]] std::string providerSecret(const std::string& provider,
                                             const std::string& key) const;

    /// A key that lives in memory until it expires, not in the database.
    void addMemoryKey(const std::string& application, std::string_view secret,
                      std::int64_t expiresMillis);

    /// Notes in the audit what changes no configuration: `reset` of `limits/web-rpm`, and why.
    [[nodiscard]] Result<void> note(std::string_view actor, std::string_view action,
                                    const std::string& path, std::string_view why = {});

    /// Called after every commit, once an object, on the control thread.
    void onChange(std::function<void(const ChangeEvent&)> listener);

private:
    class Private;
    explicit Configuration(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace gatehouse::services
