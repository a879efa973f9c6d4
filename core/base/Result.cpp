// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Result.h"

namespace gatehouse {

std::string_view toWord(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Invalid:
        return "invalid";
    case ErrorCode::NotFound:
        return "not_found";
    case ErrorCode::Conflict:
        return "conflict";
    case ErrorCode::Forbidden:
        return "forbidden";
    case ErrorCode::Unauthorized:
        return "unauthorized";
    case ErrorCode::Unavailable:
        return "unavailable";
    case ErrorCode::TooLarge:
        return "too_large";
    case ErrorCode::TimedOut:
        return "timed_out";
    case ErrorCode::Internal:
        return "internal";
    }
    return "internal";
}

} // namespace gatehouse
