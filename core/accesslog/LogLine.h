// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/RequestRecord.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// Lines of access logs as request records. Pure functions; any bytes are taken.
namespace gatehouse::accesslog {

enum class Form : std::uint8_t
{
    Combined,
    HaProxy,
    Envoy,
    Json,
};
[[nodiscard]] std::string_view toWord(Form form);
[[nodiscard]] std::optional<Form> formOf(std::string_view word);

/// Longer ones are none.
inline constexpr std::size_t kLongestLine = 64u << 10;

/// Nothing when the line is none of that form. `number` becomes the record's id. The start is the
/// end (which is what most logs tell) less the time that it took, where that is known.
[[nodiscard]] std::optional<telemetry::RequestRecord> readLine(Form form, std::string_view line,
                                                               std::uint64_t number);

/// The form that most of the lines have; nothing when none has any.
[[nodiscard]] std::optional<Form> guess(std::span<const std::string_view> lines);

/// Where no time has a part of a second, requests of one second are spread evenly over it, in their
/// order.
void spreadSeconds(std::vector<telemetry::RequestRecord>& records);

} // namespace gatehouse::accesslog
