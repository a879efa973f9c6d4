// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/GatewayRunner.h"

#include "http/Server.h"
#include "telemetry/JsonWriter.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <unistd.h>

namespace gatehouse::app {

using telemetry::JsonWriter;

GatewayRunner::GatewayRunner(const EngineOptions& options, const Clock& clock,
                             telemetry::Telemetry& telemetry, const history::History& history,
                             limits::Counters& counters)
    : m_options(options)
    , m_clock(clock)
    , m_telemetry(telemetry)
    , m_history(history)
    , m_counters(counters)
    , m_openFiles(http::raiseOpenFiles())
    , m_gateway(clock, telemetry, counters)
    , m_sinceMillis(toUnixMillis(clock.wall()))
{
}

void GatewayRunner::setConfiguration(services::Configuration& configuration)
{
    m_configuration = &configuration;
    refreshProviders();
}

void GatewayRunner::setAdminUrl(std::string url)
{
    const std::lock_guard lock(m_mutex);
    m_adminUrl = std::move(url);
}

void GatewayRunner::refreshProviders()
{
    std::vector<std::string> ids;
    for (const auto& provider : m_configuration->workspace().providers)
        ids.push_back(provider.id);
    const std::lock_guard lock(m_mutex);
    m_providers = std::move(ids);
}

model::Gateway GatewayRunner::effective(model::Gateway settings) const
{
    if (!m_options.listen.empty())
        settings.listen = m_options.listen;
    if (!m_options.admin.empty())
        settings.admin = m_options.admin;
    if (m_options.threads)
        settings.threads = *m_options.threads;
    const auto fitting = http::connectionsThatFit(settings.limits.connections, m_openFiles);
    if (fitting < settings.limits.connections) {
        spdlog::warn("{} open files allow {} connections instead of {}", m_openFiles, fitting,
                     settings.limits.connections);
        settings.limits.connections = fitting;
    }
    return settings;
}

std::string_view GatewayRunner::gatewayState() const
{
    const std::lock_guard lock(m_mutex);
    switch (m_state) {
    case State::Stopped:
        return "stopped";
    case State::Serving:
        return "serving";
    case State::Draining:
        return "draining";
    case State::Failed:
        return "failed";
    }
    return "stopped";
}

void GatewayRunner::set(State state, std::string error)
{
    {
        const std::lock_guard lock(m_mutex);
        m_state = state;
        m_error = std::move(error);
        m_sinceMillis = toUnixMillis(m_clock.wall());
    }
    if (m_onState)
        m_onState();
}

std::string GatewayRunner::statusJson() const
{
    const std::string_view state = gatewayState();
    const std::vector<std::string> urls = m_gateway.endpoints();
    std::string out;
    JsonWriter json(out);
    const std::lock_guard lock(m_mutex);
    json.beginObject();
    json.key("version").string(GATEHOUSE_VERSION);
    json.key("workspace").beginObject();
    json.key("name").string(m_options.workspace.filename().string());
    json.key("path").string(m_options.workspace.string());
    json.endObject();
    json.key("gateway").beginObject();
    json.key("state").string(state);
    json.key("urls").beginArray();
    for (const std::string& url : urls)
        json.string(url);
    json.endArray();
    json.field("error", m_error);
    json.key("since_ms").number(m_sinceMillis);
    json.endObject();
    json.key("admin_url").string(m_adminUrl);
    json.key("first_run").boolean(m_providers.empty());
    json.key("demo").boolean(m_options.demo);
    json.key("process").beginObject();
    json.key("pid").number(::getpid());
    json.key("program").string(m_options.program);
    json.endObject();
    json.endObject();
    return out;
}

std::vector<std::pair<std::string, std::string>> GatewayRunner::providerStates() const
{
    const auto known = m_gateway.providers();
    std::vector<std::pair<std::string, std::string>> states;
    const std::lock_guard lock(m_mutex);
    for (const std::string& id : m_providers) {
        const auto at = std::ranges::find(known, id, &gateway::ProviderReport::id);
        states.emplace_back(id, at == known.end() ? "idle" : gateway::toWord(at->state));
    }
    return states;
}

std::vector<admin::Sample> GatewayRunner::samples() const
{
    std::vector<admin::Sample> samples;
    const auto add = [&samples](const char* name, const char* help, auto value, bool counter) {
        samples.push_back({name, help, static_cast<double>(value), {}, counter});
    };
    const gateway::GatewayCounters gateway = m_gateway.counters();
    add("connections", "Client connections open now", gateway.connections, false);
    add("connections_total", "Client connections accepted", gateway.accepted, true);
    for (std::size_t i = 0; i < gateway.wire.size(); ++i)
        samples.push_back({"http_events_total",
                           "What happened to connections, deadlines and bounds of the data path",
                           static_cast<double>(gateway.wire[i]),
                           {{"event", std::string(http::toWord(static_cast<http::Count>(i)))}},
                           true});
    const history::HistoryCounters history = m_history.counters();
    add("history_records_total", "Records written to disk", history.written, true);
    add("history_lost_total", "Records that could not be written", history.lost, true);
    add("history_bytes", "Size of the stored traffic", history.bytes, false);
    add("history_alarm", "1 while nothing is recorded", !history.alarm.empty(), false);
    const limits::CounterTotals counters = m_counters.totals();
    add("limit_counters", "Counters of limits now", counters.counters, false);
    add("limit_counters_bytes", "Their memory", counters.bytes, false);
    add("limit_counters_dropped_total", "Idle counters that were forgotten", counters.dropped,
        true);
    add("limit_overflowed_total", "Exchanges counted in a rule's common counter, for want of room",
        counters.overflowed, true);
    add("limit_log_full_total", "Refused because a window's log had no room", counters.logFull,
        true);
    add("serving", "1 while the data path is open", m_gateway.serving(), false);
    return samples;
}

Result<void> GatewayRunner::start(const model::Gateway& settings)
{
    auto snapshot = m_configuration->snapshot();
    if (!snapshot)
        return std::unexpected(std::move(snapshot.error()));
    return m_gateway.start(settings, std::move(*snapshot));
}

Result<void> GatewayRunner::startGateway()
{
    if (m_gateway.serving())
        return {};
    const auto& section = m_configuration->workspace().gateway;
    auto started = start(effective(section.value_or(model::Gateway{})));
    if (!started) {
        spdlog::error("the gateway does not serve: {}", started.error().text());
        set(State::Failed, started.error().text());
        return started;
    }
    m_telemetry.setRunning(true);
    set(State::Serving);
    for (const std::string& url : m_gateway.endpoints())
        spdlog::info("the gateway serves {}", url);
    return {};
}

void GatewayRunner::stopGateway()
{
    if (m_gateway.serving()) {
        set(State::Draining);
        m_gateway.stop();
        m_telemetry.setRunning(false);
    }
    set(State::Stopped);
}

void GatewayRunner::publish(std::shared_ptr<const gateway::Snapshot> snapshot)
{
    m_gateway.publish(std::move(snapshot));
}

Result<void> GatewayRunner::reconfigure(const model::Gateway& settings)
{
    const model::Gateway wanted = effective(settings);
    if (m_gateway.serving()) {
        auto changed = m_gateway.reconfigure(wanted);
        if (changed)
            set(State::Serving);
        return changed;
    }
    if (gatewayState() != "failed")
        return {};
    // A person changes the address because the old one could not be had.
    auto started = start(wanted);
    if (started) {
        m_telemetry.setRunning(true);
        set(State::Serving);
    }
    return started;
}

} // namespace gatehouse::app
