// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Loss.h"
#include "base/Units.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// A request to a model, in no provider's dialect. Readers of requests make it, writers of requests
/// use it up; everything is a value. JSON that is only passed on (schemas, arguments, numbers)
/// keeps its exact text.
namespace gatehouse::ai {

/// A picture, a sound, a document: exactly one of `data`, `url` and `fileId` is set.
struct Media
{
    std::string type; ///< Media type, lower case, without parameters; may be empty with a URL.
    std::string data; ///< base64, standard alphabet
    std::string url;
    std::string fileId; ///< Of the provider that the caller had in mind.
    std::string detail; ///< OpenAI's `low`, `high`, ...
};

/// Who made a signature: only he understands it.
enum class Signer : std::uint8_t
{
    Nobody,
    Anthropic,
    Gemini
};

/// One block of a message.
struct Part
{
    enum class Kind : std::uint8_t
    {
        Text,
        Refusal,
        Image,
        Audio,
        Document, ///< `text` where it is plain text, else `media`.
        Thinking,
        RedactedThinking, ///< `data` is opaque.
        ToolCall,
        ToolResult
    } kind = Kind::Text;
    std::string text;
    Media media;
    std::string id;        ///< Of the call, in ToolCall and ToolResult.
    std::string name;      ///< Of the tool; of a Document its file name.
    std::string arguments; ///< ToolCall: a JSON object's text, unless the model wrote no valid one.
    std::vector<Part> content; ///< ToolResult: Text, Image and Document parts.
    bool isError = false;      ///< ToolResult
    std::string data;          ///< RedactedThinking
    std::string signature;     ///< Thinking, ToolCall, Text
    Signer signer = Signer::Nobody;
    std::optional<std::string> cacheMark; ///< A prompt cache ends here; the text is its TTL or "".

    [[nodiscard]] static Part ofText(std::string words)
    {
        Part part;
        part.text = std::move(words);
        return part;
    }
};

enum class Role : std::uint8_t
{
    System, ///< Also OpenAI's developer.
    User,   ///< Tool results stand in user messages.
    Assistant
};

struct Message
{
    Role role = Role::User;
    std::vector<Part> parts;
    std::string name; ///< OpenAI's `name` of the speaker.
};

struct Tool
{
    std::string name;
    std::string description;
    std::string schema; ///< JSON Schema of the arguments; empty = none.
    std::optional<bool> strict;
    bool freeText = false; ///< OpenAI's custom tool: takes text, not JSON.
    std::optional<std::string> cacheMark;
};

struct ToolChoice
{
    enum class Kind : std::uint8_t
    {
        Unset,
        Auto,
        None,
        Required,
        Named,
        Allowed ///< Of `names`; `required` says whether one must be called.
    } kind = Kind::Unset;
    std::vector<std::string> names;
    bool required = false;
};

struct ResponseFormat
{
    enum class Kind : std::uint8_t
    {
        Text,
        Json,
        Schema
    } kind = Kind::Text;
    std::string name;
    std::string description;
    std::string schema;
    std::optional<bool> strict;
};

enum class Effort : std::uint8_t
{
    None, ///< Do not reason.
    Minimal,
    Low,
    Medium,
    High,
    XHigh,
    Max
};
/// `none`, `minimal`, ...
[[nodiscard]] std::string_view toWord(Effort effort);
[[nodiscard]] std::optional<Effort> effortFromWord(std::string_view word);

/// How much the model shall think. Nothing set = as the model likes.
struct Reasoning
{
    std::optional<Effort> effort;
    std::optional<Tokens> budget;
    bool adaptive = false;    ///< Anthropic's: as much as it takes.
    bool showThoughts = true; ///< The caller wants to see them, where his dialect can.

    [[nodiscard]] bool set() const { return effort || budget || adaptive; }
    [[nodiscard]] bool off() const { return effort == Effort::None; }
    /// What a budget means as a word, where only that can be said.
    [[nodiscard]] Effort asEffort() const;
    /// What a word means as a budget.
    [[nodiscard]] Tokens asBudget() const;
};

/// Numbers as they were written; empty = not set.
struct Sampling
{
    std::string temperature;
    std::string topP;
    std::string topK;
    std::string seed;
    std::string presencePenalty;
    std::string frequencyPenalty;
};

struct Conversation
{
    std::string model; ///< As the caller named it.
    bool stream = false;
    bool wantsUsage = true; ///< In a stream, where the dialect lets callers choose.
    std::vector<Message> messages;
    std::vector<Tool> tools;
    ToolChoice toolChoice;
    std::optional<bool> parallelTools;
    ResponseFormat format;
    Sampling sampling;
    std::optional<Tokens> maxTokens;
    std::vector<std::string> stop;
    Reasoning reasoning;
    std::optional<std::int64_t> choices; ///< How many answers are wanted (`n`).
    std::string topLogprobs;             ///< A number; empty = no log probabilities.
    bool logprobs = false;
    std::string verbosity;
    std::string user; ///< An id of the person behind the caller.
    std::string serviceTier;
    LossSet lost; ///< What could not even be read into this form.
};

} // namespace gatehouse::ai
