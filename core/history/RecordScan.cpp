// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/RecordScan.h"

#include "base/Id.h"
#include "history/RowCodec.h"
#include "history/Segment.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace gatehouse::history {

namespace {

/// Records are stored in the order of their ends, but for what workers handed over a little later.
constexpr auto kDisorder = std::chrono::seconds(60);

std::int64_t micros(Timestamp time)
{
    return time.time_since_epoch().count();
}

/// The end of the oldest record of a segment; `otherwise` when it has none.
Timestamp oldest(SQLite::Database& database, Timestamp otherwise)
{
    SQLite::Statement row(database, "SELECT end_us FROM records ORDER BY seq LIMIT 1");
    return row.executeStep() ? Timestamp{std::chrono::microseconds(row.getColumn(0).getInt64())}
                             : otherwise;
}

} // namespace

Result<Timestamp> RecordScan::run(Timestamp from, Timestamp to, const Visitor& visit,
                                  const std::stop_token& stop) const
{
    auto segments = listSegments(m_folder);
    std::ranges::reverse(segments);
    Timestamp known = to; // from then on nothing is missing
    for (const SegmentName name : segments) {
        // What ended on a later day may have begun before; a segment of an earlier day ends when
        // its successor begins.
        try {
            const auto database = openForReading(m_folder / name.fileName());
            SQLite::Statement rows(*database, "SELECT " + columnsSql() +
                                                  ",end_us FROM records WHERE end_us >= ? AND "
                                                  "start_us < ? ORDER BY seq DESC");
            rows.bind(1, micros(from));
            rows.bind(2, micros(to));
            while (rows.executeStep()) {
                if (stop.stop_requested())
                    return fail(ErrorCode::Unavailable, "the search was stopped");
                auto record = readRow(rows);
                const Timestamp start = record.start;
                if (!visit(std::move(record)))
                    return std::max(from, start);
            }
            known = std::min(known, oldest(*database, known));
            if (known < from - kDisorder)
                return from;
        } catch (const SQLite::Exception& error) {
            spdlog::warn("traffic segment {} cannot be read: {}", name.fileName(), error.what());
        }
    }
    return std::max(from, known);
}

Result<telemetry::RequestRecord> RecordScan::find(const std::string& id) const
{
    const std::int64_t millis = ulidMillis(id);
    if (millis < 0)
        return fail(ErrorCode::NotFound, "there is no such record", id);
    const std::uint32_t day = dayOf(fromUnixMillis(millis));
    for (const SegmentName name : listSegments(m_folder)) {
        if (name.day < day)
            continue;
        try {
            const auto database = openForReading(m_folder / name.fileName());
            SQLite::Statement row(*database,
                                  "SELECT " + columnsSql() + " FROM records WHERE id = ?");
            row.bindNoCopy(1, id);
            if (row.executeStep())
                return readRow(row);
        } catch (const SQLite::Exception& error) {
            return fail(ErrorCode::Unavailable, error.what(), name.fileName());
        }
    }
    return fail(ErrorCode::NotFound, "there is no such record", id);
}

} // namespace gatehouse::history
