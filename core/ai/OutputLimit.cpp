// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/OutputLimit.h"

#include "ai/Json.h"

#include <algorithm>
#include <vector>

namespace gatehouse::ai {

namespace {

struct Change
{
    std::size_t offset = 0;
    std::size_t length = 0; ///< 0 = insertion
    std::string text;
};

/// In front of an object's closing brace.
Change added(JsonView object, std::size_t offset, std::string text)
{
    const auto end = object.raw().rfind('}');
    return {offset + end, 0, (object.empty() ? "" : ",") + std::move(text)};
}

std::string_view word(OutputField field)
{
    switch (field) {
    case OutputField::MaxTokens:
        return "max_tokens";
    case OutputField::MaxCompletionTokens:
        return "max_completion_tokens";
    case OutputField::MaxOutputTokens:
        return "max_output_tokens";
    case OutputField::Gemini:
        return "maxOutputTokens";
    }
    return {};
}

bool isLimit(const std::string& key, OutputField field)
{
    return field == OutputField::Gemini ? key == "maxOutputTokens" || key == "max_output_tokens"
                                        : key == "max_tokens" || key == "max_completion_tokens" ||
                                              key == "max_output_tokens";
}

} // namespace

std::optional<std::string> withOutputLimit(std::string_view body, OutputField field, Tokens most)
{
    JsonDocument document;
    if (!document.parse(body) || !document.root().isObject())
        return std::nullopt;
    // The document's text is a copy whose root may begin later than the body.
    const auto root = document.root();
    const auto begin = body.find('{');
    const auto offsetOf = [&](std::string_view part) {
        return begin + static_cast<std::size_t>(part.data() - root.raw().data());
    };
    auto object = root;
    if (field == OutputField::Gemini) {
        object = root.either("generationConfig", "generation_config");
        if (!object.isObject())
            object = {};
    }
    const auto number = std::to_string(most);
    std::vector<Change> changes;
    for (const auto each : object) {
        if (isLimit(each.key(), field))
            changes.push_back({offsetOf(each.raw()), each.raw().size(), number});
    }
    const auto fresh = "\"" + std::string(word(field)) + "\":" + number;
    if (changes.empty() && object.isObject())
        changes.push_back(added(object, offsetOf(object.raw()), fresh));
    else if (changes.empty())
        changes.push_back(
            added(root, offsetOf(root.raw()), R"("generationConfig":{)" + fresh + "}"));
    std::string out(body);
    std::ranges::sort(changes, std::ranges::greater{}, &Change::offset);
    for (const auto& change : changes)
        out.replace(change.offset, change.length, change.text);
    return out;
}

} // namespace gatehouse::ai
