// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace gatehouse::http {

/// An address that is listened on.
struct Endpoint
{
    std::string address; ///< IP address, IPv6 without brackets.
    std::uint16_t port = 0;
    bool tls = false;
    [[nodiscard]] std::string url() const; ///< `http://127.0.0.1:8480`
};

/// Reads `ADDRESS:PORT` or `[::1]:PORT`.
[[nodiscard]] Result<Endpoint> parseListen(const std::string& text);

/// Both may be told apart by the system only through SO_REUSEPORT: same port, and the same address
/// or one of them every address.
[[nodiscard]] bool overlap(const Endpoint& a, const Endpoint& b);
/// Whoever reaches `inner` also reaches `outer`: the same address, or `outer` is every address.
[[nodiscard]] bool covers(const Endpoint& outer, const Endpoint& inner);

/// A socket that is bound and listened on. A server that replaces another shares its sockets, so
/// that no connection is lost: with SO_REUSEPORT the system resets what waits in the queue of one
/// that is closed. Closed with its last holder; any thread.
class ListeningSocket
{
public:
    /// Binds; port 0 is replaced by what was found. `shared` = SO_REUSEPORT already for bind():
    /// others of the same user may have the address too. Connections come after listen() only.
    [[nodiscard]] static Result<std::shared_ptr<ListeningSocket>> bind(Endpoint& endpoint,
                                                                       bool shared);
    ~ListeningSocket();
    ListeningSocket(const ListeningSocket&) = delete;
    ListeningSocket& operator=(const ListeningSocket&) = delete;

    [[nodiscard]] const Endpoint& endpoint() const { return m_endpoint; }
    [[nodiscard]] Result<void> listen();
    /// A descriptor of the same socket for a worker, who owns it; -1 when there is none left.
    [[nodiscard]] int duplicate() const;

private:
    ListeningSocket(int descriptor, Endpoint endpoint)
        : m_descriptor(descriptor)
        , m_endpoint(std::move(endpoint))
    {
    }
    const int m_descriptor;
    Endpoint m_endpoint; ///< Where it is bound, which may be within the one that is served.
};

} // namespace gatehouse::http
