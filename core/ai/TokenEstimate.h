// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Conversation.h"

#include <string_view>

/// Tokens without a vocabulary: good to a fifth or so, by the kinds of characters. Divisors were
/// measured on samples of a hundred words a language.
namespace gatehouse::ai {

[[nodiscard]] Tokens estimateTokens(std::string_view text);
/// What a provider would count as the input, with its overhead for messages and tools.
[[nodiscard]] Tokens estimateInput(const Conversation& conversation);

} // namespace gatehouse::ai
