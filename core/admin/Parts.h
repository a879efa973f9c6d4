// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "services/Alerts.h"
#include "services/AnswerCache.h"
#include "services/Apis.h"
#include "services/ApplicationKeys.h"
#include "services/Collections.h"
#include "services/Doctor.h"
#include "services/LimitAlerts.h"
#include "services/LimitGuard.h"
#include "services/LimitUse.h"
#include "services/Limits.h"
#include "services/Providers.h"
#include "services/WorkspaceFiles.h"
#include "telemetry/RecordArchive.h"
#include "telemetry/Telemetry.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace gatehouse::admin {

/// A value of /metrics that telemetry does not have: of the wire, the history, the process.
struct Sample
{
    std::string name; ///< Without the prefix `gatehouse_`; counters end with `_total`.
    std::string help;
    double value = 0;
    std::vector<std::pair<std::string, std::string>> labels;
    bool counter = false; ///< It only grows.
};

/// The running gateway as the admin port sees and steers it; the program's composition implements
/// it.
class GatewayControl
{
public:
    virtual ~GatewayControl() = default;

    /// `GET /admin/v1/status`. Any thread.
    [[nodiscard]] virtual std::string statusJson() const = 0;
    /// `serving`, `stopped`, `draining` or `failed`. Any thread.
    [[nodiscard]] virtual std::string_view gatewayState() const = 0;
    /// Id and state (`healthy`, `cooling`, `failed`, `idle`) of every provider. Any thread.
    [[nodiscard]] virtual std::vector<std::pair<std::string, std::string>>
    providerStates() const = 0;
    /// Any thread.
    [[nodiscard]] virtual std::vector<Sample> samples() const = 0;

    /// Opens the data path; nothing happens when it is open. Control thread.
    [[nodiscard]] virtual Result<void> startGateway() = 0;
    /// Drains it; returns when the last exchange has ended. Control thread.
    virtual void stopGateway() = 0;
};

/// What the admin port is made of. Everything outlives the server.
struct Parts
{
    // Used on the control thread only:
    services::Configuration& configuration;
    services::Collections& collections;
    services::Apis& apis;
    services::ApplicationKeys& keys;
    services::Providers& providers;
    services::WorkspaceFiles& files;
    services::Limits& limits;
    services::AnswerCache& cache;
    services::Alerts& alerts;
    services::LimitGuard& limitGuard;
    services::LimitUse& limitUse;
    services::LimitAlerts& limitAlerts;
    services::Doctor& doctor;
    // Any thread:
    telemetry::Telemetry& telemetry;
    telemetry::RecordArchive& archive;
    GatewayControl& control;
};

} // namespace gatehouse::admin
