// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/RecordFilter.h"
#include "telemetry/RecordSink.h"

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace gatehouse::admin {

/// What a reader of the live feed asked for.
struct LiveTopics
{
    bool tick = false;
    bool traffic = false;
    bool changes = false;
    telemetry::RecordFilter filter{}; ///< Of traffic.
};

/// What came in for one reader since it looked last.
struct LiveNews
{
    std::vector<telemetry::RecordPtr> records; ///< At most LiveHub::kBatch, the newest last.
    std::uint64_t skipped = 0;                 ///< Records that did not fit.
    std::vector<std::string> changes;          ///< JSON objects.
    bool changesLost = false;                  ///< More changed than is kept: read everything anew.
};

/// Hands records and changes to the readers of the live feed. A reader that does not look keeps a
/// bounded batch; what does not fit is counted, nothing grows. Any thread.
class LiveHub final : public telemetry::RecordSink
{
public:
    static constexpr std::size_t kBatch = 200;
    static constexpr std::size_t kChanges = 256;
    static constexpr std::size_t kReaders = 64;

    class Reader;

    /// Nothing when there are too many readers. The reader ends with its pointer. `wake` is called
    /// from any thread when something came in and nothing was waiting, and by close(); it must not
    /// call the hub.
    [[nodiscard]] std::shared_ptr<Reader> open(LiveTopics topics,
                                               std::function<void()> wake = nullptr);
    [[nodiscard]] LiveNews take(Reader& reader);

    void take(const telemetry::RecordBatch& batch) override;
    /// `id` may be empty: the status.
    void change(const std::string& collection, const std::string& id, const std::string& action);

    /// Ends every reader's stream.
    void close();
    [[nodiscard]] bool closed() const { return m_closed; }

private:
    void forget();

    std::atomic<bool> m_closed{false};

    std::mutex m_mutex;
    std::list<std::weak_ptr<Reader>> m_readers;
};

} // namespace gatehouse::admin
