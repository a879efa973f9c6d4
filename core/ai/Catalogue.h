// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Price.h"
#include "base/Result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gatehouse::ai {

/// The protocol that a provider speaks.
enum class Wire : std::uint8_t
{
    OpenAi,
    Anthropic,
    Gemini,
    Vertex,
    Bedrock,
    AzureOpenAi,
    Cohere,
    Ollama,
    Sandbox,
    Other, ///< Known to the catalogue, not callable.
};
/// `openai`, `azure_openai`, ...
[[nodiscard]] std::string_view toWord(Wire wire);
/// Nothing known by that word: false, and `wire` unchanged.
[[nodiscard]] bool fromWord(std::string_view word, Wire& wire);

/// Whether this build can send it calls.
[[nodiscard]] constexpr bool isCallable(Wire wire)
{
    return wire != Wire::Other;
}
/// How keys are shown where the catalogue does not say, in its words.
[[nodiscard]] std::string_view usualAuth(Wire wire);
/// The path of the list of models, behind the base URL, where the catalogue does not say.
[[nodiscard]] std::string_view usualModelsPath(Wire wire);

enum class ModelKind : std::uint8_t
{
    Chat,
    Embedding,
    Image,
    Transcription,
    Speech,
    Moderation,
    Rerank
};
/// Nothing known by that word: false, and `kind` unchanged.
[[nodiscard]] bool fromWord(std::string_view word, ModelKind& kind);
/// As in the catalogue's file: `chat`, `embedding`, `image`, `audio_stt`, `audio_tts`,
/// `moderation`, `rerank`.
[[nodiscard]] std::string_view toWord(ModelKind kind);

struct CatalogueProvider
{
    std::string id;
    std::string name;
    Wire wire = Wire::Other;
    std::string wireWord; ///< As written, also where `wire` is Other.
    std::string baseUrl;  ///< May hold `{placeholders}`.
    std::string auth;     ///< `bearer`, `none`, `header:NAME`, `header:NAME: SCHEME`, `sigv4`, ...
    std::string chatPath;
    std::string embeddingsPath;
    std::string modelsPath;
    std::string notes;
    std::vector<std::string> settings; ///< Names of the placeholders in baseUrl.
    std::size_t models = 0;            ///< How many of its models are listed.

    /// Whether this build can send it calls.
    [[nodiscard]] bool callable() const { return isCallable(wire); }
    /// On this machine, by the address in the catalogue.
    [[nodiscard]] bool local() const;
};

struct CatalogueModel
{
    std::string provider;
    std::string id;
    std::string name;
    ModelKind kind = ModelKind::Chat;
    Tokens context = 0;   ///< 0 = unknown
    Tokens maxOutput = 0; ///< 0 = unknown
    PriceTable price;
    bool vision = false;
    bool tools = false;
    bool jsonSchema = false;
    bool reasoning = false;
    bool streaming = false;
    bool deprecated = false;
    std::string released; ///< YYYY-MM
};

/// The texts that the catalogue is read from, tab-separated, each with its column names in a `#`
/// line. Views must live during parse() only.
struct CatalogueText
{
    std::string_view providers;
    std::string_view models;
    std::string_view tiers;      ///< long-context prices
    std::string_view windows;    ///< prices by date and time of day
    std::string_view units = {}; ///< prices of what is not counted in tokens
};

/// What is known about providers and models without asking anybody: addresses, kinds, prices.
/// Immutable after parse(); any thread reads.
class Catalogue
{
public:
    /// A wrong line is an error that names file and line.
    [[nodiscard]] static Result<std::shared_ptr<const Catalogue>> parse(const CatalogueText& text);
    /// The catalogue that is compiled in.
    [[nodiscard]] static std::shared_ptr<const Catalogue> builtIn();

    [[nodiscard]] const std::vector<CatalogueProvider>& providers() const { return m_providers; }
    [[nodiscard]] const std::vector<CatalogueModel>& models() const { return m_models; }
    /// Null when unknown.
    [[nodiscard]] const CatalogueProvider* provider(std::string_view id) const;
    [[nodiscard]] const CatalogueModel* model(std::string_view provider, std::string_view id) const;
    /// The day of the list of models, `2026-11-10`; empty when the file does not say it.
    [[nodiscard]] const std::string& day() const { return m_day; }

private:
    std::vector<CatalogueProvider> m_providers;
    std::vector<CatalogueModel> m_models; ///< grouped by provider
    std::string m_day;
    std::unordered_map<std::string, std::size_t> m_providerIndex;
    std::unordered_map<std::string, std::size_t> m_modelIndex; ///< PROVIDER/MODEL
};

} // namespace gatehouse::ai
