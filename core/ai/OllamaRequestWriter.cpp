// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/JsonWriter.h"
#include "ai/Media.h"
#include "ai/OllamaCodec.h"
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
        m_names = toolNames(m_in);
        m_json.beginObject().text("model", m_to.model).array("messages");
        for (const auto& message : m_in.messages) {
            if (auto written = writeMessage(message); !written)
                return std::unexpected(std::move(written.error()));
        }
        m_json.endArray();
        writeTools();
        if (m_in.format.kind == ResponseFormat::Kind::Json)
            m_json.text("format", "json");
        else if (m_in.format.kind == ResponseFormat::Kind::Schema)
            m_json.raw("format", m_in.format.schema);
        writeOptions();
        writeThink();
        // Streaming is the default there.
        m_json.boolean("stream", m_in.stream).endObject();
        tellLosses();
        return std::move(m_out);
    }

private:
    Result<void> writeMessage(const Message& message)
    {
        std::vector<const Part*> shown; ///< what results show
        for (const auto& part : message.parts) {
            if (part.kind == Kind::ToolResult)
                writeResult(part, shown);
        }
        std::string text;
        std::string thoughts;
        std::vector<const Part*> images = shown;
        std::vector<const Part*> calls;
        for (const auto& part : message.parts) {
            switch (part.kind) {
            case Kind::Text:
            case Kind::Refusal:
                if (!text.empty())
                    text += message.role == Role::Assistant ? "" : "\n";
                text += part.text;
                break;
            case Kind::Document:
                if (part.text.empty())
                    return fail(ErrorCode::Invalid, "this model's provider takes no documents");
                text += part.text;
                break;
            case Kind::Audio:
                return fail(ErrorCode::Invalid, "this model's provider takes no sound");
            case Kind::Image:
                images.push_back(&part);
                break;
            case Kind::Thinking:
                thoughts += part.text;
                break;
            case Kind::ToolCall:
                calls.push_back(&part);
                break;
            case Kind::RedactedThinking:
            case Kind::ToolResult:
                break;
            }
        }
        const bool results =
            message.role == Role::User && std::ranges::any_of(message.parts, [](const Part& part) {
                return part.kind == Kind::ToolResult;
            });
        if (results && text.empty() && images.empty())
            return {};
        m_json.beginObject();
        m_json.text("role", message.role == Role::System ? "system"
                            : message.role == Role::User ? "user"
                                                         : "assistant");
        m_json.text("content", text);
        if (!thoughts.empty())
            m_json.text("thinking", thoughts);
        if (!images.empty()) {
            m_json.array("images");
            for (const auto* part : images) {
                if (part->media.data.empty())
                    return fail(ErrorCode::Invalid,
                                "this model's provider takes images as bytes only; send them in "
                                "the request",
                                nameOf(part->media));
                if (!part->media.detail.empty() && part->media.detail != "auto")
                    m_lost.add(Loss::ImageDetail);
                m_json.string(part->media.data);
            }
            m_json.endArray();
        }
        if (!calls.empty()) {
            m_json.array("tool_calls");
            for (const auto* call : calls) {
                m_json.beginObject().text("id", call->id).object("function");
                m_json.text("name", call->name).raw("arguments", argumentsObject(*call));
                m_json.endObject().endObject();
            }
            m_json.endArray();
        }
        m_json.endObject();
        return {};
    }

    void writeResult(const Part& part, std::vector<const Part*>& shown)
    {
        const auto name = m_names.find(part.id);
        m_json.beginObject().text("role", "tool");
        if (name != m_names.end())
            m_json.text("tool_name", name->second);
        m_json.text("tool_call_id", part.id);
        if (part.isError)
            m_lost.add(Loss::ToolResultError);
        m_json.text("content", (part.isError ? "Error: " : "") + resultText(part)).endObject();
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
        if (choice.kind == Choice::Required || choice.kind == Choice::Named ||
            choice.kind == Choice::Allowed)
            m_lost.add(Loss::ToolChoice);
        if (m_in.parallelTools == false && !m_in.tools.empty())
            m_lost.add(Loss::ParallelTools);
        bool first = true;
        // Without a field for it, leaving the other tools out says it best.
        for (const auto* tool : allowedTools(m_in)) {
            if (choice.kind == Choice::None ||
                (choice.kind == Choice::Named && tool->name != choice.names.front()))
                continue;
            if (tool->freeText)
                m_lost.add(Loss::CustomTool);
            if (tool->strict == true)
                m_lost.add(Loss::Strict);
            if (first)
                m_json.array("tools");
            first = false;
            m_json.beginObject().text("type", "function").object("function");
            m_json.text("name", tool->name).text("description", tool->description);
            m_json.raw("parameters", schemaOrEmpty(*tool)).endObject().endObject();
        }
        if (!first)
            m_json.endArray();
    }

    void writeOptions()
    {
        std::string options;
        JsonWriter json(options);
        const auto number = [&](std::string_view name, const std::string& text) {
            if (!text.empty())
                json.raw(name, text);
        };
        json.beginObject();
        if (m_in.maxTokens)
            json.number("num_predict", *m_in.maxTokens);
        number("temperature", m_in.sampling.temperature);
        number("top_p", m_in.sampling.topP);
        number("top_k", m_in.sampling.topK);
        number("seed", m_in.sampling.seed);
        number("presence_penalty", m_in.sampling.presencePenalty);
        number("frequency_penalty", m_in.sampling.frequencyPenalty);
        if (!m_in.stop.empty()) {
            json.array("stop");
            for (const auto& stop : m_in.stop)
                json.string(stop);
            json.endArray();
        }
        // Its own default is so small that histories are cut in silence.
        if (m_to.facts != nullptr && m_to.facts->context > 0)
            json.number("num_ctx", std::min<Tokens>(m_to.facts->context, 32'768));
        json.endObject();
        if (options != "{}")
            m_json.raw("options", options);
    }

    void writeThink()
    {
        const auto& wish = m_in.reasoning;
        if (!wish.set())
            return;
        const bool words = m_to.model.find("gpt-oss") != std::string_view::npos;
        if (!words) {
            m_json.boolean("think", !wish.off());
            if (wish.effort && !wish.off())
                m_lost.add(Loss::Reasoning);
            return;
        }
        const auto effort = std::clamp(wish.asEffort(), Effort::Low, Effort::High);
        m_json.text("think", toWord(effort));
    }

    void tellLosses()
    {
        if (m_in.logprobs || !m_in.topLogprobs.empty())
            m_lost.add(Loss::Logprobs);
        m_lost.addAll(unknownOutsideOpenAi(m_in));
        if (hasCacheMark(m_in))
            m_lost.add(Loss::CacheControl);
    }

    const Conversation& m_in;
    const ProviderModel& m_to;
    LossSet& m_lost;
    std::string m_out;
    JsonWriter m_json;
    std::unordered_map<std::string_view, std::string_view> m_names;
};

} // namespace

Result<std::string> OllamaProvider::writeRequest(const Conversation& conversation,
                                                 const ProviderModel& to, LossSet& lost) const
{
    return Writer(conversation, to, lost).run();
}

} // namespace gatehouse::ai
