// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace gatehouse {

/// What kind of failure an Error is; the admin port turns it into a status, the command line into
/// an exit code.
enum class ErrorCode : std::uint8_t
{
    Invalid,      ///< The input is wrong; `place` says where.
    NotFound,     ///< The thing named does not exist.
    Conflict,     ///< It exists already, or was changed by somebody else meanwhile (ETag).
    Forbidden,    ///< The caller may not do this.
    Unauthorized, ///< Nobody is known to have called.
    Unavailable,  ///< The environment refuses: file, socket, disk, database, peer. Trying later may
                  ///< help.
    TooLarge,     ///< A bound was exceeded.
    TimedOut,     ///< A deadline passed.
    Internal,     ///< Our own fault.
};

/// A failure that a person can act on. `place` names the spot (`apis[2].routes[0].path`, a file, an
/// address) and may be empty; `message` is one sentence without the place.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    std::string message;
    std::string place;

    /// `place: message`, or the message alone.
    [[nodiscard]] std::string text() const
    {
        return place.empty() ? message : place + ": " + message;
    }

    friend bool operator==(const Error&, const Error&) = default;
};

/// The result of everything that can fail. Exceptions never cross a folder's public face.
template <typename T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, std::string message,
                                                 std::string place = {})
{
    return std::unexpected<Error>(Error{code, std::move(message), std::move(place)});
}

/// The word for a code in JSON: `invalid`, `not_found`, ...
[[nodiscard]] std::string_view toWord(ErrorCode code);

} // namespace gatehouse
