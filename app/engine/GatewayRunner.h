// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include "admin/Parts.h"
#include "gateway/Gateway.h"
#include "services/SnapshotPublisher.h"

#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace gatehouse::app {

/// Starts, stops and reconfigures the data plane, and tells how it is. Made before the
/// configuration is open; everything that changes something belongs to the control thread, the rest
/// to any.
class GatewayRunner final : public admin::GatewayControl, public services::SnapshotPublisher
{
public:
    /// All outlive the runner; the history may be asked for its counters at any time.
    GatewayRunner(const EngineOptions& options, const Clock& clock, telemetry::Telemetry& telemetry,
                  const history::History& history, limits::Counters& counters);

    // While the engine is put together:
    void setConfiguration(services::Configuration& configuration);
    void setAdminUrl(std::string url);
    /// Called after every change of the state, on the control thread.
    void onState(std::function<void()> listener) { m_onState = std::move(listener); }

    // admin::GatewayControl
    [[nodiscard]] std::string statusJson() const override;
    [[nodiscard]] std::string_view gatewayState() const override;
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> providerStates() const override;
    [[nodiscard]] std::vector<admin::Sample> samples() const override;
    [[nodiscard]] Result<void> startGateway() override;
    void stopGateway() override;

    // services::SnapshotPublisher
    void publish(std::shared_ptr<const gateway::Snapshot> snapshot) override;
    [[nodiscard]] Result<void> reconfigure(const model::Gateway& settings) override;

    /// The control thread: reads the certificate of the data path again.
    [[nodiscard]] Result<void> reloadTls() { return m_gateway.reloadTls(); }
    [[nodiscard]] std::vector<gateway::ProviderReport> providers() const
    {
        return m_gateway.providers();
    }
    [[nodiscard]] cache::Cache& cache() { return m_gateway.cache(); }
    [[nodiscard]] bool intervene(const gateway::Intervention& what)
    {
        return m_gateway.intervene(what);
    }
    [[nodiscard]] std::vector<std::string> urls() const { return m_gateway.endpoints(); }
    /// The providers were edited.
    void refreshProviders();
    /// The section with the flags of the command line on top, and with as many connections as this
    /// process may have.
    [[nodiscard]] model::Gateway effective(model::Gateway settings) const;

private:
    enum class State : std::uint8_t
    {
        Stopped,
        Serving,
        Draining,
        Failed
    };
    void set(State state, std::string error = {});
    [[nodiscard]] Result<void> start(const model::Gateway& settings);

    const EngineOptions& m_options;
    const Clock& m_clock;
    telemetry::Telemetry& m_telemetry;
    const history::History& m_history;
    limits::Counters& m_counters;
    const std::uint64_t m_openFiles;
    services::Configuration* m_configuration = nullptr;
    std::function<void()> m_onState;
    gateway::Gateway m_gateway;

    mutable std::mutex m_mutex; ///< Guards what follows.
    State m_state = State::Stopped;
    std::string m_error;
    std::int64_t m_sinceMillis = 0;
    std::string m_adminUrl;
    std::vector<std::string> m_providers;
};

} // namespace gatehouse::app
