// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/RequestRecord.h"

#include <optional>
#include <string_view>

namespace gatehouse::accesslog {

/// One line of a log in JSON, whichever program wrote it.
[[nodiscard]] std::optional<telemetry::RequestRecord> readJsonLine(std::string_view line,
                                                                   std::uint64_t number);

} // namespace gatehouse::accesslog
