// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Json.h"
#include "ai/Usage.h"
#include "base/Result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Texts into vectors: requests of OpenAI and Gemini to providers of any dialect, and back.
namespace gatehouse::ai {

enum class Wire : std::uint8_t;

struct EmbeddingRequest
{
    std::vector<std::string> inputs;
    std::optional<std::int64_t> dimensions;
    /// How the caller wants the answer.
    enum class Form : std::uint8_t
    {
        OpenAi,
        OpenAiBase64, ///< Little-endian float32 in base64: the SDKs' default.
        GeminiOne,    ///< `embedContent`: one vector.
        GeminiMany    ///< `batchEmbedContents`
    } form = Form::OpenAi;
    /// What the vectors are for, in Cohere's words (`search_query`, `clustering`, ...); empty =
    /// not told.
    std::string purpose;
};

struct EmbeddingAnswer
{
    std::vector<std::vector<float>> vectors; ///< In the order of the inputs.
    Usage usage;

    /// The answer to the call for the inputs behind these.
    void append(EmbeddingAnswer&& more);
};

/// Whether a wire has something of the kind.
[[nodiscard]] bool embeds(Wire wire);

/// OpenAI's. Lists of token numbers are refused: they mean another text to every other provider.
[[nodiscard]] Result<EmbeddingRequest> readEmbeddingRequest(JsonView body);
/// Gemini's; `many` = `batchEmbedContents`. What is no text is refused.
[[nodiscard]] Result<EmbeddingRequest> readGeminiEmbedding(JsonView body, bool many);

/// How many inputs one call holds; more need several.
[[nodiscard]] std::size_t mostEmbeddingInputs(Wire wire, std::string_view model);
/// The call for the inputs from `from` on, as many as it holds. To OpenAI's dialect it asks for
/// numbers.
[[nodiscard]] std::string writeEmbeddingRequest(Wire wire, const EmbeddingRequest& request,
                                                std::string_view model, std::size_t from = 0);
/// Of one call. Unavailable on what is no answer, or has not a vector for every of its `inputs`.
[[nodiscard]] Result<EmbeddingAnswer> readEmbeddingAnswer(Wire wire, JsonView body,
                                                          std::size_t inputs);
/// In the form that the caller wants.
[[nodiscard]] std::string writeEmbeddingAnswer(const EmbeddingAnswer& answer,
                                               const EmbeddingRequest& request,
                                               std::string_view model);

} // namespace gatehouse::ai
