// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "telemetry/Counters.h"
#include "telemetry/RecordArchive.h"
#include "telemetry/RecordSink.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace gatehouse::history {

class RecordReader;
class RecordWriter;

/// What is kept, and how much may wait.
struct HistoryOptions
{
    std::chrono::hours maxAge{14 * 24};
    std::uint64_t maxBytes = 1ull << 30; ///< Of all segments together.
    std::uint64_t segmentBytes =
        64ull << 20; ///< A new segment begins at this size, and with every day (UTC).
    std::uint64_t freeBytes = 256ull << 20; ///< With less free disk than this nothing is recorded.
    std::size_t queueRecords =
        20'000; ///< Records that wait for the writer; more are lost and counted.
    std::uint64_t queueBytes = 64ull << 20; ///< Captured bytes that wait for the writer.
    std::chrono::milliseconds batch{
        200}; ///< Longest time that a record waits for others to be written with.
    std::chrono::milliseconds queryBudget{2000}; ///< After this a search returns what it has.
};

struct HistoryCounters
{
    std::uint64_t written = 0;
    std::uint64_t lost = 0;  ///< Queue full, disk full, or a write failed.
    std::uint64_t bytes = 0; ///< On disk.
    std::string alarm;       ///< Why nothing is recorded now; empty = all is well.
};

/// Keeps request records in a folder of SQLite segments, and answers questions about them.
///
/// take() is called by telemetry and never blocks; a writer thread stores in batches (synchronous
/// NORMAL: a kill loses at most the last batch, never the file). Questions run on a second thread
/// with connections of their own, so a slow one delays neither writing nor anybody who calls. What
/// was taken before a question is found by it, though it may still have waited for the writer. When
/// the disk is full, or the folder broken, recording stops with an alarm and is tried again half a
/// minute later; traffic goes on.
///
/// Owned by the composition; the clock outlives it.
class History final : public telemetry::RecordSink, public telemetry::RecordArchive
{
public:
    /// Makes the folder where it is missing. Starts both threads.
    [[nodiscard]] static Result<std::unique_ptr<History>>
    open(std::filesystem::path folder, HistoryOptions options, const Clock& clock);
    /// Writes what waits, then ends.
    ~History() override;
    History(const History&) = delete;
    History& operator=(const History&) = delete;

    void take(const telemetry::RecordBatch& batch) override;
    void find(telemetry::RecordQuery query,
              std::function<void(Result<telemetry::RecordPage>)> done) override;
    void read(std::string id, std::function<void(Result<std::string>)> done) override;
    /// Totals of the exchanges that ended in a span of time; `done` as above.
    void totals(Timestamp from, Timestamp to,
                std::function<void(Result<telemetry::DayTotals>)> done);

    /// Shows the records whose exchanges ended in a span of time to `visit`, at most `most` of
    /// them, the newest first, on the archive's thread; `done` gets the time from which on it was
    /// complete.
    void replay(Timestamp from, Timestamp to, std::size_t most, telemetry::PastVisitor visit,
                std::function<void(Result<Timestamp>)> done);

    /// Waits until everything taken so far is on disk (or lost): for tests and for an orderly end.
    void flush();
    /// Any thread.
    [[nodiscard]] HistoryCounters counters() const;

private:
    History(std::filesystem::path folder, HistoryOptions options, const Clock& clock);
    void ask(std::function<void(Result<RecordReader*>)> question);
    void runQuestions(const std::stop_token& stop);

    static constexpr std::size_t kMaxQuestions = 64;

    std::unique_ptr<RecordWriter> m_writer;
    std::unique_ptr<RecordReader> m_reader; ///< The question thread's only.
    std::mutex m_mutex;
    std::condition_variable_any m_asked;
    std::deque<std::function<void(Result<RecordReader*>)>> m_questions;
    std::jthread m_thread;
};

} // namespace gatehouse::history
