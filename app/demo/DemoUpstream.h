// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstdint>

namespace gatehouse::demo {

/// What the gateway of the demo finds behind it, on one free port of 127.0.0.1: JSON for every REST
/// path, and OpenAI's chat (whole and streamed) below every path that ends in /chat/completions.
/// Lives on one io_context and its one thread.
class DemoUpstream
{
public:
    /// Throws boost::system::system_error where no port can be had.
    explicit DemoUpstream(boost::asio::io_context& loop);

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    /// Serves until the io_context stops.
    [[nodiscard]] boost::asio::awaitable<void> serve();

private:
    boost::asio::ip::tcp::acceptor m_acceptor;
    std::uint16_t m_port;
};

} // namespace gatehouse::demo
