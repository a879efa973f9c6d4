// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/Replay.h"
#include "telemetry/RequestRecord.h"

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gatehouse::doctor {

/// One recorded call, as small as a million of them allow.
struct Call
{
    static constexpr std::int64_t kNever = -1;  ///< Told wait: do not come back.
    static constexpr std::int64_t kUntold = -2; ///< Told wait: nobody knows.

    std::int64_t atMicros = 0; ///< Unix time at which limits were asked.
    std::int64_t question = 0; ///< Equal for equal questions of one caller.
    std::int64_t toldMillis = kUntold;
    std::int64_t costNanoUsd = 0;
    std::int64_t estimatedCost = 0;
    std::uint64_t bytesIn = 0;
    std::uint64_t bytesOut = 0;
    std::uint32_t serviceMicros = 0;
    std::uint32_t inputTokens = 0;
    std::uint32_t outputTokens = 0;
    std::uint32_t estimatedOutput = 0;
    std::uint32_t shape = 0;
    std::uint8_t lot = 0;
    bool isModel : 1 = false;
    bool exact : 1 = false;       ///< `question` is a hash of the whole question.
    bool refused : 1 = false;     ///< By whomever, with 429 or 503.
    bool ownRule : 1 = false;     ///< By a limit of ours.
    bool repeated : 1 = false;    ///< Repeats a refused call.
    bool repeatsTold : 1 = false; ///< And that one had said when to come back.
    bool early : 1 = false;       ///< And came before it was told to.
    bool answered : 1 = false;
};

/// Recorded calls in the order of their times, for replays and for looking at how callers behave.
/// First add() in any order, then finish(), then the rest. At most kMost calls; what comes
/// further is not taken. One thread; about 100 bytes a call.
class CallLog
{
public:
    static constexpr std::size_t kMost = 1'000'000;
    /// A question that is asked again later than this after the told wait is a new one.
    static constexpr std::int64_t kRetryWithinMicros = 60'000'000;

    explicit CallLog(std::size_t most = kMost)
        : m_most(most)
    {
    }

    enum class Added : std::uint8_t
    {
        Taken,
        NoCall, ///< It never met a limit: no key, unknown path, bad message.
        Full,
    };
    /// Newest first is best: then what is missing is the oldest.
    Added add(const telemetry::RequestRecord& record);
    /// Puts the calls in order, finds retries, and guesses what refused calls would have used: what
    /// answered ones of the same application and target used on average.
    void finish();

    [[nodiscard]] const std::vector<Call>& calls() const { return m_calls; }
    [[nodiscard]] std::size_t leftOut() const { return m_leftOut; }
    [[nodiscard]] const std::string& value(const Call& call, limits::Dimension dimension) const
    {
        return m_shapes[call.shape].values[static_cast<std::size_t>(dimension)];
    }
    /// Whose call it is: the application, else the address.
    [[nodiscard]] const std::string& caller(const Call& call) const;
    /// As the decision core takes it; views into this log.
    [[nodiscard]] limits::PastCall past(const Call& call) const;

private:
    struct Shape
    {
        std::array<std::string, limits::kDimensions> values;
    };
    struct Usual;

    [[nodiscard]] std::uint32_t shapeOf(const telemetry::RequestRecord& record);
    [[nodiscard]] std::uint32_t withTarget(std::uint32_t shape, const std::string& provider,
                                           const std::string& key);
    [[nodiscard]] std::uint32_t intern(Shape shape);
    void fillRefused();
    void findRetries();

    const std::size_t m_most;
    std::vector<Call> m_calls;
    std::deque<Shape> m_shapes;
    std::unordered_map<std::string, std::uint32_t> m_shapeNumbers;
    std::size_t m_leftOut = 0;
};

} // namespace gatehouse::doctor
