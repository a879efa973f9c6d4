// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Codec.h"

/// Anthropic's messages.
namespace gatehouse::ai {

class AnthropicCaller final : public CallerCodec
{
public:
    [[nodiscard]] Result<Conversation> readRequest(JsonView body) const override;
    [[nodiscard]] std::string writeAnswer(const ModelAnswer& answer,
                                          const CallerContext& context) const override;
    [[nodiscard]] std::unique_ptr<StreamEncoder>
    encoder(const CallerContext& context) const override;
};

class AnthropicProvider final : public ProviderCodec
{
public:
    [[nodiscard]] Result<std::string> writeRequest(const Conversation& conversation,
                                                   const ProviderModel& to,
                                                   LossSet& lost) const override;
    [[nodiscard]] Result<ModelAnswer> readAnswer(JsonView body) const override;
    [[nodiscard]] std::unique_ptr<StreamDecoder> decoder() const override;
};

/// What a Claude model takes; they differ by generation.
struct ClaudeTraits
{
    bool thinks = true;        ///< Can think at all.
    bool adaptive = false;     ///< Takes `thinking: {type: adaptive}`.
    bool adaptiveOnly = false; ///< Refuses a budget, and sampling settings.
    bool alwaysThinks = false; ///< Cannot be told not to.
    bool schema = false;       ///< Takes `output_config.format`.
    bool oneSampling = false;  ///< Refuses temperature and top_p together.
};
[[nodiscard]] ClaudeTraits claudeTraits(std::string_view model);

[[nodiscard]] Finish anthropicFinish(std::string_view word);
[[nodiscard]] std::string_view anthropicStopReason(Finish finish);
/// Takes over what is there and not null; the rest of `usage` stays.
void updateAnthropicUsage(JsonView value, Usage& usage);
[[nodiscard]] std::string anthropicUsageText(const Usage& usage);
/// Ids of calls as this dialect wants them: `[a-zA-Z0-9_-]`, at most 64.
[[nodiscard]] std::string anthropicCallId(const std::string& id);

} // namespace gatehouse::ai
