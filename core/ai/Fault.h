// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Json.h"
#include "ai/ModelAnswer.h"

#include <string>
#include <string_view>

/// Failures as the dialects tell them, in both directions.
namespace gatehouse::ai {

/// A failure out of whatever a provider wraps it in: an object, a list of one, a text, HTML. The
/// status is what the body says it is, else `status`.
[[nodiscard]] ProviderFault readFault(std::string_view body, unsigned status);
/// The same of an `error` value inside an answer or a stream: an object or a string.
[[nodiscard]] ProviderFault readFault(JsonView error);
/// Whether an answer with a status of success tells a failure all the same.
[[nodiscard]] bool tellsFault(JsonView body);

/// `{"error": {...}}` as the dialects of OpenAI, Anthropic and Gemini have it; `type` follows from
/// the status, `code` is OpenAI's.
[[nodiscard]] std::string openAiErrorText(const ProviderFault& fault);
[[nodiscard]] std::string anthropicErrorText(const ProviderFault& fault,
                                             std::string_view requestId);
[[nodiscard]] std::string geminiErrorText(const ProviderFault& fault);

[[nodiscard]] std::string_view openAiErrorType(unsigned status);

} // namespace gatehouse::ai
