// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/AnthropicCodec.h"
#include "ai/Codec.h"
#include "ai/GeminiCodec.h"
#include "ai/OpenAiCodec.h"

namespace gatehouse::ai {

const CallerCodec& callerCodec(CallerDialect dialect)
{
    static const OpenAiCaller kOpenAi;
    static const AnthropicCaller kAnthropic;
    static const GeminiCaller kGemini;
    switch (dialect) {
    case CallerDialect::Anthropic:
        return kAnthropic;
    case CallerDialect::Gemini:
        return kGemini;
    default:
        return kOpenAi;
    }
}

const ProviderCodec* providerCodec(Wire wire)
{
    static const OpenAiProvider kOpenAi;
    static const AnthropicProvider kAnthropic;
    static const GeminiProvider kGemini;
    switch (wire) {
    case Wire::OpenAi:
    case Wire::AzureOpenAi:
    case Wire::Sandbox:
        return &kOpenAi;
    case Wire::Anthropic:
        return &kAnthropic;
    case Wire::Gemini:
    case Wire::Vertex:
        return &kGemini;
    default:
        return nullptr;
    }
}

} // namespace gatehouse::ai
