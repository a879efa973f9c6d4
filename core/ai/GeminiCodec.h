// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Codec.h"

/// Gemini's generateContent; Vertex speaks it too.
namespace gatehouse::ai {

class GeminiCaller final : public CallerCodec
{
public:
    /// The model and whether to stream stand in the path: the caller fills them in.
    [[nodiscard]] Result<Conversation> readRequest(JsonView body) const override;
    [[nodiscard]] std::string writeAnswer(const ModelAnswer& answer,
                                          const CallerContext& context) const override;
    [[nodiscard]] std::unique_ptr<StreamEncoder>
    encoder(const CallerContext& context) const override;
};

class GeminiProvider final : public ProviderCodec
{
public:
    [[nodiscard]] Result<std::string> writeRequest(const Conversation& conversation,
                                                   const ProviderModel& to,
                                                   LossSet& lost) const override;
    [[nodiscard]] Result<ModelAnswer> readAnswer(JsonView body) const override;
    [[nodiscard]] std::unique_ptr<StreamDecoder> decoder() const override;
};

[[nodiscard]] Finish geminiFinish(std::string_view word);
[[nodiscard]] std::string_view geminiFinishReason(Finish finish);
[[nodiscard]] Usage geminiUsage(JsonView metadata);
[[nodiscard]] std::string geminiUsageText(const Usage& usage);
/// One part of an answer; false when it holds nothing to tell. `seed` makes an id for a call that
/// has none.
[[nodiscard]] bool readGeminiPart(JsonView value, const std::string& seed, Part& part);
/// The subset of OpenAPI that Gemini's `parameters` and `responseSchema` are, as JSON Schema.
[[nodiscard]] std::string jsonSchemaOf(JsonView openApi);
/// A JSON Schema as Gemini's `...JsonSchema` fields understand it: `const` becomes an `enum`.
[[nodiscard]] std::string geminiSchema(std::string_view schema);

} // namespace gatehouse::ai
