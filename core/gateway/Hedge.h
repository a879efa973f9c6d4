// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/ProviderVerdict.h"

#include <memory>

namespace gatehouse::gateway {

/// Runs a call; where it stays silent for the route's `hedge_after` and the budget allows, the next
/// candidate is asked beside it. The first answer wins, the other call is cancelled.
[[nodiscard]] http::Task<Verdict> runHedged(Exchange& x, std::unique_ptr<ProviderCall> first,
                                            Candidates& candidates, const CompiledModelRoute& route,
                                            bool mayRetry);

} // namespace gatehouse::gateway
