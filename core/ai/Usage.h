// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Units.h"

#include <cstdint>

namespace gatehouse::ai {

/// What is not counted in tokens.
struct UnitUse
{
    std::int64_t images = 0;      ///< made
    std::int64_t audioMillis = 0; ///< listened to
    std::int64_t characters = 0;  ///< spoken
    std::int64_t searches = 0;    ///< of a reranker
    friend bool operator==(const UnitUse&, const UnitUse&) = default;
};

/// What an exchange used, in one convention for all dialects: parts add up, nothing is counted
/// twice.
struct Usage
{
    Tokens inputUncached = 0;
    Tokens cacheRead = 0;
    Tokens cacheWrite = 0;
    Tokens cacheWriteHour = 0; ///< Part of cacheWrite: kept for an hour instead of minutes.
    Tokens output = 0;         ///< reasoning included
    Tokens reasoning = 0;      ///< part of output
    Tokens audioInput = 0;     ///< part of input
    Tokens audioOutput = 0;    ///< part of output
    Tokens imageInput = 0;     ///< part of input
    UnitUse units;
    bool reported = false; ///< The provider told it.

    [[nodiscard]] Tokens input() const { return inputUncached + cacheRead + cacheWrite; }
    friend bool operator==(const Usage&, const Usage&) = default;
};

} // namespace gatehouse::ai
