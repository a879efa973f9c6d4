// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Units.h"
#include "model/Cache.h"
#include "model/Secret.h"

#include <cstdint>
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
    /// `http://[USER:PASSWORD@]HOST:PORT` to reach it through, `none` to reach it directly; empty =
    /// as the gateway does.
    std::string proxy;
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
    /// Further rounds through the targets once all of them have failed in a way that may pass.
    std::uint32_t retries = 0;
    std::uint32_t retryBudget = 20; ///< Rounds more for at most so many of 100 calls.
    Duration firstByte{};  ///< Longest wait for a target before the next one is asked; 0 = the
                           ///< gateway's, and then nobody else is asked.
    Duration streamGap{};  ///< Longest silence inside an answer; 0 = the gateway's.
    Duration hedgeAfter{}; ///< A second target is asked beside one that is silent so long; 0 =
                           ///< never. The first to answer wins.
    std::uint32_t hedgeBudget = 10; ///< Of so many of 100 calls at most.
    CachePolicy cache{};
    friend bool operator==(const ModelRoute&, const ModelRoute&) = default;
};

} // namespace gatehouse::model
