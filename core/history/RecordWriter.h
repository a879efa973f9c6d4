// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "history/History.h"
#include "history/Segment.h"

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace SQLite {
class Database;
class Statement;
} // namespace SQLite

namespace gatehouse::history {

/// The thread that stores records: a bounded queue in front, segments behind, and their retention.
class RecordWriter
{
public:
    RecordWriter(std::filesystem::path folder, HistoryOptions options, const Clock& clock);
    /// Writes what waits.
    ~RecordWriter();
    RecordWriter(const RecordWriter&) = delete;
    RecordWriter& operator=(const RecordWriter&) = delete;

    // Any thread:
    void take(const telemetry::RecordBatch& batch);
    /// Returns when what was taken before is stored (or lost); more may come meanwhile.
    void flush();
    [[nodiscard]] HistoryCounters counters() const;
    /// A record that is not on disk yet.
    [[nodiscard]] telemetry::RecordPtr waiting(const std::string& id) const;

private:
    void run(const std::stop_token& stop);
    // The thread's own:
    void write(const telemetry::RecordBatch& batch);
    void insert(const telemetry::RecordBatch& batch);
    void insertRows(SQLite::Statement& statement, std::span<const telemetry::RecordPtr> records);
    void openSegment();
    void closeSegment();
    void retire();
    [[nodiscard]] bool diskIsFull() const;
    void suspend(std::string reason);

    const std::filesystem::path m_folder;
    const HistoryOptions m_options;
    const Clock& m_clock;

    std::unique_ptr<SQLite::Database> m_database;
    SegmentName m_segment;
    std::optional<std::chrono::steady_clock::time_point> m_suspended;

    mutable std::mutex m_mutex; ///< Guards what follows.
    std::condition_variable_any m_changed;
    telemetry::RecordBatch m_queue;
    telemetry::RecordBatch m_writing;
    std::uint64_t m_queueBytes = 0;
    std::uint64_t m_taken = 0;  ///< Records that came into the queue, ever.
    std::uint64_t m_done = 0;   ///< And left it.
    std::uint64_t m_urgent = 0; ///< Somebody waits until m_done reaches this.
    HistoryCounters m_counters;

    std::jthread m_thread;
};

} // namespace gatehouse::history
