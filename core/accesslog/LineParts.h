// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/RequestRecord.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the forms are read with.
namespace gatehouse::accesslog {

/// Words of a line: split at spaces; `"..."` and `[...]` are one word each, without their marks, a
/// backslash in quotes keeps the next character from ending them.
struct Word
{
    std::string_view text;
    char mark = 0; ///< `"`, `[` or 0
};
[[nodiscard]] std::vector<Word> wordsOf(std::string_view line, std::size_t most);

/// What a line tells, before it becomes a record.
struct Parts
{
    std::string_view client;
    std::string_view forwardedFor;
    std::string_view user;
    std::string_view api;
    std::string_view method;
    std::string_view target; ///< Path with query; absolute forms lose scheme and host.
    std::optional<Timestamp> time;
    bool timeIsStart = false;
    double seconds = 0; ///< That it took.
    int status = 0;
    std::uint64_t bytesIn = 0;
    std::uint64_t bytesOut = 0;
};

/// `GET /path?query HTTP/1.1` into method and target; false when it is none.
[[nodiscard]] bool takeRequest(std::string_view text, Parts& parts);
/// 100 to 599; 0 when it is none.
[[nodiscard]] int statusOf(std::string_view text);
/// Digits; `-` and anything else are 0.
[[nodiscard]] std::uint64_t countOf(std::string_view text);

/// Nothing when time, method, target or status are missing.
[[nodiscard]] std::optional<telemetry::RequestRecord> recordOf(const Parts& parts,
                                                               std::uint64_t number);

} // namespace gatehouse::accesslog
