// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Embedding.h"

#include "ai/Catalogue.h"
#include "ai/Fault.h"
#include "ai/JsonWriter.h"
#include "base/Text.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace gatehouse::ai {

namespace {

std::size_t mostInputs(Wire wire)
{
    return wire == Wire::Gemini ? 100 : wire == Wire::Cohere ? 96 : 2048;
}

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
    for (const auto value : values)
        out.push_back(static_cast<float>(value.number().value_or(0)));
    return out;
}

} // namespace

bool embeds(Wire wire)
{
    return wire == Wire::Gemini || wire == Wire::Cohere || wire == Wire::Ollama;
}

Result<EmbeddingRequest> readEmbeddingRequest(JsonView body)
{
    EmbeddingRequest out;
    const auto input = body["input"];
    if (input.isString())
        out.inputs.push_back(input.text());
    for (const auto item : input) {
        if (!item.isString())
            return fail(ErrorCode::Invalid,
                        "\"input\" must be text: token numbers mean something else to this "
                        "model's provider");
        out.inputs.push_back(item.text());
    }
    if (out.inputs.empty())
        return fail(ErrorCode::Invalid, "\"input\" is missing or empty");
    out.dimensions = body["dimensions"].integer();
    out.base64 = body["encoding_format"].equals("base64");
    out.inputType = body["input_type"].text();
    return out;
}

Result<std::string> writeEmbeddingRequest(Wire wire, const EmbeddingRequest& request,
                                          std::string_view model)
{
    if (request.inputs.size() > mostInputs(wire))
        return fail(ErrorCode::Invalid,
                    fmt::format("this model's provider takes at most {} inputs in one call",
                                mostInputs(wire)));
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    if (wire == Wire::Gemini) {
        json.array("requests");
        for (const auto& input : request.inputs) {
            json.beginObject().text("model", "models/" + std::string(model));
            json.object("content").array("parts").beginObject().text("text", input).endObject();
            json.endArray().endObject();
            if (request.dimensions)
                json.number("outputDimensionality", *request.dimensions);
            json.endObject();
        }
        json.endArray().endObject();
        return out;
    }
    json.text("model", model);
    json.array(wire == Wire::Cohere ? "texts" : "input");
    for (const auto& input : request.inputs)
        json.string(input);
    json.endArray();
    if (wire == Wire::Cohere) {
        json.text("input_type", request.inputType.empty() ? "search_document" : request.inputType);
        json.array("embedding_types").string("float").endArray();
        if (request.dimensions)
            json.number("output_dimension", *request.dimensions);
    } else if (request.dimensions) {
        json.number("dimensions", *request.dimensions);
    }
    json.endObject();
    return out;
}

Result<EmbeddingAnswer> readEmbeddingAnswer(Wire wire, JsonView body, std::size_t inputs)
{
    EmbeddingAnswer out;
    const auto embeddings = body["embeddings"];
    Tokens tokens = 0;
    if (wire == Wire::Gemini) {
        for (const auto item : embeddings)
            out.vectors.push_back(vectorOf(item["values"]));
        tokens = body["usageMetadata"]["promptTokenCount"].integerOr(0);
    } else if (wire == Wire::Cohere) {
        for (const auto item : embeddings["float"])
            out.vectors.push_back(vectorOf(item));
        tokens = body["meta"]["billed_units"]["input_tokens"].integerOr(0);
    } else {
        for (const auto item : embeddings)
            out.vectors.push_back(vectorOf(item));
        tokens = body["prompt_eval_count"].integerOr(0);
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
    std::string out;
    JsonWriter json(out);
    json.beginObject().text("object", "list").array("data");
    std::int64_t index = 0;
    for (const auto& vector : answer.vectors) {
        json.beginObject().text("object", "embedding").number("index", index++);
        if (request.base64) {
            json.text("embedding", base64Of(vector));
        } else {
            json.array("embedding");
            for (const float value : vector)
                json.raw(fmt::format("{}", value));
            json.endArray();
        }
        json.endObject();
    }
    json.endArray().text("model", model).object("usage");
    json.number("prompt_tokens", answer.usage.input()).number("total_tokens", answer.usage.input());
    json.endObject().endObject();
    return out;
}

} // namespace gatehouse::ai
