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

const ProviderCodec& responsesCodec()
{
    static const ResponsesProvider kResponses;
    return kResponses;
}

bool speaksResponsesOnly(std::string_view model)
{
    const bool openAi = model.starts_with("gpt-5") || model.starts_with("o1") ||
                        model.starts_with("o3") || model.starts_with("o4") ||
                        model.starts_with("computer-use");
    // `gpt-5-pro-2025-10-06` is one too.
    const auto has = [&](std::string_view word) {
        const auto at = model.find(word);
        return at != std::string_view::npos &&
               (at + word.size() == model.size() || model[at + word.size()] == '-');
    };
    return openAi && (has("-pro") || has("-codex") || has("-deep-research") ||
                      model.starts_with("computer-use"));
}

} // namespace gatehouse::ai
