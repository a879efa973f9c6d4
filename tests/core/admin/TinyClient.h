// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <cctype>
#include <cstdint>
#include <cstdlib>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

/// A plain HTTP client of one blocking request a connection, for tests against a real port.
namespace tiny {

struct Answer
{
    int status = 0;
    std::string head;
    std::string body;

    [[nodiscard]] std::string field(const std::string& name) const
    {
        const auto at = head.find("\r\n" + name + ": ");
        if (at == std::string::npos)
            return {};
        const auto begin = at + name.size() + 4;
        return head.substr(begin, head.find("\r\n", begin) - begin);
    }
};

class Client
{
public:
    Client(std::string url, std::string token)
        : m_port(static_cast<std::uint16_t>(std::atoi(url.substr(url.rfind(':') + 1).c_str())))
        , m_token(std::move(token))
    {
    }

    /// A connected socket on which the request was sent.
    [[nodiscard]] int send(const std::string& method, const std::string& target,
                           const std::string& body = {}, const std::string& fields = {}) const
    {
        const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
        const timeval patience{10, 0};
        ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(m_port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
            ::close(fd);
            return -1;
        }
        std::string request =
            method + ' ' + target + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n";
        if (!m_token.empty())
            request += "Authorization: Bearer " + m_token + "\r\n";
        request += fields + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
        [[maybe_unused]] const auto sent = ::send(fd, request.data(), request.size(), MSG_NOSIGNAL);
        return fd;
    }

    [[nodiscard]] Answer ask(const std::string& method, const std::string& target,
                             const std::string& body = {}, const std::string& fields = {}) const
    {
        const int fd = send(method, target, body, fields);
        std::string all;
        char buffer[16384];
        for (ssize_t got = 0; fd >= 0 && (got = ::recv(fd, buffer, sizeof buffer, 0)) > 0;)
            all.append(buffer, static_cast<std::size_t>(got));
        if (fd >= 0)
            ::close(fd);
        Answer answer;
        const auto end = all.find("\r\n\r\n");
        if (end == std::string::npos)
            return answer;
        answer.head = all.substr(0, end + 2);
        // Names in lower case, so that field() finds them however they are written.
        bool inName = false;
        for (char& c : answer.head) {
            if (c == '\n')
                inName = true;
            else if (c == ':')
                inName = false;
            else if (inName)
                c = static_cast<char>(std::tolower(c));
        }
        answer.body = all.substr(end + 4);
        answer.status = std::atoi(answer.head.substr(9, 3).c_str());
        return answer;
    }

private:
    std::uint16_t m_port;
    std::string m_token;
};

} // namespace tiny
