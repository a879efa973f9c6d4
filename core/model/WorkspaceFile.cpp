// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/WorkspaceFile.h"

#include "model/Codec.h"
#include "model/Collections.h"
#include "model/Validate.h"

#include <spdlog/fmt/fmt.h>

namespace gatehouse::model {

namespace {

template <typename T>
void refuseInline(const std::vector<T>& owners, std::string_view collection,
                  std::vector<Fault>& faults)
{
    for (std::size_t i = 0; i < owners.size(); ++i) {
        for (std::size_t k = 0; k < owners[i].keys.size(); ++k) {
            if (!owners[i].keys[k].secret.value.empty())
                faults.push_back({0, fmt::format("{}[{}].keys[{}].secret", collection, i, k),
                                  "a secret may not stand in the file; write env:NAME, file:PATH "
                                  "or keychain:NAME "
                                  "(or allow inline secrets)"});
        }
    }
}

} // namespace

void placeFaults(std::vector<Fault>& faults, const Node& tree)
{
    for (Fault& fault : faults) {
        if (fault.line == 0)
            fault.line = lineOf(tree, fault.path);
    }
    std::ranges::stable_sort(faults, {}, &Fault::line);
}

std::expected<WorkspaceFile, std::vector<Fault>> readWorkspaceFile(std::string_view text,
                                                                   std::string_view name,
                                                                   InlineSecrets inlineSecrets,
                                                                   const Workspace* beside)
{
    auto tree = name.ends_with(".json") ? parseJson(text) : parseYaml(text);
    if (!tree)
        return std::unexpected(std::move(tree.error()));
    WorkspaceFile out{{}, std::move(*tree)};
    std::vector<Fault> faults;
    out.workspace = read<Workspace>(out.tree, {}, faults);
    const std::size_t shape = faults.size();
    auto wrong = validate(out.workspace, beside);
    if (inlineSecrets == InlineSecrets::Refuse) {
        refuseInline(out.workspace.providers, "providers", wrong);
        refuseInline(out.workspace.applications, "applications", wrong);
    }
    // What could not be read was told already; its default value may be wrong too, which nobody
    // wants to hear.
    for (Fault& fault : wrong) {
        const bool told =
            std::any_of(faults.begin(), faults.begin() + static_cast<std::ptrdiff_t>(shape),
                        [&](const Fault& known) { return fault.path.starts_with(known.path); });
        if (!told)
            faults.push_back(std::move(fault));
    }
    if (faults.empty())
        return out;
    placeFaults(faults, out.tree);
    return std::unexpected(std::move(faults));
}

std::string writeWorkspaceFile(Workspace workspace)
{
    sortById(workspace);
    return writeYaml(write(workspace));
}

std::vector<std::string> secretReferences(const Workspace& workspace)
{
    std::set<std::string> found;
    const auto collect = [&found](const auto& owners) {
        for (const auto& owner : owners) {
            for (const auto& key : owner.keys) {
                if (!key.secret.reference.empty())
                    found.insert(key.secret.reference);
            }
        }
    };
    collect(workspace.providers);
    collect(workspace.applications);
    return {found.begin(), found.end()};
}

} // namespace gatehouse::model
