// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/AnthropicCodec.h"
#include "ai/BedrockCodec.h"
#include "ai/Codec.h"
#include "ai/CohereCodec.h"
#include "ai/GeminiCodec.h"
#include "ai/OllamaCodec.h"
#include "ai/OpenAiCodec.h"
#include "ai/ResponsesCodec.h"

namespace gatehouse::ai {

const CallerCodec& callerCodec(CallerDialect dialect)
{
    static const OpenAiCaller kOpenAi;
    static const AnthropicCaller kAnthropic;
    static const GeminiCaller kGemini;
    static const ResponsesCaller kResponses;
    static const CompletionsCaller kCompletions;
    switch (dialect) {
    case CallerDialect::OpenAiResponses:
        return kResponses;
    case CallerDialect::OpenAiCompletions:
        return kCompletions;
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
    static const BedrockProvider kBedrock;
    static const CohereProvider kCohere;
    static const OllamaProvider kOllama;
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
    case Wire::Bedrock:
        return &kBedrock;
    case Wire::Cohere:
        return &kCohere;
    case Wire::Ollama:
        return &kOllama;
    default:
        return nullptr;
    }
}

} // namespace gatehouse::ai
