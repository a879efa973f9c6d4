// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/JsonWriter.h"
#include "ai/Media.h"
#include "ai/OpenAiCodec.h"
#include "ai/Turns.h"

#include <algorithm>
#include <array>

namespace gatehouse::ai {

namespace {

/// Models that refuse sampling parameters while they reason.
bool reasonsAlways(std::string_view model)
{
    model.remove_prefix(model.rfind('/') == std::string_view::npos ? 0 : model.rfind('/') + 1);
    if (model.size() > 1 && model[0] == 'o' && model[1] >= '1' && model[1] <= '9')
        return true;
    return model.size() > 4 && model.starts_with("gpt-") && model[4] >= '5' && model[4] <= '9' &&
           model.find("-chat") == std::string_view::npos;
}

/// Writes one request.
class Writer
{
public:
    Writer(const Conversation& conversation, const ProviderModel& to, LossSet& lost)
        : m_in(conversation)
        , m_quirks(openAiQuirks(to.provider))
        , m_lost(lost)
        , m_json(m_out)
        , m_model(to.model)
    {
    }

    std::string run()
    {
        m_json.beginObject().text("model", m_model);
        m_json.array("messages");
        for (const auto& message : m_in.messages)
            writeMessage(message);
        m_json.endArray();
        if (!m_in.messages.empty() && m_in.messages.back().role == Role::Assistant)
            m_lost.add(Loss::Prefill);
        writeTools();
        writeFormat();
        writeParameters();
        if (m_in.stream) {
            m_json.boolean("stream", true);
            if (m_quirks.streamOptions)
                m_json.object("stream_options").boolean("include_usage", true).endObject();
        }
        m_json.endObject();
        return std::move(m_out);
    }

private:
    std::string callId(const std::string& id) const
    {
        if (!m_quirks.shortToolIds)
            return id;
        const bool fits =
            id.size() == 9 && std::ranges::all_of(id, [](unsigned char c) {
                return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
            });
        return fits ? id : stableId({}, id, 9);
    }

    void writePart(const Part& part)
    {
        using Kind = Part::Kind;
        if (part.cacheMark)
            m_lost.add(Loss::CacheControl);
        switch (part.kind) {
        case Kind::Text:
        case Kind::Refusal:
            m_json.beginObject().text("type", "text").text("text", part.text).endObject();
            break;
        case Kind::Image:
            m_json.beginObject().text("type", "image_url").object("image_url");
            m_json.text("url", urlOf(part.media));
            if (!part.media.detail.empty())
                m_json.text("detail", part.media.detail);
            m_json.endObject().endObject();
            break;
        case Kind::Audio: {
            const bool mp3 = part.media.type == "audio/mp3" || part.media.type == "audio/mpeg";
            m_json.beginObject().text("type", "input_audio").object("input_audio");
            m_json.text("data", part.media.data).text("format", mp3 ? "mp3" : "wav");
            m_json.endObject().endObject();
            break;
        }
        case Kind::Document:
            if (!part.text.empty()) {
                m_json.beginObject().text("type", "text").text("text", part.text).endObject();
                break;
            }
            m_json.beginObject().text("type", "file").object("file");
            if (!part.media.fileId.empty()) {
                m_json.text("file_id", part.media.fileId);
            } else {
                m_json.text("filename", part.name.empty() ? "document.pdf" : part.name);
                m_json.text("file_data", urlOf(part.media));
            }
            m_json.endObject().endObject();
            break;
        default:
            break;
        }
    }

    /// A bare string where that says it all.
    void writeContent(const std::vector<const Part*>& parts)
    {
        if (parts.size() == 1 && parts.front()->kind == Part::Kind::Text) {
            if (parts.front()->cacheMark)
                m_lost.add(Loss::CacheControl);
            m_json.text("content", parts.front()->text);
            return;
        }
        m_json.array("content");
        for (const auto* part : parts)
            writePart(*part);
        m_json.endArray();
    }

    void writeResult(const Part& result, std::vector<const Part*>& later)
    {
        std::string text;
        if (result.isError) {
            text = "Error: ";
            m_lost.add(Loss::ToolResultError);
        }
        if (result.cacheMark)
            m_lost.add(Loss::CacheControl);
        for (const auto& part : result.content) {
            if (part.kind == Part::Kind::Image || !part.media.data.empty()) {
                later.push_back(&part);
                m_lost.add(Loss::ToolResultImage);
            } else {
                text += part.text;
            }
        }
        m_json.beginObject().text("role", "tool").text("tool_call_id", callId(result.id));
        m_json.text("content", text).endObject();
    }

    void writeUser(const Message& message)
    {
        std::vector<const Part*> parts;
        for (const auto& part : message.parts) {
            if (part.kind == Part::Kind::ToolResult)
                writeResult(part, parts);
        }
        for (const auto& part : message.parts) {
            if (part.kind != Part::Kind::ToolResult)
                parts.push_back(&part);
        }
        if (parts.empty())
            return;
        m_json.beginObject().text("role", "user");
        if (!message.name.empty())
            m_json.text("name", message.name);
        writeContent(parts);
        m_json.endObject();
    }

    void writeAssistant(const Message& message)
    {
        std::string text;
        std::string thoughts;
        bool hasText = false;
        bool calls = false;
        for (const auto& part : message.parts) {
            if (part.cacheMark)
                m_lost.add(Loss::CacheControl);
            if (part.kind == Part::Kind::Text || part.kind == Part::Kind::Refusal) {
                text += part.text;
                hasText = true;
            } else if (part.kind == Part::Kind::Thinking) {
                thoughts += part.text;
            } else if (part.kind == Part::Kind::RedactedThinking) {
                m_lost.add(Loss::ReasoningHistory);
            } else if (part.kind == Part::Kind::ToolCall) {
                calls = true;
            }
        }
        m_json.beginObject().text("role", "assistant");
        if (!message.name.empty())
            m_json.text("name", message.name);
        if (hasText || !calls)
            m_json.text("content", text);
        else
            m_json.null("content");
        if (!thoughts.empty() && m_quirks.replaysReasoning)
            m_json.text("reasoning_content", thoughts);
        else if (!thoughts.empty())
            m_lost.add(Loss::ReasoningHistory);
        if (calls) {
            m_json.array("tool_calls");
            for (const auto& part : message.parts) {
                if (part.kind == Part::Kind::ToolCall)
                    writeCall(part);
            }
            m_json.endArray();
        }
        m_json.endObject();
    }

    void writeCall(const Part& part)
    {
        m_json.beginObject().text("id", callId(part.id)).text("type", "function");
        m_json.object("function").text("name", part.name);
        m_json.text("arguments", part.arguments.empty() ? "{}" : part.arguments).endObject();
        if (part.signer == Signer::Gemini && !part.signature.empty()) {
            m_json.object("extra_content").object("google");
            m_json.text("thought_signature", part.signature).endObject().endObject();
        }
        m_json.endObject();
    }

    void writeMessage(const Message& message)
    {
        if (message.role == Role::User) {
            writeUser(message);
            return;
        }
        if (message.role == Role::Assistant) {
            writeAssistant(message);
            return;
        }
        std::vector<const Part*> parts;
        for (const auto& part : message.parts)
            parts.push_back(&part);
        if (parts.empty())
            return;
        m_json.beginObject();
        m_json.text("role",
                    m_quirks.developerRole && reasonsAlways(m_model) ? "developer" : "system");
        if (!message.name.empty())
            m_json.text("name", message.name);
        writeContent(parts);
        m_json.endObject();
    }

    void writeTools()
    {
        using Kind = ToolChoice::Kind;
        if (m_in.tools.empty())
            return;
        m_json.array("tools");
        for (const auto& tool : m_in.tools) {
            if (tool.freeText)
                m_lost.add(Loss::CustomTool);
            if (tool.cacheMark)
                m_lost.add(Loss::CacheControl);
            m_json.beginObject().text("type", "function").object("function");
            m_json.text("name", tool.name);
            if (!tool.description.empty())
                m_json.text("description", tool.description);
            m_json.raw("parameters", schemaOrEmpty(tool));
            if (tool.strict)
                m_json.boolean("strict", *tool.strict);
            m_json.endObject().endObject();
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
            m_json.object("tool_choice").text("type", "function").object("function");
            m_json.text("name", choice.names.front()).endObject().endObject();
            break;
        case Kind::Allowed:
            m_json.object("tool_choice").text("type", "allowed_tools").object("allowed_tools");
            m_json.text("mode", choice.required ? "required" : "auto").array("tools");
            for (const auto& name : choice.names) {
                m_json.beginObject().text("type", "function").object("function");
                m_json.text("name", name).endObject().endObject();
            }
            m_json.endArray().endObject().endObject();
            break;
        }
        if (m_in.parallelTools)
            m_json.boolean("parallel_tool_calls", *m_in.parallelTools);
    }

    void writeFormat()
    {
        const auto& format = m_in.format;
        if (format.kind == ResponseFormat::Kind::Json) {
            m_json.object("response_format").text("type", "json_object").endObject();
        } else if (format.kind == ResponseFormat::Kind::Schema) {
            m_json.object("response_format").text("type", "json_schema").object("json_schema");
            m_json.text("name", format.name.empty() ? "output" : format.name);
            if (!format.description.empty())
                m_json.text("description", format.description);
            m_json.raw("schema", format.schema);
            if (format.strict)
                m_json.boolean("strict", *format.strict);
            m_json.endObject().endObject();
        }
    }

    void writeParameters()
    {
        const auto number = [&](std::string_view name, const std::string& text) {
            if (!text.empty())
                m_json.raw(name, text);
        };
        const auto& sampling = m_in.sampling;
        const bool fixed = reasonsAlways(m_model) && !m_in.reasoning.off();
        if (fixed) {
            if (!sampling.temperature.empty() || !sampling.topP.empty() ||
                !sampling.presencePenalty.empty() || !sampling.frequencyPenalty.empty())
                m_lost.add(Loss::Sampling);
        } else {
            number("temperature", sampling.temperature);
            number("top_p", sampling.topP);
            number("presence_penalty", sampling.presencePenalty);
            number("frequency_penalty", sampling.frequencyPenalty);
        }
        if (!sampling.topK.empty())
            m_lost.add(Loss::TopK);
        number(m_quirks.seed, sampling.seed);
        if (m_in.maxTokens)
            m_json.number(m_quirks.maxTokensOnly ? "max_tokens" : "max_completion_tokens",
                          *m_in.maxTokens);
        if (m_in.stop.size() > 4)
            m_lost.add(Loss::Stop);
        if (!m_in.stop.empty()) {
            m_json.array("stop");
            for (std::size_t i = 0; i < std::min<std::size_t>(4, m_in.stop.size()); ++i)
                m_json.string(m_in.stop[i]);
            m_json.endArray();
        }
        if (m_in.choices && *m_in.choices > 1)
            m_json.number("n", *m_in.choices);
        if (m_in.logprobs)
            m_json.boolean("logprobs", true);
        number("top_logprobs", m_in.topLogprobs);
        if (!m_in.verbosity.empty())
            m_json.text("verbosity", m_in.verbosity);
        if (!m_in.serviceTier.empty())
            m_json.text("service_tier", m_in.serviceTier);
        if (!m_in.user.empty()) {
            if (m_quirks.user)
                m_json.text("user", m_in.user);
            else
                m_lost.add(Loss::User);
        }
        if (!m_in.reasoning.set())
            return;
        if (m_quirks.thinkingSwitch) {
            m_json.object("thinking");
            m_json.text("type", m_in.reasoning.off() ? "disabled" : "enabled").endObject();
            return;
        }
        // Without an effort of the caller, the model's own is what "adaptive" asks for.
        if (m_in.reasoning.effort || m_in.reasoning.budget)
            m_json.text("reasoning_effort", toWord(m_in.reasoning.asEffort()));
    }

    const Conversation& m_in;
    const OpenAiQuirks m_quirks;
    LossSet& m_lost;
    std::string m_out;
    JsonWriter m_json;
    std::string_view m_model;
};

} // namespace

OpenAiQuirks openAiQuirks(std::string_view provider)
{
    OpenAiQuirks quirks;
    const auto is = [&](std::initializer_list<std::string_view> names) {
        return std::ranges::find(names, provider) != names.end();
    };
    // A provider that the catalogue does not know most likely is a server of one's own, which
    // takes both names.
    if (is({"", "openai", "azure", "openrouter", "vercel", "xai", "groq"})) {
        quirks.developerRole = is({"", "openai", "azure"});
        quirks.maxTokensOnly = false;
    }
    quirks.replaysReasoning = is({"deepseek", "moonshotai", "xiaomi"});
    quirks.thinkingSwitch =
        is({"zai", "zhipuai", "moonshotai", "deepseek", "volcengine", "byteplus"});
    if (provider == "mistral") {
        quirks.streamOptions = false;
        quirks.user = false;
        quirks.shortToolIds = true;
        quirks.seed = "random_seed";
    }
    return quirks;
}

Result<std::string> OpenAiProvider::writeRequest(const Conversation& conversation,
                                                 const ProviderModel& to, LossSet& lost) const
{
    return Writer(conversation, to, lost).run();
}

} // namespace gatehouse::ai
