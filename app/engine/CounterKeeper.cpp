// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/CounterKeeper.h"

#include <spdlog/spdlog.h>

namespace gatehouse::app {

namespace {

/// What a loss of power may take.
constexpr auto kInterval = std::chrono::seconds(1);

} // namespace

Result<std::unique_ptr<CounterKeeper>> CounterKeeper::open(const std::filesystem::path& folder,
                                                           const Clock& clock)
{
    auto counters = limits::Counters::open(folder / "limits", clock);
    if (!counters)
        return std::unexpected(std::move(counters.error()));
    const auto& found = (*counters)->recovery();
    if (!found.setAside.empty())
        spdlog::error(
            "the counters of the limits could not be read and begin anew; the file is kept "
            "as {}",
            found.setAside);
    if (found.damaged > 0)
        spdlog::error("{} damaged counters of limits were dropped", found.damaged);
    if (found.unsettled > 0)
        spdlog::warn("{} counters of limits hold reservations of exchanges that were cut off; they "
                     "stay charged by estimate",
                     found.unsettled);
    return std::unique_ptr<CounterKeeper>(new CounterKeeper(std::move(*counters)));
}

CounterKeeper::CounterKeeper(std::unique_ptr<limits::Counters> counters)
    : m_counters(std::move(counters))
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

CounterKeeper::~CounterKeeper()
{
    m_thread.request_stop();
    m_thread.join();
    sync();
}

void CounterKeeper::run(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        if (m_wake.wait_for(lock, stop, kInterval, [] { return false; }))
            break;
        sync();
        const std::scoped_lock guard(m_listenerMutex);
        if (m_listener && m_counters->hasWarnings())
            m_listener();
    }
}

void CounterKeeper::onWarnings(std::function<void()> listener)
{
    const std::scoped_lock guard(m_listenerMutex);
    m_listener = std::move(listener);
}

void CounterKeeper::sync()
{
    const auto written = m_counters->sync();
    if (!written && !m_failed)
        spdlog::error("the counters of the limits are not on the disk: {}", written.error().text());
    m_failed = !written.has_value();
}

} // namespace gatehouse::app
