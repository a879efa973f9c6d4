// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/Segment.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <charconv>
#include <system_error>

namespace gatehouse::history {

namespace {

namespace fs = std::filesystem;

// Filters that name one value have an index; a search by text or time reads the rows, which are
// narrow because bodies are apart. Successes are most of the traffic, so only failures are indexed
// by status.
constexpr const char* kSchema = R"sql(
CREATE TABLE records(
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL, start_us INTEGER NOT NULL, end_us INTEGER NOT NULL,
  kind INTEGER NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, status INTEGER NOT NULL,
  error TEXT NOT NULL, refused_by INTEGER NOT NULL, api TEXT NOT NULL, revision INTEGER NOT NULL,
  route TEXT NOT NULL, application TEXT NOT NULL, team TEXT NOT NULL, key TEXT NOT NULL,
  client TEXT NOT NULL, model_asked TEXT NOT NULL, model_used TEXT NOT NULL, provider TEXT NOT NULL,
  provider_key TEXT NOT NULL, stream INTEGER NOT NULL, finish TEXT NOT NULL, attempts TEXT NOT NULL,
  bytes_in INTEGER NOT NULL, bytes_out INTEGER NOT NULL, input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL, cached_tokens INTEGER NOT NULL, reasoning_tokens INTEGER NOT NULL,
  cost INTEGER NOT NULL, head_us INTEGER NOT NULL, admitted_us INTEGER NOT NULL,
  connected_us INTEGER NOT NULL, sent_us INTEGER NOT NULL, first_byte_us INTEGER NOT NULL,
  first_token_us INTEGER NOT NULL, last_byte_us INTEGER NOT NULL);
CREATE INDEX records_id ON records(id);
CREATE INDEX records_failed ON records(status) WHERE status >= 400;
CREATE INDEX records_application ON records(application);
CREATE INDEX records_api ON records(api) WHERE api != '';
CREATE INDEX records_model ON records(model_asked) WHERE model_asked != '';
CREATE TABLE captures(seq INTEGER PRIMARY KEY, message BLOB NOT NULL);
PRAGMA user_version = 1;
)sql";

/// 2: what limits said.
constexpr const char* kLimits = R"sql(
ALTER TABLE records ADD COLUMN limits TEXT NOT NULL DEFAULT '';
ALTER TABLE records ADD COLUMN queued_us INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = 2;
)sql";
/// 3: what was asked.
constexpr const char* kQuestion = R"sql(
ALTER TABLE records ADD COLUMN question INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = 3;
)sql";
/// 4: what the cache did, and under which plan the call came.
constexpr const char* kCache = R"sql(
ALTER TABLE records ADD COLUMN cache INTEGER NOT NULL DEFAULT 0;
ALTER TABLE records ADD COLUMN saved_input INTEGER NOT NULL DEFAULT 0;
ALTER TABLE records ADD COLUMN saved_output INTEGER NOT NULL DEFAULT 0;
ALTER TABLE records ADD COLUMN saved_cost INTEGER NOT NULL DEFAULT 0;
ALTER TABLE records ADD COLUMN plan TEXT NOT NULL DEFAULT '';
PRAGMA user_version = 4;
)sql";
constexpr int kVersion = 4;

constexpr const char* kCompanions[] = {"", "-wal", "-shm"};

} // namespace

std::string SegmentName::fileName() const
{
    return fmt::format("{:04}-{:02}-{:02}-{:03}.db", day / 10'000, day / 100 % 100, day % 100,
                       part);
}

SegmentName SegmentName::fromNumber(std::uint64_t number)
{
    return {static_cast<std::uint32_t>(number / 10'000),
            static_cast<std::uint32_t>(number % 10'000)};
}

SegmentName SegmentName::fromFileName(std::string_view name)
{
    // YYYY-MM-DD-NNN.db
    SegmentName parsed;
    std::uint32_t parts[4] = {};
    const std::size_t starts[4] = {0, 5, 8, 11};
    if (name.size() < 17)
        return {};
    for (int i = 0; i < 4; ++i) {
        const char* end = i < 3 ? name.data() + starts[i + 1] - 1 : name.data() + name.size() - 3;
        const auto [stop, error] = std::from_chars(name.data() + starts[i], end, parts[i]);
        if (error != std::errc{} || stop != end)
            return {};
    }
    parsed.day = parts[0] * 10'000 + parts[1] * 100 + parts[2];
    parsed.part = parts[3];
    return parsed.fileName() == name ? parsed : SegmentName{};
}

std::uint32_t dayOf(Timestamp time)
{
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(time)};
    return static_cast<std::uint32_t>(static_cast<int>(date.year())) * 10'000 +
           static_cast<unsigned>(date.month()) * 100 + static_cast<unsigned>(date.day());
}

std::vector<SegmentName> listSegments(const fs::path& folder)
{
    std::vector<SegmentName> names;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const auto name = SegmentName::fromFileName(it->path().filename().string());
        if (name.day)
            names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
}

std::uint64_t segmentBytes(const fs::path& folder, SegmentName name)
{
    std::uint64_t sum = 0;
    for (const char* companion : kCompanions) {
        std::error_code error;
        const auto size = fs::file_size(folder / (name.fileName() + companion), error);
        if (!error)
            sum += size;
    }
    return sum;
}

void removeSegment(const fs::path& folder, SegmentName name)
{
    for (const char* companion : kCompanions) {
        std::error_code ignored; // what cannot be removed now is tried again with the next round
        fs::remove(folder / (name.fileName() + companion), ignored);
    }
}

std::unique_ptr<SQLite::Database> openForWriting(const fs::path& file)
{
    // One thread has the connection: a lock at every call would be for nobody.
    auto database = std::make_unique<SQLite::Database>(
        file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX, 5000);
    database->exec(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -2048;"
        "PRAGMA journal_size_limit = 4194304");
    const auto version = [&database]() {
        return database->execAndGet("PRAGMA user_version").getInt();
    };
    if (version() < kVersion) {
        database->exec("BEGIN IMMEDIATE");
        // Somebody else may have been faster.
        const int found = version();
        if (found < 1)
            database->exec(kSchema);
        if (found < 2)
            database->exec(kLimits);
        if (found < 3)
            database->exec(kQuestion);
        if (found < 4)
            database->exec(kCache);
        database->exec("COMMIT");
    }
    return database;
}

std::unique_ptr<SQLite::Database> openForReading(const fs::path& file)
{
    auto database = std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY, 1000);
    const int version = database->execAndGet("PRAGMA user_version").getInt();
    if (version > 0 && version < kVersion)
        static_cast<void>(openForWriting(file)); // of an earlier version of the program
    database->exec("PRAGMA cache_size = -2048");
    return database;
}

} // namespace gatehouse::history
