// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Fault.h"
#include "ai/GeminiCodec.h"
#include "ai/JsonWriter.h"
#include "ai/Turns.h"

#include <map>

namespace gatehouse::ai {

namespace {

using Kind = StreamEvent::Kind;

/// Every chunk is a whole answer with the new parts only; a call goes out once it is whole.
class Encoder final : public StreamEncoder
{
public:
    explicit Encoder(CallerContext context)
        : m_context(std::move(context))
    {
    }

    void write(const StreamEvent& event, std::string& out) override
    {
        auto& state = m_choices[event.choice];
        switch (event.kind) {
        case Kind::Start:
            m_id = event.id;
            m_model = event.name;
            break;
        case Kind::Text:
        case Kind::Refusal:
            if (!event.text.empty())
                part(text(event.text, false), event.choice, {}, out);
            break;
        case Kind::Thinking:
            if (!event.text.empty())
                part(text(event.text, true), event.choice, {}, out);
            break;
        case Kind::Signature:
            if (event.signer == Signer::Gemini)
                part(signature(event.text), event.choice, {}, out);
            break;
        case Kind::Image: {
            std::string body;
            JsonWriter(body)
                .beginObject()
                .object("inlineData")
                .text("mimeType", event.media.type)
                .text("data", event.media.data)
                .endObject()
                .endObject();
            part(body, event.choice, {}, out);
            break;
        }
        case Kind::ToolStart: {
            auto& call = state.calls.emplace_back();
            call.kind = Part::Kind::ToolCall;
            call.id = event.id;
            call.name = event.name;
            call.signature = event.text;
            call.signer = event.signer;
            break;
        }
        case Kind::ToolArguments:
            if (event.tool < state.calls.size())
                state.calls[event.tool].arguments += event.text;
            break;
        case Kind::Finish:
            sendCalls(state, event.choice, out);
            state.finish = event.finish;
            break;
        case Kind::Usage:
            m_usage = event.usage;
            break;
        case Kind::RedactedThinking:
        case Kind::Ping:
        case Kind::Fault:
            break;
        }
    }

    void end(std::string& out) override
    {
        if (m_choices.empty())
            m_choices[0];
        std::size_t left = m_choices.size();
        for (auto& [index, state] : m_choices) {
            sendCalls(state, index, out);
            m_last = --left == 0;
            part({}, index, geminiFinishReason(state.finish), out);
        }
        if (!m_context.eventStream)
            out += "]";
    }

    void fail(const ProviderFault& fault, std::string& out) override
    {
        chunk(geminiErrorText(fault), out);
    }

private:
    struct State
    {
        std::vector<Part> calls;
        std::size_t sent = 0;
        Finish finish = Finish::Stop;
    };

    static std::string text(std::string_view words, bool thought)
    {
        std::string body;
        JsonWriter json(body);
        json.beginObject().text("text", words);
        if (thought)
            json.boolean("thought", true);
        json.endObject();
        return body;
    }

    static std::string signature(std::string_view value)
    {
        std::string body;
        JsonWriter(body).beginObject().text("text", "").text("thoughtSignature", value).endObject();
        return body;
    }

    void sendCalls(State& state, std::int64_t choice, std::string& out)
    {
        for (; state.sent < state.calls.size(); ++state.sent) {
            const auto& call = state.calls[state.sent];
            std::string body;
            JsonWriter json(body);
            json.beginObject().object("functionCall").text("id", call.id).text("name", call.name);
            json.raw("args", argumentsObject(call)).endObject();
            if (call.signer == Signer::Gemini && !call.signature.empty())
                json.text("thoughtSignature", call.signature);
            json.endObject();
            part(body, choice, {}, out);
        }
    }

    /// A chunk with one part, or with none and the reason of the end.
    void part(std::string_view body, std::int64_t choice, std::string_view finish, std::string& out)
    {
        m_body.clear();
        JsonWriter json(m_body);
        json.beginObject().array("candidates").beginObject();
        json.object("content").array("parts");
        json.raw(body.empty() ? std::string_view(R"({"text":""})") : body);
        json.endArray().text("role", "model").endObject();
        if (!finish.empty())
            json.text("finishReason", finish);
        json.number("index", choice).endObject().endArray();
        if (m_usage.reported && m_last)
            json.raw("usageMetadata", geminiUsageText(m_usage));
        json.text("modelVersion", m_model.empty() ? m_context.model : m_model);
        json.text("responseId", m_id.empty() ? m_context.id : m_id).endObject();
        chunk(m_body, out);
    }

    void chunk(std::string_view body, std::string& out)
    {
        if (m_context.eventStream) {
            out += "data: ";
            out += body;
            out += "\r\n\r\n";
        } else {
            out += m_begun ? ",\r\n" : "[";
            out += body;
        }
        m_begun = true;
    }

    CallerContext m_context;
    std::map<std::int64_t, State> m_choices;
    Usage m_usage;
    std::string m_id;
    std::string m_model;
    std::string m_body;
    bool m_begun = false;
    bool m_last = false;
};

} // namespace

std::unique_ptr<StreamEncoder> GeminiCaller::encoder(const CallerContext& context) const
{
    return std::make_unique<Encoder>(context);
}

} // namespace gatehouse::ai
