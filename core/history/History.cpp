// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/History.h"

#include "history/RecordReader.h"
#include "history/RecordWriter.h"
#include "history/RowCodec.h"
#include "telemetry/TelemetryJson.h"

#include <utility>

namespace gatehouse::history {

using namespace telemetry;

Result<std::unique_ptr<History>> History::open(std::filesystem::path folder, HistoryOptions options,
                                               const Clock& clock)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::Unavailable, error.message(), folder.string());
    return std::unique_ptr<History>(new History(std::move(folder), options, clock));
}

History::History(std::filesystem::path folder, HistoryOptions options, const Clock& clock)
    : m_writer(std::make_unique<RecordWriter>(folder, options, clock))
    , m_reader(std::make_unique<RecordReader>(std::move(folder), options.queryBudget))
    , m_thread([this](const std::stop_token& stop) { runQuestions(stop); })
{
}

History::~History()
{
    m_thread.request_stop();
    m_thread.join();
}

void History::take(const RecordBatch& batch)
{
    m_writer->take(batch);
}

void History::flush()
{
    m_writer->flush();
}

HistoryCounters History::counters() const
{
    return m_writer->counters();
}

void History::ask(std::function<void(Result<RecordReader*>)> question)
{
    {
        std::unique_lock lock(m_mutex);
        if (m_questions.size() >= kMaxQuestions) {
            lock.unlock();
            question(fail(ErrorCode::Unavailable, "too many searches are waiting"));
            return;
        }
        m_questions.push_back(std::move(question));
    }
    m_asked.notify_one();
}

void History::runQuestions(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_asked.wait(lock, stop, [this]() { return !m_questions.empty(); });
        if (m_questions.empty())
            return;
        const auto question = std::move(m_questions.front());
        m_questions.pop_front();
        lock.unlock();
        if (stop.stop_requested())
            question(fail(ErrorCode::Unavailable, "the history is being closed"));
        else
            question(m_reader.get());
        lock.lock();
    }
}

void History::find(RecordQuery query, std::function<void(Result<RecordPage>)> done)
{
    ask([this, query = std::move(query), done = std::move(done)](Result<RecordReader*> reader) {
        if (!reader) {
            done(std::unexpected(std::move(reader.error())));
            return;
        }
        // The newest come first: what was taken before the question belongs to the first page.
        if (query.before.empty())
            m_writer->flush();
        done((*reader)->find(query));
    });
}

void History::read(std::string id, std::function<void(Result<std::string>)> done)
{
    ask([this, id = std::move(id), done = std::move(done)](Result<RecordReader*> reader) {
        if (!reader) {
            done(std::unexpected(std::move(reader.error())));
        } else if (const RecordPtr record = m_writer->waiting(id)) {
            std::string json;
            appendRecord(json, *record);
            if (record->capture) {
                json.back() = ',';
                json.append(captureJson(*record->capture)).append("}");
            }
            done(std::move(json));
        } else {
            done((*reader)->read(id));
        }
    });
}

void History::totals(Timestamp from, Timestamp to, std::function<void(Result<DayTotals>)> done)
{
    ask([from, to, done = std::move(done)](Result<RecordReader*> reader) {
        if (!reader)
            done(std::unexpected(std::move(reader.error())));
        else
            done((*reader)->totals(from, to));
    });
}

void History::replay(Timestamp from, Timestamp to, std::size_t most, PastVisitor visit,
                     std::function<void(Result<Timestamp>)> done)
{
    ask([from, to, most, visit = std::move(visit),
         done = std::move(done)](Result<RecordReader*> reader) {
        if (!reader)
            done(std::unexpected(std::move(reader.error())));
        else
            done((*reader)->replay(from, to, most, visit));
    });
}

} // namespace gatehouse::history
