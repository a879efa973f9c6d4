// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../core/ai/AnswerFixtures.h"

#include "ai/Codec.h"
#include "ai/RequestSplice.h"

#include <cstdio>
#include <ctime>
#include <utility>

/// Prints what a call costs between dialects, of which both ways are counted; asserts nothing.
namespace {

using namespace gatehouse;
using namespace gatehouse::ai;

/// What this thread has had of a processor: other programs do not disturb it.
double cpuMicros()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

template <typename Work>
double each(int times, Work&& work)
{
    for (int i = 0; i < times / 10; ++i)
        work();
    const auto begin = cpuMicros();
    for (int i = 0; i < times; ++i)
        work();
    return (cpuMicros() - begin) / times;
}

/// A conversation of 2 KiB in six messages, with a system prompt, a picture by URL and a tool.
std::string chat()
{
    std::string out =
        R"({"model":"fast","stream":true,"temperature":0.7,"max_completion_tokens":500,)"
        R"("tools":[{"type":"function","function":{"name":"get_weather","description":)"
        R"("The weather of a city.","parameters":{"type":"object","properties":{"city":)"
        R"({"type":"string"}},"required":["city"]}}}],"messages":[{"role":"system",)"
        R"("content":"You are a helpful assistant who answers briefly."})";
    for (int turn = 0; out.size() < 2000; ++turn)
        out +=
            std::string(R"(,{"role":")") + (turn % 2 == 0 ? "user" : "assistant") +
            R"(","content":"It is quite a long story, \"said\" the fox, and it goes on for a while:)"
            R"( there was once a river, and behind the river a hill, and on the hill a house with a)"
            R"( garden in which nobody had worked for years. Grüße!\n"})";
    if (out.size() % 2 == 0)
        out += R"(,{"role":"user","content":"And then?"})";
    return out + "]}";
}

struct Case
{
    const char* name;
    Wire wire;
};
constexpr Case kWires[]{{"openai", Wire::OpenAi}, {"anthropic", Wire::Anthropic},
                        {"gemini", Wire::Gemini}, {"bedrock", Wire::Bedrock},
                        {"cohere", Wire::Cohere}, {"ollama", Wire::Ollama}};

double request(const std::string& body, Wire wire)
{
    return each(20'000, [&] {
        JsonDocument document;
        if (!document.parse(body))
            return;
        const auto conversation =
            callerCodec(CallerDialect::OpenAiChat).readRequest(document.root());
        LossSet lost;
        const auto written =
            providerCodec(wire)->writeRequest(*conversation, {"m", {}, nullptr}, lost);
        if (!written || written->empty())
            std::puts("no request");
    });
}

double answer(Wire wire)
{
    const auto body = test::toolAnswer(wire);
    CallerContext context;
    context.model = "fast";
    return each(20'000, [&] {
        JsonDocument document;
        if (!document.parse(body))
            return;
        const auto read = providerCodec(wire)->readAnswer(document.root());
        if (callerCodec(CallerDialect::OpenAiChat).writeAnswer(*read, context).empty())
            std::puts("no answer");
    });
}

/// Of one event of a stream.
double event(Wire wire)
{
    const auto stream = test::toolStream(wire);
    CallerContext context;
    context.model = "fast";
    std::size_t count = 0;
    const auto whole = each(5'000, [&] {
        const auto decoder = providerCodec(wire)->decoder();
        const auto encoder = callerCodec(CallerDialect::OpenAiChat).encoder(context);
        StreamEvents events;
        std::string out;
        decoder->feed(stream, events);
        decoder->finish(events);
        count = events.size();
        for (const auto& one : events)
            encoder->write(one, out);
        encoder->end(out);
    });
    return whole / static_cast<double>(count);
}

} // namespace

int main()
{
    auto body = chat();
    std::printf("A chat of %zu bytes from OpenAI's dialect, CPU us\n", body.size());
    std::printf("%-12s %10s %10s %10s\n", "to", "request", "answer", "an event");
    std::printf("%-12s %10.1f\n", "spliced", each(50'000, [&] {
                    const auto facts = readJsonRequest(body);
                    if (splice(body, *facts, "m", true).empty())
                        std::puts("no request");
                }));
    for (const auto& [name, wire] : kWires)
        std::printf("%-12s %10.1f %10.1f %10.2f\n", name, request(body, wire), answer(wire),
                    event(wire));
}
