// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/AlertRepository.h"

#include "store/Database.h"
#include "store/Guard.h"

namespace gatehouse::store {

Result<std::vector<std::size_t>> AlertRepository::add(const std::vector<AlertRow>& rows)
{
    std::vector<std::size_t> fresh;
    auto done = m_database.transact([&]() -> Result<void> {
        return guard([&] {
            SQLite::Statement insert(m_database.sqlite(),
                                     "INSERT OR IGNORE INTO alerts "
                                     "(time_ms, rule, partition, percent, used, most, period_ms) "
                                     "VALUES (?, ?, ?, ?, ?, ?, ?)");
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const auto& row = rows[i];
                insert.bind(1, row.timeMillis);
                insert.bindNoCopy(2, row.rule);
                insert.bindNoCopy(3, row.partition);
                insert.bind(4, row.percent);
                insert.bind(5, row.used);
                insert.bind(6, row.limit);
                insert.bind(7, row.periodMillis);
                if (insert.exec() > 0)
                    fresh.push_back(i);
                insert.reset();
            }
            SQLite::Statement prune(
                m_database.sqlite(),
                "DELETE FROM alerts WHERE id <= (SELECT MAX(id) FROM alerts) - ?");
            prune.bind(1, static_cast<std::int64_t>(kMost));
            prune.exec();
        });
    });
    if (!done)
        return std::unexpected(std::move(done.error()));
    return fresh;
}

Result<std::vector<AlertRow>> AlertRepository::list(std::size_t most, std::int64_t before) const
{
    return guard([&] {
        std::vector<AlertRow> out;
        SQLite::Statement query(
            m_database.sqlite(),
            "SELECT id, time_ms, rule, partition, percent, used, most, period_ms "
            "FROM alerts WHERE ? = 0 OR id < ? ORDER BY id DESC LIMIT ?");
        query.bind(1, before);
        query.bind(2, before);
        query.bind(3, static_cast<std::int64_t>(most));
        while (query.executeStep())
            out.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getInt64(),
                           query.getColumn(2).getString(), query.getColumn(3).getString(),
                           query.getColumn(4).getUInt(), query.getColumn(5).getInt64(),
                           query.getColumn(6).getInt64(), query.getColumn(7).getInt64()});
        return out;
    });
}

} // namespace gatehouse::store
