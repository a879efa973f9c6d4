// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Loop.h"

#include "http/Stream.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <spdlog/spdlog.h>

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
    , m_deadlines(m_context)
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
        pthread_setname_np(pthread_self(), m_name.substr(0, 15).c_str());
        while (true) {
            try {
                m_context.run();
                return;
            } catch (const std::exception& error) {
                // Nothing here throws in normal operation; one bad handler must not end the others.
                spdlog::error("{}: unexpected exception: {}", m_name, error.what());
            }
        }
    });
}

void Loop::post(std::function<void()> function)
{
    asio::post(m_context, std::move(function));
}

void Loop::spawn(std::function<Task<void>()> coroutine)
{
    asio::co_spawn(m_context, std::move(coroutine), [this](const std::exception_ptr& error) {
        if (!error)
            return;
        try {
            std::rethrow_exception(error);
        } catch (const std::exception& caught) {
            spdlog::error("{}: unexpected exception: {}", m_name, caught.what());
        }
    });
}

void Loop::stop()
{
    m_work.reset();
    m_context.stop();
    if (m_thread.joinable())
        m_thread.join();
    // A coroutine that waits on a stream is owned by what would wake it: it must be woken to end.
    for (int round = 0; round < 100 && !m_streams->list.empty(); ++round) {
        for (Stream& stream : m_streams->list)
            stream.cut();
        m_context.restart();
        m_context.poll();
    }
    m_context.stop();
}

void Loop::add(Stream& stream)
{
    m_streams->list.push_back(stream);
}

Task<void> Loop::sleep(Duration duration)
{
    Timer timer(m_context);
    timer.expires_after(std::chrono::duration_cast<std::chrono::steady_clock::duration>(duration));
    co_await timer.async_wait(kAwait);
}

} // namespace gatehouse::http
