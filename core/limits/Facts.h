// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/Types.h"
#include "model/Limit.h"

#include <array>
#include <functional>
#include <string>
#include <string_view>

namespace gatehouse::limits {

/// What `match` and `partition` may name.
enum class Dimension : std::uint8_t
{
    Application,
    Team,
    Member,
    Key,
    Api,
    Route,
    Revision,
    Model,
    Provider,
    ProviderKey,
    Ip,
    Header,
    Plan, ///< Of the subscription that the call comes under.
};
inline constexpr std::size_t kDimensions = 13;

/// The header fields of a request.
class HeaderSource
{
public:
    virtual ~HeaderSource() = default;
    /// Empty when there is none. The name is in lower case.
    [[nodiscard]] virtual std::string_view header(std::string_view name) const = 0;
};

/// What is known of one exchange; views into what the caller owns. Empty = does not apply.
struct Facts
{
    std::array<std::string_view, kDimensions> values{};
    const HeaderSource* headers = nullptr;
    /// 0 to 99, evenly spread over exchanges: decides where a rule is enforced for n %.
    std::uint32_t lot = 0;

    [[nodiscard]] std::string_view get(Dimension dimension) const
    {
        return values[static_cast<std::size_t>(dimension)];
    }
    void set(Dimension dimension, std::string_view value)
    {
        values[static_cast<std::size_t>(dimension)] = value;
    }
};

/// The lot of an exchange: the end of its id is random.
[[nodiscard]] inline std::uint32_t lotOf(const std::string& id)
{
    return static_cast<std::uint32_t>(std::hash<std::string>{}(id) % 100);
}

/// How much an exchange takes, by estimate or as it was used.
struct Measure
{
    Amount requests = 1;
    Amount inputTokens = 0;
    Amount outputTokens = 0;
    Amount costNanoUsd = 0;
    Amount bytes = 0;

    [[nodiscard]] Amount of(model::LimitUnit unit) const
    {
        switch (unit) {
        case model::LimitUnit::Requests:
            return requests;
        case model::LimitUnit::InputTokens:
            return inputTokens;
        case model::LimitUnit::OutputTokens:
            return outputTokens;
        case model::LimitUnit::Tokens:
            return inputTokens + outputTokens;
        case model::LimitUnit::CostUsd:
            return costNanoUsd;
        case model::LimitUnit::Bytes:
            return bytes;
        case model::LimitUnit::InFlight:
            return 1;
        }
        return 0;
    }
};

} // namespace gatehouse::limits
