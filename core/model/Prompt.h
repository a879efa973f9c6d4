// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gatehouse::model {

struct PromptMessage
{
    std::string role; ///< system, user or assistant
    std::string content;
    friend bool operator==(const PromptMessage&, const PromptMessage&) = default;
};

struct PromptVariable
{
    std::string name;
    std::string description;
    bool required = true;
    std::string defaultValue;
    friend bool operator==(const PromptVariable&, const PromptVariable&) = default;
};

/// A named prompt: messages with `{{variables}}`, and the model that answers it.
struct Prompt
{
    std::string id;
    std::string name;
    std::string model;
    std::vector<PromptMessage> messages;
    std::vector<PromptVariable> variables;
    friend bool operator==(const Prompt&, const Prompt&) = default;
};

} // namespace gatehouse::model
