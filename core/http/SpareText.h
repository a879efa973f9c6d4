// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

/// Strings that are needed with every message keep their memory from one to the next: at most 64 a
/// thread, of 4 KiB each.
namespace gatehouse::http {

/// An empty string with room for so many bytes.
[[nodiscard]] std::string takeText(std::size_t room);
void giveText(std::string&& text);

} // namespace gatehouse::http
