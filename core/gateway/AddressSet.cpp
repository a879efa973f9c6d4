// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/AddressSet.h"

#include "base/Text.h"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <charconv>

namespace gatehouse::gateway {

bool AddressSet::parse(std::string_view text, Bytes& bytes, bool& v4)
{
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(std::string(text), error);
    if (error)
        return false;
    v4 = address.is_v4();
    const auto v6 =
        v4 ? boost::asio::ip::make_address_v6(boost::asio::ip::v4_mapped, address.to_v4())
           : address.to_v6();
    bytes = v6.to_bytes();
    return true;
}

AddressSet::AddressSet(const std::vector<std::string>& entries)
{
    for (const std::string_view entry : entries) {
        Network network{};
        bool v4 = false;
        const auto slash = entry.find('/');
        if (!parse(entry.substr(0, slash), network.bytes, v4))
            continue;
        network.prefix = 128;
        if (slash != std::string_view::npos) {
            const auto digits = entry.substr(slash + 1);
            std::from_chars(digits.data(), digits.data() + digits.size(), network.prefix);
            if (v4)
                network.prefix += 96;
        }
        network.prefix = std::min(network.prefix, 128u);
        m_networks.push_back(network);
    }
}

bool AddressSet::contains(std::string_view address) const
{
    Bytes bytes{};
    bool v4 = false;
    if (m_networks.empty() || !parse(address, bytes, v4))
        return false;
    return std::ranges::any_of(m_networks, [&](const Network& network) {
        const std::size_t whole = network.prefix / 8;
        if (!std::equal(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                        network.bytes.begin()))
            return false;
        const unsigned rest = network.prefix % 8;
        return rest == 0 || ((bytes[whole] ^ network.bytes[whole]) >> (8 - rest)) == 0;
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
        boost::system::error_code error;
        boost::asio::ip::make_address(std::string(entry), error);
        if (error)
            break; // `unknown`, or invented: nothing in front of it can be believed.
        client = entry;
    }
    return std::string(client);
}

} // namespace gatehouse::gateway
