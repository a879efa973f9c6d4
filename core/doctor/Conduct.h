// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/CallLog.h"

#include <optional>
#include <string>
#include <vector>

namespace gatehouse::doctor {

/// How one application behaves when it is refused.
struct Conduct
{
    enum class Label : std::uint8_t
    {
        TooFew, ///< Too few refusals to tell.
        Polite,
        IgnoresRetryAfter,
        WakesTogether,
    };

    std::string application; ///< Or the address, where none is known.
    std::uint64_t requests = 0;
    std::uint64_t refused = 0;
    std::uint64_t retries = 0;
    std::uint64_t earlyRetries = 0;
    std::optional<double> earlyShare; ///< Of the retries that were told when to come.
    double retryShare = 0;            ///< Of all requests.
    double tries = 1;                 ///< Calls for each question.
    /// The share of retries that come with three or more others within 100 ms, where even
    /// spreading would not have it.
    std::optional<double> wakeIndex;
    std::optional<double> gaveUpShare; ///< Of the refused: no retry followed.
    bool exact = true;                 ///< Every question is known byte for byte.
    Label label = Label::TooFew;
};
[[nodiscard]] std::string_view toWord(Conduct::Label label);

/// Of a finished log; the most refused first.
[[nodiscard]] std::vector<Conduct> conductOf(const CallLog& log);

} // namespace gatehouse::doctor
