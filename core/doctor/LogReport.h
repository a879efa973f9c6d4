// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/CallLog.h"

#include "base/Result.h"

#include <stop_token>
#include <string>

namespace gatehouse::doctor {

/// How a log was read.
struct LogFacts
{
    std::string form;         ///< `combined`, `haproxy`, `envoy`, `json`
    std::uint64_t lines = 0;  ///< That were read.
    std::uint64_t unread = 0; ///< Of these: lines that are none of the form.
    bool full = false;        ///< There were more calls than a CallLog takes.
};

/// What the log of another gateway tells about its refusals: who called and was refused, how the
/// callers behave, what would help. The answer of `GET /admin/v1/logs/ID/report`. The log is
/// finished; fails with Unavailable when it was stopped.
[[nodiscard]] Result<std::string> logReportJson(const CallLog& log, const LogFacts& facts,
                                                const std::stop_token& stop);

} // namespace gatehouse::doctor
