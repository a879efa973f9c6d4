// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gatehouse::ai {

enum class Wire : std::uint8_t;

/// What an exchange may lose on its way into another dialect. The words are published in the answer
/// header `x-gatehouse-lost` and in the loss table.
enum class Loss : std::uint8_t
{
    AudioInput,
    AudioOutput,
    CacheControl,
    Choices,
    CitationOptions,
    CustomTool,
    ImageDetail,
    LogitBias,
    Logprobs,
    Metadata,
    ParallelTools,
    Penalties,
    Prefill,
    Reasoning,
    ReasoningHistory,
    ResponseFormat,
    SafetySettings,
    Seed,
    ServerTool,
    ServiceTier,
    Sampling,
    SpeakerName,
    Stop,
    StoredState,
    Strict,
    Temperature,
    ToolChoice,
    ToolResultImage,
    ToolResultError,
    TopK,
    TopP,
    User,
    Verbosity,
    kCount
};

[[nodiscard]] std::string_view toWord(Loss loss);
/// One sentence for a person.
[[nodiscard]] std::string_view meaningOf(Loss loss);

/// A set of losses.
class LossSet
{
public:
    void add(Loss loss) { m_bits |= std::uint64_t{1} << static_cast<unsigned>(loss); }
    void addAll(LossSet other) { m_bits |= other.m_bits; }
    [[nodiscard]] bool has(Loss loss) const
    {
        return (m_bits >> static_cast<unsigned>(loss) & 1) != 0;
    }
    [[nodiscard]] bool empty() const { return m_bits == 0; }
    /// `logit_bias, seed`, in the order of the enumeration; empty when nothing was lost.
    [[nodiscard]] std::string text() const;

private:
    std::uint64_t m_bits = 0;
};

struct Conversation;

/// What of a conversation no dialect but OpenAI's has a word for: several choices, the end user,
/// the tier of service, verbosity, names of speakers.
[[nodiscard]] LossSet unknownOutsideOpenAi(const Conversation& conversation);
/// Whether a part asks its provider to cache up to here.
[[nodiscard]] bool hasCacheMark(const Conversation& conversation);

/// A row of the published table: what a provider's dialect cannot carry.
struct LossRow
{
    Wire wire;
    Loss loss;
};

/// Every loss that a writer of requests may report, by wire. A test holds the writers to it.
[[nodiscard]] std::span<const LossRow> lossTable();
/// The table for people and programs: `[{"wire","lost","meaning"}]`.
[[nodiscard]] std::string lossTableJson();

} // namespace gatehouse::ai
