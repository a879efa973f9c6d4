// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/CallLog.h"

#include "base/Result.h"

#include <cstdint>
#include <string>

namespace gatehouse::app {

/// An access log that somebody has.
struct LogFile
{
    doctor::CallLog log; ///< Finished.
    std::string form;
    std::uint64_t lines = 0;
    std::uint64_t unread = 0; ///< Lines that are none of the form.
    Timestamp from{};
    Timestamp to{};
};

/// Reads the file line by line; an empty form is guessed from the first thousand lines. Of more
/// than a million requests the first are read. Invalid when no line can be read.
[[nodiscard]] Result<LogFile> readLogFile(const std::string& path, const std::string& form);

} // namespace gatehouse::app
