// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "history/History.h"
#include "limits/Counters.h"
#include "telemetry/Telemetry.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gatehouse::app {

struct EngineOptions
{
    std::filesystem::path workspace;
    std::vector<std::string> listen; ///< Instead of the file's; empty = the file's.
    std::vector<std::string> admin;  ///< Likewise.
    std::optional<std::uint32_t> threads;
    bool demo = false; ///< Shown by the status only.
    /// The admin port opens although the data path cannot, which is then `failed`: for the console.
    bool gatewayMayFail = false;
    std::string program = "gatehoused";
    const Clock* clock = nullptr; ///< The machine's unless given; outlives the engine.
    history::HistoryOptions history;
};

/// Where a serving engine is reached.
struct EngineAddresses
{
    std::vector<std::string> gateway; ///< URLs; empty when the data path failed to open.
    std::string admin;                ///< URL
};

/// The gateway with its control plane, as both programs run it. Owned by a main program, whose main
/// thread calls it; the accessors of telemetry and history may be used as these allow.
class Engine
{
public:
    /// Takes the workspace, which is made where it is missing. Fails when another process has it (a
    /// Conflict), or when anything in it cannot be read.
    [[nodiscard]] static Result<std::unique_ptr<Engine>> open(EngineOptions options);
    ~Engine(); ///< stop()
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Opens the admin port and the data path. Once.
    [[nodiscard]] Result<EngineAddresses> serve();
    /// Drains the data path (at most `times.drain`), writes what is left of the history, lets go of
    /// the workspace.
    void stop();

    /// Reads certificates again; the log tells how it went. While serving this also happens when
    /// their files change. Any thread but the control thread.
    void reloadCertificates();

    [[nodiscard]] const std::string& token() const;
    [[nodiscard]] telemetry::Telemetry& telemetry();
    [[nodiscard]] history::History& history();
    [[nodiscard]] limits::Counters& counters();
    /// Records of the past, as if they had just passed by: who called when, how full limits were.
    void remember(const std::vector<telemetry::RequestRecord>& past);

private:
    class Private;
    explicit Engine(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace gatehouse::app
