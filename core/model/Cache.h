// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Units.h"

namespace gatehouse::model {

/// Who may be answered with an answer that was made for somebody else.
enum class CachePartition : std::uint8_t
{
    Application, ///< Only callers of the same application.
    Team,
    Key,
    Shared ///< Everybody who may call.
};

/// How calls are saved: by answers that are kept, and by equal calls in flight that share one.
struct CachePolicy
{
    /// How long an answer may be used again; 0 = none is kept. Of REST the longest time, and the
    /// time where the upstream does not say one.
    Duration ttl{};
    bool coalesce = false; ///< Equal calls that are in flight together become one.
    CachePartition partition = CachePartition::Application;

    [[nodiscard]] bool active() const { return ttl > Duration::zero() || coalesce; }
    friend bool operator==(const CachePolicy&, const CachePolicy&) = default;
};

} // namespace gatehouse::model
