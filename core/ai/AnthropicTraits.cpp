// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/AnthropicCodec.h"
#include "ai/Media.h"

#include <algorithm>
#include <array>

namespace gatehouse::ai {

namespace {

enum class Family : std::uint8_t
{
    None,
    Opus,
    Sonnet,
    Haiku,
    Fable
};

} // namespace

ClaudeTraits claudeTraits(std::string_view model)
{
    Family family = Family::None;
    std::array<int, 2> version{0, 0};
    std::size_t numbers = 0;
    while (!model.empty()) {
        const auto end = model.find_first_of("-./@:");
        const auto word = model.substr(0, end);
        model.remove_prefix(end == std::string_view::npos ? model.size() : end + 1);
        if (word == "opus")
            family = Family::Opus;
        else if (word == "sonnet")
            family = Family::Sonnet;
        else if (word == "haiku")
            family = Family::Haiku;
        else if (word == "fable")
            family = Family::Fable;
        else if (!word.empty() && word.size() <= 2 && numbers < 2 &&
                 std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; }))
            version[numbers++] =
                word.size() == 1 ? word[0] - '0' : (word[0] - '0') * 10 + word[1] - '0';
    }
    ClaudeTraits traits;
    // What is no Claude copies the dialect of its middle generations.
    if (family == Family::None)
        return traits;
    const int at = version[0] * 100 + version[1];
    traits.thinks = at >= 307;
    traits.adaptiveOnly = family == Family::Fable || (family == Family::Opus && at >= 407) ||
                          (family == Family::Sonnet && at >= 500) ||
                          (family == Family::Haiku && at >= 505);
    traits.adaptive = traits.adaptiveOnly || (at >= 406 && family != Family::Haiku);
    traits.alwaysThinks = family == Family::Fable || (at >= 505 && family != Family::Haiku);
    traits.schema = family == Family::Fable || at >= (family == Family::Opus ? 401 : 405);
    traits.oneSampling = at >= 405;
    return traits;
}

Finish anthropicFinish(std::string_view word)
{
    if (word.empty())
        return Finish::Unknown;
    if (word == "max_tokens")
        return Finish::Length;
    if (word == "stop_sequence")
        return Finish::StopSequence;
    if (word == "tool_use")
        return Finish::ToolCalls;
    if (word == "refusal" || word == "sensitive")
        return Finish::Filtered;
    if (word == "pause_turn")
        return Finish::Paused;
    if (word == "model_context_window_exceeded")
        return Finish::ContextFull;
    return Finish::Stop;
}

std::string_view anthropicStopReason(Finish finish)
{
    switch (finish) {
    case Finish::StopSequence:
        return "stop_sequence";
    case Finish::Length:
        return "max_tokens";
    case Finish::ContextFull:
        return "model_context_window_exceeded";
    case Finish::ToolCalls:
        return "tool_use";
    case Finish::Filtered:
        return "refusal";
    case Finish::Paused:
        return "pause_turn";
    default:
        return "end_turn";
    }
}

void updateAnthropicUsage(JsonView value, Usage& usage)
{
    if (!value.isObject())
        return;
    const auto take = [&](JsonView number, Tokens& to) {
        if (const auto count = number.integer()) {
            to = std::max<Tokens>(*count, 0);
            usage.reported = true;
        }
    };
    take(value["input_tokens"], usage.inputUncached);
    take(value["cache_read_input_tokens"], usage.cacheRead);
    take(value["cache_creation_input_tokens"], usage.cacheWrite);
    take(value["output_tokens"], usage.output);
    take(value["output_tokens_details"]["thinking_tokens"], usage.reasoning);
}

std::string anthropicCallId(const std::string& id)
{
    const bool fits =
        !id.empty() && id.size() <= 64 && std::ranges::all_of(id, [](unsigned char c) {
            return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' ||
                   c == '-';
        });
    return fits ? id : stableId("toolu_", id);
}

} // namespace gatehouse::ai
