// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/RecordWriter.h"

#include "history/RowCodec.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace gatehouse::history {

using namespace std::chrono_literals;
using telemetry::RecordBatch;
using telemetry::RecordPtr;

namespace {

/// Records written in one transaction; more waiting ones are not waited for.
constexpr std::size_t kBatch = 1000;
/// Records written by one statement, which costs a quarter less than one statement each.
constexpr std::size_t kRows = 50;
constexpr auto kRetryAfter = 30s;
/// Old segments are also looked for when nothing is written.
constexpr auto kHousekeeping = 1h;

std::uint64_t weight(const RecordPtr& record)
{
    return record->capture ? record->capture->held() : 0;
}

} // namespace

RecordWriter::RecordWriter(std::filesystem::path folder, HistoryOptions options, const Clock& clock)
    : m_folder(std::move(folder))
    , m_options(options)
    , m_clock(clock)
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

RecordWriter::~RecordWriter()
{
    m_thread.request_stop();
    m_thread.join();
}

void RecordWriter::take(const RecordBatch& batch)
{
    {
        const std::lock_guard lock(m_mutex);
        for (const RecordPtr& record : batch) {
            const std::uint64_t bytes = weight(record);
            if (m_queue.size() >= m_options.queueRecords ||
                m_queueBytes + bytes > m_options.queueBytes) {
                ++m_counters.lost;
                continue;
            }
            m_queueBytes += bytes;
            m_queue.push_back(record);
            ++m_taken;
        }
    }
    m_changed.notify_all();
}

void RecordWriter::flush()
{
    std::unique_lock lock(m_mutex);
    const std::uint64_t wanted = m_taken;
    if (m_done >= wanted)
        return;
    m_urgent = std::max(m_urgent, wanted);
    m_changed.notify_all();
    m_changed.wait(lock, [&]() { return m_done >= wanted; });
}

HistoryCounters RecordWriter::counters() const
{
    HistoryCounters counters;
    {
        const std::lock_guard lock(m_mutex);
        counters = m_counters;
    }
    for (const SegmentName name : listSegments(m_folder))
        counters.bytes += segmentBytes(m_folder, name);
    return counters;
}

RecordPtr RecordWriter::waiting(const std::string& id) const
{
    const std::lock_guard lock(m_mutex);
    for (const RecordBatch* batch : {&m_queue, &m_writing}) {
        const auto at =
            std::ranges::find_if(*batch, [&](const RecordPtr& r) { return r->id == id; });
        if (at != batch->end())
            return *at;
    }
    return nullptr;
}

void RecordWriter::run(const std::stop_token& stop)
{
    retire();
    std::unique_lock lock(m_mutex);
    while (true) {
        if (!m_changed.wait_for(lock, stop, kHousekeeping, [this]() { return !m_queue.empty(); })) {
            if (stop.stop_requested() && m_queue.empty())
                break;
            lock.unlock();
            retire();
            lock.lock();
            continue;
        }
        m_changed.wait_for(lock, stop, m_options.batch,
                           [this]() { return m_queue.size() >= kBatch || m_urgent > m_done; });
        m_writing.swap(m_queue);
        m_queueBytes = 0;
        lock.unlock();
        write(m_writing);
        lock.lock();
        m_done += m_writing.size();
        m_writing.clear();
        m_changed.notify_all();
    }
    lock.unlock();
    closeSegment();
}

void RecordWriter::write(const RecordBatch& batch)
{
    const auto now = std::chrono::steady_clock::now();
    bool written = false;
    if (!m_suspended || now - *m_suspended >= kRetryAfter) {
        if (diskIsFull()) {
            suspend("too little free disk space");
        } else {
            try {
                insert(batch);
                written = true;
            } catch (const SQLite::Exception& error) {
                m_database.reset();
                suspend(error.what());
            }
        }
    }
    const std::lock_guard lock(m_mutex);
    (written ? m_counters.written : m_counters.lost) += batch.size();
    if (written) {
        m_suspended.reset();
        m_counters.alarm.clear();
    }
}

void RecordWriter::insert(const RecordBatch& batch)
{
    openSegment();
    SQLite::Transaction transaction(*m_database);
    const std::span<const RecordPtr> records(batch);
    std::size_t done = 0;
    if (records.size() >= kRows) {
        SQLite::Statement many(*m_database, insertSql(kRows));
        for (; records.size() - done >= kRows; done += kRows)
            insertRows(many, records.subspan(done, kRows));
    }
    SQLite::Statement single(*m_database, insertSql(1));
    for (; done < records.size(); ++done)
        insertRows(single, records.subspan(done, 1));
    transaction.commit();
}

void RecordWriter::insertRows(SQLite::Statement& statement, std::span<const RecordPtr> records)
{
    std::vector<RowTexts> made(records.size());
    for (std::size_t i = 0; i < records.size(); ++i)
        bindRow(statement, i, *records[i], made[i]);
    statement.exec();
    statement.reset();
    const std::int64_t last = m_database->getLastInsertRowid();
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (!records[i]->capture)
            continue;
        SQLite::Statement capture(*m_database, "INSERT INTO captures(seq, message) VALUES (?, ?)");
        const std::string packed = compress(captureJson(*records[i]->capture));
        capture.bind(1, last - static_cast<std::int64_t>(records.size() - 1 - i));
        capture.bindNoCopy(2, packed.data(), static_cast<int>(packed.size()));
        capture.exec();
    }
}

void RecordWriter::openSegment()
{
    const std::uint32_t today = dayOf(m_clock.wall());
    if (m_database) {
        const bool full = segmentBytes(m_folder, m_segment) >= m_options.segmentBytes;
        // A clock that was set back does not go back to an older segment: order is by segment.
        if (today <= m_segment.day && !full)
            return;
        closeSegment();
        m_segment = today > m_segment.day ? SegmentName{today, 1}
                                          : SegmentName{m_segment.day, m_segment.part + 1};
    } else {
        const auto segments = listSegments(m_folder);
        m_segment = segments.empty() || segments.back().day < today ? SegmentName{today, 1}
                                                                    : segments.back();
        if (segmentBytes(m_folder, m_segment) >= m_options.segmentBytes)
            ++m_segment.part;
    }
    m_database = openForWriting(m_folder / m_segment.fileName());
    retire();
}

void RecordWriter::closeSegment()
{
    if (!m_database)
        return;
    try {
        m_database->exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const SQLite::Exception& error) {
        spdlog::warn("traffic segment {}: {}", m_segment.fileName(), error.what());
    }
    m_database.reset();
}

void RecordWriter::retire()
{
    const std::uint32_t oldestDay = dayOf(m_clock.wall() - m_options.maxAge);
    const auto segments = listSegments(m_folder);
    std::uint64_t total = 0;
    for (const SegmentName name : segments)
        total += segmentBytes(m_folder, name);
    for (const SegmentName name : segments) {
        if (m_database && name == m_segment)
            break;
        if (name.day >= oldestDay && total <= m_options.maxBytes)
            break;
        total -= std::min(total, segmentBytes(m_folder, name));
        removeSegment(m_folder, name);
        spdlog::info("traffic segment {} is past its retention: removed", name.fileName());
    }
}

bool RecordWriter::diskIsFull() const
{
    std::error_code error;
    const auto space = std::filesystem::space(m_folder, error);
    return !error && space.available < m_options.freeBytes;
}

void RecordWriter::suspend(std::string reason)
{
    m_suspended = std::chrono::steady_clock::now();
    const std::lock_guard lock(m_mutex);
    if (m_counters.alarm != reason)
        spdlog::error("traffic is not recorded: {}; trying again every {} s", reason,
                      std::chrono::seconds(kRetryAfter).count());
    m_counters.alarm = std::move(reason);
}

} // namespace gatehouse::history
