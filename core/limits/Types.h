// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"

#include <cstdint>
#include <limits>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/// The words that all of this folder speaks in.
namespace gatehouse::limits {

/// How much of a rule's unit; cost in NanoUsd.
using Amount = std::int64_t;
/// Larger ones are taken for this one: a hundred million dollars.
inline constexpr Amount kMostAmount = 100'000'000'000'000'000;

/// Nanoseconds on a clock that only goes forward, also over restarts, and that no change of the
/// wall clock moves: starts near 0 in a new counter file, good for 36 years.
using LedgerTime = std::int64_t;
inline constexpr LedgerTime kNever = std::numeric_limits<LedgerTime>::max();

/// The time of a decision: rates and windows go by the ledger, calendars by the wall.
struct Now
{
    LedgerTime ledger = 0;
    Timestamp wall{};
};

/// What a counter remembers. What the two words mean is the promise's business; they are always
/// published together.
struct alignas(16) State
{
    std::int64_t a = 0;
    std::int64_t b = 0;
    friend bool operator==(const State&, const State&) = default;
};

/// Writes both words with one store where the processor can, so that a process killed at any
/// instruction leaves the old state or the new one. Elsewhere b comes first: an old period or
/// window with a new sum loses nothing that was told to anybody.
inline void publish(State& to, const State& from)
{
#ifdef __SSE2__
    // An aligned vector store; State is 16 bytes on a 16-byte border.
    _mm_store_si128(reinterpret_cast<__m128i*>(&to), _mm_set_epi64x(from.b, from.a));
#else
    to.b = from.b;
    to.a = from.a;
#endif
}

/// What a promise says of a counter at one moment; what comes behind `readyAt` only when it was
/// asked to foretell.
struct Reading
{
    bool fits = true;
    Amount used = 0;
    Amount room = 0;
    LedgerTime readyAt = 0; ///< When the cost fits, if nobody else calls; kNever = it never does.
    LedgerTime moreAt = 0;  ///< When there is more room than now; 0 = nothing is used.
    LedgerTime fullAt = 0;  ///< When all of it is there again; 0 = now, or nobody knows.
};

} // namespace gatehouse::limits
