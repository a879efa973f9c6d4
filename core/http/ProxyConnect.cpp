// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/PoolState.h"
#include "http/Proxy.h"

#include <array>

namespace gatehouse::http {

namespace {

/// More than any proxy answers to CONNECT.
constexpr std::size_t kMostAnswer = 16u << 10;

/// `HTTP/1.1 200 ...`: the three digits; 0 when it is no such line.
unsigned statusOf(std::string_view answer)
{
    if (!answer.starts_with("HTTP/1.") || answer.size() < 12 || answer[8] != ' ')
        return 0;
    unsigned status = 0;
    for (const char c : answer.substr(9, 3)) {
        if (c < '0' || c > '9')
            return 0;
        status = status * 10 + static_cast<unsigned>(c - '0');
    }
    return status;
}

} // namespace

Task<ClientError> ClientExchange::connectThroughProxy(Instant until)
{
    const auto& proxy = *m_origin.proxy;
    auto host = m_origin.host;
    if (host.find(':') != std::string::npos)
        host = "[" + host + "]";
    const std::string authority = host + ":" + std::to_string(m_origin.port);
    std::string request = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n";
    if (!proxy.authorization.empty())
        request += "Proxy-Authorization: " + proxy.authorization + "\r\n";
    request += "\r\n";
    Stream& stream = *m_connection.stream;
    stream.deadline().set(until);
    const IoResult written = co_await stream.writeAll(request, m_times.connect);
    std::string answer;
    auto state = written.state;
    while (state == Io::Ok && answer.find("\r\n\r\n") == std::string::npos &&
           answer.size() < kMostAnswer) {
        // Whatever is on the other side speaks only when spoken to: nothing comes behind the head.
        std::array<char, 512> block{};
        const IoResult got = co_await stream.read(block);
        state = got.state;
        answer.append(block.data(), got.bytes);
    }
    stream.deadline().clear();
    if (m_cancelled)
        co_return failOpen(ClientError::Cancelled, "cancelled");
    const std::string name = "the proxy " + proxy.text();
    if (state == Io::Cut)
        co_return failOpen(ClientError::ConnectTimeout, name + " took too long");
    const auto status = statusOf(answer);
    if (status >= 200 && status < 300 && answer.ends_with("\r\n\r\n"))
        co_return ClientError::None;
    co_return failOpen(ClientError::ConnectFailed,
                       status == 0 ? name + " did not answer as one"
                                   : name + " refused with status " + std::to_string(status));
}

} // namespace gatehouse::http
