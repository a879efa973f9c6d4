// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Json.h"
#include "ai/Usage.h"
#include "base/Result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Texts into vectors: OpenAI's request to providers of other dialects, and back.
namespace gatehouse::ai {

enum class Wire : std::uint8_t;

struct EmbeddingRequest
{
    std::vector<std::string> inputs;
    std::optional<std::int64_t> dimensions;
    bool base64 = false;   ///< Vectors as little-endian float32 in base64: the SDKs' default.
    std::string inputType; ///< Cohere's; empty = documents to be searched.
};

struct EmbeddingAnswer
{
    std::vector<std::vector<float>> vectors; ///< In the order of the inputs.
    Usage usage;
};

/// Whether a wire has something of the kind, in a dialect other than OpenAI's.
[[nodiscard]] bool embeds(Wire wire);

/// Lists of token numbers are refused: they mean another text to every other provider.
[[nodiscard]] Result<EmbeddingRequest> readEmbeddingRequest(JsonView body);
/// Invalid where a call cannot hold so many inputs.
[[nodiscard]] Result<std::string> writeEmbeddingRequest(Wire wire, const EmbeddingRequest& request,
                                                        std::string_view model);
/// Unavailable on what is no answer, or has not a vector for every input.
[[nodiscard]] Result<EmbeddingAnswer> readEmbeddingAnswer(Wire wire, JsonView body,
                                                          std::size_t inputs);
/// OpenAI's answer.
[[nodiscard]] std::string writeEmbeddingAnswer(const EmbeddingAnswer& answer,
                                               const EmbeddingRequest& request,
                                               std::string_view model);

} // namespace gatehouse::ai
