// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Head.h"

#include <cstdint>
#include <string_view>

/// Strict head parsers. Pure functions over bytes; whatever is not exactly RFC 9112 is refused,
/// never repaired.
namespace gatehouse::http {

enum class ParseState : std::uint8_t
{
    NeedMore, ///< So far nothing is wrong; more bytes are needed.
    Done,
    Bad, ///< Refused with Refused::status.
};

struct ParseResult
{
    ParseState state = ParseState::NeedMore;
    std::size_t size = 0;  ///< Done: bytes of the head, including empty lines skipped before it.
    unsigned status = 0;   ///< Bad: 400, 414, 417, 431, 501, 505; answers: 502, or 431 where a
                           ///< bound was exceeded.
    const char* what = ""; ///< Bad: a short reason, static text.
};

/// Reads a request head from the start of `bytes`, into which `out` then points. `scanned` keeps
/// how far a former call has looked for the end, so that a head that trickles in is not searched
/// again; start with 0.
[[nodiscard]] ParseResult parseRequestHead(std::string_view bytes, const Limits& limits,
                                           std::size_t& scanned, RequestHead& out);

/// Reads an answer head. `method` is the request's; it decides about the body (RFC 9112, 6.3).
[[nodiscard]] ParseResult parseResponseHead(std::string_view bytes, const Limits& limits,
                                            std::string_view method, std::size_t& scanned,
                                            ResponseHead& out);

/// Field lines of a trailer section without the final empty line; false when one is malformed or
/// there are too many.
[[nodiscard]] bool areFieldLines(std::string_view lines, std::size_t most);

} // namespace gatehouse::http
