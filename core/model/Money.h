// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Money as people write it and as it is counted. Pure; any thread.
namespace gatehouse::model {

/// At most this much for a million tokens or for one unit: a thousand million dollars.
inline constexpr std::int64_t kMostNanoUsd = 1'000'000'000'000'000'000;

/// `1.70` as nano-dollars, exactly: digits, perhaps a point and at most 9 more digits. Nothing for
/// any other text and for more than kMostNanoUsd.
[[nodiscard]] std::optional<std::int64_t> parseDollars(std::string_view text);

/// The shortest form that parseDollars() reads back: `1.7`, `0.085`, `0`. Not negative.
[[nodiscard]] std::string formatDollars(std::int64_t nanoUsd);

/// Whether the text is a day that exists, `2026-12-01`.
[[nodiscard]] bool isDay(std::string_view text);
/// Days since 1970-01-01 of a text that isDay().
[[nodiscard]] std::int32_t dayNumber(std::string_view text);
/// Minutes of the day of `23:59`; nothing for any other text.
[[nodiscard]] std::optional<std::int32_t> minuteOfDay(std::string_view text);

} // namespace gatehouse::model
