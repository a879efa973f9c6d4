// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/ListeningSocket.h"

#include "http/Target.h"
#include "http/Types.h"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace gatehouse::http {

namespace {

std::unexpected<Error> cannotListen()
{
    return fail(ErrorCode::Unavailable, std::string("cannot listen: ") + std::strerror(errno));
}

} // namespace

std::string Endpoint::url() const
{
    const bool v6 = address.find(':') != std::string::npos;
    return (tls ? "https://" : "http://") + (v6 ? "[" + address + "]" : address) + ":" +
           std::to_string(port);
}

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

bool covers(const Endpoint& outer, const Endpoint& inner)
{
    if (outer.port != inner.port || outer.port == 0)
        return false;
    if (outer.address == inner.address)
        return true;
    const auto wide = asio::ip::make_address(outer.address);
    return wide.is_unspecified() && wide.is_v6() == asio::ip::make_address(inner.address).is_v6();
}

bool overlap(const Endpoint& a, const Endpoint& b)
{
    return covers(a, b) || covers(b, a);
}

Result<std::shared_ptr<ListeningSocket>> ListeningSocket::bind(Endpoint& endpoint, bool shared)
{
    const auto address = asio::ip::make_address(endpoint.address);
    const asio::ip::tcp::endpoint target(address, endpoint.port);
    const int fd = ::socket(address.is_v6() ? AF_INET6 : AF_INET,
                            SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return cannotListen();
    std::shared_ptr<ListeningSocket> socket(new ListeningSocket(fd, endpoint));
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
    asio::ip::tcp::endpoint bound;
    socklen_t size = static_cast<socklen_t>(bound.capacity());
    ok = ok && ::getsockname(fd, bound.data(), &size) == 0;
    if (!ok)
        return cannotListen();
    endpoint.port = bound.port();
    socket->m_endpoint.port = endpoint.port;
    return socket;
}

ListeningSocket::~ListeningSocket()
{
    const int saved = errno;
    ::close(m_descriptor);
    errno = saved;
}

Result<void> ListeningSocket::listen()
{
    if (::listen(m_descriptor, SOMAXCONN) != 0)
        return cannotListen();
    return {};
}

int ListeningSocket::duplicate() const
{
    return ::fcntl(m_descriptor, F_DUPFD_CLOEXEC, 0);
}

} // namespace gatehouse::http
