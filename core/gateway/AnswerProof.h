// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Exchange.h"
#include "http/Types.h"

namespace gatehouse::gateway {

/// Whether the exchange's answer, whose status is a success, is one: its first event tells no
/// failure, or it is whole and JSON. What was read for that stays in front of the rest. False:
/// `failure` is set. A stream waits for its first bytes only.
[[nodiscard]] http::Task<bool> proveAnswer(Exchange& x);

} // namespace gatehouse::gateway
