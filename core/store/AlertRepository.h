// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gatehouse::store {

class Database;

/// A quota reached a percentage that people wanted to be told of.
struct AlertRow
{
    std::int64_t id = 0;
    std::int64_t timeMillis = 0;
    std::string rule;
    std::string partition;
    std::uint32_t percent = 0;
    std::int64_t used = 0;
    std::int64_t limit = 0;
    std::int64_t periodMillis = 0; ///< When the period began.
};

/// Alerts, each once a rule, counter, percentage and period; the oldest go beyond `kMost`.
class AlertRepository
{
public:
    static constexpr std::size_t kMost = 10'000;

    explicit AlertRepository(Database& database)
        : m_database(database)
    {
    }

    /// In one transaction; the indexes of those that were new.
    [[nodiscard]] Result<std::vector<std::size_t>> add(const std::vector<AlertRow>& rows);
    /// Newest first, those before the id `before` (0 = from the newest).
    [[nodiscard]] Result<std::vector<AlertRow>> list(std::size_t most, std::int64_t before) const;

private:
    Database& m_database;
};

} // namespace gatehouse::store
