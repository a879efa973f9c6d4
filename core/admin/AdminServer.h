// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Calls.h"
#include "admin/Context.h"
#include "admin/LiveHub.h"
#include "admin/Parts.h"
#include "admin/RouteTable.h"
#include "http/Server.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gatehouse::admin {

struct AdminSettings
{
    std::vector<std::string> listen{"127.0.0.1:8481"};
    std::optional<http::TlsFiles> tls; ///< Wanted by every address that is not loopback.
    std::string token;                 ///< Never empty.
    std::string version;
};

/// The admin port: a server with one worker, and the thread on which the services run. Belongs to
/// the program's composition; its functions are called by the thread that made it.
class AdminServer
{
public:
    /// Fails when an address is taken, or is not loopback and there is no TLS.
    [[nodiscard]] static Result<std::unique_ptr<AdminServer>> start(AdminSettings settings,
                                                                    const Parts& parts);
    /// Ends the live feeds, lets calls under way end, then stops.
    ~AdminServer();
    AdminServer(const AdminServer&) = delete;
    AdminServer& operator=(const AdminServer&) = delete;

    [[nodiscard]] const std::vector<http::Endpoint>& endpoints() const
    {
        return m_server->endpoints();
    }
    /// Reads the certificate again, where there is one; on failure the old one stays.
    [[nodiscard]] Result<void> reloadTls();
    /// Takes finished records and changes.
    [[nodiscard]] LiveHub& hub() { return m_hub; }
    /// Everything that touches the services goes through it.
    [[nodiscard]] ControlThread& control() { return *m_control; }

private:
    AdminServer(const AdminSettings& settings, const Parts& parts);

    const std::string m_token;
    const std::optional<http::TlsFiles> m_tls;
    LiveHub m_hub;
    std::unique_ptr<ControlThread> m_control;
    Context m_context;
    RouteTable m_table;
    std::unique_ptr<http::Server> m_server;
};

} // namespace gatehouse::admin
