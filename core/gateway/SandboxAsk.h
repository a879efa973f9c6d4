// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Exchange.h"

#include <boost/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace gatehouse::gateway {

namespace json = boost::json;

/// What a request to the sandbox says, whichever endpoint it came by. Belongs to the one call of
/// `sandboxReply` that made it; a body without the parts that an endpoint wants reads as empty.
struct SandboxAsk
{
    json::object body;
    std::string prompt; ///< The last words of the user.
    std::int64_t input = 0;
    bool afterTool = false; ///< The last message is a tool's answer.
    std::string toolResult;
    std::string hash;
    std::string model;
    std::int64_t created = 0;
    bool responses = false;
};

/// The member that is there and not null, else null.
[[nodiscard]] const json::value* member(const json::object& object, std::string_view name);
[[nodiscard]] std::string stringMember(const json::object& object, std::string_view name);
[[nodiscard]] bool flag(const json::object& object, std::string_view name);
/// The client of a stream asked for its usage as well.
[[nodiscard]] bool wantsUsage(const SandboxAsk& ask);

/// About four characters a token, as English has it.
[[nodiscard]] std::int64_t tokensOf(std::string_view text);

/// Reads a list of messages, or a bare text, into `ask`.
void readMessages(const json::value& messages, SandboxAsk& ask);

/// The tool to be called: the one that must be, else the first whose name or whose wish stands in
/// the prompt.
[[nodiscard]] const json::object* toolWanted(const SandboxAsk& ask);

/// The schema that the answer must keep to, or null.
[[nodiscard]] const json::object* schemaWanted(const SandboxAsk& ask);

/// One input after the other; lists of token numbers count as one text.
[[nodiscard]] std::vector<std::string> inputs(const json::object& body);

} // namespace gatehouse::gateway
