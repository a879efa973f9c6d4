// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/RecordReader.h"

#include "base/Id.h"
#include "history/RowCodec.h"
#include "telemetry/JsonWriter.h"
#include "telemetry/TelemetryJson.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <spdlog/fmt/fmt.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <sqlite3.h>

namespace gatehouse::history {

using namespace telemetry;

namespace {

using Parameters = std::vector<std::variant<std::int64_t, std::string>>;

/// A LIKE pattern that finds the text anywhere; LIKE ignores ASCII case, as RecordFilter does.
std::string likePattern(std::string_view text)
{
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\')
            pattern += '\\';
        pattern += c;
    }
    return pattern + '%';
}

/// ` AND ...` for every condition of the filter: RecordFilter::matches() as SQL.
std::string conditions(const RecordFilter& filter, Parameters& parameters)
{
    std::string sql;
    const auto add = [&](std::string_view condition, auto value) {
        sql.append(" AND ").append(condition);
        parameters.emplace_back(std::move(value));
    };
    if (filter.statusFrom || filter.statusTo) {
        // The literal lets SQLite see that the partial index of failures may be used.
        if (filter.statusFrom >= 400)
            sql += " AND status >= 400";
        if (filter.statusFrom == filter.statusTo) {
            add("status = ?", std::int64_t{filter.statusFrom});
        } else {
            add("status >= ?", std::int64_t{filter.statusFrom});
            add("status <= ?", std::int64_t{filter.statusTo});
        }
    }
    if (!filter.api.empty())
        add("api != '' AND api = ?", filter.api);
    if (!filter.application.empty())
        add("application = ?", filter.application);
    if (!filter.provider.empty())
        add("provider = ?", filter.provider);
    if (!filter.method.empty())
        add("method = ?", filter.method);
    if (!filter.model.empty()) {
        add("(model_asked = ?", filter.model);
        sql += " OR model_used = ?)";
        parameters.emplace_back(filter.model);
    }
    if (filter.kind)
        add("kind = ?", static_cast<std::int64_t>(*filter.kind));
    if (filter.from)
        add("start_us >= ?", std::int64_t{filter.from->time_since_epoch().count()});
    if (filter.to)
        add("start_us < ?", std::int64_t{filter.to->time_since_epoch().count()});
    if (filter.minMicros)
        add("last_byte_us >= ?", std::int64_t{filter.minMicros});
    if (!filter.text.empty()) {
        sql += " AND (0";
        for (const char* column : {"id", "path", "error", "api", "application", "model_asked",
                                   "model_used", "provider", "client"}) {
            sql.append(" OR ").append(column).append(" LIKE ? ESCAPE '\\'");
            parameters.emplace_back(likePattern(filter.text));
        }
        sql += ")";
    }
    return sql;
}

void bindAll(SQLite::Statement& statement, const Parameters& parameters)
{
    int at = 0;
    for (const auto& parameter : parameters)
        std::visit([&](const auto& value) { statement.bind(++at, value); }, parameter);
}

struct Cursor
{
    std::uint64_t segment = std::numeric_limits<std::uint64_t>::max();
    std::int64_t before = std::numeric_limits<std::int64_t>::max(); ///< Rows below this one.

    [[nodiscard]] std::string text() const { return fmt::format("{}.{}", segment, before); }
};

std::optional<Cursor> parseCursor(std::string_view text)
{
    Cursor cursor;
    if (text.empty())
        return cursor;
    const char* end = text.data() + text.size();
    const auto [dot, error] = std::from_chars(text.data(), end, cursor.segment);
    if (error != std::errc{} || dot == end || *dot != '.')
        return std::nullopt;
    const auto [stop, error2] = std::from_chars(dot + 1, end, cursor.before);
    if (error2 != std::errc{} || stop != end)
        return std::nullopt;
    return cursor;
}

/// Ends a statement once the time is over.
int onProgress(void* deadline)
{
    return std::chrono::steady_clock::now() >=
           *static_cast<const std::chrono::steady_clock::time_point*>(deadline);
}

} // namespace

RecordReader::RecordReader(std::filesystem::path folder, std::chrono::milliseconds budget)
    : m_folder(std::move(folder))
    , m_budget(budget)
{
}

RecordReader::~RecordReader() = default;

SQLite::Database* RecordReader::open(SegmentName name)
{
    const auto at = std::ranges::find(m_open, name, &Open::name);
    if (at != m_open.end()) {
        m_open.splice(m_open.begin(), m_open, at);
        return m_open.front().database.get();
    }
    try {
        auto database = openForReading(m_folder / name.fileName());
        sqlite3_progress_handler(database->getHandle(), 1000, &onProgress, &m_deadline);
        m_open.push_front({name, std::move(database)});
    } catch (const SQLite::Exception& error) {
        spdlog::warn("traffic segment {} cannot be read: {}", name.fileName(), error.what());
        return nullptr;
    }
    if (m_open.size() > kMaxOpen)
        m_open.pop_back();
    return m_open.front().database.get();
}

Result<RecordPage> RecordReader::find(const RecordQuery& query)
{
    const auto start = parseCursor(query.before);
    if (!start)
        return fail(ErrorCode::Invalid, "is no cursor of an earlier page", "before");
    m_deadline = std::chrono::steady_clock::now() + m_budget;

    Parameters filterParameters;
    const std::string where = conditions(query.filter, filterParameters);
    RecordPage page;
    JsonWriter json(page.items);
    json.beginArray();
    std::size_t found = 0;
    auto segments = listSegments(m_folder);
    std::erase_if(m_open, [&](const Open& one) { return !std::ranges::count(segments, one.name); });
    std::ranges::reverse(segments);
    for (const SegmentName name : segments) {
        if (name.number() > start->segment)
            continue;
        std::int64_t before = name.number() == start->segment
                                  ? start->before
                                  : std::numeric_limits<std::int64_t>::max();
        SQLite::Database* database = open(name);
        if (!database)
            continue;
        try {
            SQLite::Statement rows(*database, "SELECT " + columnsSql() +
                                                  ",seq FROM records WHERE seq < ?" + where +
                                                  " ORDER BY seq DESC LIMIT ?");
            Parameters parameters{before};
            parameters.insert(parameters.end(), filterParameters.begin(), filterParameters.end());
            // One more than wanted tells whether there is a next page.
            parameters.emplace_back(static_cast<std::int64_t>(query.limit - found + 1));
            bindAll(rows, parameters);
            while (rows.executeStep()) {
                if (found == query.limit) {
                    page.next = Cursor{name.number(), before}.text();
                    break;
                }
                const RequestRecord record = readRow(rows);
                before = rows.getColumn(rows.getColumnCount() - 1).getInt64();
                std::string item;
                appendRecord(item, record);
                json.raw(item);
                ++found;
            }
        } catch (const SQLite::Exception& error) {
            if (error.getErrorCode() != SQLITE_INTERRUPT) {
                spdlog::warn("traffic segment {}: {}", name.fileName(), error.what());
                continue; // the others can still be read
            }
            page.next = Cursor{name.number(), before}.text();
        }
        if (!page.next.empty())
            break;
    }
    json.endArray();
    return page;
}

Result<std::string> RecordReader::read(const std::string& id)
{
    const std::int64_t millis = ulidMillis(id);
    if (millis < 0)
        return fail(ErrorCode::NotFound, "there is no such record", id);
    m_deadline = std::chrono::steady_clock::now() + m_budget;
    const std::uint32_t day = dayOf(fromUnixMillis(millis));
    // Stored when the exchange ended: in a segment of its own day or a later one, mostly the first
    // such.
    for (const SegmentName name : listSegments(m_folder)) {
        SQLite::Database* database = name.day < day ? nullptr : open(name);
        if (!database)
            continue;
        try {
            SQLite::Statement row(*database, "SELECT " + columnsSql() +
                                                 ",message FROM records LEFT JOIN captures "
                                                 "USING (seq) WHERE id = ?");
            row.bindNoCopy(1, id);
            if (!row.executeStep())
                continue;
            std::string json;
            appendRecord(json, readRow(row));
            const SQLite::Column message = row.getColumn(row.getColumnCount() - 1);
            const std::string capture =
                message.isNull() ? std::string()
                                 : decompress({static_cast<const char*>(message.getBlob()),
                                               static_cast<std::size_t>(message.getBytes())});
            if (!capture.empty()) {
                json.back() = ',';
                json.append(capture).append("}");
            }
            return json;
        } catch (const SQLite::Exception& error) {
            return fail(ErrorCode::Unavailable, error.what(), name.fileName());
        }
    }
    return fail(ErrorCode::NotFound, "there is no such record", id);
}

Result<DayTotals> RecordReader::totals(Timestamp from, Timestamp to)
{
    m_deadline = std::chrono::steady_clock::time_point::max();
    DayTotals sum;
    for (const SegmentName name : listSegments(m_folder)) {
        SQLite::Database* database = name.day < dayOf(from) ? nullptr : open(name);
        if (!database)
            continue;
        try {
            SQLite::Statement row(*database,
                                  "SELECT count(*), coalesce(sum(status >= 500), 0),"
                                  " coalesce(sum(status = 429), 0), coalesce(sum(input_tokens), 0),"
                                  " coalesce(sum(output_tokens), 0), coalesce(sum(cost), 0)"
                                  " FROM records WHERE end_us >= ? AND end_us < ?");
            row.bind(1, std::int64_t{from.time_since_epoch().count()});
            row.bind(2, std::int64_t{to.time_since_epoch().count()});
            if (!row.executeStep())
                continue;
            DayTotals part;
            part.requests = static_cast<std::uint64_t>(row.getColumn(0).getInt64());
            part.errors5xx = static_cast<std::uint64_t>(row.getColumn(1).getInt64());
            part.refused429 = static_cast<std::uint64_t>(row.getColumn(2).getInt64());
            part.tokensIn = row.getColumn(3).getInt64();
            part.tokensOut = row.getColumn(4).getInt64();
            part.cost.value = row.getColumn(5).getInt64();
            sum += part;
        } catch (const SQLite::Exception& error) {
            return fail(ErrorCode::Unavailable, error.what(), name.fileName());
        }
    }
    return sum;
}

Timestamp RecordReader::replay(Timestamp from, Timestamp to, std::size_t most,
                               const PastVisitor& visit)
{
    constexpr std::size_t kBatch = 1000;
    m_deadline = std::chrono::steady_clock::time_point::max();
    const std::int64_t first = from.time_since_epoch().count();
    std::int64_t last = to.time_since_epoch().count();
    std::vector<RequestRecord> batch;
    auto segments = listSegments(m_folder);
    std::ranges::reverse(segments);
    for (const SegmentName name : segments) {
        SQLite::Database* database = name.day < dayOf(from) ? nullptr : open(name);
        if (!database)
            continue;
        try {
            SQLite::Statement rows(*database,
                                   "SELECT " + columnsSql() +
                                       ",end_us FROM records WHERE end_us >= ? AND end_us < ?"
                                       " ORDER BY end_us DESC LIMIT ?");
            rows.bind(1, first);
            rows.bind(2, last);
            rows.bind(3, static_cast<std::int64_t>(most));
            while (rows.executeStep()) {
                batch.push_back(readRow(rows));
                last = rows.getColumn(rows.getColumnCount() - 1).getInt64();
                --most;
                if (batch.size() == kBatch) {
                    visit(batch);
                    batch.clear();
                }
            }
        } catch (const SQLite::Exception& error) {
            spdlog::warn("traffic segment {}: {}", name.fileName(), error.what());
        }
        if (most == 0)
            break;
    }
    if (!batch.empty())
        visit(batch);
    return most == 0 ? Timestamp{std::chrono::microseconds(last)} : from;
}

} // namespace gatehouse::history
