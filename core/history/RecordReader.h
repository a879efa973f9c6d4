// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "history/Segment.h"
#include "telemetry/Counters.h"
#include "telemetry/RecordArchive.h"

#include <chrono>
#include <filesystem>
#include <list>
#include <memory>
#include <string>

namespace SQLite {
class Database;
}

namespace gatehouse::history {

/// Questions to the segments, over read-only connections. Belongs to one thread.
///
/// Records come in the order in which they were stored, which is that in which their exchanges
/// ended; a cursor names segment and row, so new records and retired segments do not disturb
/// paging.
class RecordReader
{
public:
    RecordReader(std::filesystem::path folder, std::chrono::milliseconds budget);
    ~RecordReader();
    RecordReader(const RecordReader&) = delete;
    RecordReader& operator=(const RecordReader&) = delete;

    [[nodiscard]] Result<telemetry::RecordPage> find(const telemetry::RecordQuery& query);
    [[nodiscard]] Result<std::string> read(const std::string& id);
    [[nodiscard]] Result<telemetry::DayTotals> totals(Timestamp from, Timestamp to);
    /// See History::replay().
    [[nodiscard]] Timestamp replay(Timestamp from, Timestamp to, std::size_t most,
                                   const telemetry::PastVisitor& visit);

private:
    struct Open
    {
        SegmentName name;
        std::unique_ptr<SQLite::Database> database;
    };
    /// Nullptr when the segment is gone or unreadable.
    SQLite::Database* open(SegmentName name);

    static constexpr std::size_t kMaxOpen = 4;

    const std::filesystem::path m_folder;
    const std::chrono::milliseconds m_budget;
    std::list<Open> m_open; ///< The one used last comes first.
    std::chrono::steady_clock::time_point m_deadline;
};

} // namespace gatehouse::history
