// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <atomic>
#include <functional>
#include <mutex>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace gatehouse::test {

/// Reads a whole request or answer whose end is told by Content-Length, a last chunk, or the end of
/// the connection.
inline std::string readMessage(int fd, bool untilClose = false)
{
    std::string text;
    char buffer[4096];
    for (;;) {
        const auto head = text.find("\r\n\r\n");
        if (head != std::string::npos && !untilClose) {
            const auto at = text.find("ontent-Length: ");
            const bool chunked = text.substr(0, head).find("chunked") != std::string::npos;
            if (chunked
                    ? text.ends_with("0\r\n\r\n")
                    : text.size() >= head + 4 + (at < head ? std::stoul(text.substr(at + 15)) : 0))
                return text;
        }
        pollfd wait{fd, POLLIN, 0};
        if (::poll(&wait, 1, 10000) <= 0)
            return text + "(silence)";
        const auto got = ::recv(fd, buffer, sizeof buffer, 0);
        if (got <= 0)
            return got < 0 ? text + "(reset)" : text;
        text.append(buffer, static_cast<std::size_t>(got));
    }
}

/// An upstream that writes what the test says, byte for byte. One thread a connection.
class RawUpstream
{
public:
    /// Gets a request as it came and the socket; false closes the connection.
    using Serve = std::function<bool(const std::string& request, int fd)>;

    explicit RawUpstream(Serve serve)
        : m_serve(std::move(serve))
    {
        m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::listen(m_listener, 64);
        socklen_t size = sizeof address;
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::jthread([this] { accept(); });
    }
    ~RawUpstream()
    {
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        {
            const std::scoped_lock lock(m_mutex);
            for (const int fd : m_open)
                ::shutdown(fd, SHUT_RDWR);
        }
        m_connections.clear();
        ::close(m_listener);
    }

    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    [[nodiscard]] std::string lastRequest()
    {
        const std::scoped_lock lock(m_mutex);
        return m_last;
    }
    std::atomic<int> requests{0};
    std::atomic<int> closedByPeer{0};

    static bool send(int fd, std::string_view text)
    {
        return ::send(fd, text.data(), text.size(), MSG_NOSIGNAL) ==
               static_cast<ssize_t>(text.size());
    }
    static std::string answer(std::string_view body, std::string_view status = "200 OK",
                              std::string_view fields = "")
    {
        return "HTTP/1.1 " + std::string(status) +
               "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(fields) +
               "\r\n" + std::string(body);
    }

private:
    void accept()
    {
        for (;;) {
            const int fd = ::accept(m_listener, nullptr, nullptr);
            if (fd < 0)
                return;
            {
                const std::scoped_lock lock(m_mutex);
                m_open.push_back(fd);
            }
            m_connections.emplace_back([this, fd] { run(fd); });
        }
    }
    void run(int fd)
    {
        for (;;) {
            auto request = readMessage(fd);
            if (request.find("\r\n\r\n") == std::string::npos) {
                ++closedByPeer;
                break;
            }
            ++requests;
            {
                const std::scoped_lock lock(m_mutex);
                m_last = request;
            }
            if (!m_serve(request, fd))
                break;
        }
        const std::scoped_lock lock(m_mutex);
        std::erase(m_open, fd);
        ::close(fd);
    }

    Serve m_serve;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::mutex m_mutex;
    std::string m_last;
    std::vector<int> m_open;
    std::vector<std::jthread> m_connections;
    std::jthread m_thread;
};

/// One connection to the gateway.
class RawClient
{
public:
    explicit RawClient(const std::string& url)
    {
        m_fd = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port =
            htons(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
        m_connected = ::connect(m_fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~RawClient() { close(); }
    void close()
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = -1;
    }
    [[nodiscard]] bool connected() const { return m_connected; }
    void send(std::string_view text) { RawUpstream::send(m_fd, text); }
    std::string read(bool untilClose = false) { return readMessage(m_fd, untilClose); }
    std::string call(std::string_view text)
    {
        send(text);
        return read();
    }

private:
    int m_fd = -1;
    bool m_connected = false;
};

} // namespace gatehouse::test
