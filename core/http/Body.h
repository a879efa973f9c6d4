// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace gatehouse::http {

enum class BodyState : std::uint8_t
{
    More,        ///< `data` is a piece; more may follow.
    End,         ///< The body is complete; `data` may be a last piece.
    Interrupted, ///< Nothing was read: somebody called interruptRead(). Reading may go on.
    TooLarge,    ///< Beyond the exchange's maximum (413).
    Bad,         ///< Malformed framing (400; 502 from an upstream).
    TimedOut,    ///< body_gap (408) or stream_gap passed.
    Broken,      ///< The peer went away before the end.
};

/// A piece of a body. `data` lives until the next read of the same body.
struct BodyPiece
{
    BodyState state = BodyState::End;
    std::string_view data;

    [[nodiscard]] bool ok() const { return state == BodyState::More || state == BodyState::End; }
    [[nodiscard]] bool last() const { return state == BodyState::End; }
};

} // namespace gatehouse::http
