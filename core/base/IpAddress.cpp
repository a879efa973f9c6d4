// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/IpAddress.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <cstring>

namespace gatehouse {

namespace {

constexpr std::array<unsigned char, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

} // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    std::array<char, INET6_ADDRSTRLEN> copy{};
    text = text.substr(0, text.find('%')); // a zone, fe80::1%eth0
    if (text.empty() || text.size() >= copy.size())
        return std::nullopt;
    std::memcpy(copy.data(), text.data(), text.size());
    IpAddress out;
    if (text.find(':') != std::string_view::npos) {
        if (::inet_pton(AF_INET6, copy.data(), out.bytes.data()) != 1)
            return std::nullopt;
        out.v4 = std::ranges::equal(kMapped, std::span(out.bytes).first<12>());
        return out;
    }
    if (::inet_pton(AF_INET, copy.data(), out.bytes.data() + 12) != 1)
        return std::nullopt;
    std::ranges::copy(kMapped, out.bytes.begin());
    out.v4 = true;
    return out;
}

std::string IpAddress::networkText(unsigned v6Bits) const
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (v4) {
        ::inet_ntop(AF_INET, bytes.data() + 12, text.data(), text.size());
        return text.data();
    }
    v6Bits = std::min(v6Bits, 128u);
    auto network = bytes;
    for (unsigned i = 0; i < network.size(); ++i) {
        const unsigned kept = std::clamp(static_cast<int>(v6Bits) - static_cast<int>(8 * i), 0, 8);
        network[i] = static_cast<unsigned char>(network[i] & (0xFF00u >> kept));
    }
    ::inet_ntop(AF_INET6, network.data(), text.data(), text.size());
    std::string out = text.data();
    return v6Bits == 128 ? out : out + "/" + std::to_string(v6Bits);
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text)
{
    const auto slash = text.find('/');
    const auto address = IpAddress::parse(text.substr(0, slash));
    if (!address)
        return std::nullopt;
    IpNetwork out{*address, 128};
    if (slash == std::string_view::npos)
        return out;
    const auto digits = text.substr(slash + 1);
    unsigned bits = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    const bool short4 = address->v4 && text.find(':') == std::string_view::npos;
    if (error != std::errc{} || end != digits.data() + digits.size() || bits > (short4 ? 32 : 128))
        return std::nullopt;
    out.bits = short4 ? bits + 96 : bits;
    return out;
}

bool IpNetwork::contains(const IpAddress& other) const
{
    const std::size_t whole = bits / 8;
    if (!std::equal(other.bytes.begin(), other.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                    address.bytes.begin()))
        return false;
    const unsigned rest = bits % 8;
    return rest == 0 || ((other.bytes[whole] ^ address.bytes[whole]) >> (8 - rest)) == 0;
}

} // namespace gatehouse
