// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Text.h"
#include "gateway/SandboxEndpoints.h"

#include <algorithm>
#include <cmath>

namespace gatehouse::gateway {

namespace {

/// A unit vector that depends on the text alone.
std::vector<float> embedding(std::string_view text, std::size_t dimensions)
{
    std::vector<float> vector(dimensions);
    std::uint64_t state = 1469598103934665603ull;
    for (const char c : text)
        state = (state ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    double norm = 0;
    for (auto& value : vector) {
        state += 0x9E3779B97F4A7C15ull;
        auto mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ull;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBull;
        mixed ^= mixed >> 31;
        value = static_cast<float>(static_cast<double>(mixed >> 11) / 4503599627370496.0 - 1.0);
        norm += double(value) * value;
    }
    for (auto& value : vector)
        value = static_cast<float>(value / std::sqrt(norm));
    return vector;
}

/// As many as the provider whose dialect this is takes.
constexpr std::size_t kMostInputs = 2048;
/// Numbers in all vectors of one answer.
constexpr std::size_t kMostNumbers = 1u << 18;

bool tooMany(SandboxReply& reply, std::size_t texts, std::size_t numbers)
{
    if (texts <= kMostInputs && numbers <= kMostNumbers)
        return false;
    refuse(reply, 400, "invalid_request_error", "too_many_inputs",
           "the sandbox takes at most 2048 inputs, and makes at most 262144 numbers at once");
    return true;
}

} // namespace

void embeddings(SandboxReply& reply, const SandboxAsk& ask)
{
    std::size_t dimensions = 256;
    if (const auto* wanted = member(ask.body, "dimensions");
        wanted != nullptr && wanted->is_int64())
        dimensions =
            static_cast<std::size_t>(std::clamp<std::int64_t>(wanted->get_int64(), 1, 4096));
    const bool base64 = stringMember(ask.body, "encoding_format") == "base64";
    const auto texts = inputs(ask.body);
    if (tooMany(reply, texts.size(), texts.size() * dimensions))
        return;
    json::array data;
    std::int64_t tokens = 0;
    for (const auto& text : texts) {
        const auto vector = embedding(text, dimensions);
        tokens += std::max<std::int64_t>(1, tokensOf(text));
        json::object one{{"object", "embedding"}, {"index", data.size()}};
        if (base64)
            one["embedding"] = text::toBase64(
                {reinterpret_cast<const char*>(vector.data()), vector.size() * sizeof(float)});
        else
            one["embedding"] = json::array(vector.begin(), vector.end());
        data.push_back(std::move(one));
    }
    whole(reply, json::object{{"object", "list"},
                              {"data", std::move(data)},
                              {"model", ask.model},
                              {"usage", {{"prompt_tokens", tokens}, {"total_tokens", tokens}}}});
}

void moderations(SandboxReply& reply, const SandboxAsk& ask)
{
    const auto texts = inputs(ask.body);
    if (tooMany(reply, texts.size(), 0))
        return;
    json::array results;
    for (const auto& text : texts) {
        const bool violent = text::toLower(text).find("kill") != std::string::npos;
        json::object categories;
        json::object scores;
        json::object types;
        for (const std::string_view name :
             {"harassment", "harassment/threatening", "hate", "hate/threatening", "illicit",
              "illicit/violent", "self-harm", "self-harm/intent", "self-harm/instructions",
              "sexual", "sexual/minors", "violence", "violence/graphic"}) {
            const bool hit = violent && name == "violence";
            categories[name] = hit;
            scores[name] = hit ? 0.9 : 0.001;
            types[name] = json::array{"text"};
        }
        results.push_back(json::object{{"flagged", violent},
                                       {"categories", categories},
                                       {"category_scores", scores},
                                       {"category_applied_input_types", types}});
    }
    whole(reply, json::object{{"id", "modr-" + ask.hash.substr(0, 24)},
                              {"model", ask.model},
                              {"results", std::move(results)}});
}

} // namespace gatehouse::gateway
