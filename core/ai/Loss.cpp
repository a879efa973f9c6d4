// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Loss.h"

#include "ai/Catalogue.h"
#include "ai/Conversation.h"
#include "ai/JsonWriter.h"

#include <algorithm>
#include <array>

namespace gatehouse::ai {

namespace {

struct Words
{
    std::string_view word;
    std::string_view meaning;
};

constexpr std::array<Words, static_cast<std::size_t>(Loss::kCount)> kWords{{
    {"audio_input", "Sound in a message was left out."},
    {"audio_output", "The answer comes without sound."},
    {"cache_control", "Marks of prompt caches were left out."},
    {"choices", "One answer comes instead of several."},
    {"citation_options", "Wishes for citations or web search were left out."},
    {"custom_tool", "A tool that takes free text takes an object with one string instead."},
    {"image_detail", "The wished fineness of an image was left out."},
    {"logit_bias", "Biases of tokens were left out."},
    {"logprobs", "The answer comes without log probabilities."},
    {"metadata", "Metadata and settings of the caller's provider were left out."},
    {"parallel_tools", "That only one tool may be called at a time could not be said."},
    {"penalties", "Presence or frequency penalties were left out or cut."},
    {"prefill", "The beginning of the answer was handed over as an earlier message."},
    {"reasoning", "The wished effort of reasoning could not be said."},
    {"reasoning_history", "Earlier reasoning was left out: only who wrote it may read it again."},
    {"response_format", "The form of the answer is asked for in words, or not at all."},
    {"safety_settings", "Safety settings were left out."},
    {"seed", "The seed was left out."},
    {"server_tool", "A tool that the caller's provider runs itself was left out."},
    {"service_tier", "The service tier was left out."},
    {"sampling", "Sampling settings that the model refuses were left out."},
    {"speaker_name", "Names of speakers were left out."},
    {"stop", "Stop sequences were left out, or only the first ones kept."},
    {"stored_state", "State that the caller's provider stores was left out."},
    {"strict", "That arguments must keep to the schema could not be said."},
    {"temperature", "The temperature was cut to the provider's range or left out."},
    {"tool_choice", "The choice of tools could only be said in part."},
    {"tool_result_image", "An image in a tool's result follows in a message of the user."},
    {"tool_result_error", "That a tool failed is said in words."},
    {"top_k", "top_k was left out."},
    {"top_p", "top_p was cut to the provider's range or left out."},
    {"user", "The id of the end user was left out."},
    {"verbosity", "The wished verbosity was left out."},
}};

/// What readers of requests report whatever the provider.
constexpr std::array kReading{Loss::AudioOutput, Loss::CitationOptions, Loss::LogitBias,
                              Loss::Metadata,    Loss::SafetySettings,  Loss::ServerTool,
                              Loss::StoredState};

constexpr LossRow kRows[]{
    // What the dialect of OpenAI lacks.
    {Wire::OpenAi, Loss::CacheControl},
    {Wire::OpenAi, Loss::Prefill},
    {Wire::OpenAi, Loss::ReasoningHistory},
    {Wire::OpenAi, Loss::Stop},
    {Wire::OpenAi, Loss::ToolResultError},
    {Wire::OpenAi, Loss::ToolResultImage},
    {Wire::OpenAi, Loss::TopK},
    {Wire::OpenAi, Loss::Sampling},
    {Wire::OpenAi, Loss::Seed},
    {Wire::OpenAi, Loss::User},
    {Wire::OpenAi, Loss::Reasoning},
    {Wire::OpenAi, Loss::CustomTool},
    {Wire::AzureOpenAi, Loss::CacheControl},
    {Wire::AzureOpenAi, Loss::Prefill},
    {Wire::AzureOpenAi, Loss::ReasoningHistory},
    {Wire::AzureOpenAi, Loss::Stop},
    {Wire::AzureOpenAi, Loss::ToolResultError},
    {Wire::AzureOpenAi, Loss::ToolResultImage},
    {Wire::AzureOpenAi, Loss::TopK},
    {Wire::AzureOpenAi, Loss::Sampling},
    {Wire::AzureOpenAi, Loss::CustomTool},
    {Wire::Sandbox, Loss::CacheControl},
    {Wire::Sandbox, Loss::Prefill},
    {Wire::Sandbox, Loss::ReasoningHistory},
    {Wire::Sandbox, Loss::Stop},
    {Wire::Sandbox, Loss::ToolResultError},
    {Wire::Sandbox, Loss::ToolResultImage},
    {Wire::Sandbox, Loss::TopK},
    // Anthropic
    {Wire::Anthropic, Loss::AudioInput},
    {Wire::Anthropic, Loss::Choices},
    {Wire::Anthropic, Loss::CustomTool},
    {Wire::Anthropic, Loss::ImageDetail},
    {Wire::Anthropic, Loss::Logprobs},
    {Wire::Anthropic, Loss::Penalties},
    {Wire::Anthropic, Loss::Prefill},
    {Wire::Anthropic, Loss::Reasoning},
    {Wire::Anthropic, Loss::ReasoningHistory},
    {Wire::Anthropic, Loss::ResponseFormat},
    {Wire::Anthropic, Loss::Sampling},
    {Wire::Anthropic, Loss::Seed},
    {Wire::Anthropic, Loss::ServiceTier},
    {Wire::Anthropic, Loss::SpeakerName},
    {Wire::Anthropic, Loss::Stop},
    {Wire::Anthropic, Loss::Temperature},
    {Wire::Anthropic, Loss::ToolChoice},
    {Wire::Anthropic, Loss::TopP},
    {Wire::Anthropic, Loss::Verbosity},
    // Gemini and Vertex
    {Wire::Gemini, Loss::CacheControl},
    {Wire::Gemini, Loss::CustomTool},
    {Wire::Gemini, Loss::ImageDetail},
    {Wire::Gemini, Loss::ParallelTools},
    {Wire::Gemini, Loss::Reasoning},
    {Wire::Gemini, Loss::ReasoningHistory},
    {Wire::Gemini, Loss::ResponseFormat},
    {Wire::Gemini, Loss::ServiceTier},
    {Wire::Gemini, Loss::SpeakerName},
    {Wire::Gemini, Loss::Stop},
    {Wire::Gemini, Loss::Strict},
    {Wire::Gemini, Loss::User},
    {Wire::Gemini, Loss::Verbosity},
    {Wire::Vertex, Loss::CacheControl},
    {Wire::Vertex, Loss::CustomTool},
    {Wire::Vertex, Loss::ImageDetail},
    {Wire::Vertex, Loss::ParallelTools},
    {Wire::Vertex, Loss::Reasoning},
    {Wire::Vertex, Loss::ReasoningHistory},
    {Wire::Vertex, Loss::ResponseFormat},
    {Wire::Vertex, Loss::ServiceTier},
    {Wire::Vertex, Loss::SpeakerName},
    {Wire::Vertex, Loss::Stop},
    {Wire::Vertex, Loss::Strict},
    {Wire::Vertex, Loss::User},
    {Wire::Vertex, Loss::Verbosity},
    // Bedrock
    {Wire::Bedrock, Loss::AudioInput},
    {Wire::Bedrock, Loss::Choices},
    {Wire::Bedrock, Loss::CustomTool},
    {Wire::Bedrock, Loss::ImageDetail},
    {Wire::Bedrock, Loss::Logprobs},
    {Wire::Bedrock, Loss::ParallelTools},
    {Wire::Bedrock, Loss::Penalties},
    {Wire::Bedrock, Loss::Reasoning},
    {Wire::Bedrock, Loss::ReasoningHistory},
    {Wire::Bedrock, Loss::ResponseFormat},
    {Wire::Bedrock, Loss::Sampling},
    {Wire::Bedrock, Loss::Seed},
    {Wire::Bedrock, Loss::ServiceTier},
    {Wire::Bedrock, Loss::SpeakerName},
    {Wire::Bedrock, Loss::Stop},
    {Wire::Bedrock, Loss::Temperature},
    {Wire::Bedrock, Loss::ToolChoice},
    {Wire::Bedrock, Loss::TopK},
    {Wire::Bedrock, Loss::TopP},
    {Wire::Bedrock, Loss::User},
    {Wire::Bedrock, Loss::Verbosity},
    // Cohere
    {Wire::Cohere, Loss::AudioInput},
    {Wire::Cohere, Loss::CacheControl},
    {Wire::Cohere, Loss::Choices},
    {Wire::Cohere, Loss::CustomTool},
    {Wire::Cohere, Loss::ParallelTools},
    {Wire::Cohere, Loss::Penalties},
    {Wire::Cohere, Loss::ReasoningHistory},
    {Wire::Cohere, Loss::ResponseFormat},
    {Wire::Cohere, Loss::ServiceTier},
    {Wire::Cohere, Loss::SpeakerName},
    {Wire::Cohere, Loss::Stop},
    {Wire::Cohere, Loss::Strict},
    {Wire::Cohere, Loss::ToolChoice},
    {Wire::Cohere, Loss::ToolResultError},
    {Wire::Cohere, Loss::ToolResultImage},
    {Wire::Cohere, Loss::TopP},
    {Wire::Cohere, Loss::User},
    {Wire::Cohere, Loss::Verbosity},
    // Ollama
    {Wire::Ollama, Loss::AudioInput},
    {Wire::Ollama, Loss::CacheControl},
    {Wire::Ollama, Loss::Choices},
    {Wire::Ollama, Loss::CustomTool},
    {Wire::Ollama, Loss::ImageDetail},
    {Wire::Ollama, Loss::Logprobs},
    {Wire::Ollama, Loss::ParallelTools},
    {Wire::Ollama, Loss::Reasoning},
    {Wire::Ollama, Loss::ServiceTier},
    {Wire::Ollama, Loss::SpeakerName},
    {Wire::Ollama, Loss::Strict},
    {Wire::Ollama, Loss::ToolChoice},
    {Wire::Ollama, Loss::ToolResultError},
    {Wire::Ollama, Loss::ToolResultImage},
    {Wire::Ollama, Loss::User},
    {Wire::Ollama, Loss::Verbosity},
};

std::vector<LossRow> makeTable()
{
    std::vector<LossRow> table;
    for (const Wire wire :
         {Wire::OpenAi, Wire::AzureOpenAi, Wire::Sandbox, Wire::Anthropic, Wire::Gemini,
          Wire::Vertex, Wire::Bedrock, Wire::Cohere, Wire::Ollama}) {
        for (const Loss loss : kReading)
            table.push_back({wire, loss});
        for (const auto& row : kRows) {
            if (row.wire == wire)
                table.push_back(row);
        }
    }
    return table;
}

} // namespace

std::string_view toWord(Loss loss)
{
    return kWords[static_cast<std::size_t>(loss)].word;
}

std::string_view meaningOf(Loss loss)
{
    return kWords[static_cast<std::size_t>(loss)].meaning;
}

std::string LossSet::text() const
{
    std::string out;
    for (unsigned i = 0; i < static_cast<unsigned>(Loss::kCount); ++i) {
        if (!has(static_cast<Loss>(i)))
            continue;
        if (!out.empty())
            out += ", ";
        out += toWord(static_cast<Loss>(i));
    }
    return out;
}

std::span<const LossRow> lossTable()
{
    static const auto kTable = makeTable();
    return kTable;
}

std::string lossTableJson()
{
    std::string out;
    JsonWriter json(out);
    json.beginArray();
    for (const auto& row : lossTable()) {
        json.beginObject()
            .text("wire", toWord(row.wire))
            .text("lost", toWord(row.loss))
            .text("meaning", meaningOf(row.loss))
            .endObject();
    }
    json.endArray();
    return out;
}

LossSet unknownOutsideOpenAi(const Conversation& conversation)
{
    LossSet lost;
    if (conversation.choices && *conversation.choices > 1)
        lost.add(Loss::Choices);
    if (!conversation.user.empty())
        lost.add(Loss::User);
    if (!conversation.serviceTier.empty() && conversation.serviceTier != "auto")
        lost.add(Loss::ServiceTier);
    if (!conversation.verbosity.empty())
        lost.add(Loss::Verbosity);
    if (std::ranges::any_of(conversation.messages, [](const auto& m) { return !m.name.empty(); }))
        lost.add(Loss::SpeakerName);
    return lost;
}

bool hasCacheMark(const Conversation& conversation)
{
    return std::ranges::any_of(conversation.messages, [](const auto& message) {
        return std::ranges::any_of(message.parts,
                                   [](const auto& part) { return part.cacheMark.has_value(); });
    });
}

} // namespace gatehouse::ai
