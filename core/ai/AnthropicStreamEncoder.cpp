// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/AnthropicCodec.h"
#include "ai/Fault.h"
#include "ai/Json.h"
#include "ai/JsonWriter.h"
#include "ai/Media.h"

namespace gatehouse::ai {

namespace {

using Kind = StreamEvent::Kind;

/// Blocks follow one another and never overlap, while calls of other dialects may be interleaved: a
/// call whose turn has not come waits until the open one is whole.
class Encoder final : public StreamEncoder
{
public:
    explicit Encoder(CallerContext context)
        : m_context(std::move(context))
    {
    }

    void write(const StreamEvent& event, std::string& out) override
    {
        if (event.choice != 0)
            return;
        if (!m_started && event.kind != Kind::Usage && event.kind != Kind::Ping)
            start(event, out);
        switch (event.kind) {
        case Kind::Refusal:
            m_refused = true;
            [[fallthrough]];
        case Kind::Text:
            if (event.text.empty())
                return;
            open(Block::Text, R"({"type":"text","text":""})", out);
            delta("text_delta", "text", event.text, out);
            break;
        case Kind::Thinking:
            open(Block::Thinking, kThinking, out);
            if (!event.text.empty())
                delta("thinking_delta", "thinking", event.text, out);
            break;
        case Kind::Signature:
            if (event.signer != Signer::Anthropic)
                return;
            open(Block::Thinking, kThinking, out);
            delta("signature_delta", "signature", event.text, out);
            break;
        case Kind::RedactedThinking: {
            std::string block;
            JsonWriter(block)
                .beginObject()
                .text("type", "redacted_thinking")
                .text("data", event.text)
                .endObject();
            open(Block::Redacted, block, out);
            close(out);
            break;
        }
        case Kind::Image:
            open(Block::Text, R"({"type":"text","text":""})", out);
            delta("text_delta", "text", "![image](" + urlOf(event.media) + ")", out);
            break;
        case Kind::ToolStart:
            m_calls.push_back({event.id, event.name, {}, 0, false});
            advance(out);
            break;
        case Kind::ToolArguments:
            if (event.tool >= m_calls.size())
                return;
            m_calls[event.tool].arguments += event.text;
            advance(out);
            break;
        case Kind::Finish:
            m_finish = event.finish;
            m_stopSequence = event.stopSequence;
            break;
        case Kind::Usage:
            m_usage = event.usage;
            break;
        case Kind::Ping:
            if (m_started)
                out += "event: ping\ndata: {\"type\":\"ping\"}\n\n";
            break;
        case Kind::Start:
        case Kind::Fault:
            break;
        }
    }

    void end(std::string& out) override
    {
        if (!m_started)
            start({}, out);
        finishCalls(out);
        close(out);
        if (m_next == 0) {
            open(Block::Text, R"({"type":"text","text":""})", out);
            close(out);
        }
        std::string body;
        JsonWriter json(body);
        json.beginObject().text("type", "message_delta").object("delta");
        const auto finish =
            m_finish == Finish::Unknown && !m_calls.empty() ? Finish::ToolCalls : m_finish;
        json.text("stop_reason", m_refused ? "refusal" : anthropicStopReason(finish));
        if (m_stopSequence.empty())
            json.null("stop_sequence");
        else
            json.text("stop_sequence", m_stopSequence);
        json.endObject().raw("usage", anthropicUsageText(m_usage)).endObject();
        event("message_delta", body, out);
        event("message_stop", R"({"type":"message_stop"})", out);
    }

    void fail(const ProviderFault& fault, std::string& out) override
    {
        event("error", anthropicErrorText(fault, {}), out);
    }

private:
    static constexpr std::string_view kThinking =
        R"({"type":"thinking","thinking":"","signature":""})";
    enum class Block : std::uint8_t
    {
        None,
        Text,
        Thinking,
        Redacted,
        Tool
    };
    struct Call
    {
        std::string id;
        std::string name;
        std::string arguments;
        std::size_t sent = 0; ///< of the arguments
        bool closed = false;
    };

    static void event(std::string_view name, std::string_view body, std::string& out)
    {
        out += "event: ";
        out += name;
        out += "\ndata: ";
        out += body;
        out += "\n\n";
    }

    void start(const StreamEvent& from, std::string& out)
    {
        m_started = true;
        std::string body;
        JsonWriter json(body);
        json.beginObject().text("type", "message_start").object("message");
        json.text("id", from.kind == Kind::Start && from.id.starts_with("msg_")
                            ? from.id
                            : "msg_" + m_context.id);
        json.text("type", "message").text("role", "assistant");
        json.text("model",
                  from.kind == Kind::Start && !from.name.empty() ? from.name : m_context.model);
        json.array("content").endArray().null("stop_reason").null("stop_sequence");
        // The provider tells the true figure last; clients look at this one first.
        Usage usage = m_usage;
        if (!usage.reported)
            usage.inputUncached = m_context.estimatedInput;
        json.raw("usage", anthropicUsageText(usage));
        json.endObject().endObject();
        event("message_start", body, out);
    }

    void open(Block kind, std::string_view block, std::string& out)
    {
        if (m_open == kind && kind != Block::Tool && kind != Block::Redacted)
            return;
        if (kind != Block::Tool)
            finishCalls(out);
        close(out);
        m_open = kind;
        event("content_block_start",
              R"({"type":"content_block_start","index":)" + std::to_string(m_next) +
                  R"(,"content_block":)" + std::string(block) + "}",
              out);
    }

    void close(std::string& out)
    {
        if (m_open == Block::None)
            return;
        m_open = Block::None;
        event("content_block_stop",
              R"({"type":"content_block_stop","index":)" + std::to_string(m_next) + "}", out);
        ++m_next;
    }

    void delta(std::string_view type, std::string_view field, std::string_view text,
               std::string& out)
    {
        m_body.clear();
        JsonWriter json(m_body);
        json.beginObject().text("type", "content_block_delta");
        json.number("index", static_cast<std::int64_t>(m_next)).object("delta");
        json.text("type", type).text(field, text).endObject().endObject();
        event("content_block_delta", m_body, out);
    }

    void openCall(const Call& call, std::string& out)
    {
        std::string block;
        JsonWriter json(block);
        json.beginObject().text("type", "tool_use").text("id", anthropicCallId(call.id));
        json.text("name", call.name).object("input").endObject().endObject();
        open(Block::Tool, block, out);
    }

    void sendArguments(Call& call, std::string& out)
    {
        const auto rest = std::string_view(call.arguments).substr(call.sent);
        if (!rest.empty())
            delta("input_json_delta", "partial_json", rest, out);
        call.sent = call.arguments.size();
    }

    /// Sends what may be sent: all of the call whose block is open, and the next ones once it is
    /// whole.
    void advance(std::string& out)
    {
        while (m_call < m_calls.size()) {
            auto& call = m_calls[m_call];
            if (m_open != Block::Tool)
                openCall(call, out);
            sendArguments(call, out);
            if (m_call + 1 == m_calls.size() || !isJsonObject(call.arguments))
                return;
            close(out);
            ++m_call;
        }
    }

    void finishCalls(std::string& out)
    {
        for (; m_call < m_calls.size(); ++m_call) {
            auto& call = m_calls[m_call];
            if (m_open != Block::Tool)
                openCall(call, out);
            sendArguments(call, out);
            close(out);
        }
    }

    CallerContext m_context;
    std::vector<Call> m_calls;
    std::size_t m_call = 0; ///< The one whose block is open, or the next.
    Usage m_usage;
    std::string m_stopSequence;
    std::string m_body;
    std::size_t m_next = 0; ///< index of the open block, or the next
    Block m_open = Block::None;
    Finish m_finish = Finish::Unknown;
    bool m_started = false;
    bool m_refused = false;
};

} // namespace

std::unique_ptr<StreamEncoder> AnthropicCaller::encoder(const CallerContext& context) const
{
    return std::make_unique<Encoder>(context);
}

} // namespace gatehouse::ai
