// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/LiveHub.h"

#include "telemetry/JsonWriter.h"

namespace gatehouse::admin {

class LiveHub::Reader
{
public:
    explicit Reader(LiveTopics wanted)
        : topics(std::move(wanted))
    {
    }
    const LiveTopics topics;
    std::deque<telemetry::RecordPtr> records;
    LiveNews news;
};

std::shared_ptr<LiveHub::Reader> LiveHub::open(LiveTopics topics)
{
    const std::lock_guard lock(m_mutex);
    forget();
    if (m_readers.size() >= kReaders)
        return nullptr;
    auto reader = std::make_shared<Reader>(std::move(topics));
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
    }
}

} // namespace gatehouse::admin
