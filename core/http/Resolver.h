// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/asio/ip/address.hpp>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace gatehouse::http {

class Loop;

/// Asks the system's resolver, which blocks, in a thread of its own. Owned by its loop.
class Resolver
{
public:
    using Addresses = std::vector<boost::asio::ip::address>;
    using Answer = std::function<void(const Addresses&)>;

    explicit Resolver(Loop& loop);
    /// Waits for the question that is being asked; the others are dropped.
    ~Resolver();
    Resolver(const Resolver&) = delete;
    Resolver& operator=(const Resolver&) = delete;

    /// The loop's thread. The answer comes on it as well, later; empty = the name has no address.
    void ask(std::string host, Answer answer);

private:
    void work(const std::stop_token& stop);

    Loop& m_loop;
    std::mutex m_mutex;
    std::condition_variable_any m_asked;
    std::deque<std::pair<std::string, Answer>> m_questions;
    std::jthread m_thread;
};

} // namespace gatehouse::http
