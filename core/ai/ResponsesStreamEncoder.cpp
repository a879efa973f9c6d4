// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/ResponsesCodec.h"

namespace gatehouse::ai {

namespace {

using Kind = StreamEvent::Kind;
using Item = OutputItem::Kind;

/// The ladder of events: each item is announced, filled and closed, and the last event holds the
/// whole response, equal to what was streamed. Calls may be interleaved, so each is closed at the
/// end.
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
        begin(event, out);
        switch (event.kind) {
        case Kind::Thinking:
            if (!event.text.empty())
                text(Item::Reasoning, event.text, false, out);
            break;
        case Kind::Text:
        case Kind::Refusal:
            if (!event.text.empty())
                text(Item::Message, event.text, event.kind == Kind::Refusal, out);
            break;
        case Kind::ToolStart: {
            closeText(out);
            auto& item = open(Item::Call, "fc_");
            item.callId = event.id;
            item.name = event.name;
            m_calls.push_back(m_items.size() - 1);
            added(m_items.size() - 1, out);
            break;
        }
        case Kind::ToolArguments: {
            if (event.tool >= m_calls.size() || event.text.empty())
                return;
            const auto index = m_calls[event.tool];
            m_items[index].text += event.text;
            emit("response.function_call_arguments.delta", out,
                 [&](JsonWriter& json) { place(json, index).text("delta", event.text); });
            break;
        }
        case Kind::Finish:
            m_finish = event.finish;
            break;
        case Kind::Usage:
            m_usage = event.usage;
            break;
        default:
            break;
        }
    }

    void end(std::string& out) override
    {
        begin({}, out);
        closeText(out);
        for (const auto index : m_calls) {
            auto& item = m_items[index];
            if (item.text.empty())
                item.text = "{}";
            emit("response.function_call_arguments.done", out, [&](JsonWriter& json) {
                place(json, index).text("name", item.name).text("arguments", item.text);
            });
            done(index, out);
        }
        const bool incomplete = m_finish == Finish::Length || m_finish == Finish::ContextFull ||
                                m_finish == Finish::Filtered;
        whole(incomplete ? "response.incomplete" : "response.completed",
              responseText(m_context, m_model, &m_items, m_finish, &m_usage, nullptr), out);
    }

    void fail(const ProviderFault& fault, std::string& out) override
    {
        begin({}, out);
        whole("response.failed",
              responseText(m_context, m_model, &m_items, m_finish, &m_usage, &fault), out);
    }

private:
    template <typename Fill>
    void emit(std::string_view type, std::string& out, Fill&& fill)
    {
        m_body.clear();
        JsonWriter json(m_body);
        json.beginObject().text("type", type).number("sequence_number", m_sequence++);
        fill(json);
        json.endObject();
        out += "event: ";
        out += type;
        out += "\ndata: ";
        out += m_body;
        out += "\n\n";
    }

    void whole(std::string_view type, const std::string& response, std::string& out)
    {
        emit(type, out, [&](JsonWriter& json) { json.raw("response", response); });
    }

    void begin(const StreamEvent& event, std::string& out)
    {
        if (m_begun)
            return;
        m_begun = true;
        if (event.kind == Kind::Start)
            m_model = event.name;
        const auto response =
            responseText(m_context, m_model, nullptr, Finish::Unknown, nullptr, nullptr);
        whole("response.created", response, out);
        whole("response.in_progress", response, out);
    }

    OutputItem& open(Item kind, std::string_view prefix)
    {
        auto& item = m_items.emplace_back();
        item.kind = kind;
        item.id = std::string(prefix) + m_context.id + std::to_string(m_items.size());
        return item;
    }

    JsonWriter& place(JsonWriter& json, std::size_t index) const
    {
        return json.text("item_id", m_items[index].id)
            .number("output_index", static_cast<std::int64_t>(index));
    }

    void added(std::size_t index, std::string& out)
    {
        emit("response.output_item.added", out, [&](JsonWriter& json) {
            json.number("output_index", static_cast<std::int64_t>(index)).key("item");
            writeOutputItem(json, m_items[index], false);
        });
    }

    void done(std::size_t index, std::string& out)
    {
        emit("response.output_item.done", out, [&](JsonWriter& json) {
            json.number("output_index", static_cast<std::int64_t>(index)).key("item");
            writeOutputItem(json, m_items[index], true);
        });
    }

    static void part(JsonWriter& json, const OutputItem& item, std::string_view text)
    {
        json.object("part");
        if (item.kind == Item::Reasoning)
            json.text("type", "summary_text").text("text", text);
        else if (item.refusal)
            json.text("type", "refusal").text("refusal", text);
        else
            json.text("type", "output_text").text("text", text).array("annotations").endArray();
        json.endObject();
    }

    void text(Item kind, const std::string& words, bool refusal, std::string& out)
    {
        if (m_textOpen && (m_items.back().kind != kind || m_items.back().refusal != refusal))
            closeText(out);
        const bool reasons = kind == Item::Reasoning;
        if (!m_textOpen) {
            open(kind, reasons ? "rs_" : "msg_").refusal = refusal;
            m_textOpen = true;
            added(m_items.size() - 1, out);
            emit(reasons ? "response.reasoning_summary_part.added" : "response.content_part.added",
                 out, [&](JsonWriter& json) {
                     place(json, m_items.size() - 1)
                         .number(reasons ? "summary_index" : "content_index", 0);
                     part(json, m_items.back(), {});
                 });
        }
        m_items.back().text += words;
        emit(reasons   ? "response.reasoning_summary_text.delta"
             : refusal ? "response.refusal.delta"
                       : "response.output_text.delta",
             out, [&](JsonWriter& json) {
                 place(json, m_items.size() - 1)
                     .number(reasons ? "summary_index" : "content_index", 0)
                     .text("delta", words);
                 if (!reasons && !refusal)
                     json.array("logprobs").endArray();
             });
    }

    void closeText(std::string& out)
    {
        if (!m_textOpen)
            return;
        m_textOpen = false;
        const auto index = m_items.size() - 1;
        const auto& item = m_items.back();
        const bool reasons = item.kind == Item::Reasoning;
        emit(reasons        ? "response.reasoning_summary_text.done"
             : item.refusal ? "response.refusal.done"
                            : "response.output_text.done",
             out, [&](JsonWriter& json) {
                 place(json, index)
                     .number(reasons ? "summary_index" : "content_index", 0)
                     .text(item.refusal ? "refusal" : "text", item.text);
                 if (!reasons && !item.refusal)
                     json.array("logprobs").endArray();
             });
        emit(reasons ? "response.reasoning_summary_part.done" : "response.content_part.done", out,
             [&](JsonWriter& json) {
                 place(json, index).number(reasons ? "summary_index" : "content_index", 0);
                 part(json, item, item.text);
             });
        done(index, out);
    }

    CallerContext m_context;
    std::vector<OutputItem> m_items;
    std::vector<std::size_t> m_calls; ///< Where each call stands among the items.
    std::string m_model;
    std::string m_body;
    Usage m_usage;
    std::int64_t m_sequence = 0;
    Finish m_finish = Finish::Unknown;
    bool m_begun = false;
    bool m_textOpen = false; ///< The last item is a text that may go on.
};

} // namespace

std::unique_ptr<StreamEncoder> ResponsesCaller::encoder(const CallerContext& context) const
{
    return std::make_unique<Encoder>(context);
}

} // namespace gatehouse::ai
