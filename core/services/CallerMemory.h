// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/RequestRecord.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace gatehouse::services {

/// The application of a call, or the address where none is known.
[[nodiscard]] const std::string& callerOf(const telemetry::RequestRecord& record);

/// Who called lately, and how much of it own rules refused: this half hour and the one before. Each
/// half keeps kMost callers; further ones are not known. One thread at a time.
class CallerMemory
{
public:
    static constexpr std::size_t kMost = 20'000;

    /// Records may come in any order; what is older than two halves is passed over.
    void note(const telemetry::RequestRecord& record);
    /// Callers of whose calls own rules refused at most that share, the busiest first.
    [[nodiscard]] std::vector<std::string> fine(double share, Timestamp now,
                                                std::size_t most) const;

private:
    struct Calls
    {
        std::uint64_t all = 0;
        std::uint64_t refused = 0;
    };
    using Half = std::unordered_map<std::string, Calls>;

    std::int64_t m_number = 0; ///< Of the half hour since 1970 that `m_current` is.
    Half m_current;
    Half m_previous;
};

} // namespace gatehouse::services
