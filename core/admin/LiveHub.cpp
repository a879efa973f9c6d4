// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/LiveHub.h"

#include "telemetry/JsonWriter.h"

#include <utility>

namespace gatehouse::admin {

class LiveHub::Reader
{
public:
    Reader(LiveTopics wanted, std::function<void()> waker)
        : topics(std::move(wanted))
        , m_wake(std::move(waker))
    {
    }
    /// Once until the reader has looked again.
    void wake()
    {
        if (!std::exchange(m_woken, true) && m_wake)
            m_wake();
    }
    void looked() { m_woken = false; }

    const LiveTopics topics;
    std::deque<telemetry::RecordPtr> records;
    LiveNews news;

private:
    const std::function<void()> m_wake;
    bool m_woken = false;
};

std::shared_ptr<LiveHub::Reader> LiveHub::open(LiveTopics topics, std::function<void()> wake)
{
    const std::lock_guard lock(m_mutex);
    forget();
    if (m_readers.size() >= kReaders)
        return nullptr;
    auto reader = std::make_shared<Reader>(std::move(topics), std::move(wake));
    m_readers.push_back(reader);
    return reader;
}

void LiveHub::forget()
{
    std::erase_if(m_readers, [](const auto& reader) { return reader.expired(); });
}

LiveNews LiveHub::take(Reader& reader)
{
    const std::lock_guard lock(m_mutex);
    reader.looked();
    LiveNews news = std::exchange(reader.news, {});
    news.records.assign(reader.records.begin(), reader.records.end());
    reader.records.clear();
    return news;
}

void LiveHub::take(const telemetry::RecordBatch& batch)
{
    const std::lock_guard lock(m_mutex);
    forget();
    for (const auto& weak : m_readers) {
        const auto reader = weak.lock();
        if (!reader || !reader->topics.traffic)
            continue;
        for (const auto& record : batch) {
            if (!reader->topics.filter.matches(*record))
                continue;
            if (reader->records.size() >= kBatch) {
                reader->records.pop_front();
                ++reader->news.skipped;
            }
            reader->records.push_back(record);
        }
        if (!reader->records.empty())
            reader->wake();
    }
}

void LiveHub::change(const std::string& collection, const std::string& id,
                     const std::string& action)
{
    std::string text;
    telemetry::JsonWriter json(text);
    json.beginObject();
    json.key("collection").string(collection);
    json.field("id", id);
    json.field("action", action);
    json.endObject();
    const std::lock_guard lock(m_mutex);
    for (const auto& weak : m_readers) {
        const auto reader = weak.lock();
        if (!reader || !reader->topics.changes)
            continue;
        if (reader->news.changes.size() >= kChanges) {
            reader->news.changes.clear();
            reader->news.changesLost = true;
        }
        reader->news.changes.push_back(text);
        reader->wake();
    }
}

void LiveHub::close()
{
    m_closed = true;
    const std::lock_guard lock(m_mutex);
    for (const auto& weak : m_readers)
        if (const auto reader = weak.lock())
            reader->wake();
}

} // namespace gatehouse::admin
