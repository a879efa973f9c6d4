// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/HistoryRepository.h"

#include "store/Database.h"
#include "store/Guard.h"

namespace gatehouse::store {

Result<std::vector<ApiRevision>> HistoryRepository::latestRevisions() const
{
    return guard([&] {
        std::vector<ApiRevision> out;
        // SQLite takes the other columns from the row that holds the maximum.
        SQLite::Statement query(
            m_database.sqlite(),
            "SELECT api, MAX(number), json, created_ms FROM api_revisions GROUP BY api");
        while (query.executeStep())
            out.push_back({query.getColumn(0).getString(), query.getColumn(1).getUInt(),
                           query.getColumn(2).getString(), query.getColumn(3).getInt64()});
        return out;
    });
}

Result<std::vector<ApiRevision>> HistoryRepository::revisionsOf(std::string_view api) const
{
    return guard([&] {
        std::vector<ApiRevision> out;
        SQLite::Statement query(m_database.sqlite(),
                                "SELECT api, number, json, created_ms FROM api_revisions "
                                "WHERE api = ? ORDER BY number DESC");
        query.bind(1, std::string(api));
        while (query.executeStep())
            out.push_back({query.getColumn(0).getString(), query.getColumn(1).getUInt(),
                           query.getColumn(2).getString(), query.getColumn(3).getInt64()});
        return out;
    });
}

Result<void> HistoryRepository::addRevisions(const std::vector<ApiRevision>& revisions)
{
    return guard([&] {
        SQLite::Statement insert(
            m_database.sqlite(),
            "INSERT INTO api_revisions (api, number, json, created_ms) VALUES (?, ?, ?, ?)");
        for (const ApiRevision& revision : revisions) {
            insert.bindNoCopy(1, revision.api);
            insert.bind(2, revision.number);
            insert.bindNoCopy(3, revision.json);
            insert.bind(4, revision.createdMillis);
            insert.exec();
            insert.reset();
        }
    });
}

Result<void> HistoryRepository::addAudit(const std::vector<AuditEntry>& entries)
{
    return guard([&] {
        SQLite::Statement insert(m_database.sqlite(),
                                 "INSERT INTO audit (time_ms, actor, action, change, path, lines) "
                                 "VALUES (?, ?, ?, ?, ?, ?)");
        for (const AuditEntry& entry : entries) {
            insert.bind(1, entry.timeMillis);
            insert.bindNoCopy(2, entry.actor);
            insert.bindNoCopy(3, entry.action);
            insert.bindNoCopy(4, entry.change);
            insert.bindNoCopy(5, entry.path);
            insert.bindNoCopy(6, entry.lines);
            insert.exec();
            insert.reset();
        }
    });
}

Result<std::vector<AuditEntry>> HistoryRepository::audit(std::size_t most) const
{
    return guard([&] {
        std::vector<AuditEntry> out;
        SQLite::Statement query(m_database.sqlite(),
                                "SELECT time_ms, actor, action, change, path, lines FROM audit "
                                "ORDER BY id DESC LIMIT ?");
        query.bind(1, static_cast<std::int64_t>(most));
        while (query.executeStep())
            out.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getString(),
                           query.getColumn(2).getString(), query.getColumn(3).getString(),
                           query.getColumn(4).getString(), query.getColumn(5).getString()});
        return out;
    });
}

Result<std::vector<AuditEntry>> HistoryRepository::auditOf(std::string_view path,
                                                           std::size_t most) const
{
    return guard([&] {
        std::vector<AuditEntry> out;
        SQLite::Statement query(m_database.sqlite(),
                                "SELECT time_ms, actor, action, change, path, lines FROM audit "
                                "WHERE path = ? "
                                "ORDER BY id DESC LIMIT ?");
        query.bind(1, std::string(path));
        query.bind(2, static_cast<std::int64_t>(most));
        while (query.executeStep())
            out.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getString(),
                           query.getColumn(2).getString(), query.getColumn(3).getString(),
                           query.getColumn(4).getString(), query.getColumn(5).getString()});
        return out;
    });
}

} // namespace gatehouse::store
