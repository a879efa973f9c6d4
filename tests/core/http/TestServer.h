// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Server.h"
#include "http/ServerExchange.h"

#include <QTest>

#include <functional>
#include <memory>
#include <string>

/// A server on a free port whose handler is one function.
class TestServer
{
public:
    using Serve = std::function<gatehouse::http::Task<void>(gatehouse::http::ServerExchange&)>;

    explicit TestServer(Serve serve, gatehouse::http::ServerSettings settings = {})
    {
        if (settings.threads == 0)
            settings.threads = 1;
        auto started = gatehouse::http::Server::start(
            std::move(settings), [serve](gatehouse::http::Loop&, unsigned) {
                return std::make_unique<FunctionHandler>(serve);
            });
        if (!started)
            qFatal("%s", started.error().text().c_str());
        m_server = std::move(*started);
    }

    [[nodiscard]] std::uint16_t port() const { return m_server->endpoints().front().port; }
    [[nodiscard]] gatehouse::http::Server& server() { return *m_server; }
    [[nodiscard]] std::uint64_t count(gatehouse::http::Count what) const
    {
        return m_server->counters()[static_cast<std::size_t>(what)];
    }

private:
    class FunctionHandler final : public gatehouse::http::Handler
    {
    public:
        explicit FunctionHandler(Serve serve)
            : m_serve(std::move(serve))
        {
        }
        gatehouse::http::Task<void> serve(gatehouse::http::ServerExchange& exchange) override
        {
            return m_serve(exchange);
        }

    private:
        Serve m_serve;
    };

    std::unique_ptr<gatehouse::http::Server> m_server;
};
