// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

namespace gatehouse::app {

/// `gatehoused serve`: serves until SIGTERM or SIGINT, then drains; a second signal ends at once.
/// Prints the one ready line on stdout. The exit code. Call it before any other thread exists.
[[nodiscard]] int serve(EngineOptions options);

} // namespace gatehouse::app
