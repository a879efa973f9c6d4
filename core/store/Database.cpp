// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Database.h"

#include "store/Guard.h"

#include <spdlog/fmt/fmt.h>

#include <fcntl.h>
#include <unistd.h>

namespace gatehouse::store {

namespace {

int versionOf(SQLite::Database& sqlite)
{
    return sqlite.execAndGet("PRAGMA user_version").getInt();
}

Result<void> migrate(SQLite::Database& sqlite, std::span<const Migration> steps)
{
    const int newest = static_cast<int>(steps.size());
    const int found = versionOf(sqlite);
    if (found > newest)
        return fail(
            ErrorCode::Invalid,
            fmt::format("this workspace was written by a newer Gatehouse (its version is {}, "
                        "this program knows {}); use that one",
                        found, newest));
    return guard([&] {
        for (int version = found; version < newest; ++version) {
            SQLite::Transaction transaction(sqlite, SQLite::TransactionBehavior::IMMEDIATE);
            sqlite.exec(std::string(steps[static_cast<std::size_t>(version)]));
            sqlite.exec(fmt::format("PRAGMA user_version = {}", version + 1));
            transaction.commit();
        }
    });
}

} // namespace

Database::Database(std::unique_ptr<SQLite::Database> sqlite)
    : m_sqlite(std::move(sqlite))
{
}

Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file,
                                                 std::span<const Migration> steps)
{
    // Made here, so that nobody else may read it from its first moment on; SQLite gives its -wal
    // the same mode.
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0)
        ::close(fd);
    std::unique_ptr<SQLite::Database> sqlite;
    auto opened = guard([&] {
        sqlite = std::make_unique<SQLite::Database>(
            file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 5000);
        sqlite->exec("PRAGMA journal_mode = WAL");
        sqlite->exec("PRAGMA synchronous = FULL");
        sqlite->exec("PRAGMA foreign_keys = ON");
        sqlite->exec("PRAGMA temp_store = MEMORY");
    });
    if (opened)
        opened = migrate(*sqlite, steps);
    if (!opened) {
        opened.error().place = file.string();
        return std::unexpected(std::move(opened.error()));
    }
    return std::unique_ptr<Database>(new Database(std::move(sqlite)));
}

Result<void> Database::transact(const std::function<Result<void>()>& body)
{
    Result<void> done;
    const auto ran = guard([&] {
        SQLite::Transaction transaction(*m_sqlite, SQLite::TransactionBehavior::IMMEDIATE);
        done = body();
        if (done)
            transaction.commit();
    });
    return done ? ran : done;
}

} // namespace gatehouse::store
