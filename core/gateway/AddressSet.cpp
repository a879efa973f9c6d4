// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/AddressSet.h"

#include "base/Text.h"

#include <algorithm>

namespace gatehouse::gateway {

AddressSet::AddressSet(const std::vector<std::string>& entries)
{
    for (const auto& entry : entries) {
        if (const auto network = IpNetwork::parse(entry))
            m_networks.push_back(*network);
    }
}

bool AddressSet::contains(std::string_view address) const
{
    if (m_networks.empty())
        return false;
    const auto parsed = IpAddress::parse(address);
    return parsed && std::ranges::any_of(m_networks, [&](const IpNetwork& network) {
               return network.contains(*parsed);
           });
}

std::string clientAddress(std::string_view peer, std::string_view forwardedFor,
                          const AddressSet& trusted)
{
    std::string_view client = peer;
    while (!forwardedFor.empty() && trusted.contains(client)) {
        const auto comma = forwardedFor.rfind(',');
        auto entry = text::trim(comma == std::string_view::npos ? forwardedFor
                                                                : forwardedFor.substr(comma + 1));
        forwardedFor =
            comma == std::string_view::npos ? std::string_view{} : forwardedFor.substr(0, comma);
        if (entry.starts_with('[') && entry.find(']') != std::string_view::npos)
            entry = entry.substr(1, entry.find(']') - 1);
        if (!IpAddress::parse(entry))
            break; // `unknown`, or invented: nothing in front of it can be believed.
        client = entry;
    }
    return std::string(client);
}

} // namespace gatehouse::gateway
