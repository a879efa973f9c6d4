// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Resolver.h"

#include "http/Loop.h"

#include <boost/asio/ip/tcp.hpp>

#include <algorithm>
#include <cstring>
#include <memory>
#include <netdb.h>

namespace gatehouse::http {

namespace {

Resolver::Addresses lookUp(const std::string& host)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    Resolver::Addresses addresses;
    if (::getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0)
        return addresses;
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
    for (const addrinfo* one = found; one; one = one->ai_next) {
        boost::asio::ip::tcp::endpoint endpoint;
        if (one->ai_addrlen > endpoint.capacity())
            continue;
        endpoint.resize(one->ai_addrlen);
        std::memcpy(endpoint.data(), one->ai_addr, one->ai_addrlen);
        if (std::ranges::find(addresses, endpoint.address()) == addresses.end())
            addresses.push_back(endpoint.address());
    }
    return addresses;
}

} // namespace

Resolver::Resolver(Loop& loop)
    : m_loop(loop)
    , m_thread([this](const std::stop_token& stop) { work(stop); })
{
}

Resolver::~Resolver()
{
    m_thread.request_stop();
    m_thread.join();
}

void Resolver::ask(std::string host, Answer answer)
{
    {
        const std::lock_guard lock(m_mutex);
        m_questions.emplace_back(std::move(host), std::move(answer));
    }
    m_asked.notify_one();
}

void Resolver::work(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (m_asked.wait(lock, stop, [this] { return !m_questions.empty(); })) {
        if (stop.stop_requested())
            return;
        auto [host, answer] = std::move(m_questions.front());
        m_questions.pop_front();
        lock.unlock();
        m_loop.post([addresses = lookUp(host), answer = std::move(answer)] { answer(addresses); });
        lock.lock();
    }
}

} // namespace gatehouse::http
