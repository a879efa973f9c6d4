// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace gatehouse {

/// Money, exact to a thousand-millionth of a US dollar.
struct NanoUsd
{
    std::int64_t value = 0;
    friend auto operator<=>(const NanoUsd&, const NanoUsd&) = default;
};

/// A count of model tokens.
using Tokens = std::int64_t;

/// `250ms 30s 5m 2h 7d`, one whole number and one unit; 0 needs a unit too. At most 3650 days.
[[nodiscard]] Result<Duration> parseDuration(std::string_view text);
/// The shortest form that parseDuration() reads back to the same value; exact to a millisecond.
[[nodiscard]] std::string formatDuration(Duration duration);

/// `4096`, `16MiB`, `32KiB`, `1GiB`, `10MB`, `5kB`: a whole number of bytes.
[[nodiscard]] Result<std::uint64_t> parseSize(std::string_view text);
/// The shortest exact form in binary units.
[[nodiscard]] std::string formatSize(std::uint64_t bytes);

/// `2026-11-24T14:32:07.491Z` (RFC 3339, UTC, milliseconds).
[[nodiscard]] std::string formatTimestamp(Timestamp time);
/// A day (`2026-11-24`, its beginning in UTC) or a time of RFC 3339 with its zone.
[[nodiscard]] Result<Timestamp> parseTimestamp(std::string_view text);

} // namespace gatehouse
