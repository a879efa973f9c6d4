// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/GeminiCodec.h"
#include "ai/JsonWriter.h"
#include "ai/Media.h"
#include "ai/Turns.h"
#include "base/Text.h"

#include <algorithm>
#include <memory>

namespace gatehouse::ai {

namespace {

using Kind = Part::Kind;

/// `gemini-2.5-pro` -> 205; 0 when the name tells none.
int generationOf(std::string_view model)
{
    const auto at = model.find("gemini-");
    if (at == std::string_view::npos)
        return 0;
    model.remove_prefix(at + 7);
    if (model.empty() || model[0] < '0' || model[0] > '9')
        return 300; // `gemini-flash-latest`
    int version = (model[0] - '0') * 100;
    if (model.size() > 2 && model[1] == '.' && model[2] >= '0' && model[2] <= '9')
        version += model[2] - '0';
    return version;
}

std::string cleanName(const std::string& name)
{
    std::string out;
    for (const char c : name) {
        const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '_' || c == '.' || c == ':' || c == '-';
        out += fits ? c : '_';
    }
    if (!out.empty() && ((out[0] >= '0' && out[0] <= '9') || out[0] == '-' || out[0] == '.'))
        out.insert(0, "_");
    return out;
}

class Writer
{
public:
    Writer(const Conversation& conversation, const ProviderModel& to, LossSet& lost)
        : m_in(conversation)
        , m_to(to)
        , m_generation(generationOf(to.model))
        , m_lost(lost)
        , m_json(m_out)
    {
    }

    Result<std::string> run()
    {
        m_names = toolNames(m_in);
        m_turns = turnsOf(m_in, m_made);
        m_formatInWords = m_in.format.kind != ResponseFormat::Kind::Text && !m_in.tools.empty() &&
                          m_generation < 300;
        m_json.beginObject();
        writeSystem();
        m_json.array("contents");
        for (const auto& turn : m_turns) {
            if (auto written = writeTurn(turn); !written)
                return std::unexpected(std::move(written.error()));
        }
        m_json.endArray();
        writeTools();
        writeConfig();
        tellLosses();
        m_json.endObject();
        return std::move(m_out);
    }

private:
    void writeSystem()
    {
        const auto parts = systemParts(m_in);
        if (parts.empty() && !m_formatInWords)
            return;
        m_json.object("systemInstruction").array("parts");
        for (const auto* part : parts)
            m_json.beginObject().text("text", part->text).endObject();
        if (m_formatInWords) {
            m_json.beginObject().text("text", formatInWords(m_in.format)).endObject();
            m_lost.add(Loss::ResponseFormat);
        }
        m_json.endArray().endObject();
    }

    Result<void> writeTurn(const Turn& turn)
    {
        std::vector<const Part*> parts;
        for (const auto* part : turn.parts) {
            const bool thought =
                part->kind == Kind::Thinking || part->kind == Kind::RedactedThinking;
            if (thought && (part->signer != Signer::Gemini || part->signature.empty()))
                m_lost.add(Loss::ReasoningHistory);
            else
                parts.push_back(part);
        }
        if (parts.empty())
            return {};
        m_json.beginObject().text("role", turn.role == Role::User ? "user" : "model");
        m_json.array("parts");
        bool firstCall = true;
        for (const auto* part : parts) {
            if (auto written = writePart(*part, firstCall); !written)
                return written;
        }
        // What a result shows follows behind all results.
        for (const auto* part : parts) {
            for (const auto& inner : part->content) {
                if (inner.kind != Kind::Text && inner.text.empty()) {
                    if (auto written = writePart(inner, firstCall); !written)
                        return written;
                }
            }
        }
        m_json.endArray().endObject();
        return {};
    }

    void writeSignature(const Part& part)
    {
        if (part.signer == Signer::Gemini && !part.signature.empty())
            m_json.text("thoughtSignature", part.signature);
    }

    Result<void> writePart(const Part& part, bool& firstCall)
    {
        switch (part.kind) {
        case Kind::Text:
        case Kind::Refusal:
            m_json.beginObject().text("text", part.text);
            writeSignature(part);
            m_json.endObject();
            return {};
        case Kind::Thinking:
            m_json.beginObject().text("text", part.text).boolean("thought", true);
            writeSignature(part);
            m_json.endObject();
            return {};
        case Kind::RedactedThinking:
            return {};
        case Kind::ToolCall:
            m_json.beginObject().object("functionCall");
            if (m_generation >= 300)
                m_json.text("id", part.id);
            m_json.text("name", cleanName(part.name)).raw("args", argumentsObject(part));
            m_json.endObject();
            writeSignature(part);
            // The documented value for histories that lost their signatures.
            if (firstCall && m_generation >= 300 && part.signer != Signer::Gemini)
                m_json.text("thoughtSignature", "skip_thought_signature_validator");
            firstCall = false;
            m_json.endObject();
            return {};
        case Kind::ToolResult:
            writeResult(part);
            return {};
        case Kind::Document:
            if (!part.text.empty()) {
                m_json.beginObject().text("text", part.text).endObject();
                return {};
            }
            break;
        case Kind::Image:
        case Kind::Audio:
            break;
        }
        const auto& media = part.media;
        if (!media.fileId.empty())
            return fail(ErrorCode::Invalid,
                        "lies at another provider; send its bytes in the request", nameOf(media));
        if (part.kind == Kind::Image && !media.detail.empty() && media.detail != "auto")
            m_lost.add(Loss::ImageDetail);
        m_json.beginObject();
        if (media.data.empty()) {
            m_json.object("fileData");
            if (!media.type.empty())
                m_json.text("mimeType", media.type);
            m_json.text("fileUri", media.url).endObject();
        } else {
            m_json.object("inlineData").text("mimeType", media.type).text("data", media.data);
            m_json.endObject();
        }
        m_json.endObject();
        return {};
    }

    void writeResult(const Part& part)
    {
        const auto name = m_names.find(part.id);
        m_json.beginObject().object("functionResponse");
        if (m_generation >= 300)
            m_json.text("id", part.id);
        m_json.text("name",
                    name == m_names.end() ? "unknown" : cleanName(std::string(name->second)));
        const auto words = resultText(part);
        if (part.isError)
            m_json.object("response").text("error", words).endObject();
        else if (isJsonObject(words))
            m_json.raw("response", words);
        else
            m_json.object("response").text("output", words).endObject();
        m_json.endObject().endObject();
    }

    void writeTools()
    {
        using Choice = ToolChoice::Kind;
        if (m_in.tools.empty())
            return;
        m_json.array("tools").beginObject().array("functionDeclarations");
        for (const auto& tool : m_in.tools) {
            if (tool.freeText)
                m_lost.add(Loss::CustomTool);
            if (tool.strict == true)
                m_lost.add(Loss::Strict);
            if (tool.cacheMark)
                m_lost.add(Loss::CacheControl);
            m_json.beginObject().text("name", cleanName(tool.name));
            if (!tool.description.empty())
                m_json.text("description", tool.description);
            if (tool.freeText || (!tool.schema.empty() && tool.schema != "{}"))
                m_json.raw("parametersJsonSchema", geminiSchema(schemaOrEmpty(tool)));
            m_json.endObject();
        }
        m_json.endArray().endObject().endArray();
        if (m_in.parallelTools == false)
            m_lost.add(Loss::ParallelTools);
        const auto& choice = m_in.toolChoice;
        if (choice.kind == Choice::Unset)
            return;
        m_json.object("toolConfig").object("functionCallingConfig");
        const bool limits = choice.kind == Choice::Named || choice.kind == Choice::Allowed;
        const bool must = choice.kind == Choice::Required || choice.kind == Choice::Named ||
                          (choice.kind == Choice::Allowed && choice.required);
        m_json.text("mode", choice.kind == Choice::None ? "NONE"
                            : must                      ? "ANY"
                            : limits                    ? "VALIDATED"
                                                        : "AUTO");
        if (limits) {
            m_json.array("allowedFunctionNames");
            for (const auto& name : choice.names)
                m_json.string(cleanName(name));
            m_json.endArray();
        }
        m_json.endObject().endObject();
    }

    void writeThinking(std::string& config, Tokens& raise)
    {
        const auto& wish = m_in.reasoning;
        if (!wish.set())
            return;
        if (m_generation < 205) {
            if (!wish.off())
                m_lost.add(Loss::Reasoning);
            return;
        }
        const bool pro = m_to.model.find("pro") != std::string_view::npos;
        JsonWriter json(config);
        json.beginObject();
        if (m_generation >= 300) {
            if (wish.effort || wish.budget) {
                const auto effort = wish.asEffort();
                std::string_view level = effort >= Effort::High     ? "HIGH"
                                         : effort == Effort::Medium ? (pro ? "HIGH" : "MEDIUM")
                                         : effort == Effort::Low    ? "LOW"
                                                                    : (pro ? "LOW" : "MINIMAL");
                if (effort > Effort::High || effort == Effort::None)
                    m_lost.add(Loss::Reasoning);
                json.text("thinkingLevel", level);
            }
        } else if (wish.off()) {
            // The Pro models cannot stop thinking.
            if (pro)
                m_lost.add(Loss::Reasoning);
            json.number("thinkingBudget", pro ? 128 : 0);
        } else if (wish.adaptive && !wish.effort && !wish.budget) {
            json.number("thinkingBudget", -1);
        } else {
            const auto effort = wish.asEffort();
            raise = wish.budget                ? *wish.budget
                    : effort <= Effort::Low    ? 1024
                    : effort == Effort::Medium ? 8192
                                               : 24576;
            json.number("thinkingBudget", raise);
        }
        if (wish.showThoughts && !wish.off())
            json.boolean("includeThoughts", true);
        json.endObject();
    }

    void writeConfig()
    {
        std::string config;
        JsonWriter json(config);
        json.beginObject();
        const auto number = [&](std::string_view name, const std::string& text) {
            if (!text.empty())
                json.raw(name, text);
        };
        std::string thinking;
        Tokens raise = 0;
        writeThinking(thinking, raise);
        const auto& sampling = m_in.sampling;
        number("temperature", sampling.temperature);
        number("topP", sampling.topP);
        number("topK", sampling.topK);
        number("seed", sampling.seed);
        number("presencePenalty", sampling.presencePenalty);
        number("frequencyPenalty", sampling.frequencyPenalty);
        if (m_in.maxTokens) {
            // Thoughts count against the limit, which the caller means for what he sees.
            auto most = *m_in.maxTokens + raise;
            if (m_to.facts != nullptr && m_to.facts->maxOutput > 0)
                most = std::min(most, m_to.facts->maxOutput);
            json.number("maxOutputTokens", most);
        }
        if (m_in.choices && *m_in.choices > 1)
            json.number("candidateCount", *m_in.choices);
        if (m_in.stop.size() > 5)
            m_lost.add(Loss::Stop);
        if (!m_in.stop.empty()) {
            json.array("stopSequences");
            for (std::size_t i = 0; i < std::min<std::size_t>(5, m_in.stop.size()); ++i)
                json.string(m_in.stop[i]);
            json.endArray();
        }
        if (m_in.logprobs) {
            json.boolean("responseLogprobs", true);
            number("logprobs", m_in.topLogprobs);
        }
        if (m_in.format.kind != ResponseFormat::Kind::Text && !m_formatInWords) {
            json.text("responseMimeType", "application/json");
            if (m_in.format.kind == ResponseFormat::Kind::Schema)
                json.raw("responseJsonSchema", geminiSchema(m_in.format.schema));
        }
        if (!thinking.empty())
            json.raw("thinkingConfig", thinking);
        json.endObject();
        if (config != "{}")
            m_json.raw("generationConfig", config);
    }

    void tellLosses()
    {
        for (const auto& message : m_in.messages) {
            if (!message.name.empty())
                m_lost.add(Loss::SpeakerName);
            for (const auto& part : message.parts) {
                if (part.cacheMark)
                    m_lost.add(Loss::CacheControl);
            }
        }
        if (!m_in.user.empty())
            m_lost.add(Loss::User);
        if (!m_in.serviceTier.empty() && m_in.serviceTier != "auto")
            m_lost.add(Loss::ServiceTier);
        if (!m_in.verbosity.empty())
            m_lost.add(Loss::Verbosity);
    }

    const Conversation& m_in;
    const ProviderModel& m_to;
    const int m_generation;
    LossSet& m_lost;
    std::string m_out;
    JsonWriter m_json;
    std::unordered_map<std::string_view, std::string_view> m_names;
    std::vector<std::unique_ptr<Part>> m_made;
    std::vector<Turn> m_turns;
    bool m_formatInWords = false;
};

} // namespace

Result<std::string> GeminiProvider::writeRequest(const Conversation& conversation,
                                                 const ProviderModel& to, LossSet& lost) const
{
    return Writer(conversation, to, lost).run();
}

} // namespace gatehouse::ai
