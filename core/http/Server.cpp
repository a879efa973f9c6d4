// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Server.h"

#include "http/Target.h"
#include "http/Worker.h"

#include <boost/asio/ip/address.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <future>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace gatehouse::http {

namespace {

/// How long connections get to end after they were cut.
constexpr auto kCutTime = std::chrono::seconds(5);

Result<Endpoint> parseListen(const std::string& text)
{
    const auto authority = parseAuthority(text);
    Endpoint endpoint;
    unsigned port = 0;
    if (!authority || authority->port.empty())
        return fail(ErrorCode::Invalid, "an address to listen on is written ADDRESS:PORT", text);
    std::from_chars(authority->port.data(), authority->port.data() + authority->port.size(), port);
    endpoint.port = static_cast<std::uint16_t>(port);
    std::string host(authority->host);
    if (host.starts_with('['))
        host = host.substr(1, host.size() - 2);
    if (host == "localhost")
        host = "127.0.0.1";
    boost::system::error_code error;
    const auto address = asio::ip::make_address(host, error);
    if (error)
        return fail(ErrorCode::Invalid, "the address to listen on must be an IP address", text);
    endpoint.address = address.to_string();
    return endpoint;
}

/// A listening socket, or -1 with errno. `shared` = SO_REUSEPORT already for bind(): others may
/// have the address too.
int openListening(Endpoint& endpoint, bool shared)
{
    const auto address = asio::ip::make_address(endpoint.address);
    const asio::ip::tcp::endpoint target(address, endpoint.port);
    const int fd = ::socket(address.is_v6() ? AF_INET6 : AF_INET,
                            SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    const int on = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (address.is_v6())
        ::setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (shared)
        ::setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    bool ok = ::bind(fd, target.data(), static_cast<socklen_t>(target.size())) == 0;
    // Only now for the first socket: bound without it, a taken address is an error; set before
    // listen(), the other workers' sockets may join.
    ok = ok && (shared || ::setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) == 0);
    ok = ok && ::listen(fd, SOMAXCONN) == 0;
    asio::ip::tcp::endpoint bound;
    socklen_t size = static_cast<socklen_t>(bound.capacity());
    ok = ok && ::getsockname(fd, bound.data(), &size) == 0;
    if (!ok) {
        const int saved = errno;
        ::close(fd);
        errno = saved;
        return -1;
    }
    endpoint.port = bound.port();
    return fd;
}

} // namespace

struct Server::Shared
{
    ServerState state;
    ServerSettings settings;
    Instant drainUntil{};
    bool stopped = true; ///< Also while no thread was started.
};

std::string Endpoint::url() const
{
    const bool v6 = address.find(':') != std::string::npos;
    return (tls ? "https://" : "http://") + (v6 ? "[" + address + "]" : address) + ":" +
           std::to_string(port);
}

Server::Server() = default;

Result<std::unique_ptr<Server>> Server::start(ServerSettings settings, HandlerFactory factory,
                                              const Server* predecessor)
{
    TlsContext tls;
    if (settings.tls) {
        auto made = makeServerTls(*settings.tls);
        if (!made)
            return std::unexpected(made.error());
        tls = std::move(*made);
    }
    std::unique_ptr<Server> server(new Server);
    server->m_shared = std::make_shared<Shared>();
    server->m_shared->settings = settings;
    const unsigned threads = settings.threads != 0
                                 ? settings.threads
                                 : std::max(1u, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < threads; ++i)
        server->m_workers.push_back(
            std::make_unique<Worker>(settings.name + "-" + std::to_string(i), i,
                                     server->m_shared->state, settings.limits, settings.times));
    for (const std::string& text : settings.listen) {
        auto parsed = parseListen(text);
        if (!parsed)
            return std::unexpected(parsed.error());
        Endpoint endpoint = *parsed;
        endpoint.tls = tls != nullptr;
        const bool takeOver =
            predecessor &&
            std::any_of(predecessor->m_endpoints.begin(), predecessor->m_endpoints.end(),
                        [&endpoint](const Endpoint& old) {
                            return old.address == endpoint.address && old.port == endpoint.port &&
                                   old.port != 0;
                        });
        for (unsigned i = 0; i < threads; ++i) {
            const int fd = openListening(endpoint, takeOver || i > 0);
            if (fd < 0)
                return fail(ErrorCode::Unavailable,
                            std::string("cannot listen: ") + std::strerror(errno), text);
            server->m_workers[i]->listen(fd, endpoint.port, tls);
        }
        server->m_endpoints.push_back(std::move(endpoint));
    }
    server->m_shared->stopped = false;
    for (auto& worker : server->m_workers) {
        Worker* const raw = worker.get();
        std::promise<void> ready;
        raw->loop().post([raw, &factory, &ready] {
            raw->setHandler(factory(raw->loop(), raw->index()));
            ready.set_value();
        });
        raw->start();
        ready.get_future().wait();
    }
    return server;
}

Server::~Server()
{
    if (m_shared->stopped)
        return;
    beginDrain();
    m_shared->drainUntil = std::chrono::steady_clock::now();
    stop();
}

std::size_t Server::connections() const
{
    return m_shared->state.connections.load(std::memory_order_relaxed);
}

std::size_t Server::exchanges() const
{
    return m_shared->state.exchanges.load(std::memory_order_relaxed);
}

Counters::Values Server::counters() const
{
    Counters::Values sum{};
    for (const auto& worker : m_workers)
        worker->counters().addTo(sum);
    return sum;
}

void Server::reconfigure(const Limits& limits, const Times& times)
{
    m_shared->settings.limits = limits;
    m_shared->settings.times = times;
    for (const auto& worker : m_workers)
        worker->loop().post(
            [raw = worker.get(), limits, times] { raw->reconfigure(limits, times); });
}

Result<void> Server::reloadTls(const TlsFiles& files)
{
    auto made = makeServerTls(files);
    if (!made)
        return std::unexpected(made.error());
    for (const auto& worker : m_workers)
        worker->loop().post([raw = worker.get(), tls = *made] { raw->setTls(tls); });
    return {};
}

void Server::beginDrain(Idle idle)
{
    if (!m_shared->state.draining.exchange(true))
        m_shared->drainUntil =
            std::chrono::steady_clock::now() +
            std::chrono::duration_cast<Instant::duration>(m_shared->settings.times.drain);
    else if (idle == Idle::ServeOnceMore)
        return;
    for (const auto& worker : m_workers)
        worker->loop().post([raw = worker.get(), idle] { raw->drain(idle); });
}

bool Server::stop()
{
    if (m_shared->stopped)
        return true;
    if (!m_shared->state.draining)
        beginDrain();
    ServerState& state = m_shared->state;
    // What was posted by beginDrain() accepts the last connections: wait for it before counting.
    for (const auto& worker : m_workers) {
        std::promise<void> passed;
        worker->loop().post([&passed] { passed.set_value(); });
        passed.get_future().wait();
    }
    const auto none = [&state] { return state.connections.load(std::memory_order_acquire) == 0; };
    bool clean = true;
    {
        std::unique_lock lock(state.mutex);
        clean = state.changed.wait_until(lock, m_shared->drainUntil, none);
    }
    if (!clean) {
        for (const auto& worker : m_workers)
            worker->loop().post([raw = worker.get()] { raw->cutAll(); });
        std::unique_lock lock(state.mutex);
        if (!state.changed.wait_for(lock, kCutTime, none))
            spdlog::error("a handler does not end after its client was cut");
    }
    for (const auto& worker : m_workers) {
        std::promise<void> gone;
        worker->loop().post([raw = worker.get(), &gone] {
            raw->setHandler(nullptr);
            gone.set_value();
        });
        gone.get_future().wait();
        worker->loop().stop();
    }
    m_shared->stopped = true;
    return clean;
}

void Server::postToAll(std::function<void(unsigned)> function)
{
    for (const auto& worker : m_workers)
        worker->loop().post([function, index = worker->index()] { function(index); });
}

Loop& Server::loop(unsigned worker)
{
    return m_workers[worker]->loop();
}

} // namespace gatehouse::http
