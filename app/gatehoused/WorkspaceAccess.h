// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "AdminClient.h"

#include "base/Clock.h"
#include "base/File.h"
#include "base/Result.h"
#include "services/Configuration.h"
#include "services/SnapshotPublisher.h"
#include "store/Database.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <variant>

namespace gatehouse::app {

/// A workspace that nobody serves, opened by this command and locked as long as this lives.
class OwnWorkspace
{
public:
    [[nodiscard]] static Result<std::unique_ptr<OwnWorkspace>>
    open(LockFile lock, const std::filesystem::path& database);
    [[nodiscard]] services::Configuration& configuration() { return *m_configuration; }

private:
    explicit OwnWorkspace(LockFile lock)
        : m_lock(std::move(lock))
    {
    }

    LockFile m_lock;
    SystemClock m_clock;
    services::NoPublisher m_publisher;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<services::Configuration> m_configuration;
};

/// The one way in which commands reach a workspace.
using WorkspaceAccess = std::variant<AdminClient, std::unique_ptr<OwnWorkspace>>;

enum class IfMissing : std::uint8_t
{
    Refuse,
    Make,
};
[[nodiscard]] Result<WorkspaceAccess> openWorkspace(const std::filesystem::path& path,
                                                    IfMissing ifMissing);

/// The admin port of whoever serves the workspace; nothing when nobody does.
[[nodiscard]] Result<std::optional<AdminClient>> findServer(const std::filesystem::path& path);

/// What a problem document says; `faults` where it lists them.
struct Problem
{
    Error error;
    std::vector<model::Fault> faults;
};
[[nodiscard]] Problem readProblem(const AdminClient::Answer& answer);

/// For the audit.
inline constexpr std::string_view kActor = "command line";

} // namespace gatehouse::app
