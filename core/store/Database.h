// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace SQLite {
class Database;
}

namespace gatehouse::store {

/// Statements that lead from version N - 1 to N, N being its place in the list, counted from 1.
using Migration = std::string_view;
[[nodiscard]] std::span<const Migration> migrations();

/// The configuration database of a workspace, `gatehouse.db`: WAL, every commit on the disk before
/// it is acknowledged. One connection, one thread. Errors are Unavailable with SQLite's words;
/// after one nothing of the transaction is stored.
class Database
{
public:
    /// Makes it if missing (0600) and brings it to the newest version; refuses one that a newer
    /// program wrote.
    [[nodiscard]] static Result<std::unique_ptr<Database>>
    open(const std::filesystem::path& file, std::span<const Migration> steps = migrations());
    ~Database();

    /// Runs `body` in one transaction: committed when it succeeds, else as if nothing had happened.
    [[nodiscard]] Result<void> transact(const std::function<Result<void>()>& body);

    [[nodiscard]] SQLite::Database& sqlite() { return *m_sqlite; }

private:
    explicit Database(std::unique_ptr<SQLite::Database> sqlite);
    std::unique_ptr<SQLite::Database> m_sqlite;
};

} // namespace gatehouse::store
