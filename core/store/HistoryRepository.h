// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gatehouse::store {

class Database;

/// What was published, never changed afterwards.
struct ApiRevision
{
    std::string api;
    std::uint32_t number = 0;
    std::string json;
    std::int64_t createdMillis = 0;
};

struct AuditEntry
{
    std::int64_t timeMillis = 0;
    std::string actor;
    std::string action; ///< Use case: `apply`, `create`, `revoke`, ...
    std::string change; ///< `create`, `change`, `delete`
    std::string path;   ///< `apis/orders`
    std::string lines;  ///< What differs; no secrets.
};

/// Revisions of APIs, and the audit. Both only grow. Writes belong into Database::transact().
class HistoryRepository
{
public:
    explicit HistoryRepository(Database& database)
        : m_database(database)
    {
    }

    /// The latest of every API.
    [[nodiscard]] Result<std::vector<ApiRevision>> latestRevisions() const;
    /// All of one API, newest first.
    [[nodiscard]] Result<std::vector<ApiRevision>> revisionsOf(std::string_view api) const;
    [[nodiscard]] Result<void> addRevisions(const std::vector<ApiRevision>& revisions);
    [[nodiscard]] Result<void> addAudit(const std::vector<AuditEntry>& entries);
    /// Newest first.
    [[nodiscard]] Result<std::vector<AuditEntry>> audit(std::size_t most) const;
    /// Of one object, newest first.
    [[nodiscard]] Result<std::vector<AuditEntry>> auditOf(std::string_view path,
                                                          std::size_t most) const;

private:
    Database& m_database;
};

} // namespace gatehouse::store
