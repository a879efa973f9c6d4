// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"

#include <string>
#include <string_view>

namespace gatehouse {

/// A ULID (https://github.com/ulid/spec): 26 characters of Crockford's base 32, the first ten the
/// time in milliseconds, so that ids sort by time. Any thread may call it; within one thread ids of
/// one millisecond increase.
[[nodiscard]] std::string makeUlid(Timestamp now);

/// The milliseconds since 1970 that a ULID carries, or -1 when the text is none.
[[nodiscard]] std::int64_t ulidMillis(std::string_view ulid);

/// Whether the text may be an id of ours in files, paths and the database: 1 to 64 of `a-z A-Z 0-9
/// . _ -`, the first a letter or digit.
[[nodiscard]] bool isValidId(std::string_view id);

/// An id made from a name: "Web shop" becomes "web-shop"; "item" when nothing usable is left.
[[nodiscard]] std::string idFromName(std::string_view name);

} // namespace gatehouse
