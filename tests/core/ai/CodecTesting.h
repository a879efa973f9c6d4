// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Codec.h"

#include <QTest>

#include <charconv>
#include <memory>
#include <string>
#include <string_view>

/// What the tests of codecs share: values by their path, and whole ways through two codecs.
namespace gatehouse::test {

using namespace gatehouse::ai;

/// The raw text at `messages.0.content`; empty when there is nothing.
inline std::string at(const std::string& json, std::string_view path)
{
    static JsonDocument document;
    if (!document.parse(json))
        return "(no JSON) " + json;
    auto view = document.root();
    while (!path.empty()) {
        const auto dot = path.find('.');
        const auto step = path.substr(0, dot);
        path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
        if (view.isArray()) {
            std::size_t index = 0;
            std::from_chars(step.data(), step.data() + step.size(), index);
            JsonView found;
            for (const auto item : view) {
                if (index-- == 0)
                    found = item;
            }
            view = found;
        } else {
            view = view[step];
        }
    }
    return view.isString() ? view.text() : std::string(view.raw());
}

struct Written
{
    std::string body;
    std::string lost;
    std::string error;
};

inline Result<Conversation> readAs(CallerDialect caller, const std::string& body)
{
    JsonDocument document;
    if (!document.parse(body))
        return fail(ErrorCode::Invalid, "no JSON: " + body);
    return callerCodec(caller).readRequest(document.root());
}

/// A caller's request in a provider's dialect.
inline Written translate(CallerDialect caller, Wire wire, const std::string& body,
                         std::string_view model, std::string_view provider = {})
{
    auto conversation = readAs(caller, body);
    if (!conversation)
        return {{}, {}, conversation.error().text()};
    LossSet lost = conversation->lost;
    auto written = providerCodec(wire)->writeRequest(*conversation, {model, provider}, lost);
    if (!written)
        return {{}, lost.text(), written.error().text()};
    JsonDocument document;
    if (!document.parse(*written))
        return {{}, {}, "wrote no JSON: " + *written};
    return {*written, lost.text(), {}};
}

/// A provider's answer in a caller's dialect; "!" and the words where it is none.
inline std::string answerAs(Wire wire, CallerDialect caller, const std::string& body,
                            const std::string& request = {})
{
    JsonDocument document;
    if (!document.parse(body))
        return "!no JSON";
    const auto answer = providerCodec(wire)->readAnswer(document.root());
    if (!answer)
        return "!" + answer.error().message;
    CallerContext context;
    context.model = "alias";
    context.id = "ID";
    context.created = 1700000000;
    context.request = request;
    return callerCodec(caller).writeAnswer(*answer, context);
}

/// A provider's stream, fed in pieces of `step` bytes, as events.
inline StreamEvents eventsFrom(Wire wire, std::string_view stream, std::size_t step,
                               bool* ended = nullptr)
{
    const auto decoder = providerCodec(wire)->decoder();
    StreamEvents events;
    for (std::size_t i = 0; i < stream.size(); i += step)
        decoder->feed(stream.substr(i, step), events);
    decoder->finish(events);
    if (ended != nullptr)
        *ended = decoder->ended();
    return events;
}

inline std::string encode(CallerDialect caller, const StreamEvents& events, bool wantsUsage = true,
                          const std::string& request = {})
{
    CallerContext context;
    context.model = "alias";
    context.id = "ID";
    context.created = 1700000000;
    context.wantsUsage = wantsUsage;
    context.estimatedInput = 5;
    context.request = request;
    const auto encoder = callerCodec(caller).encoder(context);
    std::string out;
    for (const auto& event : events) {
        if (event.kind == StreamEvent::Kind::Fault) {
            encoder->fail(event.fault, out);
            return out;
        }
        encoder->write(event, out);
    }
    encoder->end(out);
    return out;
}

inline ModelAnswer assemble(const StreamEvents& events)
{
    AnswerAssembler assembler;
    for (const auto& event : events)
        assembler.add(event);
    return assembler.take();
}

/// An answer as a line, for comparing: `[think] text {name args} finish in/out`.
inline std::string summary(const ModelAnswer& answer)
{
    std::string out;
    for (const auto& choice : answer.choices) {
        for (const auto& part : choice.parts) {
            switch (part.kind) {
            case Part::Kind::Thinking:
                out += "[" + part.text + "]";
                break;
            case Part::Kind::ToolCall:
                out += "{" + part.name + " " + part.arguments + "}";
                break;
            case Part::Kind::Image:
                out += "<" + part.media.type + ">";
                break;
            default:
                out += part.text;
                break;
            }
        }
        out += " " + std::string(toWord(choice.finish));
    }
    out += " in=" + std::to_string(answer.usage.input()) +
           " cached=" + std::to_string(answer.usage.cacheRead) +
           " out=" + std::to_string(answer.usage.output);
    return out;
}

} // namespace gatehouse::test

/// Compares a value of a JSON text; the text is told when it differs.
#define IS(json, path, expected)                                                                   \
    QVERIFY2(                                                                                      \
        gatehouse::test::at(json, path) == std::string(expected),                                  \
        (std::string(path) + " = " + gatehouse::test::at(json, path) + " in " + (json)).c_str())
