// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/JsonWriter.h"
#include "ai/Media.h"
#include "ai/OpenAiCodec.h"
#include "ai/ResponsesCodec.h"
#include "ai/Turns.h"

#include <algorithm>

namespace gatehouse::ai {

namespace {

/// The least that the dialect takes.
constexpr Tokens kLeastOutput = 16;

/// Writes one request. Nothing is stored at the provider: the conversation is all there is.
class Writer
{
public:
    Writer(const Conversation& conversation, const ProviderModel& to, LossSet& lost)
        : m_in(conversation)
        , m_lost(lost)
        , m_json(m_out)
        , m_model(to.model)
    {
    }

    std::string run()
    {
        m_json.beginObject().text("model", m_model).array("input");
        for (const auto& message : m_in.messages)
            writeMessage(message);
        m_json.endArray().boolean("store", false);
        if (!m_in.messages.empty() && m_in.messages.back().role == Role::Assistant)
            m_lost.add(Loss::Prefill);
        writeTools();
        writeText();
        writeParameters();
        if (m_in.stream)
            m_json.boolean("stream", true);
        m_json.endObject();
        return std::move(m_out);
    }

private:
    void writeInput(const Part& part)
    {
        using Kind = Part::Kind;
        if (part.cacheMark)
            m_lost.add(Loss::CacheControl);
        m_json.beginObject();
        switch (part.kind) {
        case Kind::Image:
            m_json.text("type", "input_image");
            if (part.media.fileId.empty())
                m_json.text("image_url", urlOf(part.media));
            else
                m_json.text("file_id", part.media.fileId);
            m_json.text("detail", part.media.detail.empty() ? "auto" : part.media.detail);
            break;
        case Kind::Document:
            if (!part.text.empty()) {
                m_json.text("type", "input_text").text("text", part.text);
                break;
            }
            m_json.text("type", "input_file");
            if (!part.media.fileId.empty()) {
                m_json.text("file_id", part.media.fileId);
            } else if (!part.media.url.empty()) {
                m_json.text("file_url", part.media.url);
            } else {
                m_json.text("filename", part.name.empty() ? "document.pdf" : part.name);
                m_json.text("file_data", urlOf(part.media));
            }
            break;
        case Kind::Audio:
            m_lost.add(Loss::AudioInput);
            m_json.text("type", "input_text").text("text", "");
            break;
        default:
            m_json.text("type", "input_text").text("text", part.text);
            break;
        }
        m_json.endObject();
    }

    void writeItem(std::string_view role, const std::vector<const Part*>& parts)
    {
        if (parts.empty())
            return;
        m_json.beginObject().text("role", role).array("content");
        for (const auto* part : parts)
            writeInput(*part);
        m_json.endArray().endObject();
    }

    void writeResult(const Part& result)
    {
        if (result.cacheMark)
            m_lost.add(Loss::CacheControl);
        if (result.isError)
            m_lost.add(Loss::ToolResultError);
        m_json.beginObject().text("type", "function_call_output").text("call_id", result.id);
        const bool text = std::ranges::all_of(result.content, [](const Part& part) {
            return part.kind != Part::Kind::Image && part.media.data.empty();
        });
        if (text) {
            m_json.text("output", (result.isError ? "Error: " : "") + resultText(result));
        } else {
            m_json.array("output");
            for (const auto& part : result.content)
                writeInput(part);
            m_json.endArray();
        }
        m_json.endObject();
    }

    void writeAssistant(const Message& message)
    {
        for (const auto& part : message.parts) {
            if (part.cacheMark)
                m_lost.add(Loss::CacheControl);
            switch (part.kind) {
            case Part::Kind::Text:
                m_json.beginObject().text("role", "assistant").array("content").beginObject();
                m_json.text("type", "output_text").text("text", part.text).endObject();
                m_json.endArray().endObject();
                break;
            case Part::Kind::Refusal:
                m_json.beginObject().text("role", "assistant").array("content").beginObject();
                m_json.text("type", "refusal").text("refusal", part.text).endObject();
                m_json.endArray().endObject();
                break;
            case Part::Kind::ToolCall:
                m_json.beginObject().text("type", "function_call").text("call_id", part.id);
                m_json.text("name", part.name);
                m_json.text("arguments", part.arguments.empty() ? "{}" : part.arguments);
                m_json.endObject();
                break;
            case Part::Kind::Thinking:
            case Part::Kind::RedactedThinking:
                m_lost.add(Loss::ReasoningHistory);
                break;
            default:
                break;
            }
        }
    }

    void writeMessage(const Message& message)
    {
        if (!message.name.empty())
            m_lost.add(Loss::SpeakerName);
        if (message.role == Role::Assistant) {
            writeAssistant(message);
            return;
        }
        std::vector<const Part*> parts;
        for (const auto& part : message.parts) {
            if (part.kind == Part::Kind::ToolResult)
                writeResult(part);
            else
                parts.push_back(&part);
        }
        writeItem(message.role == Role::System ? "developer" : "user", parts);
    }

    void writeTools()
    {
        using Kind = ToolChoice::Kind;
        if (m_in.tools.empty())
            return;
        m_json.array("tools");
        for (const auto& tool : m_in.tools) {
            if (tool.cacheMark)
                m_lost.add(Loss::CacheControl);
            if (tool.freeText)
                m_lost.add(Loss::CustomTool);
            m_json.beginObject().text("type", "function").text("name", tool.name);
            if (!tool.description.empty())
                m_json.text("description", tool.description);
            m_json.raw("parameters", schemaOrEmpty(tool));
            // Strict is what is meant here where nothing is said; elsewhere it is not.
            m_json.boolean("strict", tool.strict.value_or(false)).endObject();
        }
        m_json.endArray();
        const auto& choice = m_in.toolChoice;
        switch (choice.kind) {
        case Kind::Unset:
            break;
        case Kind::Auto:
            m_json.text("tool_choice", "auto");
            break;
        case Kind::None:
            m_json.text("tool_choice", "none");
            break;
        case Kind::Required:
            m_json.text("tool_choice", "required");
            break;
        case Kind::Named:
            m_json.object("tool_choice").text("type", "function");
            m_json.text("name", choice.names.front()).endObject();
            break;
        case Kind::Allowed:
            m_json.object("tool_choice").text("type", "allowed_tools");
            m_json.text("mode", choice.required ? "required" : "auto").array("tools");
            for (const auto& name : choice.names)
                m_json.beginObject().text("type", "function").text("name", name).endObject();
            m_json.endArray().endObject();
            break;
        }
        if (m_in.parallelTools)
            m_json.boolean("parallel_tool_calls", *m_in.parallelTools);
    }

    void writeText()
    {
        const auto& format = m_in.format;
        if (format.kind == ResponseFormat::Kind::Text && m_in.verbosity.empty())
            return;
        m_json.object("text");
        if (format.kind == ResponseFormat::Kind::Json) {
            m_json.object("format").text("type", "json_object").endObject();
        } else if (format.kind == ResponseFormat::Kind::Schema) {
            m_json.object("format").text("type", "json_schema");
            m_json.text("name", format.name.empty() ? "output" : format.name);
            if (!format.description.empty())
                m_json.text("description", format.description);
            m_json.raw("schema", format.schema);
            m_json.boolean("strict", format.strict.value_or(false)).endObject();
        }
        if (!m_in.verbosity.empty())
            m_json.text("verbosity", m_in.verbosity);
        m_json.endObject();
    }

    void writeParameters()
    {
        const auto& sampling = m_in.sampling;
        // What speaks this dialect alone reasons, and takes no sampling.
        if (!sampling.temperature.empty() || !sampling.topP.empty())
            m_lost.add(Loss::Sampling);
        if (!sampling.presencePenalty.empty() || !sampling.frequencyPenalty.empty())
            m_lost.add(Loss::Penalties);
        if (!sampling.topK.empty())
            m_lost.add(Loss::TopK);
        if (!sampling.seed.empty())
            m_lost.add(Loss::Seed);
        if (!m_in.stop.empty())
            m_lost.add(Loss::Stop);
        if (m_in.choices && *m_in.choices > 1)
            m_lost.add(Loss::Choices);
        if (m_in.logprobs || !m_in.topLogprobs.empty())
            m_lost.add(Loss::Logprobs);
        if (m_in.maxTokens)
            m_json.number("max_output_tokens", std::max(*m_in.maxTokens, kLeastOutput));
        if (!m_in.serviceTier.empty())
            m_json.text("service_tier", m_in.serviceTier);
        if (!m_in.user.empty())
            m_json.text("safety_identifier", m_in.user);
        const auto& reasoning = m_in.reasoning;
        const bool effort = reasoning.effort || reasoning.budget;
        if (!effort && !reasoning.set())
            return;
        m_json.object("reasoning");
        if (effort)
            m_json.text("effort", toWord(reasoning.asEffort()));
        if (reasoning.showThoughts && !reasoning.off())
            m_json.text("summary", "auto");
        m_json.endObject();
    }

    const Conversation& m_in;
    LossSet& m_lost;
    std::string m_out;
    JsonWriter m_json;
    std::string_view m_model;
};

} // namespace

Result<std::string> ResponsesProvider::writeRequest(const Conversation& conversation,
                                                    const ProviderModel& to, LossSet& lost) const
{
    return Writer(conversation, to, lost).run();
}

} // namespace gatehouse::ai
