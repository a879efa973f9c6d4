// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/asio/ip/tcp.hpp>

#include <unistd.h>
#include <utility>

namespace gatehouse::http {

/// Owns a socket's descriptor.
class Socket
{
public:
    Socket() = default;
    explicit Socket(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~Socket() { close(); }
    Socket(Socket&& other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    {
    }
    Socket& operator=(Socket&& other) noexcept
    {
        if (this != &other) {
            close();
            m_descriptor = std::exchange(other.m_descriptor, -1);
        }
        return *this;
    }

    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    void close()
    {
        if (isOpen())
            ::close(std::exchange(m_descriptor, -1));
    }

    /// Address and port of the peer; port 0 when it is gone already.
    [[nodiscard]] boost::asio::ip::tcp::endpoint peer() const
    {
        boost::asio::ip::tcp::endpoint endpoint;
        auto size = static_cast<socklen_t>(endpoint.capacity());
        if (::getpeername(m_descriptor, endpoint.data(), &size) != 0)
            return {};
        endpoint.resize(size);
        return endpoint;
    }

private:
    int m_descriptor = -1;
};

} // namespace gatehouse::http
