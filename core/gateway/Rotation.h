// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace gatehouse::gateway {

/// A fair order of weighted choices, laid out once: weights 3 and 1 give 0 0 1 0, over and over. A
/// caller keeps a counter and goes through it.
class Rotation
{
public:
    Rotation() = default;
    explicit Rotation(std::span<const std::uint32_t> weights);

    [[nodiscard]] bool empty() const { return m_order.empty(); }
    /// How many different choices there are.
    [[nodiscard]] std::size_t choices() const { return m_choices; }
    [[nodiscard]] std::uint32_t at(std::uint64_t turn) const
    {
        return m_order[turn % m_order.size()];
    }
    [[nodiscard]] std::size_t length() const { return m_order.size(); }

private:
    std::vector<std::uint32_t> m_order;
    std::size_t m_choices = 0;
};

} // namespace gatehouse::gateway
