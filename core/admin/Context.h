// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Calls.h"
#include "admin/Message.h"
#include "admin/Parts.h"
#include "admin/RouteTable.h"
#include "http/UpstreamPool.h"

#include <functional>
#include <memory>

namespace gatehouse::admin {

class LiveHub;

/// What an action works with: the parts, and the ways to leave the admin loop. One for the server;
/// its functions belong to the loop's thread.
class Context
{
public:
    Context(Parts parts, LiveHub& hub, ControlThread& control)
        : m_parts(parts)
        , m_hub(hub)
        , m_control(control)
    {
    }

    /// The loop has started, or is about to end.
    void attach(http::Loop& loop);
    void detach();

    [[nodiscard]] Parts& parts() { return m_parts; }
    [[nodiscard]] LiveHub& hub() { return m_hub; }
    [[nodiscard]] http::Loop& loop() { return *m_loop; }
    /// For other threads that want to reach the loop.
    [[nodiscard]] const std::shared_ptr<LoopGate>& gate() const { return m_gate; }
    /// For calls to providers; made when first asked for. Fails where the system's authorities
    /// cannot be read.
    [[nodiscard]] Result<http::UpstreamPool*> pool();

    /// Runs `work` on the control thread and gives its reply.
    [[nodiscard]] http::Task<Reply> onControl(std::function<Reply()> work);
    template <typename T>
    [[nodiscard]] http::Task<T> fromThread(std::function<void(std::function<void(T)>)> start)
    {
        return fromElsewhere<T>(*m_loop, m_gate, std::move(start));
    }

    /// Where questions about stored traffic are answered; the second ones take longer.
    [[nodiscard]] services::QuestionThread& explanations() { return m_explanations; }
    [[nodiscard]] services::QuestionThread& simulations() { return m_simulations; }

private:
    Parts m_parts;
    LiveHub& m_hub;
    ControlThread& m_control;
    http::Loop* m_loop = nullptr;
    std::shared_ptr<LoopGate> m_gate;
    std::unique_ptr<http::UpstreamPool> m_pool;
    services::QuestionThread m_explanations;
    services::QuestionThread m_simulations;
};

/// Who did it, for the audit: the only token there is acts as the workspace's owner.
inline constexpr std::string_view kActor = "admin.token";

/// 412 for a stale ETag, 422 with every fault for wrong input, else by the error's code.
[[nodiscard]] Reply refused(const services::Refusal& refusal);

/// The record filter in a request's query; parameters named in `others` are not its business, empty
/// ones ask for nothing.
[[nodiscard]] Result<telemetry::RecordFilter>
readFilter(const Request& request, std::initializer_list<std::string_view> others);

// The operations, by what they are about. `context` outlives the table.
void addResourceRoutes(RouteTable& table, Context& context);
void addGatewayRoutes(RouteTable& table, Context& context);
void addUseCaseRoutes(RouteTable& table, Context& context);
void addApiRoutes(RouteTable& table, Context& context);
void addLimitRoutes(RouteTable& table, Context& context);
void addSavingRoutes(RouteTable& table, Context& context);
void addDoctorRoutes(RouteTable& table, Context& context);
void addTrafficRoutes(RouteTable& table, Context& context);
void addLiveRoute(RouteTable& table, Context& context);
void addMetricsRoute(RouteTable& table, Context& context);

} // namespace gatehouse::admin
