// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gatehouse::ai {

/// Appends `text` as a JSON string with its quotes. What is not well-formed UTF-8 becomes U+FFFD,
/// so that the result is always valid.
void appendJsonString(std::string& out, std::string_view text);
[[nodiscard]] std::string jsonString(std::string_view text);

} // namespace gatehouse::ai
