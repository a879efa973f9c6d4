// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Rotation.h"

#include <algorithm>
#include <numeric>

namespace gatehouse::gateway {

Rotation::Rotation(std::span<const std::uint32_t> weights)
    : m_choices(weights.size())
{
    constexpr std::uint64_t kLongest = 1000;
    std::vector<std::int64_t> shares(weights.begin(), weights.end());
    std::int64_t divisor = 0;
    for (const auto share : shares)
        divisor = std::gcd(divisor, share);
    if (divisor == 0)
        return; // Nothing has any weight.
    std::uint64_t total = 0;
    for (auto& share : shares) {
        share /= divisor;
        total += static_cast<std::uint64_t>(share);
    }
    if (total > kLongest) {
        const auto before = total;
        total = 0;
        for (auto& share : shares) {
            if (share > 0)
                share = std::max<std::int64_t>(1, share * std::int64_t(kLongest) /
                                                      std::int64_t(before));
            total += static_cast<std::uint64_t>(share);
        }
    }
    // Smooth weighted round robin: each turn everybody gains its share, the richest is taken and
    // pays the whole.
    std::vector<std::int64_t> credit(shares.size(), 0);
    m_order.reserve(total);
    for (std::uint64_t turn = 0; turn < total; ++turn) {
        std::size_t best = 0;
        for (std::size_t i = 0; i < shares.size(); ++i) {
            credit[i] += shares[i];
            if (credit[i] > credit[best])
                best = i;
        }
        credit[best] -= static_cast<std::int64_t>(total);
        m_order.push_back(static_cast<std::uint32_t>(best));
    }
}

} // namespace gatehouse::gateway
