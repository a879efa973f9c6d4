// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Calls.h"

namespace gatehouse::admin {

ControlThread::ControlThread()
    : m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

ControlThread::~ControlThread()
{
    m_thread.request_stop();
    m_thread.join();
}

bool ControlThread::post(std::function<void()> call)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_calls.size() >= kMaxWaiting)
            return false;
        m_calls.push_back(std::move(call));
    }
    m_changed.notify_one();
    return true;
}

void ControlThread::run(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, stop, [this]() { return !m_calls.empty(); });
        if (m_calls.empty())
            return;
        const auto call = std::move(m_calls.front());
        m_calls.pop_front();
        lock.unlock();
        call();
        lock.lock();
    }
}

} // namespace gatehouse::admin
