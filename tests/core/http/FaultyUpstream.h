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

/// An upstream that answers each connection by a script: what no well-behaved server would do.
class FaultyUpstream
{
public:
    /// What a script may do with its connection; it is closed in order when the script returns.
    class Peer
    {
    public:
        explicit Peer(int fd, FaultyUpstream& owner)
            : m_fd(fd)
            , m_owner(owner)
        {
        }
        /// Reads until the text has been seen (or the peer ended) and returns everything read so
        /// far.
        std::string readUntil(std::string_view end, int milliseconds = 3000)
        {
            std::string text;
            while (text.find(end) == std::string::npos) {
                pollfd waiting{m_fd, POLLIN, 0};
                char buffer[4096];
                if (::poll(&waiting, 1, milliseconds) <= 0)
                    break;
                const ssize_t got = ::recv(m_fd, buffer, sizeof buffer, 0);
                if (got <= 0) {
                    m_reset = got < 0;
                    m_ended = true;
                    break;
                }
                text.append(buffer, static_cast<std::size_t>(got));
            }
            m_owner.note(text);
            return text;
        }
        std::string readRequest() { return readUntil("\r\n\r\n"); }
        void send(std::string_view text)
        {
            while (!text.empty()) {
                const ssize_t put = ::send(m_fd, text.data(), text.size(), MSG_NOSIGNAL);
                if (put <= 0)
                    return;
                text.remove_prefix(static_cast<std::size_t>(put));
            }
        }
        void reset()
        {
            const linger abort{1, 0};
            ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
        }
        [[nodiscard]] bool ended() const { return m_ended; }

    private:
        int m_fd;
        FaultyUpstream& m_owner;
        bool m_ended = false;
        bool m_reset = false;
    };
    using Script = std::function<void(Peer&, int connection)>;

    explicit FaultyUpstream(Script script)
        : m_script(std::move(script))
    {
        m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(m_fd, reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::listen(m_fd, 64);
        socklen_t size = sizeof address;
        ::getsockname(m_fd, reinterpret_cast<sockaddr*>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { run(); });
    }
    ~FaultyUpstream()
    {
        m_stop = true;
        ::shutdown(m_fd, SHUT_RDWR);
        m_thread.join();
        for (auto& thread : m_peers)
            thread.join();
        ::close(m_fd);
    }
    FaultyUpstream(const FaultyUpstream&) = delete;
    FaultyUpstream& operator=(const FaultyUpstream&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] int connections() const { return m_connections; }
    /// Everything that was received, of all connections.
    [[nodiscard]] std::string received()
    {
        const std::lock_guard lock(m_mutex);
        return m_received;
    }

private:
    void note(const std::string& text)
    {
        const std::lock_guard lock(m_mutex);
        m_received += text;
    }
    void run()
    {
        while (!m_stop) {
            const int fd = ::accept4(m_fd, nullptr, nullptr, SOCK_CLOEXEC);
            if (fd < 0)
                return;
            m_peers.emplace_back([this, fd, number = m_connections++] {
                Peer peer(fd, *this);
                m_script(peer, number);
                ::close(fd);
            });
        }
    }

    Script m_script;
    int m_fd = -1;
    std::uint16_t m_port = 0;
    std::atomic<bool> m_stop = false;
    std::atomic<int> m_connections = 0;
    std::mutex m_mutex;
    std::string m_received;
    std::vector<std::thread> m_peers;
    std::thread m_thread;
};
