// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Server.h"

#include "http/Worker.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <future>
#include <iterator>
#include <thread>

namespace gatehouse::http {

namespace {

/// How long connections get to end after they were cut.
constexpr auto kCutTime = std::chrono::seconds(5);

using Sockets = std::vector<std::shared_ptr<ListeningSocket>>;

/// The sockets of one address.
struct Part
{
    Endpoint endpoint;
    Sockets own;   ///< One a worker.
    Sockets fresh; ///< Those of `own` that are not listened on yet.
    /// Taken over, and more than there are workers, or of an address within this one: served by
    /// every worker. Closing them would lose what waits in their queues, and one worker alone would
    /// get more than its part.
    Sockets common;
};

Result<Part> bindPart(Endpoint endpoint, std::size_t workers, const Sockets& old)
{
    Part part{std::move(endpoint), {}, {}, {}};
    bool shared = false;
    for (const auto& socket : old) {
        const Endpoint& known = socket->endpoint();
        shared = shared || overlap(part.endpoint, known);
        if (!covers(part.endpoint, known))
            continue;
        const bool one = known.address == part.endpoint.address && part.own.size() < workers;
        (one ? part.own : part.common).push_back(socket);
    }
    while (part.own.size() < workers) {
        auto bound = ListeningSocket::bind(part.endpoint, shared || !part.own.empty());
        if (!bound)
            return std::unexpected(std::move(bound.error()));
        part.fresh.push_back(*bound);
        part.own.push_back(std::move(*bound));
    }
    return part;
}

} // namespace

struct Server::Shared
{
    ServerState state;
    // Under state.mutex:
    ServerSettings settings;
    Sockets sockets;                     ///< None any more once it drains.
    Instant drainUntil = Instant::max(); ///< When what is left is cut.
    bool stopped = true;                 ///< Also while no thread was started.
};

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
    if (auto listening = server->listen(settings.listen, predecessor, tls); !listening)
        return std::unexpected(std::move(listening.error()));
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

Result<void> Server::listen(const std::vector<std::string>& addresses, const Server* predecessor,
                            const TlsContext& tls)
{
    Sockets old;
    if (predecessor) {
        const std::lock_guard lock(predecessor->m_shared->state.mutex);
        old = predecessor->m_shared->sockets;
    }
    // Everything is bound before anything new is listened on: a failure costs nobody his
    // connection.
    std::vector<Part> parts;
    for (const std::string& text : addresses) {
        auto endpoint = parseListen(text);
        if (!endpoint)
            return std::unexpected(std::move(endpoint.error()));
        endpoint->tls = tls != nullptr;
        auto part = bindPart(std::move(*endpoint), m_workers.size(), old);
        if (!part)
            return fail(part.error().code, part.error().message, text);
        parts.push_back(std::move(*part));
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        for (const auto& socket : parts[i].fresh) {
            if (auto listening = socket->listen(); !listening)
                return fail(listening.error().code, listening.error().message, addresses[i]);
        }
    }
    bool given = true;
    const auto give = [&](Worker& worker, const ListeningSocket& socket) {
        const int fd = socket.duplicate();
        if (fd >= 0)
            worker.listen(fd, socket.endpoint().port, tls);
        given = given && fd >= 0;
    };
    for (Part& part : parts) {
        for (std::size_t i = 0; i < m_workers.size(); ++i)
            give(*m_workers[i], *part.own[i]);
        for (const auto& socket : part.common)
            for (const auto& worker : m_workers)
                give(*worker, *socket);
        std::ranges::move(part.own, std::back_inserter(m_shared->sockets));
        std::ranges::move(part.common, std::back_inserter(m_shared->sockets));
        m_endpoints.push_back(std::move(part.endpoint));
    }
    if (!given)
        return fail(ErrorCode::Unavailable, "cannot listen: too many open files");
    return {};
}

Server::~Server()
{
    if (m_shared->stopped)
        return;
    beginDrain();
    {
        const std::lock_guard lock(m_shared->state.mutex);
        m_shared->drainUntil = std::chrono::steady_clock::now();
    }
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
    {
        const std::lock_guard lock(m_shared->state.mutex);
        m_shared->settings.limits = limits;
        m_shared->settings.times = times;
    }
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
    ServerState& state = m_shared->state;
    {
        const std::lock_guard lock(state.mutex);
        const bool begun = state.draining.exchange(true);
        if (begun && idle == Idle::ServeOnceMore)
            return;
        if (idle == Idle::Close && m_shared->drainUntil == Instant::max())
            m_shared->drainUntil =
                std::chrono::steady_clock::now() +
                std::chrono::duration_cast<Instant::duration>(m_shared->settings.times.drain);
        m_shared->sockets.clear();
        state.changed.notify_all();
    }
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
        // beginDrain() may come meanwhile and bring the end nearer.
        while (!none()) {
            if (m_shared->drainUntil == Instant::max()) {
                state.changed.wait(lock);
            } else if (state.changed.wait_until(lock, m_shared->drainUntil) ==
                       std::cv_status::timeout) {
                clean = none();
                break;
            }
        }
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
