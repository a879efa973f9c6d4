// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Conversation.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What several writers of requests do with the messages of a conversation.
namespace gatehouse::ai {

/// Messages of a dialect in which users and models take turns.
struct Turn
{
    Role role = Role::User; ///< User or Assistant
    std::vector<const Part*> parts;
};

/// Without system messages; neighbours of one role are joined; tool results stand first in their
/// turn. `orphans` keeps parts alive that stand for what is missing: every call gets a result.
[[nodiscard]] std::vector<Turn> turnsOf(const Conversation& conversation,
                                        std::vector<std::unique_ptr<Part>>& made);

/// System parts in order, wherever they stood.
[[nodiscard]] std::vector<const Part*> systemParts(const Conversation& conversation);

/// Names of tools by the ids of their calls.
[[nodiscard]] std::unordered_map<std::string_view, std::string_view>
toolNames(const Conversation& conversation);

/// The arguments as a JSON object's text: nothing becomes `{}`, what is no object
/// `{"_raw": "..."}`.
[[nodiscard]] std::string argumentsObject(const Part& call);

/// The tool's schema, or that of an object without fields; a free-text tool gets one string.
[[nodiscard]] std::string schemaOrEmpty(const Tool& tool);

/// The words of a tool's result joined.
[[nodiscard]] std::string resultText(const Part& result);

/// The tools that the choice allows: all but with Kind::Allowed.
[[nodiscard]] std::vector<const Tool*> allowedTools(const Conversation& conversation);

/// A number cut to a range; `cut` tells whether it had to be. Text that fits is kept as written.
[[nodiscard]] std::string clamped(const std::string& number, double low, double high, bool& cut);

/// What asks for JSON in words, for dialects without a field for it.
[[nodiscard]] std::string formatInWords(const ResponseFormat& format);

/// The schema with `additionalProperties: false` in every object that does not say it.
[[nodiscard]] std::string closedSchema(std::string_view schema);

} // namespace gatehouse::ai
