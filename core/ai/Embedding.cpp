// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Embedding.h"

#include "ai/Catalogue.h"
#include "ai/JsonWriter.h"

#include <algorithm>
#include <span>

namespace gatehouse::ai {

namespace {

using Form = EmbeddingRequest::Form;
using Inputs = std::span<const std::string>;

struct Purpose
{
    std::string_view cohere;
    std::string_view gemini;
};
constexpr Purpose kPurposes[]{{"search_query", "RETRIEVAL_QUERY"},
                              {"search_document", "RETRIEVAL_DOCUMENT"},
                              {"classification", "CLASSIFICATION"},
                              {"clustering", "CLUSTERING"}};

std::string_view geminiPurpose(std::string_view cohere)
{
    for (const auto& known : kPurposes) {
        if (known.cohere == cohere)
            return known.gemini;
    }
    return {};
}

std::string_view coherePurpose(std::string_view gemini)
{
    for (const auto& known : kPurposes) {
        if (known.gemini == gemini)
            return known.cohere;
    }
    return {};
}

bool isTitan(Wire wire, std::string_view model)
{
    return wire == Wire::Bedrock && model.find("cohere.") == std::string_view::npos;
}

/// One input as Gemini has it, inside an object that is open.
void writeContent(JsonWriter& json, const EmbeddingRequest& request, const std::string& input)
{
    json.object("content").array("parts").beginObject().text("text", input).endObject();
    json.endArray().endObject();
    if (const auto purpose = geminiPurpose(request.purpose); !purpose.empty())
        json.text("taskType", purpose);
    if (request.dimensions)
        json.number("outputDimensionality", *request.dimensions);
}

void writeGemini(JsonWriter& json, const EmbeddingRequest& request, Inputs inputs,
                 std::string_view model)
{
    if (inputs.size() == 1) {
        writeContent(json, request, inputs.front());
        return;
    }
    json.array("requests");
    for (const auto& input : inputs) {
        json.beginObject().text("model", "models/" + std::string(model));
        writeContent(json, request, input);
        json.endObject();
    }
    json.endArray();
}

void writeVertex(JsonWriter& json, const EmbeddingRequest& request, Inputs inputs)
{
    json.array("instances");
    for (const auto& input : inputs) {
        json.beginObject().text("content", input);
        if (const auto purpose = geminiPurpose(request.purpose); !purpose.empty())
            json.text("task_type", purpose);
        json.endObject();
    }
    json.endArray();
    if (request.dimensions)
        json.object("parameters").number("outputDimensionality", *request.dimensions).endObject();
}

void writeCohere(JsonWriter& json, const EmbeddingRequest& request, Inputs inputs)
{
    json.array("texts");
    for (const auto& input : inputs)
        json.string(input);
    json.endArray();
    json.text("input_type", request.purpose.empty() ? "search_document" : request.purpose);
    json.array("embedding_types").string("float").endArray();
    if (request.dimensions)
        json.number("output_dimension", *request.dimensions);
}

/// OpenAI's dialect and Ollama's.
void writeInput(JsonWriter& json, const EmbeddingRequest& request, Inputs inputs)
{
    json.array("input");
    for (const auto& input : inputs)
        json.string(input);
    json.endArray();
    if (request.dimensions)
        json.number("dimensions", *request.dimensions);
}

/// The text of one request of Gemini's; nothing where it holds something else.
std::optional<std::string> textOf(JsonView request)
{
    std::string text;
    for (const auto part : request["content"]["parts"]) {
        if (!part["text"].isString())
            return std::nullopt;
        text += part["text"].text();
    }
    return text;
}

} // namespace

std::size_t mostEmbeddingInputs(Wire wire, std::string_view model)
{
    if (isTitan(wire, model))
        return 1;
    switch (wire) {
    case Wire::Gemini:
        return 100;
    case Wire::Vertex:
        return 250;
    case Wire::Cohere:
    case Wire::Bedrock:
        return 96;
    default:
        return 2048;
    }
}

bool embeds(Wire wire)
{
    return wire != Wire::Anthropic && wire != Wire::Other;
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
    if (body["encoding_format"].equals("base64"))
        out.form = Form::OpenAiBase64;
    out.purpose = body["input_type"].text();
    return out;
}

Result<EmbeddingRequest> readGeminiEmbedding(JsonView body, bool many)
{
    EmbeddingRequest out;
    out.form = many ? Form::GeminiMany : Form::GeminiOne;
    const auto take = [&out](JsonView request) {
        auto text = textOf(request);
        if (!text)
            return false;
        out.inputs.push_back(std::move(*text));
        // Old clients put them beside the content, newer ones into a configuration.
        const auto config = request["embedContentConfig"];
        for (const auto& from : {request, config}) {
            if (const auto purpose = coherePurpose(from.either("taskType", "task_type").text());
                !purpose.empty())
                out.purpose = purpose;
            if (const auto size =
                    from.either("outputDimensionality", "output_dimensionality").integer())
                out.dimensions = size;
        }
        return true;
    };
    bool texts = true;
    if (many) {
        for (const auto request : body["requests"])
            texts = texts && take(request);
    } else {
        texts = body["content"].isObject() && take(body);
    }
    if (!texts)
        return fail(ErrorCode::Invalid, "this model's provider makes vectors of text only");
    if (out.inputs.empty())
        return fail(ErrorCode::Invalid, "\"requests\" is missing or empty");
    return out;
}

std::string writeEmbeddingRequest(Wire wire, const EmbeddingRequest& request,
                                  std::string_view model, std::size_t from)
{
    const auto most = mostEmbeddingInputs(wire, model);
    const auto inputs =
        Inputs(request.inputs).subspan(from).first(std::min(most, request.inputs.size() - from));
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    if (wire == Wire::Gemini) {
        writeGemini(json, request, inputs, model);
    } else if (wire == Wire::Vertex) {
        writeVertex(json, request, inputs);
    } else if (isTitan(wire, model)) {
        json.text("inputText", inputs.front());
        if (request.dimensions)
            json.number("dimensions", *request.dimensions);
    } else if (wire == Wire::Bedrock) { // names the model in its path
        writeCohere(json, request, inputs);
    } else if (wire == Wire::Cohere) {
        json.text("model", model);
        writeCohere(json, request, inputs);
    } else {
        json.text("model", model);
        writeInput(json, request, inputs);
        if (wire != Wire::Ollama)
            json.text("encoding_format", "float");
    }
    json.endObject();
    return out;
}

} // namespace gatehouse::ai
