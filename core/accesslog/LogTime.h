// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"

#include <optional>
#include <string_view>

/// Times as logs write them; 1970 to 9999.
namespace gatehouse::accesslog {

/// `10/Oct/2000:13:55:36 -0700`, `06/Feb/2009:12:14:14.655`; without a zone it is UTC.
[[nodiscard]] std::optional<Timestamp> clfTime(std::string_view text);
/// `2026-11-24T14:32:07.491Z`, `2026-11-24 14:32:07+01:00` (ISO 8601, extended).
[[nodiscard]] std::optional<Timestamp> isoTime(std::string_view text);
/// Seconds with or without a fraction, milliseconds or microseconds since 1970, by their size.
[[nodiscard]] std::optional<Timestamp> unixTime(std::string_view text);
/// Whichever it is.
[[nodiscard]] std::optional<Timestamp> anyTime(std::string_view text);

/// A number without a sign: digits and at most one fraction.
[[nodiscard]] std::optional<double> plainNumber(std::string_view text);

} // namespace gatehouse::accesslog
