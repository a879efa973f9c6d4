// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Fault.h"
#include "ai/Media.h"
#include "ai/OllamaCodec.h"
#include "ai/SseStreamDecoder.h"

#include <algorithm>

namespace gatehouse::ai {

namespace {

using Kind = StreamEvent::Kind;

constexpr std::size_t kMostLine = std::size_t{16} << 20;

std::vector<Part> readCalls(JsonView calls, std::size_t from)
{
    std::vector<Part> out;
    for (const auto call : calls) {
        auto& part = out.emplace_back();
        const auto function = call["function"];
        part.kind = Part::Kind::ToolCall;
        part.name = function["name"].text();
        const auto arguments = function["arguments"];
        part.arguments = arguments.isString() ? arguments.text() : compactJson(arguments.raw());
        part.id = call["id"].text();
        if (part.id.empty())
            part.id =
                stableId("call_", part.name + part.arguments + std::to_string(from + out.size()));
    }
    return out;
}

Finish finishOf(JsonView body, bool calls)
{
    if (body["done_reason"].equals("length"))
        return Finish::Length;
    return calls ? Finish::ToolCalls : Finish::Stop;
}

/// `thinking` is Ollama's own; servers that imitate it take the name from OpenAI's imitators.
std::string thoughtsOf(JsonView message)
{
    auto thoughts = message["thinking"].text();
    return thoughts.empty() ? message["reasoning_content"].text() : thoughts;
}

Usage usageOf(JsonView body)
{
    Usage usage;
    const auto input = body["prompt_eval_count"].integer();
    const auto output = body["eval_count"].integer();
    usage.inputUncached = std::max<Tokens>(input.value_or(0), 0);
    usage.output = std::max<Tokens>(output.value_or(0), 0);
    usage.reported = input || output;
    return usage;
}

/// One JSON object a line.
class Decoder final : public StreamDecoder
{
public:
    void feed(std::string_view bytes, StreamEvents& out) override
    {
        const auto from = out.size();
        while (!bytes.empty()) {
            const auto end = bytes.find('\n');
            m_line += bytes.substr(0, end);
            if (m_line.size() > kMostLine) {
                fault(out, "the provider sent a line larger than this gateway takes");
                return;
            }
            if (end == std::string_view::npos)
                break;
            bytes.remove_prefix(end + 1);
            line(out);
        }
        m_joiner.apply(out, from);
    }

    void finish(StreamEvents& out) override { line(out); }
    [[nodiscard]] bool ended() const override { return m_ended; }

private:
    static StreamEvent& add(StreamEvents& out, Kind kind)
    {
        auto& event = out.emplace_back();
        event.kind = kind;
        return event;
    }

    void fault(StreamEvents& out, std::string message)
    {
        if (!m_failed)
            add(out, Kind::Fault).fault = {502, {}, {}, std::move(message)};
        m_failed = true;
    }

    void line(StreamEvents& out)
    {
        const auto text = std::exchange(m_line, {});
        if (text.find_first_not_of(" \t\r") == std::string::npos)
            return;
        if (!m_document.parse(text)) {
            fault(out, "the provider sent a line that is no valid JSON");
            return;
        }
        const auto data = m_document.root();
        if (const auto error = data["error"]; error.present()) {
            fault(out, readFault(error).message);
            return;
        }
        if (!m_started) {
            m_started = true;
            add(out, Kind::Start).name = data["model"].text();
        }
        const auto message = data["message"];
        if (auto thoughts = thoughtsOf(message); !thoughts.empty())
            add(out, Kind::Thinking).text = std::move(thoughts);
        if (auto words = message["content"].text(); !words.empty())
            add(out, Kind::Text).text = std::move(words);
        for (auto& call : readCalls(message["tool_calls"], m_tools)) {
            auto& start = add(out, Kind::ToolStart);
            start.tool = m_tools;
            start.id = call.id;
            start.name = call.name;
            auto& arguments = add(out, Kind::ToolArguments);
            arguments.tool = m_tools++;
            arguments.text = std::move(call.arguments);
        }
        if (!data["done"].isTrue())
            return;
        m_ended = true;
        add(out, Kind::Finish).finish = finishOf(data, m_tools > 0);
        if (const auto usage = usageOf(data); usage.reported)
            add(out, Kind::Usage).usage = usage;
    }

    std::string m_line;
    JsonDocument m_document;
    EventJoiner m_joiner;
    std::size_t m_tools = 0;
    bool m_started = false;
    bool m_ended = false;
    bool m_failed = false;
};

} // namespace

Result<ModelAnswer> OllamaProvider::readAnswer(JsonView body) const
{
    const auto message = body["message"];
    if (!message.isObject())
        return fail(ErrorCode::Unavailable, tellsFault(body)
                                                ? readFault(body.raw(), 0).message
                                                : "the provider's answer has no message");
    ModelAnswer answer;
    answer.model = body["model"].text();
    answer.usage = usageOf(body);
    auto& choice = answer.choices.emplace_back();
    if (auto thoughts = thoughtsOf(message); !thoughts.empty()) {
        auto& part = choice.parts.emplace_back();
        part.kind = Part::Kind::Thinking;
        part.text = std::move(thoughts);
    }
    if (auto words = message["content"].text(); !words.empty())
        choice.parts.push_back(Part::ofText(std::move(words)));
    auto calls = readCalls(message["tool_calls"], 0);
    choice.finish = finishOf(body, !calls.empty());
    std::ranges::move(calls, std::back_inserter(choice.parts));
    return answer;
}

std::unique_ptr<StreamDecoder> OllamaProvider::decoder() const
{
    return std::make_unique<Decoder>();
}

} // namespace gatehouse::ai
