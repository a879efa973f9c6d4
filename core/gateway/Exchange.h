// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/AnswerReader.h"
#include "ai/Conversation.h"
#include "ai/Embedding.h"
#include "ai/RequestSplice.h"
#include "base/Recycled.h"
#include "gateway/Dialect.h"
#include "gateway/Health.h"
#include "gateway/KeyTable.h"
#include "gateway/ModelTable.h"
#include "gateway/ProviderAnswer.h"
#include "gateway/RouteTable.h"
#include "http/ClientExchange.h"
#include "http/ServerExchange.h"
#include "limits/Counters.h"
#include "telemetry/RequestRecord.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace gatehouse::cache {
class Cache;
}
namespace gatehouse::http {
class Loop;
class UpstreamPool;
} // namespace gatehouse::http

namespace gatehouse::gateway {

class AccessTokens;

/// What a worker lends to its exchanges.
struct Surroundings
{
    const Clock& clock;
    http::Loop& loop;
    http::UpstreamPool& pool;
    limits::Counters& counters;
    AccessTokens& tokens;
    cache::Cache& cache;
};

class Recall;

/// What the caller wants of us.
enum class CallKind : std::uint8_t
{
    Nothing,
    Health, ///< /healthz
    Ready,  ///< /readyz
    Models, ///< A list of models, or one of them.
    Model,  ///< A call of a model.
    Rest,   ///< A published API.
};

/// Which endpoint of the dialects.
enum class AiEndpoint : std::uint8_t
{
    Chat,
    Completions,
    Responses,
    Embeddings,
    Moderations,
    Rerank, ///< As Cohere, Jina, Together and vLLM have it.
    Images, ///< made or changed
    Speech,
    Transcription, ///< and translation
    Other,         ///< of OpenAI's
    Messages,      ///< Anthropic's
    CountTokens,   ///< Anthropic's
    Generate,      ///< Gemini's, streamed or not
    GeminiCount,
    GeminiEmbed
};

/// How a request gets into the dialect of its provider.
enum class Hop : std::uint8_t
{
    Same,         ///< It is the same: bytes are spliced, never written again.
    Conversation, ///< Read into a Conversation and written anew.
    Embedding,    ///< The same for texts to be embedded.
    Count,        ///< Tokens are counted here: the provider cannot.
    None          ///< The provider has nothing of the kind.
};

/// Where a credential stood.
enum class CredentialPlace : std::uint8_t
{
    None,
    Bearer,
    ApiKey,
    GoogleKey,
    Query
};

/// One exchange on its way through the steps. Each step fills in its part; nobody takes anything
/// back.
struct Exchange final : Recycled<Exchange>
{
    Exchange(http::ServerExchange& server, const Surroundings& surroundings,
             std::shared_ptr<const View> current);
    /// What it still owes to limits stays charged by estimate: its loop was stopped.
    ~Exchange();
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    http::ServerExchange& http;
    const Surroundings& around;
    const std::shared_ptr<const View> view;
    telemetry::RequestRecord record;
    Dialect dialect = Dialect::Problem;
    Failure failure;      ///< What to answer when a step says so.
    std::string verbatim; ///< A provider's own error body, where it is in the caller's dialect.

    // match
    CallKind call = CallKind::Nothing;
    RouteMatch route;
    AiEndpoint endpoint = AiEndpoint::Other;
    std::string modelInPath; ///< Of CallKind::Models (empty = the list), and of Gemini's calls.
    std::string_view action; ///< Of Gemini's calls: what follows the last colon of the path.

    // identify
    const CallerKey* key = nullptr;
    CredentialPlace credential = CredentialPlace::None;

    // admit
    limits::Admission admission;       ///< What limits said, and what is owed to them.
    limits::Admission targetAdmission; ///< The same of limits of the provider that is being asked.
    std::uint64_t answerBytes = 0;     ///< Of the answer's body, where it is about to leave.
    std::uint64_t streamedEvents = 0;  ///< Of a model: about a token each.

    Tokens outputLimit = 0; ///< To which limits have lowered the caller's; 0 = it stands.

    // recall
    std::unique_ptr<Recall> recall; ///< Where the route is cached.

    // dispatch, REST
    const CompiledTarget* target = nullptr;
    std::unique_ptr<http::ClientExchange> upstream;

    // dispatch, AI
    std::string body;
    ai::RequestFacts facts;
    CompiledModelTarget modelTarget;
    Hop hop = Hop::Same;
    std::optional<ai::Conversation> conversation; ///< Once a target needed it.
    std::optional<ai::EmbeddingRequest> embedding;
    std::size_t embedded = 0; ///< Of its inputs, by the calls before this one.
    ai::LossSet lost;         ///< What the way to `modelTarget` could not carry.
    std::unique_ptr<ProviderAnswer> answer;
    bool hidesUsage = false;        ///< Usage was asked for by us, not by the caller.
    std::uint32_t waitedMicros = 0; ///< For the caller's body and for providers: not our doing.

    // relay
    ai::AnswerFacts told; ///< What the answer told.
    bool broke = false;   ///< The answer was cut in the middle.

    /// Since the first byte of the request.
    [[nodiscard]] std::uint32_t micros() const { return micros(around.clock.now()); }
    [[nodiscard]] std::uint32_t micros(Instant now) const;
    [[nodiscard]] std::string_view path() const { return http.request().target.path; }
    [[nodiscard]] const Snapshot& snapshot() const { return *view->snapshot; }
    [[nodiscard]] const Settings& settings() const { return *view->settings; }
    void fail(unsigned status, std::string_view type, std::string message,
              std::string_view code = {});
    /// Begins a try at a target; its end is written by endAttempt().
    void beginAttempt(std::string_view name, std::string_view keyId)
    {
        beginAttempt(name, keyId, around.clock.now());
    }
    void beginAttempt(std::string_view name, std::string_view keyId, Instant now);
    void endAttempt(unsigned status, std::string_view reason = {})
    {
        endAttempt(status, reason, around.clock.now());
    }
    void endAttempt(unsigned status, std::string_view reason, Instant now);
};

/// The value of the first parameter `key` of a query, as written; empty when there is none.
[[nodiscard]] std::string_view queryKey(std::string_view query);
/// A query without the parameter `key` of this value.
[[nodiscard]] std::string withoutKey(std::string_view query, std::string_view value);

} // namespace gatehouse::gateway
