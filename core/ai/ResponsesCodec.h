// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Codec.h"
#include "ai/JsonWriter.h"

/// OpenAI's Responses, spoken by callers and by some of its models, and its old completions.
namespace gatehouse::ai {

class ResponsesCaller final : public CallerCodec
{
public:
    [[nodiscard]] Result<Conversation> readRequest(JsonView body) const override;
    [[nodiscard]] std::string writeAnswer(const ModelAnswer& answer,
                                          const CallerContext& context) const override;
    [[nodiscard]] std::unique_ptr<StreamEncoder>
    encoder(const CallerContext& context) const override;
};

/// For models that answer there alone.
class ResponsesProvider final : public ProviderCodec
{
public:
    [[nodiscard]] Result<std::string> writeRequest(const Conversation& conversation,
                                                   const ProviderModel& to,
                                                   LossSet& lost) const override;
    [[nodiscard]] Result<ModelAnswer> readAnswer(JsonView body) const override;
    [[nodiscard]] std::unique_ptr<StreamDecoder> decoder() const override;
};

class CompletionsCaller final : public CallerCodec
{
public:
    [[nodiscard]] Result<Conversation> readRequest(JsonView body) const override;
    [[nodiscard]] std::string writeAnswer(const ModelAnswer& answer,
                                          const CallerContext& context) const override;
    [[nodiscard]] std::unique_ptr<StreamEncoder>
    encoder(const CallerContext& context) const override;
};

/// One entry of a response's `output`.
struct OutputItem
{
    enum class Kind : std::uint8_t
    {
        Reasoning,
        Message,
        Call
    } kind = Kind::Message;
    std::string id;
    std::string text;   ///< of a message or of reasoning; the arguments of a call
    std::string callId; ///< of a call
    std::string name;
    bool refusal = false;
};

/// The entry as it stands in `output`; `done` = whole, else as it begins.
void writeOutputItem(JsonWriter& json, const OutputItem& item, bool done);
/// The whole response; `items` null = it has only begun.
[[nodiscard]] std::string responseText(const CallerContext& context, std::string_view model,
                                       const std::vector<OutputItem>* items, Finish finish,
                                       const Usage* usage, const ProviderFault* fault);

} // namespace gatehouse::ai
