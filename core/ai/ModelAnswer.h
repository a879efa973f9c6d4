// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Conversation.h"
#include "ai/Usage.h"

#include <cstdint>
#include <string>
#include <vector>

/// A model's answer, whole or streamed, in no provider's dialect.
namespace gatehouse::ai {

enum class Finish : std::uint8_t
{
    Unknown,
    Stop,
    StopSequence,
    Length,
    ContextFull,
    ToolCalls,
    Filtered,
    BrokenToolCall,
    Paused,
    Failed
};

/// OpenAI's word, as records keep it: `stop`, `length`, `tool_calls`, `content_filter`.
[[nodiscard]] std::string_view toWord(Finish finish);

struct Choice
{
    std::int64_t index = 0;
    std::vector<Part> parts; ///< Text, Refusal, Thinking, RedactedThinking, ToolCall, Image
    Finish finish = Finish::Unknown;
    std::string stopSequence; ///< Which one ended it, where the provider tells.
};

struct ModelAnswer
{
    std::string id;
    std::string model;        ///< As the provider names it.
    std::int64_t created = 0; ///< Unix seconds; 0 = not told.
    std::vector<Choice> choices;
    Usage usage;
    std::string serviceTier;
};

/// What goes wrong, as a provider tells it.
struct ProviderFault
{
    unsigned status = 0; ///< What it amounts to as an HTTP status; 0 = not told.
    std::string type;    ///< The provider's own word.
    std::string code;
    std::string message;
};

/// One step of a streamed answer. Which fields count depends on the kind.
struct StreamEvent
{
    enum class Kind : std::uint8_t
    {
        Start, ///< id, model
        Text,
        Refusal,
        Thinking,
        Signature,        ///< Ends the thinking before it; `text`, `signer`.
        RedactedThinking, ///< `text` is opaque.
        ToolStart,        ///< tool, id, name; perhaps `signature` in text
        ToolArguments,    ///< tool, text = a fragment
        Image,            ///< media
        Finish,           ///< finish, stopSequence
        Usage,            ///< Everything so far: it replaces what was told before.
        Ping,
        Fault ///< The provider failed in mid-stream.
    } kind = Kind::Text;
    std::int64_t choice = 0;
    std::size_t tool = 0; ///< Counts the calls of a choice, dense from 0.
    std::string text;
    std::string id;
    std::string name; ///< Of a tool; of Start the model.
    Signer signer = Signer::Nobody;
    Finish finish = Finish::Unknown;
    std::string stopSequence;
    Usage usage;
    Media media;
    ProviderFault fault;
};

using StreamEvents = std::vector<StreamEvent>;

/// A whole answer as the events of a stream: for providers that do not stream though asked to.
[[nodiscard]] StreamEvents eventsOf(const ModelAnswer& answer);

/// The reverse: makes a whole answer of a stream's events.
class AnswerAssembler
{
public:
    void add(const StreamEvent& event);
    [[nodiscard]] ModelAnswer take() { return std::move(m_answer); }
    [[nodiscard]] const ModelAnswer& answer() const { return m_answer; }
    [[nodiscard]] const ProviderFault& fault() const { return m_fault; }
    [[nodiscard]] bool failed() const { return m_failed; }

private:
    Choice& choice(std::int64_t index);
    Part& lastOf(Choice& choice, Part::Kind kind);

    ModelAnswer m_answer;
    ProviderFault m_fault;
    bool m_failed = false;
};

} // namespace gatehouse::ai
