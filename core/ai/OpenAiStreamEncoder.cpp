// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Fault.h"
#include "ai/JsonWriter.h"
#include "ai/Media.h"
#include "ai/OpenAiCodec.h"

#include <algorithm>
#include <map>

namespace gatehouse::ai {

namespace {

using Kind = StreamEvent::Kind;

class Encoder final : public StreamEncoder
{
public:
    explicit Encoder(CallerContext context)
        : m_context(std::move(context))
    {
    }

    void write(const StreamEvent& event, std::string& out) override
    {
        switch (event.kind) {
        case Kind::Start:
            makeFrame(event.id, event.name);
            role(event.choice, out);
            break;
        case Kind::Text:
            textChunk("content", event, out);
            break;
        case Kind::Refusal:
            textChunk("refusal", event, out);
            break;
        case Kind::Thinking:
            textChunk("reasoning_content", event, out);
            break;
        case Kind::ToolStart:
        case Kind::ToolArguments:
            tool(event, out);
            break;
        case Kind::Image:
            image(event, out);
            break;
        case Kind::Finish: {
            role(event.choice, out);
            auto& state = m_choices[event.choice];
            closeTools(state, event.choice, out);
            state.finished = true;
            chunk("{}", event.choice, toWord(event.finish), out);
            break;
        }
        case Kind::Usage:
            m_usage = event.usage;
            break;
        case Kind::Signature:
        case Kind::RedactedThinking:
        case Kind::Ping:
        case Kind::Fault:
            break;
        }
    }

    void end(std::string& out) override
    {
        role(0, out);
        for (auto& [index, state] : m_choices) {
            if (state.finished)
                continue;
            closeTools(state, index, out);
            chunk("{}", index, state.tools.empty() ? "stop" : "tool_calls", out);
        }
        if (m_context.wantsUsage) {
            out += m_head;
            out += R"("choices":[],"usage":)" + openAiUsageText(m_usage) + "}\n\n";
        }
        out += "data: [DONE]\n\n";
    }

    void fail(const ProviderFault& fault, std::string& out) override
    {
        out += "data: " + openAiErrorText(fault) + "\n\n";
    }

private:
    struct State
    {
        std::vector<bool> tools; ///< Whether a call has arguments already.
        bool finished = false;
        bool begun = false;
    };

    void makeFrame(const std::string& id, const std::string& model)
    {
        m_head = "data: ";
        std::string object;
        JsonWriter frame(object);
        frame.beginObject().text("id", id.empty() ? "chatcmpl-" + m_context.id : id);
        frame.text("object", "chat.completion.chunk").number("created", m_context.created);
        frame.text("model", model.empty() ? m_context.model : model);
        m_head += object + ',';
        m_tail = m_context.wantsUsage ? ",\"usage\":null}\n\n" : "}\n\n";
    }

    void chunk(std::string_view delta, std::int64_t choice, std::string_view finish,
               std::string& out)
    {
        out += m_head;
        out += R"("choices":[{"index":)" + std::to_string(choice) + R"(,"delta":)";
        out += delta;
        out += R"(,"logprobs":null,"finish_reason":)";
        if (finish.empty())
            out += "null";
        else
            appendJsonString(out, finish);
        out += "}]";
        out += m_tail;
    }

    /// The first chunk of a choice.
    void role(std::int64_t choice, std::string& out)
    {
        if (m_head.empty())
            makeFrame({}, {});
        auto& state = m_choices[choice];
        if (state.begun)
            return;
        state.begun = true;
        chunk(R"({"role":"assistant","content":"","refusal":null})", choice, {}, out);
    }

    void textChunk(std::string_view name, const StreamEvent& event, std::string& out)
    {
        if (event.text.empty())
            return;
        role(event.choice, out);
        m_delta.clear();
        JsonWriter(m_delta).beginObject().text(name, event.text).endObject();
        chunk(m_delta, event.choice, {}, out);
    }

    void image(const StreamEvent& event, std::string& out)
    {
        role(event.choice, out);
        m_delta.clear();
        JsonWriter json(m_delta);
        json.beginObject().array("images").beginObject().text("type", "image_url");
        json.object("image_url").text("url", urlOf(event.media)).endObject();
        json.endObject().endArray().endObject();
        chunk(m_delta, event.choice, {}, out);
    }

    void tool(const StreamEvent& event, std::string& out)
    {
        role(event.choice, out);
        auto& state = m_choices[event.choice];
        const bool start = event.kind == Kind::ToolStart;
        if (start)
            state.tools.resize(std::max(state.tools.size(), event.tool + 1));
        else if (event.text.empty() || event.tool >= state.tools.size())
            return;
        else
            state.tools[event.tool] = true;
        m_delta.clear();
        JsonWriter json(m_delta);
        json.beginObject().array("tool_calls").beginObject();
        json.number("index", static_cast<std::int64_t>(event.tool));
        if (start)
            json.text("id", event.id).text("type", "function");
        json.object("function");
        if (start)
            json.text("name", event.name);
        json.text("arguments", start ? std::string_view{} : std::string_view(event.text));
        json.endObject();
        if (start && event.signer == Signer::Gemini && !event.text.empty()) {
            json.object("extra_content").object("google");
            json.text("thought_signature", event.text).endObject().endObject();
        }
        json.endObject().endArray().endObject();
        chunk(m_delta, event.choice, {}, out);
    }

    /// A call without arguments has the empty object.
    void closeTools(State& state, std::int64_t choice, std::string& out)
    {
        for (std::size_t i = 0; i < state.tools.size(); ++i) {
            if (state.tools[i])
                continue;
            state.tools[i] = true;
            m_delta = R"({"tool_calls":[{"index":)" + std::to_string(i) +
                      R"(,"function":{"arguments":"{}"}}]})";
            chunk(m_delta, choice, {}, out);
        }
    }

    CallerContext m_context;
    std::map<std::int64_t, State> m_choices;
    Usage m_usage;
    std::string m_head; ///< Of every chunk, up to its choices.
    std::string m_tail;
    std::string m_delta;
};

} // namespace

std::unique_ptr<StreamEncoder> OpenAiCaller::encoder(const CallerContext& context) const
{
    return std::make_unique<Encoder>(context);
}

} // namespace gatehouse::ai
