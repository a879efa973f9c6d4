// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/AdminServer.h"

#include "admin/AdminHandler.h"

#include <boost/asio/ip/address.hpp>

namespace gatehouse::admin {

namespace {

using namespace std::chrono_literals;

/// Loopback is for this machine's people; everybody else needs TLS around the token.
Result<void> checkAddresses(const AdminSettings& settings)
{
    for (const std::string& address : settings.listen) {
        std::string host = address.substr(0, address.rfind(':'));
        if (host.starts_with('[') && host.ends_with(']'))
            host = host.substr(1, host.size() - 2);
        boost::system::error_code error;
        const auto ip = boost::asio::ip::make_address(host, error);
        const bool loopback = host == "localhost" || (!error && ip.is_loopback());
        if (!loopback && !settings.tls)
            return fail(ErrorCode::Invalid,
                        "the admin port listens beyond this machine only with TLS", address);
    }
    return {};
}

http::ServerSettings serverSettings(const AdminSettings& settings)
{
    http::ServerSettings server;
    server.name = "admin";
    server.listen = settings.listen;
    if (settings.tls)
        server.tls = settings.tls;
    server.threads = 1;
    server.limits.connections = 256;
    server.times.exchange = 24h * 365; // the live feed
    server.times.drain = 2s;
    return server;
}

} // namespace

Result<std::unique_ptr<AdminServer>> AdminServer::start(AdminSettings settings, const Parts& parts)
{
    if (settings.token.empty())
        return fail(ErrorCode::Internal, "the admin port has no token");
    if (auto checked = checkAddresses(settings); !checked)
        return std::unexpected(std::move(checked.error()));
    std::unique_ptr<AdminServer> admin(new AdminServer(settings, parts));
    auto server = http::Server::start(
        serverSettings(settings), [raw = admin.get()](http::Loop& loop, unsigned) {
            return std::make_unique<AdminHandler>(loop, raw->m_table, raw->m_context, raw->m_token);
        });
    if (!server)
        return std::unexpected(std::move(server.error()));
    admin->m_server = std::move(*server);
    return admin;
}

AdminServer::AdminServer(const AdminSettings& settings, const Parts& parts)
    : m_token(settings.token)
    , m_tls(settings.tls)
    , m_control(std::make_unique<ControlThread>())
    , m_context(parts, m_hub, *m_control)
{
    addGatewayRoutes(m_table, m_context);
    addUseCaseRoutes(m_table, m_context);
    addApiRoutes(m_table, m_context);
    addLimitRoutes(m_table, m_context);
    addSavingRoutes(m_table, m_context);
    addDoctorRoutes(m_table, m_context);
    addResourceRoutes(m_table, m_context);
    addTrafficRoutes(m_table, m_context);
    addLiveRoute(m_table, m_context);
    addMetricsRoute(m_table, m_context);
    m_table.add({.method = "GET",
                 .path = "/admin/v1/openapi.json",
                 .id = "openapi",
                 .summary = "This description",
                 .answer = "Object",
                 .action = [this, version = settings.version](const Request&) -> http::Task<Reply> {
                     co_return json(openApiJson(m_table, version));
                 }});
}

Result<void> AdminServer::reloadTls()
{
    return m_tls ? m_server->reloadTls(*m_tls) : Result<void>();
}

AdminServer::~AdminServer()
{
    m_hub.close();
    if (m_server)
        m_server->stop();
    // Calls that still wait for the control thread find the gate closed.
    m_server.reset();
    m_control.reset();
}

} // namespace gatehouse::admin
