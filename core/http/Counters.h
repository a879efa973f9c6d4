// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>

namespace gatehouse::http {

/// Everything that core/http counts. One set a loop, written by its thread only, read by any.
enum class Count : std::uint8_t
{
    Accepted,           ///< Client connections.
    AcceptFailed,       ///< accept() failed, also for want of descriptors.
    OverConnections,    ///< Connections refused because the server had its number.
    Requests,           ///< Heads that were read whole and valid.
    RefusedBadMessage,  ///< 400
    RefusedTimeout,     ///< 408
    RefusedTooLarge,    ///< 413
    RefusedLongTarget,  ///< 414
    RefusedExpectation, ///< 417
    RefusedHeadLarge,   ///< 431
    RefusedMethod,      ///< 501 (CONNECT)
    RefusedVersion,     ///< 505
    CutHead,            ///< Deadline `head` passed.
    CutBodyGap,         ///< Deadline `body_gap` passed.
    CutWriteStall,      ///< Deadline `write_stall` passed.
    CutIdle,            ///< Deadline `idle` passed.
    CutExchange,        ///< Deadline `exchange` passed.
    CutDrain,           ///< Still busy when `drain` was over.
    CutLinger,          ///< Went on sending after a refusal.
    ClientGone,         ///< Hung up while an answer was due.
    Aborted,            ///< Answers broken off so that the client can tell.
    TlsFailed,          ///< Handshakes with clients that failed.
    Upgraded,           ///< Connections turned into tunnels.
    UpstreamConnects,   ///< Connections made to upstreams.
    UpstreamReused,     ///< Kept connections used again.
    UpstreamStale,      ///< Kept connections thrown away: bytes or an end waited on them.
    UpstreamFailed,     ///< Connects that failed or took too long.
    UpstreamMalformed,  ///< Answers refused.
    UpstreamTimeout,    ///< first_byte, stream_gap or send passed.
    UpstreamBroken,     ///< Reset or ended early.
    Last_               // keep last
};

/// The word of a counter in metrics: `accepted`, `refused_bad_message`, ...
[[nodiscard]] std::string_view toWord(Count count);

class Counters
{
public:
    static constexpr std::size_t kSize = static_cast<std::size_t>(Count::Last_);
    using Values = std::array<std::uint64_t, kSize>;

    /// The loop's thread only.
    void add(Count count)
    {
        auto& value = m_values[static_cast<std::size_t>(count)];
        value.store(value.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    }
    [[nodiscard]] std::uint64_t get(Count count) const
    {
        return m_values[static_cast<std::size_t>(count)].load(std::memory_order_relaxed);
    }
    void addTo(Values& sum) const
    {
        for (std::size_t i = 0; i < kSize; ++i)
            sum[i] += m_values[i].load(std::memory_order_relaxed);
    }

private:
    std::array<std::atomic<std::uint64_t>, kSize> m_values{};
};

} // namespace gatehouse::http
