// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Catalogue.h"
#include "ai/Embedding.h"
#include "ai/JsonWriter.h"
#include "base/Text.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <bit>
#include <iterator>

namespace gatehouse::ai {

namespace {

using Form = EmbeddingRequest::Form;

std::string base64Of(const std::vector<float>& vector)
{
    std::string bytes;
    bytes.reserve(vector.size() * 4);
    for (const float value : vector) {
        const auto bits = std::bit_cast<std::uint32_t>(value);
        for (unsigned i = 0; i < 4; ++i)
            bytes += static_cast<char>(bits >> 8 * i & 0xFF);
    }
    return text::toBase64(bytes);
}

std::vector<float> vectorOf(JsonView values)
{
    std::vector<float> out;
    out.reserve(values.size());
    for (const auto value : values)
        out.push_back(static_cast<float>(value.number().value_or(0)));
    return out;
}

/// A vector an element, perhaps below a name of each element.
void takeAll(EmbeddingAnswer& out, JsonView list, std::string_view name = {})
{
    for (const auto item : list)
        out.vectors.push_back(vectorOf(name.empty() ? item : item[name]));
}

/// OpenAI's may come in any order.
void takeIndexed(EmbeddingAnswer& out, JsonView list)
{
    out.vectors.resize(list.size());
    std::size_t place = 0;
    for (const auto item : list) {
        const auto index =
            static_cast<std::size_t>(item["index"].integerOr(static_cast<std::int64_t>(place)));
        if (index < out.vectors.size())
            out.vectors[index] = vectorOf(item["embedding"]);
        ++place;
    }
}

Tokens takeGoogle(Wire wire, JsonView body, EmbeddingAnswer& out)
{
    Tokens tokens = body["usageMetadata"]["promptTokenCount"].integerOr(0);
    if (wire == Wire::Vertex) {
        for (const auto prediction : body["predictions"]) {
            out.vectors.push_back(vectorOf(prediction["embeddings"]["values"]));
            tokens += prediction["embeddings"]["statistics"]["token_count"].integerOr(0);
        }
    } else if (const auto one = body["embedding"]; one.isObject()) {
        out.vectors.push_back(vectorOf(one["values"]));
    } else {
        takeAll(out, body["embeddings"], "values");
    }
    return tokens;
}

Tokens takeCohere(JsonView body, EmbeddingAnswer& out)
{
    const auto embeddings = body["embeddings"];
    takeAll(out, embeddings.isArray() ? embeddings : embeddings["float"]);
    return body["meta"]["billed_units"]["input_tokens"].integerOr(0);
}

Tokens takeBedrock(JsonView body, EmbeddingAnswer& out)
{
    if (const auto one = body["embedding"]; one.isArray()) {
        out.vectors.push_back(vectorOf(one));
        return body["inputTextTokenCount"].integerOr(0);
    }
    return takeCohere(body, out);
}

void writeVector(JsonWriter& json, const std::vector<float>& vector)
{
    json.beginArray();
    for (const float value : vector)
        json.raw(fmt::format("{}", value));
    json.endArray();
}

std::string writeGemini(const EmbeddingAnswer& answer, bool many)
{
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    many ? json.array("embeddings") : json.key("embedding");
    for (const auto& vector : answer.vectors) {
        json.beginObject().key("values");
        writeVector(json, vector);
        json.endObject();
    }
    if (many)
        json.endArray();
    json.object("usageMetadata").number("promptTokenCount", answer.usage.input()).endObject();
    json.endObject();
    return out;
}

} // namespace

void EmbeddingAnswer::append(EmbeddingAnswer&& more)
{
    std::ranges::move(more.vectors, std::back_inserter(vectors));
    usage.inputUncached += more.usage.inputUncached;
    usage.reported = usage.reported && more.usage.reported;
}

Result<EmbeddingAnswer> readEmbeddingAnswer(Wire wire, JsonView body, std::size_t inputs)
{
    EmbeddingAnswer out;
    Tokens tokens = 0;
    switch (wire) {
    case Wire::Gemini:
    case Wire::Vertex:
        tokens = takeGoogle(wire, body, out);
        break;
    case Wire::Cohere:
        tokens = takeCohere(body, out);
        break;
    case Wire::Bedrock:
        tokens = takeBedrock(body, out);
        break;
    case Wire::Ollama:
        // Its older endpoint, and what imitates it, has one vector under another name.
        if (const auto one = body["embedding"]; one.isArray())
            out.vectors.push_back(vectorOf(one));
        else
            takeAll(out, body["embeddings"]);
        tokens = body["prompt_eval_count"].integerOr(0);
        break;
    default:
        takeIndexed(out, body["data"]);
        tokens =
            body["usage"]["prompt_tokens"].integerOr(body["usage"]["total_tokens"].integerOr(0));
        break;
    }
    if (out.vectors.size() != inputs ||
        std::ranges::any_of(out.vectors, &std::vector<float>::empty))
        return fail(ErrorCode::Unavailable,
                    "the provider's answer has not a vector for every input");
    out.usage.inputUncached = std::max<Tokens>(tokens, 0);
    out.usage.reported = tokens > 0;
    return out;
}

std::string writeEmbeddingAnswer(const EmbeddingAnswer& answer, const EmbeddingRequest& request,
                                 std::string_view model)
{
    if (request.form == Form::GeminiOne || request.form == Form::GeminiMany)
        return writeGemini(answer, request.form == Form::GeminiMany);
    std::string out;
    JsonWriter json(out);
    json.beginObject().text("object", "list").array("data");
    std::int64_t index = 0;
    for (const auto& vector : answer.vectors) {
        json.beginObject().text("object", "embedding").number("index", index++);
        if (request.form == Form::OpenAiBase64) {
            json.text("embedding", base64Of(vector));
        } else {
            json.key("embedding");
            writeVector(json, vector);
        }
        json.endObject();
    }
    json.endArray().text("model", model).object("usage");
    json.number("prompt_tokens", answer.usage.input()).number("total_tokens", answer.usage.input());
    json.endObject().endObject();
    return out;
}

} // namespace gatehouse::ai
