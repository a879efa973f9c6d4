// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Fields.h"

namespace gatehouse::model {

namespace {

PromptMessage readMessage(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    PromptMessage out;
    FieldReader fields(node, path, faults);
    fields.require("role");
    fields.require("content");
    fields.text("role", out.role);
    fields.text("content", out.content);
    fields.finish();
    return out;
}

Node writeMessage(const PromptMessage& message)
{
    return FieldWriter{}
        .text("role", message.role)
        .everything()
        .text("content", message.content)
        .done();
}

PromptVariable readVariable(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    PromptVariable out;
    FieldReader fields(node, path, faults);
    fields.require("name");
    fields.text("name", out.name);
    fields.text("description", out.description);
    fields.flag("required", out.required);
    fields.text("default", out.defaultValue);
    fields.finish();
    return out;
}

Node writeVariable(const PromptVariable& variable)
{
    return FieldWriter{}
        .text("name", variable.name)
        .text("description", variable.description)
        .flag("required", variable.required, true)
        .text("default", variable.defaultValue)
        .done();
}

} // namespace

template <>
Prompt read<Prompt>(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    Prompt out;
    FieldReader fields(node, path, faults);
    fields.require("id");
    fields.text("id", out.id);
    out.name = out.id;
    fields.text("name", out.name);
    fields.text("model", out.model);
    fields.list("messages", out.messages, readMessage);
    fields.list("variables", out.variables, readVariable);
    fields.finish();
    return out;
}

template <>
Node write<Prompt>(const Prompt& prompt)
{
    return FieldWriter{}
        .text("id", prompt.id)
        .text("name", prompt.name, prompt.id)
        .text("model", prompt.model)
        .node("messages", writeList(prompt.messages, writeMessage))
        .node("variables", writeList(prompt.variables, writeVariable))
        .done();
}

} // namespace gatehouse::model
