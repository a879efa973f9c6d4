// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gatehouse::ai {

/// Whether every backslash between the quotes of a JSON string begins an escape of RFC 8259.
[[nodiscard]] bool isEscapedWell(std::string_view inner);
/// What stands between the quotes of a JSON string, as characters. Half a surrogate pair becomes
/// three bytes as in WTF-8, which are no UTF-8: writers make U+FFFD of them.
[[nodiscard]] std::string unescaped(std::string_view inner);

} // namespace gatehouse::ai
