// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Codec.h"

/// Ollama's own chat.
namespace gatehouse::ai {

class OllamaProvider final : public ProviderCodec
{
public:
    [[nodiscard]] Result<std::string> writeRequest(const Conversation& conversation,
                                                   const ProviderModel& to,
                                                   LossSet& lost) const override;
    [[nodiscard]] Result<ModelAnswer> readAnswer(JsonView body) const override;
    [[nodiscard]] std::unique_ptr<StreamDecoder> decoder() const override;
};

} // namespace gatehouse::ai
