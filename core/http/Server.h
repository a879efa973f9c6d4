// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "http/Counters.h"
#include "http/Handler.h"
#include "http/ListeningSocket.h"
#include "http/Loop.h"
#include "http/Tls.h"
#include "http/Types.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gatehouse::http {

class Worker;

struct ServerSettings
{
    std::string name = "http"; ///< Of the threads.
    std::vector<std::string> listen{
        "127.0.0.1:0"};          ///< `ADDRESS:PORT`, `[::1]:PORT`; port 0 = any free one.
    std::optional<TlsFiles> tls; ///< Absent = plain.
    unsigned threads = 0;        ///< 0 = one a core
    Limits limits;
    Times times;
};

/// An HTTP/1.1 server: N workers, each with its own loop, listening sockets and handler. Any thread
/// may call its functions, but not the threads of its own workers.
class Server
{
public:
    /// Makes a worker's handler, on the worker's thread, before the first connection; destroyed
    /// there as well.
    using HandlerFactory = std::function<std::unique_ptr<Handler>(Loop& loop, unsigned worker)>;

    /// Binds, then starts the workers. Fails with the address as place when one is taken or cannot
    /// be had. `predecessor` is a server that still listens and is being replaced: the sockets of
    /// addresses that stay are shared with it, so that no connection is lost. Drain it afterwards,
    /// on the same thread.
    [[nodiscard]] static Result<std::unique_ptr<Server>>
    start(ServerSettings settings, HandlerFactory factory, const Server* predecessor = nullptr);
    /// beginDrain() without waiting for exchanges, then join.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// What is listened on, with real ports, in the order of the settings.
    [[nodiscard]] const std::vector<Endpoint>& endpoints() const { return m_endpoints; }
    [[nodiscard]] unsigned workers() const { return static_cast<unsigned>(m_workers.size()); }
    [[nodiscard]] std::size_t connections() const;
    [[nodiscard]] std::size_t exchanges() const;
    [[nodiscard]] Counters::Values counters() const;

    /// New limits and times for what comes from now on.
    void reconfigure(const Limits& limits, const Times& times);
    /// Reads the certificate again; new handshakes get it. On failure the old one stays.
    [[nodiscard]] Result<void> reloadTls(const TlsFiles& files);

    /// Stops listening; connections end after their exchange, idle ones as said. Returns
    /// immediately; may be called again with Idle::Close while one more exchange is waited for.
    void beginDrain(Idle idle = Idle::Close);
    /// Waits until the last connection ended, at most `drain` after beginDrain(Idle::Close) (which
    /// it calls where nothing was begun); then whatever is left is cut and the workers end. With
    /// Idle::ServeOnceMore only the deadlines of the connections bound the time. True when nothing
    /// had to be cut.
    bool stop();

    /// Runs the function on every worker's thread (snapshots, metrics); returns without waiting.
    void postToAll(std::function<void(unsigned worker)> function);
    /// The loop of a worker: for tests and for wiring.
    [[nodiscard]] Loop& loop(unsigned worker);

private:
    struct Shared;
    Server();
    [[nodiscard]] Result<void> listen(const std::vector<std::string>& addresses,
                                      const Server* predecessor, const TlsContext& tls);

    std::shared_ptr<Shared> m_shared;
    std::vector<std::unique_ptr<Worker>> m_workers;
    std::vector<Endpoint> m_endpoints;
};

/// Raises the soft limit of open files to the hard one and returns it.
std::uint64_t raiseOpenFiles();
/// How many client connections fit (each may need an upstream one; some are kept for files), at
/// most `wanted`.
[[nodiscard]] std::size_t connectionsThatFit(std::size_t wanted, std::uint64_t openFiles);

} // namespace gatehouse::http
