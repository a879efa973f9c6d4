// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "http/Proxy.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace gatehouse::http {

/// Where an upstream is: one pool of connections each.
struct Origin
{
    bool tls = false;
    std::string host; ///< Name or IP literal, lower case, IPv6 without brackets.
    std::uint16_t port = 80;
    std::shared_ptr<const Proxy> proxy = nullptr; ///< On the way there; null = none.

    /// `https://host:port`, with the proxy where there is one: the key of the pool.
    [[nodiscard]] std::string text() const;
    /// What Host carries: `host`, `host:port` where the port is not the scheme's, brackets around
    /// IPv6.
    [[nodiscard]] std::string authority() const;
    friend bool operator==(const Origin& a, const Origin& b) { return a.text() == b.text(); }
};

/// An upstream's URL: origin and the path before the rest (`""` or `/v1`, without a `/` at the
/// end).
struct UpstreamUrl
{
    Origin origin;
    std::string path;
    std::string query; ///< Without `?`; usually empty.
};

/// http:// or https://, no user information, no fragment.
[[nodiscard]] Result<UpstreamUrl> parseUpstreamUrl(std::string_view url);

} // namespace gatehouse::http
