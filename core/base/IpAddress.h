// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gatehouse {

/// An IPv4 or IPv6 address; IPv4 inside IPv6 (::ffff:1.2.3.4) is taken for IPv4.
struct IpAddress
{
    std::array<unsigned char, 16> bytes{}; ///< IPv4 as ::ffff:a.b.c.d
    bool v4 = false;

    [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);
    /// The network of so many leading bits, `2001:db8::/64`; for IPv4 the address alone.
    [[nodiscard]] std::string networkText(unsigned v6Bits) const;
};

/// `10.0.0.0/8`, `2001:db8::/32`, or one address.
struct IpNetwork
{
    IpAddress address;
    unsigned bits = 128; ///< Of the 16 bytes.

    [[nodiscard]] static std::optional<IpNetwork> parse(std::string_view text);
    [[nodiscard]] bool contains(const IpAddress& other) const;
};

} // namespace gatehouse
