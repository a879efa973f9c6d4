// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Codec.h"

/// Cohere's chat, version 2.
namespace gatehouse::ai {

class CohereProvider final : public ProviderCodec
{
public:
    [[nodiscard]] Result<std::string> writeRequest(const Conversation& conversation,
                                                   const ProviderModel& to,
                                                   LossSet& lost) const override;
    [[nodiscard]] Result<ModelAnswer> readAnswer(JsonView body) const override;
    [[nodiscard]] std::unique_ptr<StreamDecoder> decoder() const override;
};

} // namespace gatehouse::ai
