// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/AnswerReader.h"

#include <simdjson.h>

#include <cmath>

namespace gatehouse::ai {

namespace {

namespace od = simdjson::ondemand;

/// Iterates over the fields of an object until `each(key, value)` returns an error; false on any.
template <typename Each>
bool forEachField(od::value value, Each&& each)
{
    od::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS)
        return false;
    for (auto field : object) {
        std::string_view key;
        od::value inner;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS ||
            field.value().get(inner) != simdjson::SUCCESS)
            return false;
        each(key, inner);
    }
    return true;
}

/// More than anybody can use; beyond it a number is nonsense, and sums of such would overflow.
constexpr Tokens kMostTokens = 1'000'000'000'000;

Tokens tokens(od::value value)
{
    std::int64_t number = 0;
    double fraction = 0;
    if (value.get_int64().get(number) == simdjson::SUCCESS)
        return number > 0 && number <= kMostTokens ? number : 0;
    // Some servers write 12.0.
    if (value.get_double().get(fraction) == simdjson::SUCCESS && fraction > 0 &&
        fraction <= static_cast<double>(kMostTokens))
        return static_cast<Tokens>(fraction);
    return 0;
}

/// Seconds of sound, perhaps with a fraction.
std::int64_t millis(od::value value)
{
    double seconds = 0;
    return value.get_double().get(seconds) == simdjson::SUCCESS && seconds > 0 && seconds < 1e9
               ? std::llround(seconds * 1000)
               : 0;
}

bool isObject(od::value value)
{
    od::json_type type{};
    return value.type().get(type) == simdjson::SUCCESS && type == od::json_type::object;
}

std::string text(od::value value)
{
    std::string_view view;
    return value.get_string().get(view) == simdjson::SUCCESS ? std::string(view) : std::string{};
}

/// A name or a reason, which records keep: what is long is none.
std::string word(od::value value)
{
    constexpr std::size_t kLongest = 256;
    std::string_view view;
    return value.get_string().get(view) == simdjson::SUCCESS && view.size() <= kLongest
               ? std::string(view)
               : std::string{};
}

/// Both conventions of OpenAI (chat: prompt and completion, responses: input and output), and what
/// compatible servers add. The parts end up disjoint.
void readUsage(od::value value, Usage& usage)
{
    Tokens input = 0;
    Tokens output = 0;
    Tokens total = 0;
    Tokens cached = 0;
    Tokens written = 0;
    Tokens reasoning = 0;
    bool seen = false;
    bool timed = false;
    forEachField(value, [&](std::string_view key, od::value field) {
        if (key == "prompt_tokens" || key == "input_tokens") {
            input = tokens(field);
            seen = true;
        } else if (key == "completion_tokens" || key == "output_tokens") {
            output = tokens(field);
            seen = true;
        } else if (key == "total_tokens") {
            total = tokens(field);
            seen = true;
        } else if (key == "prompt_cache_hit_tokens" || key == "cached_tokens") {
            cached = std::max(cached, tokens(field));
        } else if (key == "prompt_tokens_details" || key == "input_tokens_details") {
            if (isObject(field)) {
                forEachField(field, [&](std::string_view name, od::value part) {
                    if (name == "cached_tokens")
                        cached = tokens(part);
                    else if (name == "cache_write_tokens")
                        written = tokens(part);
                    else if (name == "audio_tokens")
                        usage.audioInput = tokens(part);
                    else if (name == "image_tokens")
                        usage.imageInput = tokens(part);
                });
            }
        } else if (key == "completion_tokens_details" || key == "output_tokens_details") {
            if (isObject(field)) {
                forEachField(field, [&](std::string_view name, od::value part) {
                    if (name == "reasoning_tokens")
                        reasoning = tokens(part);
                    else if (name == "audio_tokens")
                        usage.audioOutput = tokens(part);
                });
            }
        } else if (key == "seconds") { // of a transcription
            usage.units.audioMillis = millis(field);
            timed = true;
        }
    });
    usage.reported |= timed;
    if (!seen)
        return;
    // Some count reasoning beside the completion instead of inside it.
    if (reasoning > 0 && total == input + output + reasoning)
        output += reasoning;
    usage.cacheRead = std::min(cached, input);
    usage.cacheWrite = std::min(written, input - usage.cacheRead);
    usage.inputUncached = input - usage.cacheRead - usage.cacheWrite;
    usage.audioInput = std::min(usage.audioInput, input);
    usage.imageInput = std::min(usage.imageInput, usage.inputUncached);
    usage.audioOutput = std::min(usage.audioOutput, output);
    usage.output = output;
    usage.reasoning = std::min(reasoning, output);
    usage.reported = true;
}

/// What one object (a body, a chunk, the `response` of an event) tells.
struct Look
{
    AnswerFacts& facts;
    bool content = false;
    bool finish = false;
    bool usage = false;
    bool error = false;
    bool emptyChoices = false;
    std::string type; ///< `type` of an event

    static bool isFilledText(od::value value)
    {
        std::string_view view;
        return value.get_string().get(view) == simdjson::SUCCESS && !view.empty();
    }

    void readChoice(od::value choice)
    {
        forEachField(choice, [&](std::string_view key, od::value value) {
            if (key == "finish_reason") {
                if (auto reason = word(value); !reason.empty()) {
                    facts.finish = std::move(reason);
                    finish = true;
                }
            } else if (key == "text") {
                content |= isFilledText(value);
            } else if (key == "delta" && isObject(value)) {
                forEachField(value, [&](std::string_view name, od::value part) {
                    if (name == "content" || name == "reasoning_content" || name == "reasoning" ||
                        name == "refusal") {
                        content |= isFilledText(part);
                    } else if (name == "tool_calls" || name == "function_call" || name == "audio") {
                        bool null = false;
                        content |= !(part.is_null().get(null) == simdjson::SUCCESS && null);
                    }
                });
            }
        });
    }

    void readChoices(od::value value)
    {
        od::array choices;
        if (value.get_array().get(choices) != simdjson::SUCCESS)
            return;
        std::size_t count = 0;
        for (auto element : choices) {
            od::value choice;
            if (element.get(choice) != simdjson::SUCCESS)
                return;
            ++count;
            if (isObject(choice))
                readChoice(choice);
        }
        emptyChoices = count == 0;
    }

    void readField(std::string_view key, od::value value)
    {
        if (key == "usage") {
            if (isObject(value)) {
                usage = true;
                readUsage(value, facts.usage);
            }
        } else if (key == "choices") {
            readChoices(value);
        } else if (key == "model") {
            if (auto name = word(value); !name.empty())
                facts.model = std::move(name);
        } else if (key == "type") {
            type = word(value);
        } else if (key == "error") {
            bool null = false;
            error |= !(value.is_null().get(null) == simdjson::SUCCESS && null);
        } else if (key == "response" && isObject(value)) {
            forEachField(value, [&](std::string_view name, od::value inner) {
                if (name == "status")
                    facts.finish = word(inner);
                else if (name == "usage" || name == "model")
                    readField(name, inner);
            });
        } else if (key == "status" && facts.finish.empty()) {
            facts.finish = word(value); // a whole answer of the Responses dialect
        }
    }
};

bool readDocument(std::string& json, Look& look)
{
    thread_local od::parser parser;
    json.reserve(json.size() + simdjson::SIMDJSON_PADDING);
    od::document document;
    const simdjson::padded_string_view padded(json.data(), json.size(), json.capacity());
    if (parser.iterate(padded).get(document) != simdjson::SUCCESS)
        return false;
    od::object object;
    if (document.get_object().get(object) != simdjson::SUCCESS)
        return false;
    for (auto field : object) {
        std::string_view key;
        od::value value;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS ||
            field.value().get(value) != simdjson::SUCCESS)
            return false;
        look.readField(key, value);
    }
    return true;
}

/// Whether `"key"` is followed by something that is not null: a cheap look that spares most chunks
/// the parser.
bool mayHave(std::string_view data, std::string_view quotedKey)
{
    for (auto at = data.find(quotedKey); at != std::string_view::npos;
         at = data.find(quotedKey, at + 1)) {
        auto rest = data.substr(at + quotedKey.size());
        const auto value = rest.find_first_not_of(" \t\r\n:");
        if (value == std::string_view::npos || rest[value] != 'n')
            return true;
    }
    return false;
}

} // namespace

void readAnswer(std::string& body, AnswerFacts& facts)
{
    Look look{.facts = facts, .type = {}};
    readDocument(body, look);
}

std::string readErrorMessage(std::string& body)
{
    std::string message;
    thread_local od::parser parser;
    body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
    od::document document;
    const simdjson::padded_string_view padded(body.data(), body.size(), body.capacity());
    if (parser.iterate(padded).get(document) != simdjson::SUCCESS)
        return message;
    // {"error": {"message"}}, {"error": "..."}, {"message"}, {"detail"}
    od::object object;
    if (document.get_object().get(object) != simdjson::SUCCESS)
        return message;
    for (auto field : object) {
        std::string_view key;
        od::value value;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS ||
            field.value().get(value) != simdjson::SUCCESS)
            return message;
        if (key != "error" && key != "message" && key != "detail")
            continue;
        if (isObject(value)) {
            forEachField(value, [&](std::string_view name, od::value inner) {
                if (name == "message")
                    message = text(inner);
            });
        } else if (auto words = text(value); !words.empty()) {
            message = std::move(words);
        }
    }
    return message;
}

std::string_view StreamReader::feed(std::string_view bytes)
{
    const bool leaveOut = m_usageChunk == UsageChunk::LeaveOut;
    m_out.clear();
    m_splitter.feed(bytes, [&](const SseSplitter::Event& event) {
        if (!event.tail)
            m_leftOut = look(event) && leaveOut;
        if (leaveOut && !m_leftOut)
            m_out += event.raw;
    });
    return leaveOut ? std::string_view(m_out) : bytes;
}

std::string_view StreamReader::finish()
{
    const bool leaveOut = m_usageChunk == UsageChunk::LeaveOut;
    m_out.clear();
    m_splitter.finish([&](const SseSplitter::Event& event) {
        m_leftOut = look(event) && leaveOut;
        if (leaveOut && !m_leftOut)
            m_out += event.raw;
    });
    return m_out;
}

bool StreamReader::look(const SseSplitter::Event& event)
{
    if (event.data.empty())
        return false;
    if (event.data == "[DONE]") {
        m_ended = true;
        return false;
    }
    const bool named = event.name.starts_with("response.") ||
                       event.data.find("\"type\"") != std::string_view::npos;
    if (m_sawContent && !named && !mayHave(event.data, "\"usage\"") &&
        !mayHave(event.data, "\"finish_reason\"") && !mayHave(event.data, "\"error\""))
        return false;
    m_scratch.assign(event.data);
    Look look{.facts = m_facts, .type = {}};
    if (!readDocument(m_scratch, look))
        return false;
    const std::string_view type = look.type.empty() ? event.name : std::string_view(look.type);
    m_sawContent |= look.content || type.ends_with(".delta") || type.ends_with(".partial_image");
    // Parts of a response end with `.done` and `.completed` too.
    const bool partOfResponse = type.starts_with("response.");
    m_ended |= look.finish || type == "response.completed" || type == "response.incomplete" ||
               type == "response.failed" ||
               (!partOfResponse && (type.ends_with(".completed") || type.ends_with(".done")));
    m_failed |= look.error || type == "error" || type == "response.failed";
    return look.usage && look.emptyChoices;
}

} // namespace gatehouse::ai
