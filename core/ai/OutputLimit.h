// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Units.h"

#include <optional>
#include <string>
#include <string_view>

namespace gatehouse::ai {

/// Where a dialect's requests say how much the answer may be.
enum class OutputField : std::uint8_t
{
    MaxTokens,           ///< `max_tokens`: OpenAI's older word, Anthropic's, everybody else's.
    MaxCompletionTokens, ///< `max_completion_tokens`: OpenAI's own chat models.
    MaxOutputTokens,     ///< `max_output_tokens`: OpenAI's responses.
    Gemini               ///< `generationConfig.maxOutputTokens`
};

/// The body with this limit for its answer: every limit that stands there is replaced, else
/// `field` is added behind everything else. No other byte changes. Nothing where the body is no
/// JSON object.
[[nodiscard]] std::optional<std::string> withOutputLimit(std::string_view body, OutputField field,
                                                         Tokens most);

} // namespace gatehouse::ai
