// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/Blame.h"
#include "doctor/CallLog.h"
#include "doctor/Verdict.h"

#include "base/Result.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace gatehouse::doctor {

/// Explains one record out of the traffic around it: made with the record, fed with what was
/// recorded between from() and to(), newest first, then asked once. One thread; memory as CallLog.
class Explanation
{
public:
    /// Of so many calls at most; what comes further is not looked at.
    static constexpr std::size_t kMost = 300'000;

    /// `rules`: those in force now.
    Explanation(telemetry::RequestRecord record, std::vector<model::LimitRule> rules);

    [[nodiscard]] Timestamp from() const { return m_from; }
    [[nodiscard]] Timestamp to() const { return m_to; }
    /// False when no more is wanted.
    bool add(const telemetry::RequestRecord& record);
    /// The answer of `GET /admin/v1/requests/ID/explain`; `completeFrom`: since when every call is
    /// known.
    [[nodiscard]] Result<std::string> finish(Timestamp completeFrom, const std::stop_token& stop);

private:
    void chooseSpan();

    const telemetry::RequestRecord m_record;
    const std::vector<model::LimitRule> m_rules;
    const Finding m_finding;
    const model::LimitRule* m_rule = nullptr; ///< The one that refused, as it is now.
    Timestamp m_at{};                         ///< When it was refused.
    Timestamp m_from{};
    Timestamp m_filledFrom{}; ///< Since when charges may have been in the counter.
    Timestamp m_to{};
    CallLog m_log{kMost};
    std::optional<Blame> m_blame;
};

} // namespace gatehouse::doctor
