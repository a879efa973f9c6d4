// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "model/Codec.h"
#include "model/Diff.h"
#include "model/WorkspaceFile.h"

/// Workspace files: a file that is taken is written as one that is taken again, says the same and
/// is written the same; a file that is refused says where. Any tree that YAML can hold is written
/// as YAML and JSON that read back to it.

using namespace gatehouse;
using namespace gatehouse::fuzz;

namespace {

/// What two trees must share: values, not lines, nor whether a text had quotes.
std::string tell(const model::Node& node)
{
    if (const auto* const scalar = node.scalar())
        return "\"" + std::to_string(scalar->text.size()) + ":" + scalar->text + "\"";
    std::string out;
    if (const auto* const list = node.list()) {
        for (const auto& item : *list)
            out += tell(item) + ",";
        return "[" + out + "]";
    }
    if (const auto* const map = node.map()) {
        for (const auto& [key, value] : *map)
            out += std::to_string(key.size()) + ":" + key + "=" + tell(value) + ",";
        return "{" + out + "}";
    }
    return "null";
}

void checkTree(std::string_view bytes)
{
    const auto tree = model::parseYaml(bytes);
    if (!tree) {
        check(!tree.error().empty(), "a refusal without a fault");
        for (const auto& fault : tree.error())
            check(!fault.message.empty() && fault.line >= 0, "a fault without words");
        return;
    }
    const auto told = tell(*tree);
    const auto yaml = model::writeYaml(*tree);
    const auto again = model::parseYaml(yaml);
    check(again.has_value(), "what is written is YAML:\n" + yaml);
    checkEqual(tell(*again), told, "YAML that is read back:\n" + yaml);
    checkEqual(model::writeYaml(*again), yaml, "YAML that is written again");
    const auto json = model::writeJson(*tree);
    const auto third = model::parseJson(json);
    check(third.has_value(), "what is written is JSON: " + json);
    checkEqual(tell(*third), told, "JSON that is read back: " + json);
}

std::string faultsOf(const std::vector<model::Fault>& faults)
{
    std::string out;
    for (const auto& fault : faults)
        out += model::faultText("f", fault) + "\n";
    return out;
}

void checkFile(std::string_view bytes, model::InlineSecrets secrets)
{
    const auto file = model::readWorkspaceFile(bytes, "f.yaml", secrets);
    if (!file) {
        check(!file.error().empty(), "a refusal without a fault");
        for (const auto& fault : file.error())
            check(!model::faultText("f", fault).empty(), "a fault without words");
        return;
    }
    const auto& first = file->workspace;
    const auto text = model::writeWorkspaceFile(first);
    // Keys that lost their inline secrets are those that are stored.
    const auto again =
        model::readWorkspaceFile(text, "f.yaml", model::InlineSecrets::Refuse, &first);
    check(again.has_value(),
          "what is written is taken:\n" + text + "\n" + (again ? "" : faultsOf(again.error())));
    checkEqual(model::writeWorkspaceFile(again->workspace), text, "what is written again");
    check(model::diff(first, again->workspace, model::Missing::Delete).empty(),
          "what is written says the same:\n" + text);
    check(model::secretReferences(first) == model::secretReferences(again->workspace),
          "the references to secrets");
    // As it is stored.
    std::vector<model::Fault> faults;
    const auto stored = model::parseJson(model::writeJson(model::write(first)));
    check(stored.has_value(), "what is stored is JSON");
    const auto third = model::read<model::Workspace>(*stored, {}, faults);
    check(faults.empty(), "what is stored is read");
    check(model::diff(again->workspace, third, model::Missing::Delete).empty(), "what is stored");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 8192)
        return 0;
    const auto bytes = textOf(data, size);
    checkTree(bytes);
    checkFile(bytes, model::InlineSecrets::Refuse);
    checkFile(bytes, model::InlineSecrets::Allow);
    return 0;
}
