// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Exchange.h"

#include <vector>

namespace gatehouse::gateway {

/// The targets of a call, best first, by the route's strategy. Those whose context the request
/// exceeds by estimate come last, the largest first.
[[nodiscard]] std::vector<CompiledModelTarget> orderTargets(Exchange& x, const ModelMatch& match);

} // namespace gatehouse::gateway
