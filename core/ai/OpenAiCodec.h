// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Codec.h"

/// OpenAI's chat completions, and what servers that copy it do differently.
namespace gatehouse::ai {

class OpenAiCaller final : public CallerCodec
{
public:
    [[nodiscard]] Result<Conversation> readRequest(JsonView body) const override;
    [[nodiscard]] std::string writeAnswer(const ModelAnswer& answer,
                                          const CallerContext& context) const override;
    [[nodiscard]] std::unique_ptr<StreamEncoder>
    encoder(const CallerContext& context) const override;
};

class OpenAiProvider final : public ProviderCodec
{
public:
    [[nodiscard]] Result<std::string> writeRequest(const Conversation& conversation,
                                                   const ProviderModel& to,
                                                   LossSet& lost) const override;
    [[nodiscard]] Result<ModelAnswer> readAnswer(JsonView body) const override;
    [[nodiscard]] std::unique_ptr<StreamDecoder> decoder() const override;
};

/// What a provider of OpenAI's dialect takes, by its id in the catalogue.
struct OpenAiQuirks
{
    bool developerRole = false; ///< Else system messages say `system`.
    bool maxTokensOnly = true;  ///< `max_tokens`, not `max_completion_tokens`.
    bool streamOptions = true;
    bool user = true;
    bool replaysReasoning = false; ///< Wants `reasoning_content` back.
    bool shortToolIds = false;     ///< Exactly nine letters and digits.
    bool thinkingSwitch = false;   ///< `thinking: {type}` instead of an effort.
    std::string_view seed = "seed";
};
[[nodiscard]] OpenAiQuirks openAiQuirks(std::string_view provider);

/// Both conventions of usage (chat and responses), and what compatible servers add. The parts end
/// up disjoint; `reported` tells whether there was any.
[[nodiscard]] Usage openAiUsage(JsonView usage);
/// The usage object of a chat answer.
[[nodiscard]] std::string openAiUsageText(const Usage& usage);
[[nodiscard]] Finish openAiFinish(std::string_view word);

} // namespace gatehouse::ai
