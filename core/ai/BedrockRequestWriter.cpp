// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/AnthropicCodec.h"
#include "ai/BedrockCodec.h"
#include "ai/JsonWriter.h"
#include "ai/Media.h"
#include "ai/Turns.h"
#include "base/Text.h"

#include <algorithm>
#include <memory>

namespace gatehouse::ai {

namespace {

using Kind = Part::Kind;

class Writer
{
public:
    Writer(const Conversation& conversation, const ProviderModel& to, LossSet& lost)
        : m_in(conversation)
        , m_to(to)
        , m_claude(to.model.find("claude") != std::string_view::npos)
        , m_lost(lost)
        , m_json(m_out)
    {
    }

    Result<std::string> run()
    {
        m_turns = turnsOf(m_in, m_made);
        m_json.beginObject();
        writeSystem();
        m_json.array("messages");
        if (m_turns.empty() || m_turns.front().role != Role::User) {
            m_json.beginObject().text("role", "user").array("content");
            m_json.beginObject().text("text", "(start)").endObject().endArray().endObject();
        }
        for (const auto& turn : m_turns) {
            if (auto written = writeTurn(turn); !written)
                return std::unexpected(std::move(written.error()));
        }
        m_json.endArray();
        writeTools();
        writeInference();
        tellLosses();
        m_json.endObject();
        return std::move(m_out);
    }

private:
    void cachePoint(const std::optional<std::string>& mark)
    {
        if (!mark)
            return;
        m_json.beginObject().object("cachePoint").text("type", "default");
        if (*mark == "1h")
            m_json.text("ttl", "1h");
        m_json.endObject().endObject();
    }

    void writeSystem()
    {
        const bool words = m_in.format.kind == ResponseFormat::Kind::Json;
        const auto parts = systemParts(m_in);
        if (parts.empty() && !words)
            return;
        m_json.array("system");
        for (const auto* part : parts) {
            m_json.beginObject().text("text", part->text).endObject();
            cachePoint(part->cacheMark);
        }
        if (words) {
            m_json.beginObject().text("text", formatInWords(m_in.format)).endObject();
            m_lost.add(Loss::ResponseFormat);
        }
        m_json.endArray();
    }

    Result<void> writeTurn(const Turn& turn)
    {
        std::vector<const Part*> parts;
        bool document = false;
        bool text = false;
        for (const auto* part : turn.parts) {
            const bool thought =
                part->kind == Kind::Thinking || part->kind == Kind::RedactedThinking;
            if (thought && (part->signer != Signer::Anthropic || !m_claude)) {
                m_lost.add(Loss::ReasoningHistory);
                continue;
            }
            document |= part->kind == Kind::Document && part->text.empty();
            text |= part->kind == Kind::Text;
            parts.push_back(part);
        }
        if (parts.empty())
            return {};
        parts = thoughtsFirst(parts);
        m_json.beginObject().text("role", turn.role == Role::User ? "user" : "assistant");
        m_json.array("content");
        for (const auto* part : parts) {
            if (auto written = writePart(*part); !written)
                return written;
            cachePoint(part->cacheMark);
        }
        // A message with a document needs words as well.
        if (document && !text)
            m_json.beginObject().text("text", "(document)").endObject();
        m_json.endArray().endObject();
        return {};
    }

    Result<void> writeBytes(const Part& part)
    {
        const auto& media = part.media;
        if (media.data.empty())
            return fail(ErrorCode::Invalid,
                        "this model's provider takes images and documents as bytes only; send "
                        "them in the request",
                        nameOf(media));
        if (part.kind == Kind::Image && !media.detail.empty() && media.detail != "auto")
            m_lost.add(Loss::ImageDetail);
        const auto slash = media.type.find('/');
        auto format = slash == std::string::npos ? media.type : media.type.substr(slash + 1);
        if (format == "plain")
            format = "txt";
        m_json.beginObject().object(part.kind == Kind::Image ? "image" : "document");
        m_json.text("format", format);
        if (part.kind == Kind::Document)
            m_json.text("name", documentName(part.name));
        m_json.object("source").text("bytes", media.data).endObject();
        m_json.endObject().endObject();
        return {};
    }

    static std::string documentName(const std::string& name)
    {
        std::string out;
        for (const char c : name) {
            const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '-' || c == '(' || c == ')' ||
                              c == '[' || c == ']';
            if (fits)
                out += c;
            else if (!out.empty() && out.back() != ' ')
                out += ' ';
        }
        while (out.ends_with(' '))
            out.pop_back();
        return out.empty() ? "document" : out;
    }

    Result<void> writePart(const Part& part)
    {
        switch (part.kind) {
        case Kind::Text:
        case Kind::Refusal:
            m_json.beginObject().text("text", part.text).endObject();
            return {};
        case Kind::Image:
            return writeBytes(part);
        case Kind::Document:
            if (part.text.empty())
                return writeBytes(part);
            m_json.beginObject().text("text", part.text).endObject();
            return {};
        case Kind::Audio:
            return fail(ErrorCode::Invalid, "this model's provider takes no sound");
        case Kind::Thinking:
            m_json.beginObject().object("reasoningContent").object("reasoningText");
            m_json.text("text", part.text).text("signature", part.signature);
            m_json.endObject().endObject().endObject();
            return {};
        case Kind::RedactedThinking:
            m_json.beginObject().object("reasoningContent").text("redactedContent", part.data);
            m_json.endObject().endObject();
            return {};
        case Kind::ToolCall:
            m_tools = true;
            m_json.beginObject().object("toolUse").text("toolUseId", anthropicCallId(part.id));
            m_json.text("name", part.name).raw("input", argumentsObject(part));
            m_json.endObject().endObject();
            return {};
        case Kind::ToolResult:
            break;
        }
        m_tools = true;
        m_json.beginObject().object("toolResult").text("toolUseId", anthropicCallId(part.id));
        m_json.array("content");
        bool any = false;
        for (const auto& inner : part.content) {
            if (inner.kind == Kind::Text && inner.text.empty())
                continue;
            any = true;
            if (auto written = writePart(inner); !written)
                return written;
        }
        if (!any)
            m_json.beginObject().text("text", "(nothing)").endObject();
        m_json.endArray().text("status", part.isError ? "error" : "success");
        m_json.endObject().endObject();
        return {};
    }

    void writeTools()
    {
        using Choice = ToolChoice::Kind;
        const auto tools = allowedTools(m_in);
        // A history with calls needs declared tools, whatever the caller still offers.
        if (tools.empty() && !m_tools)
            return;
        m_json.object("toolConfig").array("tools");
        std::vector<std::string_view> declared;
        for (const auto* tool : tools) {
            if (tool->freeText)
                m_lost.add(Loss::CustomTool);
            declared.push_back(tool->name);
            declare(tool->name, tool->description, schemaOrEmpty(*tool), tool->strict == true);
            cachePoint(tool->cacheMark);
        }
        if (tools.empty()) {
            for (const auto& [id, name] : toolNames(m_in)) {
                if (std::ranges::find(declared, name) == declared.end()) {
                    declared.push_back(name);
                    declare(std::string(name), {}, schemaOrEmpty({}), false);
                }
            }
        }
        m_json.endArray();
        const auto& choice = m_in.toolChoice;
        if (m_in.parallelTools == false)
            m_lost.add(Loss::ParallelTools);
        if (tools.empty()) {
            // There is nothing to choose.
        } else if (choice.kind == Choice::Named) {
            m_json.object("toolChoice").object("tool").text("name", choice.names.front());
            m_json.endObject().endObject();
        } else if (choice.kind == Choice::Required ||
                   (choice.kind == Choice::Allowed && choice.required)) {
            m_json.object("toolChoice").object("any").endObject().endObject();
        } else if (choice.kind == Choice::Auto || choice.kind == Choice::Allowed) {
            m_json.object("toolChoice").object("auto").endObject().endObject();
        } else if (choice.kind == Choice::None) {
            m_lost.add(Loss::ToolChoice);
        }
        m_json.endObject();
    }

    void declare(const std::string& name, const std::string& description, const std::string& schema,
                 bool strict)
    {
        m_json.beginObject().object("toolSpec").text("name", name);
        if (!description.empty())
            m_json.text("description", description);
        m_json.object("inputSchema").raw("json", schema).endObject();
        if (strict)
            m_json.boolean("strict", true);
        m_json.endObject().endObject();
    }

    void writeInference()
    {
        const auto traits = claudeTraits(m_to.model);
        const auto& sampling = m_in.sampling;
        const auto& wish = m_in.reasoning;
        std::string extra;
        JsonWriter more(extra);
        more.beginObject();
        const Tokens most = m_to.facts != nullptr ? m_to.facts->maxOutput : 0;
        auto maxTokens = m_in.maxTokens;
        if (maxTokens && most > 0)
            maxTokens = std::min(*maxTokens, most);
        bool thinks = wish.set() && !wish.off();
        const bool forced = m_in.toolChoice.kind == ToolChoice::Kind::Named ||
                            m_in.toolChoice.kind == ToolChoice::Kind::Required;
        if (thinks && m_claude && (!traits.thinks || forced)) {
            thinks = false;
            m_lost.add(Loss::Reasoning);
        }
        std::string_view effort;
        if (thinks && m_claude && traits.adaptive) {
            more.object("thinking").text("type", "adaptive").endObject();
            effort = toWord(std::max(wish.asEffort(), Effort::Low));
        } else if (thinks && m_claude) {
            const auto budget = std::max<Tokens>(wish.asBudget(), 1024);
            if (!maxTokens || *maxTokens <= budget)
                maxTokens = budget + maxTokens.value_or(4096);
            more.object("thinking").text("type", "enabled").number("budget_tokens", budget);
            more.endObject();
        } else if (thinks && m_to.model.find("gpt-oss") != std::string_view::npos) {
            more.text("reasoning_effort", toWord(wish.asEffort()));
        } else if (thinks && m_to.model.find("nova") != std::string_view::npos) {
            more.object("reasoningConfig").text("type", "enabled");
            more.text("maxReasoningEffort",
                      toWord(std::clamp(wish.asEffort(), Effort::Low, Effort::High)));
            more.endObject();
        } else if (wish.set() && thinks) {
            m_lost.add(Loss::Reasoning);
        }
        if (!sampling.topK.empty()) {
            if (m_claude && !thinks && !traits.adaptiveOnly)
                more.raw("top_k", sampling.topK);
            else
                m_lost.add(Loss::TopK);
        }
        more.endObject();

        std::string inference;
        JsonWriter json(inference);
        json.beginObject();
        if (maxTokens)
            json.number("maxTokens", *maxTokens);
        const bool fixed = m_claude && (thinks || traits.adaptiveOnly);
        if (fixed && !(sampling.temperature.empty() && sampling.topP.empty())) {
            m_lost.add(Loss::Sampling);
        } else {
            bool cut = false;
            if (!sampling.temperature.empty())
                json.raw("temperature", clamped(sampling.temperature, 0, 1, cut));
            if (cut)
                m_lost.add(Loss::Temperature);
            if (!sampling.topP.empty() && traits.oneSampling && m_claude &&
                !sampling.temperature.empty())
                m_lost.add(Loss::TopP);
            else if (!sampling.topP.empty())
                json.raw("topP", sampling.topP);
        }
        if (!m_in.stop.empty()) {
            json.array("stopSequences");
            for (const auto& stop : m_in.stop) {
                if (stop.find_first_not_of(" \t\r\n") == std::string::npos)
                    m_lost.add(Loss::Stop);
                else
                    json.string(stop);
            }
            json.endArray();
        }
        json.endObject();
        if (inference != "{}")
            m_json.raw("inferenceConfig", inference);
        if (extra != "{}")
            m_json.raw("additionalModelRequestFields", extra);
        writeOutput(effort);
    }

    void writeOutput(std::string_view effort)
    {
        const bool schema = m_in.format.kind == ResponseFormat::Kind::Schema;
        if (!schema && effort.empty())
            return;
        m_json.object("outputConfig");
        if (schema) {
            m_json.object("textFormat").text("type", "json_schema").object("structure");
            m_json.object("jsonSchema").text("schema", closedSchema(m_in.format.schema));
            m_json.text("name", m_in.format.name.empty() ? "output" : m_in.format.name);
            m_json.endObject().endObject().endObject();
        }
        if (!effort.empty())
            m_json.text("effort", effort);
        m_json.endObject();
    }

    void tellLosses()
    {
        const auto& sampling = m_in.sampling;
        if (!sampling.presencePenalty.empty() || !sampling.frequencyPenalty.empty())
            m_lost.add(Loss::Penalties);
        if (!sampling.seed.empty())
            m_lost.add(Loss::Seed);
        if (m_in.logprobs || !m_in.topLogprobs.empty())
            m_lost.add(Loss::Logprobs);
        m_lost.addAll(unknownOutsideOpenAi(m_in));
    }

    const Conversation& m_in;
    const ProviderModel& m_to;
    const bool m_claude;
    LossSet& m_lost;
    std::string m_out;
    JsonWriter m_json;
    std::vector<std::unique_ptr<Part>> m_made;
    std::vector<Turn> m_turns;
    bool m_tools = false; ///< The history holds calls.
};

} // namespace

Result<std::string> BedrockProvider::writeRequest(const Conversation& conversation,
                                                  const ProviderModel& to, LossSet& lost) const
{
    return Writer(conversation, to, lost).run();
}

} // namespace gatehouse::ai
