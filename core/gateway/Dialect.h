// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gatehouse::gateway {

/// How a caller expects to be told that something failed.
enum class Dialect : std::uint8_t
{
    Problem,   ///< application/problem+json (RFC 9457): REST and everything unknown.
    OpenAi,    ///< /v1/...
    Anthropic, ///< /v1/messages...
    Gemini,    ///< /v1beta/...
};

[[nodiscard]] Dialect dialectOf(std::string_view path);

/// A failure of our own, or a provider's put into our words.
struct Failure
{
    unsigned status = 0; ///< 0 = none
    std::string_view
        type; ///< Class for records and problem documents: `no_key`, `upstream_timeout`, ...
    std::string message;    ///< For a person; no secrets.
    std::string_view code;  ///< OpenAI's `code` where it differs from `type`.
    std::string allow;      ///< For 405.
    std::string retryAfter; ///< Retry-After, as it shall be sent; empty = none.
    std::vector<std::string>
        violated; ///< Limit rules that refused; the first says when to come back.
};

[[nodiscard]] std::string_view contentTypeOf(Dialect dialect);
/// The body of an error answer.
[[nodiscard]] std::string errorBody(Dialect dialect, const Failure& failure,
                                    std::string_view requestId, std::string_view path);
/// What ends a stream that broke; never looks like a normal end. `responses` = OpenAI's Responses
/// dialect.
[[nodiscard]] std::string streamError(const Failure& failure, bool responses);

} // namespace gatehouse::gateway
