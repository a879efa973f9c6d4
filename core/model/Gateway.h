// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Units.h"

#include <optional>
#include <string>
#include <vector>

namespace gatehouse::model {

/// TLS of the listening sockets. Files are PEM.
struct Tls
{
    std::string certificate;
    std::string key;
    std::string minVersion = "1.2"; ///< "1.2" or "1.3"
    friend bool operator==(const Tls&, const Tls&) = default;
};

struct GatewayLimits
{
    std::uint64_t body = 16ull << 20;  ///< Bytes of a request body.
    std::uint64_t head = 32ull << 10;  ///< Bytes of a message head, either direction.
    std::uint64_t connections = 20000; ///< Open client connections of the whole gateway.
    std::uint64_t cache = 64ull << 20; ///< Bytes of kept answers, of all routes together.
    friend bool operator==(const GatewayLimits&, const GatewayLimits&) = default;
};

/// Deadlines of the data path; DESIGN names and defaults.
struct GatewayTimes
{
    Duration head =
        std::chrono::seconds(10); ///< From the first byte of a request to the end of its head.
    Duration bodyGap = std::chrono::seconds(15); ///< Longest silence inside a request body.
    Duration writeStall =
        std::chrono::seconds(15);               ///< Longest time in which a client takes no byte.
    Duration connect = std::chrono::seconds(3); ///< Name, TCP and TLS to an upstream.
    Duration firstByte =
        std::chrono::seconds(120);                 ///< From the request's end to the answer's head.
    Duration streamGap = std::chrono::seconds(60); ///< Longest silence inside an answer.
    Duration exchange = std::chrono::seconds(600); ///< Whole exchange.
    Duration idle = std::chrono::seconds(75);      ///< Kept connection without a request.
    Duration drain = std::chrono::seconds(30); ///< Exchanges may end after a stop was asked for.
    friend bool operator==(const GatewayTimes&, const GatewayTimes&) = default;
};

/// The `gateway` section of the workspace file.
struct Gateway
{
    std::vector<std::string> listen{"127.0.0.1:8480"};
    std::vector<std::string> admin{"127.0.0.1:8481"};
    std::optional<Tls> tls;
    std::vector<std::string> trustedProxies; ///< Addresses or CIDR whose X-Forwarded-For counts.
    std::uint32_t threads = 0;               ///< 0 = one a core
    GatewayLimits limits;
    GatewayTimes times;
    /// `http://[USER:PASSWORD@]HOST:PORT` on the way to providers; `none` = never one; empty = as
    /// HTTPS_PROXY, HTTP_PROXY and ALL_PROXY say. Loopback and NO_PROXY are reached directly.
    std::string proxy;
    friend bool operator==(const Gateway&, const Gateway&) = default;
};

} // namespace gatehouse::model
