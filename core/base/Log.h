// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <spdlog/spdlog.h>

#include <filesystem>

namespace gatehouse {

/// Sends the log (spdlog's default logger) to stderr, and to rotating files in `folder` when one is
/// given: at most five of 8 MiB. Called once by every main program; log lines themselves may come
/// from any thread. Secrets are never logged.
[[nodiscard]] Result<void> setUpLog(const std::filesystem::path& folder = {});

} // namespace gatehouse
