// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

/// A client that writes exactly the bytes it is told, and reads with a time limit: what no HTTP
/// library allows.
class RawClient
{
public:
    explicit RawClient(std::uint16_t port, int receiveBuffer = 0)
    {
        m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (receiveBuffer > 0)
            ::setsockopt(m_fd, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
        const int on = 1;
        ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected = ::connect(m_fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~RawClient() { close(); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    [[nodiscard]] bool connected() const { return m_connected; }
    [[nodiscard]] int fd() const { return m_fd; }

    bool send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t put = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (put <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(put));
        }
        return true;
    }
    /// Reads until `enough` bytes of text contain it, or the peer ends, or the time is over.
    std::string readUntil(std::string_view end,
                          std::chrono::milliseconds time = std::chrono::seconds(5))
    {
        const auto until = std::chrono::steady_clock::now() + time;
        while (m_text.find(end) == std::string::npos && more(until)) {
        }
        const auto found = m_text.find(end);
        const auto size = found == std::string::npos ? m_text.size() : found + end.size();
        std::string result = m_text.substr(0, size);
        m_text.erase(0, size);
        return result;
    }
    std::string readExactly(std::size_t size,
                            std::chrono::milliseconds time = std::chrono::seconds(5))
    {
        const auto until = std::chrono::steady_clock::now() + time;
        while (m_text.size() < size && more(until)) {
        }
        size = std::min(size, m_text.size());
        std::string result = m_text.substr(0, size);
        m_text.erase(0, size);
        return result;
    }
    /// Everything until the connection ends; see ended() and wasReset().
    std::string readAll(std::chrono::milliseconds time = std::chrono::seconds(5))
    {
        const auto until = std::chrono::steady_clock::now() + time;
        while (more(until)) {
        }
        std::string result;
        result.swap(m_text);
        return result;
    }
    [[nodiscard]] bool ended() const { return m_ended; }
    [[nodiscard]] bool wasReset() const { return m_reset; }

    void finishSending() { ::shutdown(m_fd, SHUT_WR); }
    void reset()
    {
        const linger abort{1, 0};
        ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
        close();
    }
    void close()
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = -1;
    }

private:
    bool more(std::chrono::steady_clock::time_point until)
    {
        if (m_ended || m_reset)
            return false;
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now());
        pollfd waiting{m_fd, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0)
            return false;
        char buffer[16384];
        const ssize_t got = ::recv(m_fd, buffer, sizeof buffer, 0);
        if (got > 0) {
            m_text.append(buffer, static_cast<std::size_t>(got));
            return true;
        }
        m_ended = got == 0;
        m_reset = got < 0;
        return false;
    }

    int m_fd = -1;
    bool m_connected = false;
    bool m_ended = false;
    bool m_reset = false;
    std::string m_text;
};
