// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Units.h"
#include "http/Fields.h"

#include <atomic>
#include <optional>

/// What providers say in their answers' fields of the room that a key has left.
namespace gatehouse::gateway {

/// One of the two things that providers limit.
struct RoomTold
{
    std::optional<std::int64_t> left;
    Duration until{}; ///< From now on; that long it is true.
};

struct KeyRoomTold
{
    RoomTold requests;
    RoomTold tokens;
};

/// `x-ratelimit-remaining-requests` with `-reset-` (a duration like `6m0.5s`), as OpenAI and its
/// imitators have it, and `anthropic-ratelimit-requests-remaining` with `-reset` (a time).
[[nodiscard]] KeyRoomTold readKeyRoom(const http::Fields& fields, Timestamp now);

/// The same, kept for a key; all workers share it.
class KeyRoom
{
public:
    void learn(const KeyRoomTold& told, Instant now);
    /// Whether a call of so many tokens would be refused, as far as was told.
    [[nodiscard]] bool isFull(Instant now, Tokens tokens) const;
    /// What was told last; -1 = nothing, or too long ago.
    [[nodiscard]] std::int64_t requestsLeft(Instant now) const { return m_requests.left(now); }
    [[nodiscard]] std::int64_t tokensLeft(Instant now) const { return m_tokens.left(now); }

private:
    struct Kept
    {
        std::atomic<std::int64_t> amount{-1};
        std::atomic<std::int64_t> until{0}; ///< Nanoseconds of Instant.

        void learn(const RoomTold& told, Instant now);
        [[nodiscard]] std::int64_t left(Instant now) const;
    };
    Kept m_requests;
    Kept m_tokens;
};

} // namespace gatehouse::gateway
