// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Connection.h"
#include "http/Handler.h"
#include "http/Listener.h"
#include "http/Loop.h"
#include "http/Tls.h"
#include "http/Types.h"

#include <boost/intrusive/list.hpp>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace gatehouse::http {

/// What the workers of a server have in common.
struct ServerState
{
    std::atomic<std::size_t> connections{0};
    std::atomic<std::size_t> exchanges{0};
    std::mutex mutex;
    std::condition_variable changed; ///< Connections became fewer while draining.
    std::atomic<bool> draining{false};
    bool cut = false; ///< Under `mutex`: something had to be cut.
};

/// One loop of a server with its listening sockets, connections and handler. Internal to core/http.
class Worker
{
public:
    Worker(std::string name, unsigned index, ServerState& state, const Limits& limits,
           const Times& times);

    [[nodiscard]] Loop& loop() { return m_loop; }
    [[nodiscard]] unsigned index() const { return m_index; }

    // Before the loop starts, or on its thread.
    void listen(int descriptor, std::uint16_t port, TlsContext tls);
    void setHandler(std::unique_ptr<Handler> handler) { m_handler = std::move(handler); }
    void reconfigure(const Limits& limits, const Times& times);
    void setTls(const TlsContext& tls);
    void start();

    /// Stops listening, ends idle connections.
    void drain(Idle idle);
    void cutAll();

    [[nodiscard]] Handler& handler() { return *m_handler; }
    [[nodiscard]] const Limits& limits() const { return m_limits; }
    [[nodiscard]] const Times& times() const { return m_times; }
    [[nodiscard]] Counters& counters() { return m_loop.counters(); }
    [[nodiscard]] ServerState& state() { return m_state; }
    [[nodiscard]] bool isDraining() const { return m_draining; }

private:
    struct Listening
    {
        Listener listener;
        std::uint16_t port;
        TlsContext tls;
    };
    enum class Accepted : std::uint8_t
    {
        All,         ///< Nobody waits any more.
        Some,        ///< More may wait.
        NoDescriptor ///< The system has none left.
    };

    [[nodiscard]] Task<void> accept(std::shared_ptr<Listening> listening);
    /// Takes what waits in the queue, in a round of bounded length.
    Accepted acceptWaiting(Listening& listening);
    void take(int descriptor, Listening& listening);

    Loop m_loop;
    unsigned m_index;
    ServerState& m_state;
    Limits m_limits;
    Times m_times;
    std::unique_ptr<Handler> m_handler;
    std::vector<std::shared_ptr<Listening>> m_listening;
    boost::intrusive::list<Connection, boost::intrusive::constant_time_size<false>> m_connections;
    unsigned m_overloaded = 0; ///< Connections that are being told so.
    bool m_draining = false;
};

} // namespace gatehouse::http
