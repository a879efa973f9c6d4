// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Fault.h"
#include "ai/OpenAiCodec.h"
#include "ai/ResponsesCodec.h"

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
        if (event.kind == Kind::Start)
            m_model = event.name;
        else if (event.kind == Kind::Text && !event.text.empty())
            chunk(event.text, event.choice, {}, out);
        else if (event.kind == Kind::Finish)
            chunk({}, event.choice,
                  event.finish == Finish::ToolCalls ? "stop" : toWord(event.finish), out);
        else if (event.kind == Kind::Usage)
            m_usage = event.usage;
    }

    void end(std::string& out) override
    {
        if (m_context.wantsUsage) {
            auto json = head(out);
            json.array("choices").endArray().raw("usage", openAiUsageText(m_usage)).endObject();
            out += "\n\n";
        }
        out += "data: [DONE]\n\n";
    }

    void fail(const ProviderFault& fault, std::string& out) override
    {
        out += "data: " + openAiErrorText(fault) + "\n\n";
    }

private:
    JsonWriter head(std::string& out) const
    {
        out += "data: ";
        JsonWriter json(out);
        json.beginObject().text("id", "cmpl-" + m_context.id).text("object", "text_completion");
        json.number("created", m_context.created);
        json.text("model", m_model.empty() ? m_context.model : m_model);
        return json;
    }

    void chunk(std::string_view text, std::int64_t choice, std::string_view finish,
               std::string& out) const
    {
        auto json = head(out);
        json.array("choices").beginObject().text("text", text).number("index", choice);
        json.null("logprobs");
        if (finish.empty())
            json.null("finish_reason");
        else
            json.text("finish_reason", finish);
        json.endObject().endArray().endObject();
        out += "\n\n";
    }

    CallerContext m_context;
    std::string m_model;
    Usage m_usage;
};

} // namespace

Result<Conversation> CompletionsCaller::readRequest(JsonView body) const
{
    const auto prompt = body["prompt"];
    std::string words = prompt.text();
    if (prompt.isArray()) {
        if (prompt.size() != 1 || !(*prompt.begin()).isString())
            return fail(ErrorCode::Invalid,
                        "\"prompt\" must be one text: this model's provider takes no lists");
        words = (*prompt.begin()).text();
    } else if (!prompt.isString()) {
        return fail(ErrorCode::Invalid, "\"prompt\" is missing");
    }
    // The other fields are those of a chat.
    std::string chat;
    JsonWriter json(chat);
    json.beginObject().array("messages").beginObject().text("role", "user");
    json.text("content", words).endObject().endArray();
    for (const auto field : body) {
        const auto key = field.key();
        if (key != "prompt" && key != "logprobs" && key != "echo" && key != "suffix" &&
            key != "best_of" && key != "messages")
            json.raw(key, field.raw());
    }
    json.endObject();
    JsonDocument document;
    if (!document.parse(chat))
        return fail(ErrorCode::Invalid, "the body is not a valid JSON object");
    auto out = OpenAiCaller().readRequest(document.root());
    if (out &&
        (body["echo"].isTrue() || body["suffix"].present() || body["best_of"].integerOr(1) > 1))
        out->lost.add(Loss::Metadata);
    return out;
}

std::string CompletionsCaller::writeAnswer(const ModelAnswer& answer,
                                           const CallerContext& context) const
{
    std::string out;
    JsonWriter json(out);
    json.beginObject().text("id", "cmpl-" + context.id).text("object", "text_completion");
    json.number("created", answer.created != 0 ? answer.created : context.created);
    json.text("model", answer.model.empty() ? context.model : answer.model).array("choices");
    for (const auto& choice : answer.choices) {
        std::string words;
        for (const auto& part : choice.parts) {
            if (part.kind == Part::Kind::Text || part.kind == Part::Kind::Refusal)
                words += part.text;
        }
        json.beginObject().text("text", words).number("index", choice.index).null("logprobs");
        json.text("finish_reason",
                  choice.finish == Finish::ToolCalls ? "stop" : toWord(choice.finish));
        json.endObject();
    }
    json.endArray();
    if (answer.usage.reported)
        json.raw("usage", openAiUsageText(answer.usage));
    json.endObject();
    return out;
}

std::unique_ptr<StreamEncoder> CompletionsCaller::encoder(const CallerContext& context) const
{
    return std::make_unique<Encoder>(context);
}

} // namespace gatehouse::ai
