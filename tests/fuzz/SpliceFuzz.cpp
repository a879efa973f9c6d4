// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "ai/RequestSplice.h"

#include <boost/json.hpp>

#include <algorithm>

/// Requests to models: a spliced body is valid JSON, equal to the caller's but for the model's name
/// and the wish for usage, and what stands outside these is kept byte for byte. Forms likewise.
/// Input: a JSON body; or, where the first line begins with `form `, a content type and a body.

using namespace gatehouse;
using namespace gatehouse::fuzz;
namespace json = boost::json;

namespace {

constexpr std::string_view kNames[]{"gpt-4o-mini",      "m",          "", "a \"quoted\" \\ name\n",
                                    "\xF0\x9F\x98\x80", "broken \xC3"};

json::value parse(std::string_view text, boost::system::error_code& error)
{
    json::parse_options options;
    options.max_depth = 300;
    // As precise as can be: numbers must come out as they went in.
    return json::parse(text, error, {}, options);
}

/// The name as a reader of valid JSON gets it.
std::string readable(std::string_view name)
{
    return name == kNames[5] ? "broken \xEF\xBF\xBD" : std::string(name);
}

/// What both bodies have in common: the text in front of the first edit, and behind the last.
void checkEnds(std::string_view before, std::string_view after, const ai::RequestFacts& facts,
               bool asks)
{
    std::size_t first = before.size();
    std::size_t last = 0;
    const auto note = [&](std::size_t offset, std::size_t length) {
        check(offset <= before.size() && length <= before.size() - offset,
              "an edit lies inside the body");
        first = std::min(first, offset);
        last = std::max(last, offset + length);
    };
    for (const auto& slice : facts.modelValues)
        note(slice.offset, slice.length);
    if (asks) {
        for (const auto& edit : facts.usageEdits)
            note(edit.offset, edit.length);
    }
    checkEqual(after.substr(0, first), before.substr(0, first), "the bytes in front");
    const auto tail = before.size() - std::max(first, last);
    check(after.size() >= tail, "the bytes behind");
    checkEqual(after.substr(after.size() - tail), before.substr(before.size() - tail),
               "the bytes behind");
}

/// What the caller's body must have become.
json::value expected(json::value value, std::string_view model, bool asks)
{
    auto& object = value.as_object();
    if (auto* const named = object.if_contains("model"))
        *named = readable(model);
    if (asks) {
        auto& options = object["stream_options"];
        if (!options.is_object())
            options = json::object();
        options.as_object()["include_usage"] = true;
    }
    return value;
}

void checkJson(std::string_view bytes, Choice& choice)
{
    std::string body(bytes);
    const auto facts = ai::readJsonRequest(body);
    checkEqual(body, bytes, "reading changes a body");
    boost::system::error_code error;
    const auto strict = parse(bytes, error);
    const auto* const object = error ? nullptr : strict.if_object();
    if (!facts) {
        // A model that is no string is refused; so is what another reader may stumble over.
        if (object != nullptr) {
            const auto* const model = object->if_contains("model");
            check(model != nullptr, "a good body was refused: " + facts.error().message);
        }
        return;
    }
    const std::string_view name = kNames[choice.upTo(std::size(kNames))];
    const bool asks = facts->stream && !facts->wantsUsage && !facts->usageEdits.empty();
    const auto spliced = ai::splice(body, *facts, name, asks);
    checkEnds(body, spliced, *facts, asks);
    if (!asks)
        checkEqual(ai::splice(body, *facts, facts->model, false), bytes, "nothing to change");
    if (object == nullptr)
        return;
    // From here on the caller's body is valid JSON.
    const auto* const model = object->if_contains("model");
    check((model != nullptr) == !facts->modelValues.empty(), "whether there is a model");
    if (model != nullptr)
        checkEqual(facts->model, std::string_view(model->as_string()), "the model");
    const auto* const stream = object->if_contains("stream");
    check(facts->stream == (stream != nullptr && stream->is_bool() && stream->as_bool()),
          "whether it streams");
    const auto* const options = object->if_contains("stream_options");
    const auto* const wanted = options != nullptr && options->is_object()
                                   ? options->as_object().if_contains("include_usage")
                                   : nullptr;
    check(facts->wantsUsage == (wanted != nullptr && wanted->is_bool() && wanted->as_bool()),
          "whether usage is wanted");
    const auto after = parse(spliced, error);
    check(!error, "a spliced body is no JSON: " + spliced);
    // Boost.JSON reads 0e999 as something that is not even equal to itself.
    check(after == expected(strict, name, asks) ||
              json::serialize(after).find("NaN") != std::string::npos,
          "what a spliced body says: " + spliced);
    std::string again = spliced;
    const auto second = ai::readJsonRequest(again);
    check(second.has_value() && second->stream == facts->stream &&
              second->wantsUsage == (facts->wantsUsage || asks),
          "a spliced body is read again");
    if (model != nullptr && name != facts->model)
        checkEqual(second->model, readable(name), "the new model");
}

void checkForm(std::string_view type, std::string_view body, Choice& choice)
{
    const auto facts = ai::readFormRequest(body, type);
    if (!facts)
        return;
    const std::string_view name = kNames[choice.upTo(2)];
    const auto spliced = ai::splice(body, *facts, name, false);
    checkEnds(body, spliced, *facts, false);
    const auto second = ai::readFormRequest(spliced, type);
    check(second.has_value(), "a spliced form is one");
    check(second->modelValues.size() == facts->modelValues.size(), "the parts of a spliced form");
    check(second->stream == facts->stream, "whether a form streams");
    if (!facts->modelValues.empty())
        checkEqual(second->model, name, "the model of a form");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 8192)
        return 0;
    const auto bytes = textOf(data, size);
    Choice choice(bytes);
    if (bytes.starts_with("form ")) {
        const auto end = std::min(bytes.find('\n'), size);
        checkForm(bytes.substr(5, end - 5), bytes.substr(std::min(end + 1, size)), choice);
        return 0;
    }
    checkJson(bytes, choice);
    return 0;
}
