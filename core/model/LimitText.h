// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Limit.h"

#include <string>

/// A limit rule in words: for the admin API, the command line and logs. The console writes its own
/// sentence, in the person's language.
namespace gatehouse::model {

/// `Application web: at most 600 requests in 1m on average, with a burst of 50, counted for each
/// application; further ones are refused.`
[[nodiscard]] std::string limitSentence(const LimitRule& rule);

/// The most that can pass, whatever the callers do.
struct WorstCase
{
    double amount = 0;
    std::string sentence; ///< `650 requests in any 1m: the burst of 50 and 600 more`
};
[[nodiscard]] WorstCase worstCase(const LimitRule& rule);

} // namespace gatehouse::model
