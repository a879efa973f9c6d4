// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Conversation.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gatehouse::ai {

/// Reads `data:TYPE;base64,...` (any case, url-safe or wrapped base64, percent-encoded text, a
/// missing type is guessed from the bytes); anything else stays a URL.
[[nodiscard]] Media mediaFromUrl(std::string_view url);
/// `data:TYPE;base64,...` of media that holds data, else its URL.
[[nodiscard]] std::string urlOf(const Media& media);
/// Where a person finds it in his request: its URL without the query (that may hold a signature),
/// cut where it is long, or its id.
[[nodiscard]] std::string nameOf(const Media& media);
/// From base64 in any of its forms.
[[nodiscard]] Media mediaFromBase64(std::string_view type, std::string_view base64);
/// `image/jpg; x=y` -> `image/jpeg`.
[[nodiscard]] std::string mediaType(std::string_view written);

/// A number that depends on the text alone and stays the same for ever: for ids that must be the
/// same whenever the same history comes again (FNV-1a).
[[nodiscard]] std::uint64_t stableHash(std::string_view text);
/// `prefix` and `length` letters and digits out of the hash of `seed`.
[[nodiscard]] std::string stableId(std::string_view prefix, std::string_view seed,
                                   std::size_t length = 24);

} // namespace gatehouse::ai
