// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Loop.h"

#include "http/Resolver.h"
#include "http/Stream.h"
#include "http/Wakeup.h"

#include <boost/asio/post.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <csignal>
#include <exception>
#include <pthread.h>

namespace gatehouse::http {

namespace {

/// OpenSSL writes with write(2): a peer that went away would end the process.
void ignoreBrokenPipes()
{
    struct sigaction current = {};
    if (sigaction(SIGPIPE, nullptr, &current) == 0 && current.sa_handler == SIG_DFL)
        std::signal(SIGPIPE, SIG_IGN);
}

} // namespace

struct Loop::Streams
{
    boost::intrusive::list<Stream, boost::intrusive::constant_time_size<false>> list;
    ~Streams() { list.clear(); }
};

Loop::Loop(std::string name)
    : m_name(std::move(name))
    , m_streams(std::make_unique<Streams>())
    , m_work(m_context.get_executor())
{
    ignoreBrokenPipes();
}

Loop::~Loop()
{
    stop();
}

void Loop::start()
{
    m_thread = std::thread([this] {
        m_here.store(std::this_thread::get_id(), std::memory_order_relaxed);
        pthread_setname_np(pthread_self(), m_name.substr(0, 15).c_str());
        // The whole loop is one handler of the context: frames of coroutines are recycled only
        // inside one.
        asio::post(m_context, [this] { turns(); });
        m_context.run();
    });
}

void Loop::turns()
{
    m_deadlines.setNow(std::chrono::steady_clock::now());
    while (!m_stopped.load(std::memory_order_acquire)) {
        try {
            turn();
        } catch (const std::exception& error) {
            // Nothing here throws in normal operation; one bad handler must not end the others.
            spdlog::error("{}: unexpected exception: {}", m_name, error.what());
        }
    }
    m_context.stop();
}

void Loop::turn()
{
    m_poller.wait(waitMillis());
    // Before anybody is told: a deadline that he sets counts from now, not from before the wait.
    m_deadlines.setNow(std::chrono::steady_clock::now());
    // What another thread posted before it, or somebody else, connected is done when that is seen.
    runPosted();
    m_context.poll();
    m_deadlines.run();
    m_ready.run();
    m_poller.tell();
    m_ready.run();
}

int Loop::waitMillis() const
{
    if (!m_ready.empty() || m_hasPosted.load(std::memory_order_acquire) ||
        m_stopped.load(std::memory_order_acquire))
        return 0;
    const Instant next = m_deadlines.next();
    if (next == Instant::max())
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - m_deadlines.now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 3'600'000));
}

void Loop::runPosted()
{
    if (!m_hasPosted.load(std::memory_order_acquire))
        return;
    std::vector<std::function<void()>> posted;
    {
        const std::lock_guard lock(m_mutex);
        posted.swap(m_posted);
        m_hasPosted.store(false, std::memory_order_relaxed);
    }
    for (auto& function : posted)
        m_ready.later(std::move(function));
}

void Loop::post(std::function<void()> function)
{
    bool first = false;
    {
        const std::lock_guard lock(m_mutex);
        m_posted.push_back(std::move(function));
        first = !m_hasPosted.exchange(true, std::memory_order_release);
    }
    // The loop itself looks before it waits.
    if (first && !isHere())
        m_poller.wake();
}

void Loop::spawn(std::function<Task<void>()> coroutine)
{
    post([this, coroutine = std::move(coroutine)] {
        asio::co_spawn(m_context, coroutine, [this](const std::exception_ptr& error) {
            if (!error)
                return;
            try {
                std::rethrow_exception(error);
            } catch (const std::exception& caught) {
                spdlog::error("{}: unexpected exception: {}", m_name, caught.what());
            }
        });
    });
}

void Loop::stop()
{
    m_stopped.store(true, std::memory_order_release);
    m_work.reset();
    m_poller.wake();
    if (isHere())
        return;
    if (m_thread.joinable())
        m_thread.join();
    // A coroutine that waits is owned by what would wake it: it must be woken to end.
    for (int round = 0; round < 100 && !(m_streams->list.empty() && m_ready.empty()); ++round) {
        for (Stream& stream : m_streams->list)
            stream.cut();
        m_deadlines.expireAll();
        m_context.restart();
        m_context.poll();
        m_ready.run();
    }
    m_context.stop();
}

void Loop::add(Stream& stream)
{
    m_streams->list.push_back(stream);
}

Resolver& Loop::resolver()
{
    if (!m_resolver)
        m_resolver = std::make_unique<Resolver>(*this);
    return *m_resolver;
}

Task<void> Loop::sleep(Duration duration)
{
    Wakeup wakeup(m_ready);
    Deadline over(m_deadlines, [&wakeup] { wakeup.wake(); });
    over.setIn(duration);
    co_await wakeup.wait();
}

} // namespace gatehouse::http
