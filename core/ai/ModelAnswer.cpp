// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/ModelAnswer.h"

#include <algorithm>

namespace gatehouse::ai {

std::string_view toWord(Finish finish)
{
    switch (finish) {
    case Finish::Length:
    case Finish::ContextFull:
        return "length";
    case Finish::ToolCalls:
        return "tool_calls";
    case Finish::Filtered:
        return "content_filter";
    default:
        return "stop";
    }
}

StreamEvents eventsOf(const ModelAnswer& answer)
{
    using Kind = StreamEvent::Kind;
    StreamEvents out;
    const auto add = [&](Kind kind, std::int64_t choice) -> StreamEvent& {
        auto& event = out.emplace_back();
        event.kind = kind;
        event.choice = choice;
        return event;
    };
    auto& start = add(Kind::Start, 0);
    start.id = answer.id;
    start.name = answer.model;
    for (const auto& choice : answer.choices) {
        std::size_t tool = 0;
        for (const auto& part : choice.parts) {
            switch (part.kind) {
            case Part::Kind::Text:
                add(Kind::Text, choice.index).text = part.text;
                break;
            case Part::Kind::Refusal:
                add(Kind::Refusal, choice.index).text = part.text;
                break;
            case Part::Kind::Thinking:
                add(Kind::Thinking, choice.index).text = part.text;
                if (!part.signature.empty()) {
                    auto& event = add(Kind::Signature, choice.index);
                    event.text = part.signature;
                    event.signer = part.signer;
                }
                break;
            case Part::Kind::RedactedThinking:
                add(Kind::RedactedThinking, choice.index).text = part.data;
                break;
            case Part::Kind::ToolCall: {
                auto& event = add(Kind::ToolStart, choice.index);
                event.tool = tool;
                event.id = part.id;
                event.name = part.name;
                event.text = part.signature;
                event.signer = part.signer;
                auto& arguments = add(Kind::ToolArguments, choice.index);
                arguments.tool = tool++;
                arguments.text = part.arguments;
                break;
            }
            case Part::Kind::Image:
                add(Kind::Image, choice.index).media = part.media;
                break;
            default:
                break;
            }
        }
        auto& end = add(Kind::Finish, choice.index);
        end.finish = choice.finish;
        end.stopSequence = choice.stopSequence;
    }
    if (answer.usage.reported)
        add(Kind::Usage, 0).usage = answer.usage;
    return out;
}

Choice& AnswerAssembler::choice(std::int64_t index)
{
    const auto it = std::ranges::find(m_answer.choices, index, &Choice::index);
    if (it != m_answer.choices.end())
        return *it;
    auto& made = m_answer.choices.emplace_back();
    made.index = index;
    return made;
}

Part& AnswerAssembler::lastOf(Choice& choice, Part::Kind kind)
{
    if (choice.parts.empty() || choice.parts.back().kind != kind ||
        (kind == Part::Kind::Thinking && !choice.parts.back().signature.empty()))
        choice.parts.emplace_back().kind = kind;
    return choice.parts.back();
}

void AnswerAssembler::add(const StreamEvent& event)
{
    using Kind = StreamEvent::Kind;
    const auto call = [&](Choice& in) -> Part* {
        std::size_t seen = 0;
        for (auto& part : in.parts) {
            if (part.kind == Part::Kind::ToolCall && seen++ == event.tool)
                return &part;
        }
        return nullptr;
    };
    switch (event.kind) {
    case Kind::Start:
        m_answer.id = event.id;
        m_answer.model = event.name;
        break;
    case Kind::Text:
        lastOf(choice(event.choice), Part::Kind::Text).text += event.text;
        break;
    case Kind::Refusal:
        lastOf(choice(event.choice), Part::Kind::Refusal).text += event.text;
        break;
    case Kind::Thinking:
        lastOf(choice(event.choice), Part::Kind::Thinking).text += event.text;
        break;
    case Kind::Signature: {
        auto& part = lastOf(choice(event.choice), Part::Kind::Thinking);
        part.signature += event.text;
        part.signer = event.signer;
        break;
    }
    case Kind::RedactedThinking: {
        auto& part = choice(event.choice).parts.emplace_back();
        part.kind = Part::Kind::RedactedThinking;
        part.data = event.text;
        break;
    }
    case Kind::ToolStart: {
        auto& part = choice(event.choice).parts.emplace_back();
        part.kind = Part::Kind::ToolCall;
        part.id = event.id;
        part.name = event.name;
        part.signature = event.text;
        part.signer = event.signer;
        break;
    }
    case Kind::ToolArguments:
        if (Part* const part = call(choice(event.choice)))
            part->arguments += event.text;
        break;
    case Kind::Image: {
        auto& part = choice(event.choice).parts.emplace_back();
        part.kind = Part::Kind::Image;
        part.media = event.media;
        break;
    }
    case Kind::Finish: {
        auto& ended = choice(event.choice);
        ended.finish = event.finish;
        ended.stopSequence = event.stopSequence;
        break;
    }
    case Kind::Usage:
        m_answer.usage = event.usage;
        break;
    case Kind::Fault:
        m_fault = event.fault;
        m_failed = true;
        break;
    case Kind::Ping:
        break;
    }
}

} // namespace gatehouse::ai
