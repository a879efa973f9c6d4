// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace gatehouse::http {

struct Origin;

/// An HTTP proxy on the way to upstreams; everything goes through it by CONNECT (RFC 9110, 9.3.6).
struct Proxy
{
    std::string host; ///< Name or IP literal, IPv6 without brackets.
    std::uint16_t port = 80;
    std::string authorization; ///< `Basic ...`; empty = none.

    /// `host:port`, for keys and messages; without the password.
    [[nodiscard]] std::string text() const;
    friend bool operator==(const Proxy&, const Proxy&) = default;
};

/// What the environment says of proxies, by the names that curl reads; lower case wins.
struct ProxyEnvironment
{
    std::string https; ///< HTTPS_PROXY
    std::string http;  ///< HTTP_PROXY
    std::string all;   ///< ALL_PROXY
    std::string no;    ///< NO_PROXY

    [[nodiscard]] static ProxyEnvironment read();
};

/// `http://[USER:PASSWORD@]HOST:PORT`, also without the scheme. User and password may be
/// percent-encoded.
[[nodiscard]] Result<std::shared_ptr<const Proxy>> parseProxy(std::string_view url);

/// Whether an origin is reached directly in any case: it is this machine, or `list` (NO_PROXY:
/// names with what is below them, addresses, networks, `*`, each perhaps with a port) names it.
[[nodiscard]] bool isDirect(const Origin& origin, std::string_view list);

/// The proxy to an origin; null = none. `setting` is a URL, `none`, or empty for what the
/// environment says. What is no URL counts as none: settings were validated, and a bad variable
/// must not stop a start.
[[nodiscard]] std::shared_ptr<const Proxy> proxyFor(const Origin& origin, std::string_view setting,
                                                    const ProxyEnvironment& environment);

} // namespace gatehouse::http
