// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ModelList.h"

#include "ai/JsonText.h"
#include "base/Units.h"

namespace gatehouse::gateway {

namespace {

enum class Shape
{
    OpenAi,
    Anthropic,
    Gemini
};

std::string_view geminiMethods(ai::ModelKind kind)
{
    return kind == ai::ModelKind::Embedding ? R"(["embedContent"])"
                                            : R"(["generateContent","streamGenerateContent"])";
}

void write(std::string& out, const ListedModel& model, Shape shape)
{
    const auto field = [&](std::string_view prefix, std::string_view text) {
        out += prefix;
        ai::appendJsonString(out, text);
    };
    switch (shape) {
    case Shape::OpenAi:
        field(R"({"id":)", model.name);
        out += R"(,"object":"model","created":)" + std::to_string(model.created);
        field(R"(,"owned_by":)", model.owner);
        out += '}';
        break;
    case Shape::Anthropic:
        field(R"({"type":"model","id":)", model.name);
        field(R"(,"display_name":)", model.displayName.empty() ? model.name : model.displayName);
        field(R"(,"created_at":)", formatTimestamp(fromUnixMillis(model.created * 1000)));
        out += '}';
        break;
    case Shape::Gemini:
        field(R"({"name":)", "models/" + model.name);
        field(R"(,"displayName":)", model.displayName.empty() ? model.name : model.displayName);
        if (model.context > 0)
            out += R"(,"inputTokenLimit":)" + std::to_string(model.context);
        if (model.maxOutput > 0)
            out += R"(,"outputTokenLimit":)" + std::to_string(model.maxOutput);
        out += R"(,"supportedGenerationMethods":)";
        out += geminiMethods(model.kind);
        out += '}';
        break;
    }
}

bool mayUse(const Exchange& x, std::string_view name)
{
    const auto& allowed = x.key->caller->models;
    return allowed.empty() || allowed.contains(std::string(name));
}

} // namespace

std::optional<std::string> modelList(const Exchange& x)
{
    const auto& models = x.snapshot().models();
    const Shape shape = x.dialect == Dialect::Gemini ? Shape::Gemini
                        : x.http.request().fields.find("anthropic-version").has_value()
                            ? Shape::Anthropic
                            : Shape::OpenAi;
    std::string out;
    if (!x.modelInPath.empty()) {
        const auto* listed = models.listedByName(x.modelInPath);
        ListedModel unlisted;
        if (listed == nullptr) {
            // A bare name, or a model that the catalogue does not know.
            const auto match = models.resolve(x.modelInPath);
            if (!match.found())
                return std::nullopt;
            unlisted.name = x.modelInPath;
            unlisted.owner = match.route != nullptr ? "gatehouse" : match.single.provider->id;
            listed = &unlisted;
        }
        if (!mayUse(x, listed->name))
            return std::nullopt;
        write(out, *listed, shape);
        return out;
    }
    out = shape == Shape::Gemini      ? R"({"models":[)"
          : shape == Shape::Anthropic ? R"({"data":[)"
                                      : R"({"object":"list","data":[)";
    std::string_view first;
    std::string_view last;
    for (const auto& model : models.listed()) {
        if (!mayUse(x, model.name))
            continue;
        if (!last.empty())
            out += ',';
        else
            first = model.name;
        last = model.name;
        write(out, model, shape);
    }
    out += ']';
    if (shape == Shape::Anthropic) {
        out += R"(,"has_more":false,"first_id":)";
        out += first.empty() ? "null" : ai::jsonString(first);
        out += R"(,"last_id":)";
        out += last.empty() ? "null" : ai::jsonString(last);
    }
    out += '}';
    return out;
}

} // namespace gatehouse::gateway
