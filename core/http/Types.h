// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <cstdint>

/// The wire: HTTP/1.1 server and client. Everything of one Loop runs on that loop's thread alone.
namespace gatehouse::http {

/// What becomes of idle connections when a server drains.
enum class Idle : std::uint8_t
{
    Close,        ///< Closed at once: the program ends.
    ServeOnceMore ///< A request that may be on its way is still served, and told that it was the
                  ///< last of its connection: another server has taken the address over.
};

namespace asio = boost::asio;

/// Concrete, not any_io_executor: saves an indirection at every suspension.
using Executor = asio::io_context::executor_type;

/// What every coroutine of the data path returns.
template <typename T>
using Task = asio::awaitable<T, Executor>;

/// The completion token of such coroutines.
inline constexpr asio::use_awaitable_t<Executor> kAwait{};

/// Deadlines towards clients.
struct Times
{
    Duration head = std::chrono::seconds(10);    ///< From the first byte of a head to its end.
    Duration bodyGap = std::chrono::seconds(15); ///< Longest silence inside a request body.
    Duration writeStall =
        std::chrono::seconds(15); ///< Longest time in which a client takes no byte.
    Duration exchange = std::chrono::seconds(600); ///< From the end of the head to the last byte.
    Duration idle = std::chrono::seconds(75);      ///< Kept connection without a request.
    Duration drain = std::chrono::seconds(30); ///< Exchanges may end after a stop was asked for.
    Duration linger = std::chrono::seconds(2); ///< After a refusal the client may go on sending.
};

/// Deadlines towards upstreams.
struct ClientTimes
{
    Duration connect = std::chrono::seconds(3); ///< Name, TCP and TLS together, all addresses.
    Duration send =
        std::chrono::seconds(120); ///< Longest time in which the upstream takes no byte.
    Duration firstByte =
        std::chrono::seconds(120); ///< From the request's end to the answer's whole head.
    Duration streamGap = std::chrono::seconds(60); ///< Longest silence inside an answer's body.
};

/// Bounds of what a peer may make us hold.
struct Limits
{
    std::size_t head = 32u << 10;        ///< Bytes of a message head (431; 502 from an upstream).
    std::size_t requestLine = 16u << 10; ///< Bytes of a request line (414).
    std::size_t fields = 128;            ///< Number of fields in a head (431) or trailer.
    std::size_t chunkLine = 1024;        ///< Bytes of one chunk-size line with its extensions.
    std::size_t chunkExtensions = 16u << 10; ///< Bytes of all chunk extensions of a body together.
    std::size_t trailers = 8u << 10;         ///< Bytes of the trailer section.
    std::size_t interims = 8;                ///< Interim (1xx) answers before the final one.
    std::size_t connections = 20000;         ///< Open client connections of a whole server.
};

/// How the end of a message's body is known.
enum class BodyKind : std::uint8_t
{
    None,       ///< There is no body.
    Length,     ///< Content-Length.
    Chunked,    ///< Transfer-Encoding: chunked.
    UntilClose, ///< Answers only: the end of the connection.
};

} // namespace gatehouse::http
