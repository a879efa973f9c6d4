// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Units.h"

namespace gatehouse::ai {

/// What an exchange used, in one convention for all dialects: parts add up, nothing is counted
/// twice.
struct Usage
{
    Tokens inputUncached = 0;
    Tokens cacheRead = 0;
    Tokens cacheWrite = 0;
    Tokens output = 0;     ///< reasoning included
    Tokens reasoning = 0;  ///< part of output
    bool reported = false; ///< The provider told it.

    [[nodiscard]] Tokens input() const { return inputUncached + cacheRead + cacheWrite; }
    friend bool operator==(const Usage&, const Usage&) = default;
};

} // namespace gatehouse::ai
