// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Hop.h"

#include "ai/AwsSignature.h"
#include "ai/Codec.h"
#include "base/Text.h"

namespace gatehouse::gateway {

namespace {

using ai::Wire;

bool isChat(AiEndpoint endpoint)
{
    return callerDialect(endpoint).has_value();
}

void replaceAll(std::string& path, std::string_view name, std::string_view value)
{
    for (auto at = path.find(name); at != std::string::npos;
         at = path.find(name, at + value.size()))
        path.replace(at, name.size(), value);
}

/// A model's name in a path; `/` parts names of some providers (`models/NAME`).
std::string pathName(std::string_view model)
{
    return text::percentEncode(model);
}

std::string geminiPath(const Exchange& x, const CompiledModelTarget& target)
{
    const auto& provider = *target.provider;
    const auto model = pathName(target.model);
    std::string path = provider.base.path;
    path += provider.wire == Wire::Vertex ? "/publishers/google/models/" : "/models/";
    path += model;
    path += ':';
    if (x.hop == Hop::Same) {
        path += x.action;
        // Who wants a list instead of events gets the same texts in another frame.
        return x.facts.stream ? path + "?alt=sse" : path;
    }
    if (x.hop == Hop::Embedding)
        return path + "batchEmbedContents";
    return path + (x.facts.stream ? "streamGenerateContent?alt=sse" : "generateContent");
}

std::string azurePath(const Exchange& x, const CompiledModelTarget& target)
{
    const auto& provider = *target.provider;
    const auto version = provider.settings.find("version");
    std::string path = provider.base.path;
    // A base URL of the newer surface takes the paths of OpenAI.
    const bool versionless = path.ends_with("/v1");
    const std::string rest = isChat(x.endpoint) && x.endpoint != AiEndpoint::Responses &&
                                     x.endpoint != AiEndpoint::Completions
                                 ? "/chat/completions"
                                 : std::string(x.path().substr(3));
    if (versionless)
        return path + rest;
    path += "/openai/deployments/" + pathName(target.model) + rest;
    return path + "?api-version=" +
           (version == provider.settings.end() ? "2024-10-21"
                                               : text::percentEncode(version->second));
}

std::string openAiPath(const Exchange& x, const CompiledProvider& provider)
{
    const bool translated = x.hop == Hop::Conversation;
    if (translated || x.endpoint == AiEndpoint::Chat)
        return provider.base.path +
               (provider.chatPath.empty() ? "/chat/completions" : provider.chatPath);
    if (x.endpoint == AiEndpoint::Embeddings && !provider.embeddingsPath.empty())
        return provider.base.path + provider.embeddingsPath;
    return provider.base.path + std::string(x.path().substr(3)); // behind /v1
}

} // namespace

std::optional<ai::CallerDialect> callerDialect(AiEndpoint endpoint)
{
    switch (endpoint) {
    case AiEndpoint::Chat:
        return ai::CallerDialect::OpenAiChat;
    case AiEndpoint::Completions:
        return ai::CallerDialect::OpenAiCompletions;
    case AiEndpoint::Responses:
        return ai::CallerDialect::OpenAiResponses;
    case AiEndpoint::Messages:
    case AiEndpoint::CountTokens:
        return ai::CallerDialect::Anthropic;
    case AiEndpoint::Generate:
    case AiEndpoint::GeminiCount:
        return ai::CallerDialect::Gemini;
    default:
        return std::nullopt;
    }
}

Hop hopTo(AiEndpoint endpoint, Wire wire)
{
    const bool counts = endpoint == AiEndpoint::CountTokens || endpoint == AiEndpoint::GeminiCount;
    const bool gemini = endpoint == AiEndpoint::Generate || endpoint == AiEndpoint::GeminiCount;
    const bool anthropic = endpoint == AiEndpoint::Messages || endpoint == AiEndpoint::CountTokens;
    const bool openAi = !gemini && !anthropic && endpoint != AiEndpoint::GeminiEmbed;
    switch (wire) {
    case Wire::OpenAi:
    case Wire::Sandbox:
    case Wire::AzureOpenAi:
        if (openAi)
            return Hop::Same;
        break;
    case Wire::Anthropic:
        if (anthropic)
            return Hop::Same;
        break;
    case Wire::Gemini:
        if (gemini || endpoint == AiEndpoint::GeminiEmbed)
            return Hop::Same;
        break;
    case Wire::Vertex:
        if (gemini)
            return Hop::Same;
        break;
    case Wire::Cohere:
        if (endpoint == AiEndpoint::Rerank) // The others have taken it over from there.
            return Hop::Same;
        break;
    default:
        break;
    }
    if (counts)
        return Hop::Count;
    if (isChat(endpoint) && ai::providerCodec(wire) != nullptr)
        return Hop::Conversation;
    if (endpoint == AiEndpoint::Embeddings && ai::embeds(wire))
        return Hop::Embedding;
    return Hop::None;
}

namespace {

/// Reads the caller's body as a conversation, once an exchange.
bool readConversation(Exchange& x)
{
    if (x.conversation)
        return true;
    ai::JsonDocument document;
    if (!document.parse(x.body)) {
        x.fail(400, "bad_request", "the body is not a valid JSON object");
        return false;
    }
    auto read = ai::callerCodec(*callerDialect(x.endpoint)).readRequest(document.root());
    if (!read) {
        x.fail(400, "bad_request", read.error().text());
        return false;
    }
    x.conversation = std::move(*read);
    x.conversation->stream = x.facts.stream;
    return true;
}

bool prepareEmbedding(Exchange& x, const CompiledModelTarget& target, std::string& body)
{
    if (!x.embedding) {
        ai::JsonDocument document;
        auto read = document.parse(x.body)
                        ? ai::readEmbeddingRequest(document.root())
                        : fail(ErrorCode::Invalid, "the body is not a valid JSON object");
        if (!read) {
            x.fail(400, "bad_request", read.error().message);
            return false;
        }
        x.embedding = std::move(*read);
    }
    auto written = ai::writeEmbeddingRequest(target.provider->wire, *x.embedding, target.model);
    if (!written) {
        x.fail(400, "bad_request", written.error().message);
        return false;
    }
    body = std::move(*written);
    return true;
}

} // namespace

bool prepareBody(Exchange& x, const CompiledModelTarget& target, std::string& body)
{
    const auto& provider = *target.provider;
    x.hop = hopTo(x.endpoint, provider.wire);
    x.lost = {};
    // Thoughts without a signature came from another provider's model; this one would refuse them.
    if (x.hop == Hop::Same && x.endpoint == AiEndpoint::Messages &&
        (x.body.find(R"("signature":"")") != std::string::npos ||
         x.body.find(R"("signature": "")") != std::string::npos))
        x.hop = Hop::Conversation;
    switch (x.hop) {
    case Hop::Same: {
        const bool mayAsk =
            x.facts.stream && !x.facts.wantsUsage && !x.facts.usageEdits.empty() &&
            (x.endpoint == AiEndpoint::Chat || x.endpoint == AiEndpoint::Completions);
        x.hidesUsage = mayAsk;
        // Gemini's models are named in the path only.
        body = x.action.empty() ? ai::splice(x.body, x.facts, target.model, mayAsk) : x.body;
        return true;
    }
    case Hop::Conversation: {
        if (!readConversation(x))
            return false;
        x.lost = x.conversation->lost;
        auto written =
            ai::providerCodec(provider.wire)
                ->writeRequest(*x.conversation, {target.model, provider.catalogueId, target.facts},
                               x.lost);
        if (!written) {
            x.fail(400, "bad_request", written.error().text());
            return false;
        }
        body = std::move(*written);
        return true;
    }
    case Hop::Embedding:
        return prepareEmbedding(x, target, body);
    case Hop::Count:
        return readConversation(x);
    case Hop::None:
        break;
    }
    x.fail(404, "endpoint_not_offered",
           "the provider \"" + provider.id + "\" offers nothing like " + std::string(x.path()));
    return false;
}

std::string providerPath(const Exchange& x, const CompiledModelTarget& target)
{
    const auto& provider = *target.provider;
    std::string path;
    switch (provider.wire) {
    case Wire::Anthropic:
        path = provider.base.path + "/messages";
        if (x.endpoint == AiEndpoint::CountTokens)
            path += "/count_tokens";
        break;
    case Wire::Gemini:
    case Wire::Vertex:
        path = geminiPath(x, target);
        break;
    case Wire::AzureOpenAi:
        path = azurePath(x, target);
        break;
    case Wire::Bedrock:
        path = provider.base.path + "/model/" + pathName(target.model) +
               (x.facts.stream ? "/converse-stream" : "/converse");
        break;
    case Wire::Cohere:
        path = provider.base.path + (x.endpoint == AiEndpoint::Rerank ? "/rerank"
                                     : x.hop == Hop::Embedding        ? "/embed"
                                                                      : "/chat");
        break;
    case Wire::Ollama:
        path = provider.base.path + (x.hop == Hop::Embedding ? "/api/embed" : "/api/chat");
        break;
    default:
        path = openAiPath(x, provider);
        break;
    }
    replaceAll(path, "{model}", pathName(target.model));
    if (!provider.base.query.empty())
        path += (path.find('?') == std::string::npos ? "?" : "&") + provider.base.query;
    return path;
}

http::FieldBlock providerFields(const Exchange& x, const CompiledProvider& provider,
                                const CompiledProviderKey* key, std::string_view path,
                                std::string_view body)
{
    http::FieldBlock fields;
    const auto& asked = x.http.request().fields;
    if (x.hop == Hop::Same) {
        for (const std::string_view name :
             {"content-type", "accept", "idempotency-key", "x-client-request-id", "openai-beta",
              "anthropic-version", "anthropic-beta"}) {
            if (name.starts_with("anthropic") && provider.wire != Wire::Anthropic)
                continue;
            if (const auto value = asked.find(name))
                fields.add(name, *value);
        }
    } else {
        fields.add("content-type", "application/json");
        fields.add("accept", x.facts.stream ? "text/event-stream, application/x-ndjson, "
                                              "application/vnd.amazon.eventstream"
                                            : "application/json");
    }
    if (provider.wire == Wire::Anthropic && !fields.has("anthropic-version"))
        fields.add("anthropic-version", "2023-06-01");
    fields.add("user-agent", "gatehouse/" GATEHOUSE_VERSION);
    if (key == nullptr)
        return fields;
    const auto& auth = provider.auth;
    if (auth.kind == ProviderAuth::Kind::Aws) {
        const auto credentials = ai::awsCredentials(key->secret);
        if (credentials) {
            const auto signed_ =
                ai::awsSign(*credentials, {.region = provider.region,
                                           .host = provider.base.origin.authority(),
                                           .path = path.substr(0, path.find('?')),
                                           .contentType = fields.find("content-type").value_or(""),
                                           .body = body,
                                           .time = x.around.clock.wall()});
            for (const auto& [name, value] : signed_)
                fields.set(name, value);
            return fields;
        }
    } else if (auth.kind == ProviderAuth::Kind::Header) {
        fields.set(auth.header,
                   auth.scheme.empty() ? key->secret : auth.scheme + " " + key->secret);
        return fields;
    }
    fields.set("authorization", "Bearer " + key->secret);
    return fields;
}

} // namespace gatehouse::gateway
