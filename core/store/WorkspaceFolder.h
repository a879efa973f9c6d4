// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/File.h"
#include "base/Result.h"

#include <filesystem>
#include <optional>
#include <string>

namespace gatehouse::store {

/// Where things lie in a workspace. Foreign files in it are left alone.
class WorkspaceFolder
{
public:
    explicit WorkspaceFolder(std::filesystem::path path)
        : m_path(std::move(path))
    {
    }
    /// `$XDG_DATA_HOME/gatehouse`, else `~/.local/share/gatehouse`.
    [[nodiscard]] static std::filesystem::path defaultPath();

    /// Makes the folder (0700 when it is new), `logs`, `traffic` and `counters`; what is there
    /// stays.
    [[nodiscard]] Result<void> make() const;
    [[nodiscard]] bool exists() const;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] std::filesystem::path database() const { return m_path / "gatehouse.db"; }
    [[nodiscard]] std::filesystem::path traffic() const { return m_path / "traffic"; }
    [[nodiscard]] std::filesystem::path counters() const { return m_path / "counters"; }
    [[nodiscard]] std::filesystem::path logs() const { return m_path / "logs"; }
    [[nodiscard]] std::filesystem::path lockFile() const { return m_path / "lock"; }
    [[nodiscard]] std::filesystem::path tokenFile() const { return m_path / "admin.token"; }

    /// Whoever opens `gatehouse.db` holds this as long as it does. A Conflict when somebody else
    /// does.
    [[nodiscard]] Result<LockFile> lock() const;
    /// URL of the admin port of whoever serves the workspace now; nothing when nobody does. Empty
    /// text: somebody has it open who does not serve it, or not yet.
    [[nodiscard]] Result<std::optional<std::string>> servedAt() const;

    /// The token that opens the admin port, made (0600) when there is none.
    [[nodiscard]] Result<std::string> ensureToken() const;
    [[nodiscard]] Result<std::string> readToken() const;

private:
    std::filesystem::path m_path;
};

} // namespace gatehouse::store
