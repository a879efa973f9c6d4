// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "telemetry/RecordSink.h"

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace gatehouse::services {

/// How full the fullest counter of each rule was in each minute of the last hour, out of the
/// verdicts in the records that pass by; costs a request nothing but a look-up a verdict. Of at
/// most kMost rules. Not stored: after a restart it knows the hour that is read back. Any thread.
class LimitUse final : public telemetry::RecordSink
{
public:
    static constexpr std::size_t kMost = 10'000;
    static constexpr std::size_t kMinutes = 60;

    explicit LimitUse(const Clock& clock)
        : m_clock(clock)
    {
    }

    void take(const telemetry::RecordBatch& batch) override;
    /// A record of the past as well.
    void note(const telemetry::RequestRecord& record);
    /// The answer of `GET /admin/v1/limit_use`.
    [[nodiscard]] std::string json() const;

private:
    struct Minute
    {
        std::int64_t number = -1;
        float use = 0; ///< 0 to 1, more where more was used than was estimated.
        std::uint32_t refused = 0;
    };
    using Hour = std::array<Minute, kMinutes>;

    void noteLocked(const telemetry::RequestRecord& record);

    const Clock& m_clock;
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, Hour> m_rules;
};

} // namespace gatehouse::services
