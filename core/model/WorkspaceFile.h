// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Document.h"
#include "model/Workspace.h"

/// The workspace file as a whole: text in, checked values out, and back.
namespace gatehouse::model {

enum class InlineSecrets : std::uint8_t
{
    Refuse,
    Allow
};

struct WorkspaceFile
{
    Workspace workspace;
    Node tree; ///< Where every value stood, for lineOf().
};

/// Names, types, values, references, secrets: every fault, in the order of the lines. A name that
/// ends with `.json` is read as JSON, which may be larger. The file may refer to what stands in
/// `beside` (what is stored already).
[[nodiscard]] std::expected<WorkspaceFile, std::vector<Fault>>
readWorkspaceFile(std::string_view text, std::string_view name, InlineSecrets inlineSecrets,
                  const Workspace* beside = nullptr);

/// Sorted by id, without anything secret.
[[nodiscard]] std::string writeWorkspaceFile(Workspace workspace);

/// Every `env:`, `file:`, `keychain:` of the workspace, each once, in order.
[[nodiscard]] std::vector<std::string> secretReferences(const Workspace& workspace);

/// Gives every fault its line in the document and sorts them by it.
void placeFaults(std::vector<Fault>& faults, const Node& tree);

} // namespace gatehouse::model
