// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/LimitFacts.h"

/// Limits with `clamp`: instead of refusing a call for the length of an answer that it may never
/// get, its output limit is lowered to what is left (DESIGN 6).
namespace gatehouse::gateway {

/// Whether a rule that matches may lower the output limit of this call. Such a call is reserved
/// with all that its model may answer, so that what is left cannot be passed.
[[nodiscard]] bool mayClamp(const Exchange& x, const limits::Facts& facts);
/// After a refusal: lowers the estimate to what every refusing rule has left, but not below the
/// least that is worth a call; false when that changes nothing, or a rule refused that does not
/// clamp.
[[nodiscard]] bool clamped(const Exchange& x, limits::Measure& estimate);
/// Writes the lowered limit into the request; false when it cannot be said there.
[[nodiscard]] bool applyClamp(Exchange& x, Tokens most);

} // namespace gatehouse::gateway
