// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/AccessTokens.h"
#include "gateway/Capture.h"
#include "gateway/Steps.h"
#include "http/Handler.h"
#include "http/UpstreamPool.h"
#include "telemetry/WorkerShard.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>

namespace gatehouse::gateway {

/// The view in force, handed from the control thread to the workers. A worker compares the version
/// a request and takes the lock only when it has changed.
class CurrentView
{
public:
    void set(std::shared_ptr<const View> view)
    {
        const std::scoped_lock lock(m_mutex);
        m_view = std::move(view);
        m_version.fetch_add(1, std::memory_order_release);
    }
    [[nodiscard]] std::uint64_t version() const
    {
        return m_version.load(std::memory_order_acquire);
    }
    [[nodiscard]] std::shared_ptr<const View> get() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_view;
    }

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const View> m_view;
    std::atomic<std::uint64_t> m_version{0};
};

/// Sums that any thread may read while one worker writes them.
struct WorkerTotals
{
    std::atomic<std::uint64_t> exchanges{0};
    std::atomic<std::uint64_t> bytesIn{0};
    std::atomic<std::uint64_t> bytesOut{0};
};

/// Takes the exchanges of one loop through the steps.
class Worker final : public http::Handler
{
public:
    struct Shared
    {
        const Clock& clock;
        http::TlsContext tls;
        CurrentView& current;
        limits::Counters& counters;
        cache::Cache& cache;
    };

    Worker(http::Loop& loop, const Shared& shared, std::shared_ptr<telemetry::WorkerShard> shard,
           WorkerTotals& totals);
    ~Worker() override;

    http::Task<void> serve(http::ServerExchange& exchange) override;
    void refuse(const http::Refusal& refusal, http::AnswerHead& head, std::string& body) override;

    /// On the worker's thread: takes the newest view now instead of at the next request.
    void adopt();

private:
    http::Task<void> run(Exchange& x);
    void publish(telemetry::RequestRecord&& record);

    const Shared& m_shared;
    http::UpstreamPool m_pool;
    AccessTokens m_tokens;
    Surroundings m_around;
    std::shared_ptr<telemetry::WorkerShard> m_shard;
    WorkerTotals& m_totals;
    std::uint64_t m_version = 0;
    /// A pointer of this worker's own to the shared view: its count is touched by this thread
    /// alone.
    std::shared_ptr<const View> m_view;
    CaptureBudget m_captures;
    CaptureBudget m_failures;
};

} // namespace gatehouse::gateway
