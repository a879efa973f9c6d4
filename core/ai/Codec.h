// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Catalogue.h"
#include "ai/Conversation.h"
#include "ai/Json.h"
#include "ai/ModelAnswer.h"
#include "base/Result.h"

#include <memory>
#include <string>
#include <string_view>

/// A dialect is a codec of four parts (request, answer, stream decoder, stream encoder) over the
/// types of Conversation and ModelAnswer. Callers and providers need opposite halves of it, so a
/// dialect that both speak has one of each. Codecs have no state; any thread uses them.
namespace gatehouse::ai {

/// What callers speak where a model talks.
enum class CallerDialect : std::uint8_t
{
    OpenAiChat,
    OpenAiCompletions,
    OpenAiResponses,
    Anthropic,
    Gemini
};

/// What writers of answers must know of the request.
struct CallerContext
{
    std::string model;         ///< The name to answer with.
    std::string id;            ///< For an answer that has none of its own; letters and digits.
    std::int64_t created = 0;  ///< Unix seconds
    bool wantsUsage = true;    ///< In a stream.
    Tokens estimatedInput = 0; ///< For dialects that tell the input before the provider does.
    bool eventStream = true;   ///< Gemini without `alt=sse` streams a JSON array instead.
    std::string request;       ///< The request's JSON: Responses echoes it.
};

/// Writes the events of a stream in a caller's dialect.
class StreamEncoder
{
public:
    virtual ~StreamEncoder() = default;
    /// Appends what the event amounts to; perhaps nothing.
    virtual void write(const StreamEvent& event, std::string& out) = 0;
    /// The normal end.
    virtual void end(std::string& out) = 0;
    /// Tells a failure; never looks like an end.
    virtual void fail(const ProviderFault& fault, std::string& out) = 0;
};

/// Reads requests and writes answers of one dialect.
class CallerCodec
{
public:
    virtual ~CallerCodec() = default;
    /// Fails with Invalid on what cannot be understood; the message is for the caller.
    [[nodiscard]] virtual Result<Conversation> readRequest(JsonView body) const = 0;
    [[nodiscard]] virtual std::string writeAnswer(const ModelAnswer& answer,
                                                  const CallerContext& context) const = 0;
    [[nodiscard]] virtual std::unique_ptr<StreamEncoder>
    encoder(const CallerContext& context) const = 0;
};

/// Where a request goes.
struct ProviderModel
{
    std::string_view model;                ///< Its name at the provider.
    std::string_view provider;             ///< Id in the catalogue; empty = not known to it.
    const CatalogueModel* facts = nullptr; ///< Null where the catalogue does not know it.
};

/// Reads a stream of a provider's dialect, cut anywhere.
class StreamDecoder
{
public:
    virtual ~StreamDecoder() = default;
    virtual void feed(std::string_view bytes, StreamEvents& out) = 0;
    /// The provider has closed the stream: what waited for more is read.
    virtual void finish(StreamEvents& out) = 0;
    /// The dialect's own end has come. A stream that closes without it has failed.
    [[nodiscard]] virtual bool ended() const = 0;
};

/// Writes requests and reads answers of one dialect.
class ProviderCodec
{
public:
    virtual ~ProviderCodec() = default;
    /// The body; what cannot be said is added to `lost`. Fails with Invalid where leaving it out
    /// would change what the caller gets beyond use.
    [[nodiscard]] virtual Result<std::string> writeRequest(const Conversation& conversation,
                                                           const ProviderModel& to,
                                                           LossSet& lost) const = 0;
    /// Fails with Unavailable on what is no answer.
    [[nodiscard]] virtual Result<ModelAnswer> readAnswer(JsonView body) const = 0;
    [[nodiscard]] virtual std::unique_ptr<StreamDecoder> decoder() const = 0;
};

[[nodiscard]] const CallerCodec& callerCodec(CallerDialect dialect);
/// Null for wires that hold no conversations.
[[nodiscard]] const ProviderCodec* providerCodec(Wire wire);

} // namespace gatehouse::ai
