// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/SseSplitter.h"
#include "ai/Usage.h"

#include <string>
#include <string_view>

/// Reads what the gateway wants to know out of answers of the OpenAI dialect (chat, completions,
/// responses, embeddings, images, audio), without changing or keeping them.
namespace gatehouse::ai {

/// What an answer tells of itself. Empty and 0 = not told.
struct AnswerFacts
{
    Usage usage;
    std::string model;
    std::string
        finish; ///< `stop`, `length`, `tool_calls`, ...; of the Responses dialect its status.
};

/// Takes the facts out of a whole JSON body. What is no JSON tells nothing. May grow the spare
/// capacity of `body`.
void readAnswer(std::string& body, AnswerFacts& facts);

/// The words of an error body, in whatever shape a provider wraps them; empty when there are none.
[[nodiscard]] std::string readErrorMessage(std::string& body);

/// One streamed answer on its way to the caller: every byte gets through in order, but the usage
/// chunk that the caller did not ask for.
class StreamReader
{
public:
    enum class UsageChunk
    {
        Relay,   ///< The caller asked for it.
        LeaveOut ///< We asked for it, the caller did not.
    };

    explicit StreamReader(UsageChunk usageChunk)
        : m_usageChunk(usageChunk)
    {
    }

    /// Returns what goes on to the caller. Where a usage chunk must be left out, the bytes of an
    /// unfinished event wait for their end; else they pass at once. The view lives until the next
    /// call.
    [[nodiscard]] std::string_view feed(std::string_view bytes);
    /// The rest, once the provider has ended the stream.
    [[nodiscard]] std::string_view finish();

    /// What was relayed so far ends with a whole event.
    [[nodiscard]] bool betweenEvents() const { return m_splitter.waiting() == 0; }
    [[nodiscard]] const AnswerFacts& facts() const { return m_facts; }
    /// Some content of the model (text, reasoning, a tool call) has come.
    [[nodiscard]] bool sawContent() const { return m_sawContent; }
    /// The dialect's own end has come: a finish reason, `[DONE]`, `response.completed`, ... An end
    /// of the connection without it is a failure.
    [[nodiscard]] bool ended() const { return m_ended; }
    /// The provider reported a failure inside the stream.
    [[nodiscard]] bool failed() const { return m_failed; }

private:
    /// True when the event is a usage chunk to be left out.
    bool look(const SseSplitter::Event& event);

    const UsageChunk m_usageChunk;
    SseSplitter m_splitter;
    AnswerFacts m_facts;
    std::string m_out;
    std::string m_scratch;
    bool m_leftOut = false; ///< The event before was left out.
    bool m_sawContent = false;
    bool m_ended = false;
    bool m_failed = false;
};

} // namespace gatehouse::ai
