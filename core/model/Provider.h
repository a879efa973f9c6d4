// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Cache.h"
#include "model/Secret.h"

#include <map>
#include <string>
#include <vector>

namespace gatehouse::model {

/// One credential of a provider's pool.
struct ProviderKey
{
    std::string id;
    SecretRef secret;
    std::uint32_t weight = 1;
    friend bool operator==(const ProviderKey&, const ProviderKey&) = default;
};

/// Somebody who answers model calls: an entry of the catalogue with keys, an address of one's own,
/// or the sandbox.
struct Provider
{
    std::string id;
    std::string name;
    /// Id of a provider in the catalogue, else a wire kind (`openai`, `anthropic`, ...), or
    /// `sandbox`.
    std::string kind;
    std::string baseUrl;                         ///< Empty = the catalogue's.
    std::map<std::string, std::string> settings; ///< What the placeholders of a base URL need.
    std::vector<ProviderKey> keys;
    friend bool operator==(const Provider&, const Provider&) = default;
};

enum class RouteStrategy : std::uint8_t
{
    Priority,
    Weighted,
    LeastLatency,
    LowestCost
};

struct ModelTarget
{
    std::string provider;
    std::string model;
    std::uint32_t weight = 1;
    friend bool operator==(const ModelTarget&, const ModelTarget&) = default;
};

/// An alias that callers use as a model's name; `name` is its id.
struct ModelRoute
{
    std::string name;
    RouteStrategy strategy = RouteStrategy::Priority;
    std::vector<ModelTarget> targets;
    CachePolicy cache{};
    friend bool operator==(const ModelRoute&, const ModelRoute&) = default;
};

} // namespace gatehouse::model
