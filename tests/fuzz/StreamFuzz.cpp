// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "ai/AnswerReader.h"

#include <boost/json.hpp>

/// Answers of models: a relayed stream keeps every byte, a stream without its usage chunk loses
/// exactly the events that are one, facts are the same however the bytes arrive, and a whole body
/// tells what Boost.JSON finds in it.

using namespace gatehouse;
using namespace gatehouse::fuzz;
namespace json = boost::json;

namespace {

using Mode = ai::StreamReader::UsageChunk;

struct Read
{
    std::string out;
    std::string told;
};

std::string tell(const ai::AnswerFacts& facts)
{
    const auto& u = facts.usage;
    std::string out = facts.model + "|" + facts.finish;
    for (const auto n : {u.inputUncached, u.cacheRead, u.cacheWrite, u.output, u.reasoning})
        out += "|" + std::to_string(n);
    return out + (u.reported ? "r" : "-");
}

Read read(std::string_view bytes, Mode mode, Cut cut, Choice& choice)
{
    Read result;
    ai::StreamReader reader(mode);
    std::size_t at = 0;
    for (const auto size : cutSizes(bytes.size(), cut, choice)) {
        const Piece piece(bytes.substr(at, size));
        at += size;
        result.out += reader.feed(piece.text());
    }
    result.out += reader.finish();
    result.told = tell(reader.facts()) + (reader.sawContent() ? "c" : "-") +
                  (reader.ended() ? "e" : "-") + (reader.failed() ? "f" : "-");
    return result;
}

/// Reads strictly: nothing unless it is valid JSON in which no key stands twice.
const json::object* strictObject(std::string_view text, json::value& holder)
{
    boost::system::error_code error;
    json::parse_options options;
    options.max_depth = 64;
    holder = json::parse(text, error, {}, options);
    return error ? nullptr : holder.if_object();
}

/// Whether a key may stand twice somewhere, or be written with an escape: then readers differ by
/// right.
bool isPlain(std::string_view text)
{
    if (text.find("\\u") != std::string_view::npos)
        return false;
    for (const std::string_view key :
         {"\"usage\"", "\"choices\"", "\"model\"", "\"prompt_tokens\"", "\"completion_tokens\"",
          "\"input_tokens\"", "\"output_tokens\"", "\"total_tokens\""}) {
        const auto first = text.find(key);
        if (first != std::string_view::npos && text.find(key, first + 1) != std::string_view::npos)
            return false;
    }
    return true;
}

bool isUsageChunk(std::string_view data)
{
    json::value holder;
    const auto* const object = strictObject(data, holder);
    if (object == nullptr)
        return false;
    const auto* const usage = object->if_contains("usage");
    const auto* const choices = object->if_contains("choices");
    return usage != nullptr && usage->is_object() && choices != nullptr && choices->is_array() &&
           choices->as_array().empty();
}

/// The stream event by event, each judged by itself; `sure` is false where one is no strict JSON.
std::string slowRelay(std::string_view bytes, bool& sure)
{
    std::string out;
    ai::SseSplitter splitter;
    bool leftOut = false;
    const auto take = [&](const ai::SseSplitter::Event& event) {
        if (!event.tail) {
            json::value holder;
            const bool strict = strictObject(event.data, holder) != nullptr && isPlain(event.data);
            sure &= strict || event.data.find("usage") == std::string_view::npos ||
                    event.data.find('{') == std::string_view::npos;
            leftOut = isUsageChunk(event.data);
        }
        if (!leftOut)
            out += event.raw;
    };
    splitter.feed(bytes, take);
    splitter.finish(take);
    return out;
}

std::int64_t count(const json::object& usage, const char* one, const char* other)
{
    for (const char* name : {one, other}) {
        const auto* const value = usage.if_contains(name);
        if (value != nullptr && value->is_int64())
            return std::max<std::int64_t>(value->get_int64(), 0);
    }
    return 0;
}

/// Whole bodies.
void checkBody(std::string_view bytes)
{
    std::string body(bytes);
    ai::AnswerFacts facts;
    ai::readAnswer(body, facts);
    checkEqual(body, bytes, "reading changes a body");
    const auto& u = facts.usage;
    check(u.inputUncached >= 0 && u.cacheRead >= 0 && u.cacheWrite >= 0 && u.output >= 0 &&
              u.reasoning >= 0 && u.reasoning <= u.output,
          "the parts of a usage");
    const auto message = ai::readErrorMessage(body);
    checkEqual(body, bytes, "reading an error changes a body");
    check(message.size() <= bytes.size(), "a message larger than its body");

    json::value holder;
    const auto* const object = strictObject(bytes, holder);
    if (object == nullptr || !isPlain(bytes))
        return;
    if (const auto* const model = object->if_contains("model");
        model != nullptr && model->is_string() && !model->get_string().empty() &&
        object->if_contains("response") == nullptr)
        checkEqual(facts.model, std::string_view(model->get_string()), "the model");
    const auto* const usage = object->if_contains("usage");
    if (usage == nullptr || !usage->is_object() || object->if_contains("response") != nullptr)
        return;
    const auto& told = usage->get_object();
    const bool mixed = told.size() > 3 || told.if_contains("prompt_tokens") == nullptr ||
                       told.if_contains("completion_tokens") == nullptr;
    if (mixed || (told.size() == 3 && told.if_contains("total_tokens") == nullptr))
        return;
    if (!told.at("prompt_tokens").is_int64() || !told.at("completion_tokens").is_int64())
        return;
    check(u.reported, "a usage was not seen");
    check(u.input() == count(told, "prompt_tokens", "input_tokens"), "the input's tokens");
    check(u.output == count(told, "completion_tokens", "output_tokens"), "the output's tokens");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 8192)
        return 0;
    const auto bytes = textOf(data, size);
    Choice choice(bytes);
    const auto relayed = read(bytes, Mode::Relay, Cut::Whole, choice);
    checkEqual(relayed.out, bytes, "a relayed stream loses bytes");
    const auto reduced = read(bytes, Mode::LeaveOut, Cut::Whole, choice);
    checkEqual(reduced.told, relayed.told, "facts depend on what is left out");
    bool sure = true;
    const auto wanted = slowRelay(bytes, sure);
    if (sure)
        checkEqual(reduced.out, wanted, "what is left out");
    for (const Cut cut : {Cut::Pieces, Cut::Bytes}) {
        if (cut == Cut::Bytes && size > 1024)
            continue;
        const auto cutUp = read(bytes, Mode::Relay, cut, choice);
        checkEqual(cutUp.out, bytes, "a relayed stream loses bytes");
        checkEqual(cutUp.told, relayed.told, "facts depend on the pieces");
        const auto reducedToo = read(bytes, Mode::LeaveOut, cut, choice);
        checkEqual(reducedToo.out, reduced.out, "what is left out depends on the pieces");
        checkEqual(reducedToo.told, relayed.told, "facts depend on the pieces");
    }
    checkBody(bytes);
    return 0;
}
