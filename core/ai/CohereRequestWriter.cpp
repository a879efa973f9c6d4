// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/CohereCodec.h"
#include "ai/JsonWriter.h"
#include "ai/Media.h"
#include "ai/Turns.h"

#include <algorithm>

namespace gatehouse::ai {

namespace {

using Kind = Part::Kind;

class Writer
{
public:
    Writer(const Conversation& conversation, const ProviderModel& to, LossSet& lost)
        : m_in(conversation)
        , m_to(to)
        , m_lost(lost)
        , m_json(m_out)
    {
    }

    Result<std::string> run()
    {
        m_json.beginObject().text("model", m_to.model).array("messages");
        for (const auto& message : m_in.messages) {
            if (auto written = writeMessage(message); !written)
                return std::unexpected(std::move(written.error()));
        }
        if (m_in.format.kind == ResponseFormat::Kind::Schema && !m_in.tools.empty()) {
            // A form and tools exclude each other there.
            m_json.beginObject().text("role", "system");
            m_json.text("content", formatInWords(m_in.format)).endObject();
            m_lost.add(Loss::ResponseFormat);
        }
        m_json.endArray();
        writeTools();
        if (m_in.tools.empty() && m_in.format.kind != ResponseFormat::Kind::Text) {
            m_json.object("response_format").text("type", "json_object");
            if (m_in.format.kind == ResponseFormat::Kind::Schema)
                m_json.raw("json_schema", m_in.format.schema);
            m_json.endObject();
        }
        writeParameters();
        if (m_in.stream)
            m_json.boolean("stream", true);
        m_json.endObject();
        tellLosses();
        return std::move(m_out);
    }

private:
    Result<void> writeMessage(const Message& message)
    {
        std::vector<const Part*> parts;
        for (const auto& part : message.parts) {
            if (part.kind == Kind::ToolResult)
                writeResult(part, parts);
        }
        for (const auto& part : message.parts) {
            if (part.kind == Kind::Thinking || part.kind == Kind::RedactedThinking)
                m_lost.add(Loss::ReasoningHistory);
            else if (part.kind != Kind::ToolResult && part.kind != Kind::ToolCall)
                parts.push_back(&part);
        }
        const bool calls = std::ranges::any_of(
            message.parts, [](const Part& part) { return part.kind == Kind::ToolCall; });
        if (parts.empty() && !calls)
            return {};
        m_json.beginObject();
        m_json.text("role", message.role == Role::System ? "system"
                            : message.role == Role::User ? "user"
                                                         : "assistant");
        if (parts.size() == 1 && parts.front()->kind == Kind::Text) {
            m_json.text("content", parts.front()->text);
        } else if (!parts.empty()) {
            m_json.array("content");
            for (const auto* part : parts) {
                if (auto written = writePart(*part); !written)
                    return written;
            }
            m_json.endArray();
        }
        if (calls) {
            m_json.array("tool_calls");
            for (const auto& part : message.parts) {
                if (part.kind != Kind::ToolCall)
                    continue;
                m_json.beginObject().text("id", part.id).text("type", "function");
                m_json.object("function").text("name", part.name);
                m_json.text("arguments", argumentsObject(part)).endObject().endObject();
            }
            m_json.endArray();
        }
        m_json.endObject();
        return {};
    }

    Result<void> writePart(const Part& part)
    {
        if (part.kind == Kind::Text || part.kind == Kind::Refusal ||
            (part.kind == Kind::Document && !part.text.empty())) {
            m_json.beginObject().text("type", "text").text("text", part.text).endObject();
            return {};
        }
        if (part.kind != Kind::Image || !part.media.fileId.empty())
            return fail(ErrorCode::Invalid, "this model's provider takes words and images only");
        m_json.beginObject().text("type", "image_url").object("image_url");
        m_json.text("url", urlOf(part.media));
        if (!part.media.detail.empty())
            m_json.text("detail", part.media.detail);
        m_json.endObject().endObject();
        return {};
    }

    void writeResult(const Part& part, std::vector<const Part*>& shown)
    {
        auto words = resultText(part);
        if (part.isError) {
            words.insert(0, "Error: ");
            m_lost.add(Loss::ToolResultError);
        }
        m_json.beginObject().text("role", "tool").text("tool_call_id", part.id);
        m_json.text("content", words.empty() ? "(nothing)" : words).endObject();
        for (const auto& inner : part.content) {
            if (inner.kind == Kind::Image) {
                shown.push_back(&inner);
                m_lost.add(Loss::ToolResultImage);
            }
        }
    }

    void writeTools()
    {
        using Choice = ToolChoice::Kind;
        const auto& choice = m_in.toolChoice;
        if (m_in.tools.empty())
            return;
        bool strict = true;
        m_json.array("tools");
        for (const auto* tool : allowedTools(m_in)) {
            // One tool cannot be named: only it is offered, and one is required.
            if (choice.kind == Choice::Named && tool->name != choice.names.front())
                continue;
            if (tool->freeText)
                m_lost.add(Loss::CustomTool);
            strict &= tool->strict == true;
            m_json.beginObject().text("type", "function").object("function");
            m_json.text("name", tool->name);
            if (!tool->description.empty())
                m_json.text("description", tool->description);
            m_json.raw("parameters", schemaOrEmpty(*tool)).endObject().endObject();
        }
        m_json.endArray();
        if (strict)
            m_json.boolean("strict_tools", true);
        else if (std::ranges::any_of(m_in.tools,
                                     [](const Tool& tool) { return tool.strict == true; }))
            m_lost.add(Loss::Strict);
        if (choice.kind == Choice::Required || choice.kind == Choice::Named ||
            (choice.kind == Choice::Allowed && choice.required))
            m_json.text("tool_choice", "REQUIRED");
        else if (choice.kind == Choice::None)
            m_json.text("tool_choice", "NONE");
        if (m_in.parallelTools == false)
            m_lost.add(Loss::ParallelTools);
    }

    void writeParameters()
    {
        const auto& sampling = m_in.sampling;
        if (m_in.maxTokens)
            m_json.number("max_tokens", *m_in.maxTokens);
        if (!sampling.temperature.empty())
            m_json.raw("temperature", sampling.temperature);
        bool cut = false;
        if (!sampling.topP.empty())
            m_json.raw("p", clamped(sampling.topP, 0.01, 0.99, cut));
        if (cut)
            m_lost.add(Loss::TopP);
        if (!sampling.topK.empty())
            m_json.raw("k", sampling.topK);
        if (!sampling.seed.empty())
            m_json.raw("seed", sampling.seed);
        bool penalty = false;
        if (!sampling.presencePenalty.empty())
            m_json.raw("presence_penalty", clamped(sampling.presencePenalty, 0, 1, penalty));
        if (!sampling.frequencyPenalty.empty())
            m_json.raw("frequency_penalty", clamped(sampling.frequencyPenalty, 0, 1, penalty));
        if (penalty)
            m_lost.add(Loss::Penalties);
        if (m_in.logprobs)
            m_json.boolean("logprobs", true);
        if (!m_in.stop.empty()) {
            if (m_in.stop.size() > 5)
                m_lost.add(Loss::Stop);
            m_json.array("stop_sequences");
            for (std::size_t i = 0; i < std::min<std::size_t>(5, m_in.stop.size()); ++i)
                m_json.string(m_in.stop[i]);
            m_json.endArray();
        }
        const auto& wish = m_in.reasoning;
        if (!wish.set())
            return;
        m_json.object("thinking").text("type", wish.off() ? "disabled" : "enabled");
        if (!wish.off() && (wish.effort || wish.budget))
            m_json.number("token_budget", wish.asBudget());
        m_json.endObject();
    }

    void tellLosses()
    {
        m_lost.addAll(unknownOutsideOpenAi(m_in));
        if (hasCacheMark(m_in))
            m_lost.add(Loss::CacheControl);
    }

    const Conversation& m_in;
    const ProviderModel& m_to;
    LossSet& m_lost;
    std::string m_out;
    JsonWriter m_json;
};

} // namespace

Result<std::string> CohereProvider::writeRequest(const Conversation& conversation,
                                                 const ProviderModel& to, LossSet& lost) const
{
    return Writer(conversation, to, lost).run();
}

} // namespace gatehouse::ai
