// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/IpAddress.h"

#include <string>
#include <string_view>
#include <vector>

namespace gatehouse::gateway {

/// IP addresses and networks (`10.0.0.0/8`, `::1`), IPv4 and IPv6.
class AddressSet
{
public:
    AddressSet() = default;
    /// What is no address is left out: validation has refused it.
    explicit AddressSet(const std::vector<std::string>& entries);

    [[nodiscard]] bool empty() const { return m_networks.empty(); }
    [[nodiscard]] bool contains(std::string_view address) const;

private:
    std::vector<IpNetwork> m_networks;
};

/// The address that called: the peer, or, as long as that is trusted, the last one of
/// `forwardedFor` in front of it.
[[nodiscard]] std::string clientAddress(std::string_view peer, std::string_view forwardedFor,
                                        const AddressSet& trusted);

} // namespace gatehouse::gateway
