// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Workspace.h"

/// What differs between two workspaces, in the words of the file. Pure; any thread.
namespace gatehouse::model {

enum class ChangeAction : std::uint8_t
{
    Create,
    Change,
    Delete
};
/// `create`, `change`, `delete`
[[nodiscard]] std::string_view toWord(ChangeAction action);

struct Change
{
    ChangeAction action = ChangeAction::Change;
    std::string path; ///< `apis/orders`, `gateway`
    std::vector<std::string>
        lines; ///< Of the object's YAML: `- state: draft`, `+ state: published`
    friend bool operator==(const Change&, const Change&) = default;
};

enum class Missing : std::uint8_t
{
    Keep,
    Delete
};

/// The changes that lead from one to the other, in the order of the file. Objects that `to` lacks
/// are kept or deleted; without a `gateway` in `to` it stays as it is. Values of secrets, and what
/// only the store knows of a key, are not looked at.
[[nodiscard]] std::vector<Change> diff(const Workspace& from, const Workspace& to, Missing missing);

} // namespace gatehouse::model
