// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Fault.h"
#include "ai/Media.h"
#include "ai/OpenAiCodec.h"
#include "ai/ResponsesCodec.h"
#include "ai/SseStreamDecoder.h"

#include <algorithm>
#include <map>

namespace gatehouse::ai {

namespace {

using Kind = StreamEvent::Kind;

Finish finishOf(JsonView response, bool calls)
{
    if (response["status"].equals("incomplete"))
        return response["incomplete_details"]["reason"].equals("content_filter") ? Finish::Filtered
                                                                                 : Finish::Length;
    return calls ? Finish::ToolCalls : Finish::Stop;
}

void readMessage(JsonView item, Choice& choice)
{
    for (const auto content : item["content"]) {
        const bool refusal = content["type"].equals("refusal");
        auto words = content[refusal ? "refusal" : "text"].text();
        if (words.empty())
            continue;
        auto& part = choice.parts.emplace_back(Part::ofText(std::move(words)));
        if (refusal)
            part.kind = Part::Kind::Refusal;
    }
}

void readReasoning(JsonView item, Choice& choice)
{
    std::string thoughts;
    for (const std::string_view list : {"summary", "content"}) {
        for (const auto piece : item[list])
            thoughts += piece["text"].text();
    }
    if (thoughts.empty())
        return;
    auto& part = choice.parts.emplace_back();
    part.kind = Part::Kind::Thinking;
    part.text = std::move(thoughts);
}

/// A stream of typed events; what a snapshot at the end repeats is not read again.
class Decoder final : public SseStreamDecoder
{
    void onEvent(std::string_view name, JsonView data, StreamEvents& out) override
    {
        auto type = data["type"].text();
        if (type.empty())
            type = name;
        if (type == "response.created") {
            auto& start = add(out, Kind::Start);
            start.id = data["response"]["id"].text();
            start.name = data["response"]["model"].text();
        } else if (type == "response.output_text.delta") {
            words(Kind::Text, data["delta"], out);
        } else if (type == "response.refusal.delta") {
            words(Kind::Refusal, data["delta"], out);
        } else if (type == "response.reasoning_summary_text.delta" ||
                   type == "response.reasoning_text.delta") {
            words(Kind::Thinking, data["delta"], out);
        } else if (type == "response.output_item.added") {
            beginItem(data, out);
        } else if (type == "response.function_call_arguments.delta") {
            arguments(data["output_index"].integerOr(0), data["delta"].text(), out);
        } else if (type == "response.output_item.done") {
            endItem(data, out);
        } else if (type == "response.completed" || type == "response.incomplete") {
            end(data["response"], out);
        } else if (type == "response.failed") {
            fail(data["response"]["error"], out);
        } else if (type == "error") {
            fail(data["error"].present() ? data["error"] : data, out);
        }
    }
    void onDone(StreamEvents& /*out*/) override {}
    void onFinish(StreamEvents& /*out*/) override {}

    void words(Kind kind, JsonView delta, StreamEvents& out)
    {
        if (auto text = delta.text(); !text.empty()) {
            add(out, kind).text = std::move(text);
            m_spoke |= kind == Kind::Text;
        }
    }

    void beginItem(JsonView data, StreamEvents& out)
    {
        const auto item = data["item"];
        if (!item["type"].equals("function_call"))
            return;
        auto& call = m_calls[data["output_index"].integerOr(0)];
        call.tool = m_calls.size() - 1;
        auto& start = add(out, Kind::ToolStart);
        start.tool = call.tool;
        start.id = item["call_id"].text();
        start.name = item["name"].text();
        arguments(data["output_index"].integerOr(0), item["arguments"].text(), out);
    }

    void arguments(std::int64_t index, std::string fragment, StreamEvents& out)
    {
        const auto call = m_calls.find(index);
        if (call == m_calls.end() || fragment.empty())
            return;
        call->second.hasArguments = true;
        auto& event = add(out, Kind::ToolArguments);
        event.tool = call->second.tool;
        event.text = std::move(fragment);
    }

    void endItem(JsonView data, StreamEvents& out)
    {
        const auto item = data["item"];
        const auto index = data["output_index"].integerOr(0);
        if (item["type"].equals("function_call")) {
            if (!m_calls.contains(index))
                beginItem(data, out);
            if (!m_calls[index].hasArguments) {
                auto whole = item["arguments"].text();
                arguments(index, whole.empty() ? "{}" : std::move(whole), out);
            }
        } else if (item["type"].equals("message") && !m_spoke) {
            for (const auto content : item["content"])
                words(Kind::Text, content["text"], out);
        }
    }

    void end(JsonView response, StreamEvents& out)
    {
        m_ended = true;
        add(out, Kind::Finish).finish = finishOf(response, !m_calls.empty());
        if (const auto usage = openAiUsage(response["usage"]); usage.reported)
            add(out, Kind::Usage).usage = usage;
    }

    void fail(JsonView error, StreamEvents& out)
    {
        auto what = readFault(error);
        if (what.message.empty())
            what.message = "the provider broke its answer off";
        fault(out, std::move(what));
    }

    struct Call
    {
        std::size_t tool = 0;
        bool hasArguments = false;
    };
    std::map<std::int64_t, Call> m_calls; ///< By their place in the output.
    bool m_spoke = false;
};

} // namespace

Result<ModelAnswer> ResponsesProvider::readAnswer(JsonView body) const
{
    const auto output = body["output"];
    if (!output.isArray() || body["status"].equals("failed"))
        return gatehouse::fail(ErrorCode::Unavailable, tellsFault(body) || body["error"].present()
                                                           ? readFault(body["error"]).message
                                                           : "the provider's answer has no output");
    ModelAnswer answer;
    answer.id = body["id"].text();
    answer.model = body["model"].text();
    answer.created = body["created_at"].integerOr(0);
    answer.serviceTier = body["service_tier"].text();
    answer.usage = openAiUsage(body["usage"]);
    auto& choice = answer.choices.emplace_back();
    bool calls = false;
    for (const auto item : output) {
        if (item["type"].equals("message")) {
            readMessage(item, choice);
        } else if (item["type"].equals("reasoning")) {
            readReasoning(item, choice);
        } else if (item["type"].equals("function_call")) {
            calls = true;
            auto& part = choice.parts.emplace_back();
            part.kind = Part::Kind::ToolCall;
            part.id = item["call_id"].text();
            part.name = item["name"].text();
            part.arguments = item["arguments"].text();
        }
    }
    choice.finish = finishOf(body, calls);
    return answer;
}

std::unique_ptr<StreamDecoder> ResponsesProvider::decoder() const
{
    return std::make_unique<Decoder>();
}

} // namespace gatehouse::ai
