// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Fault.h"
#include "ai/Media.h"
#include "ai/OpenAiCodec.h"
#include "ai/SseStreamDecoder.h"

#include <algorithm>

namespace gatehouse::ai {

namespace {

using Kind = StreamEvent::Kind;

class Decoder final : public SseStreamDecoder
{
    /// A call as the provider numbers it.
    struct Call
    {
        std::int64_t index = -1;
        std::string id;
        std::string name;
        std::string held; ///< Arguments that came before the name.
        bool started = false;
    };
    struct State
    {
        std::vector<Call> calls; ///< The position is our number of it.
        bool finished = false;
    };

    void onEvent(std::string_view name, JsonView data, StreamEvents& out) override
    {
        if (const auto error = data["error"]; error.present() || name == "error") {
            auto what = readFault(error.present() ? error : data);
            if (what.status == 0)
                what.status = 502;
            fault(out, std::move(what));
            return;
        }
        // Azure begins with a chunk that has neither an id nor a choice.
        if (!m_started && !(data["choices"].empty() && data["id"].text().empty())) {
            m_started = true;
            auto& start = add(out, Kind::Start);
            start.id = data["id"].text();
            start.name = data["model"].text();
        }
        for (const auto choice : data["choices"])
            readChoice(choice, out);
        auto usage = openAiUsage(data["usage"]);
        if (!usage.reported)
            usage = openAiUsage(data["x_groq"]["usage"]);
        if (usage.reported)
            add(out, Kind::Usage).usage = usage;
    }

    void onDone(StreamEvents& /*out*/) override { m_ended = true; }

    void onFinish(StreamEvents& out) override
    {
        for (auto& [index, state] : m_choices) {
            for (std::size_t tool = 0; tool < state.calls.size(); ++tool)
                start(state.calls[tool], index, tool, out);
        }
    }

    void readChoice(JsonView choice, StreamEvents& out)
    {
        const auto index = choice["index"].integerOr(0);
        auto& state = m_choices[index];
        if (const auto usage = openAiUsage(choice["usage"]); usage.reported)
            add(out, Kind::Usage).usage = usage;
        if (const auto error = choice["error"]; error.present()) {
            auto what = readFault(error);
            if (what.status == 0)
                what.status = 502;
            fault(out, std::move(what));
            return;
        }
        const auto delta = choice["delta"];
        const auto text = [&](Kind kind, std::string words) {
            if (!words.empty())
                add(out, kind, index).text = std::move(words);
        };
        for (const std::string_view name : {"reasoning_content", "reasoning", "reasoning_text"}) {
            if (auto words = delta[name].text(); !words.empty()) {
                text(Kind::Thinking, std::move(words));
                break;
            }
        }
        const auto content = delta["content"];
        text(Kind::Text, content.text());
        if (content.isArray()) {
            for (const auto chunk : content) {
                for (const auto inner : chunk["thinking"])
                    text(Kind::Thinking, inner["text"].text());
                text(Kind::Text, chunk["text"].text());
            }
        }
        text(Kind::Refusal, delta["refusal"].text());
        for (const auto image : delta["images"])
            add(out, Kind::Image, index).media = mediaFromUrl(image["image_url"]["url"].text());
        for (const auto call : delta["tool_calls"])
            readCall(call, index, state, out);
        const auto finish = openAiFinish(choice["finish_reason"].text());
        if (finish == Finish::Unknown || state.finished)
            return;
        if (finish == Finish::Failed) {
            fault(out, {502, {}, {}, "the provider broke its answer off"});
            return;
        }
        state.finished = true;
        m_ended = true;
        for (std::size_t tool = 0; tool < state.calls.size(); ++tool)
            start(state.calls[tool], index, tool, out);
        add(out, Kind::Finish, index).finish =
            finish == Finish::Stop && !state.calls.empty() ? Finish::ToolCalls : finish;
    }

    std::size_t find(std::int64_t index, const std::string& id, State& state)
    {
        auto& calls = state.calls;
        for (std::size_t i = calls.size(); i-- > 0;) {
            const bool sameId = !id.empty() && calls[i].id == id;
            // An index that comes again with a new id is a new call.
            const bool sameIndex =
                index >= 0 && calls[i].index == index && (id.empty() || calls[i].id.empty());
            if (sameId || sameIndex)
                return i;
        }
        if (index < 0 && id.empty() && !calls.empty())
            return calls.size() - 1;
        calls.push_back({index, id, {}, {}, false});
        return calls.size() - 1;
    }

    void start(Call& call, std::int64_t choice, std::size_t tool, StreamEvents& out)
    {
        if (call.started)
            return;
        call.started = true;
        if (call.id.empty())
            call.id = stableId("call_", call.name + std::to_string(tool) + call.held);
        auto& event = add(out, Kind::ToolStart, choice);
        event.tool = tool;
        event.id = call.id;
        event.name = call.name;
        event.text = std::exchange(m_signature, {});
        event.signer = event.text.empty() ? Signer::Nobody : Signer::Gemini;
        if (call.held.empty())
            return;
        auto& arguments = add(out, Kind::ToolArguments, choice);
        arguments.tool = tool;
        arguments.text = std::exchange(call.held, {});
    }

    void readCall(JsonView value, std::int64_t choice, State& state, StreamEvents& out)
    {
        const auto tool = find(value["index"].integerOr(-1), value["id"].text(), state);
        auto& call = state.calls[tool];
        if (call.id.empty())
            call.id = value["id"].text();
        const auto function = value["function"];
        const auto arguments = function["arguments"];
        auto fragment = arguments.isObject() ? std::string(arguments.raw()) : arguments.text();
        if (call.name.empty())
            call.name = function["name"].text();
        m_signature = value["extra_content"]["google"]["thought_signature"].text();
        if (!call.started) {
            call.held += fragment;
            if (!call.name.empty())
                start(call, choice, tool, out);
            return;
        }
        if (fragment.empty())
            return;
        auto& event = add(out, Kind::ToolArguments, choice);
        event.tool = tool;
        event.text = std::move(fragment);
    }

    bool m_started = false;
    std::string m_signature;
    std::map<std::int64_t, State> m_choices;
};

} // namespace

std::unique_ptr<StreamDecoder> OpenAiProvider::decoder() const
{
    return std::make_unique<Decoder>();
}

} // namespace gatehouse::ai
