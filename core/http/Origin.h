// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gatehouse::http {

/// Where an upstream is: one pool of connections each.
struct Origin
{
    bool tls = false;
    std::string host; ///< Name or IP literal, lower case, IPv6 without brackets.
    std::uint16_t port = 80;

    /// `https://host:port`, the key of the pool.
    [[nodiscard]] std::string text() const;
    /// What Host carries: `host`, `host:port` where the port is not the scheme's, brackets around
    /// IPv6.
    [[nodiscard]] std::string authority() const;
    friend bool operator==(const Origin&, const Origin&) = default;
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
