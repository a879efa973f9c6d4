// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Exchange.h"

#include <string_view>

namespace gatehouse::gateway {

/// Adds to what the answer told what is paid for by the piece: images made, characters spoken,
/// seconds listened to, searches. `answer` is the whole answer, or empty where it is too large or
/// no text; the request tells the rest. Nothing of a refusal.
void countUnits(Exchange& x, std::string_view answer);

} // namespace gatehouse::gateway
