// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "EngineHost.h"
#include "demo/DemoTraffic.h"

#include "client/AdminClient.h"
#include "client/Connection.h"

#include <QObject>

#include <functional>
#include <memory>
#include <thread>

namespace gatehouse::app {

/// Puts a workspace of the demo through the admin port, like anybody would. `done` has the error,
/// empty when all is well.
void applyDemo(client::AdminClient& client, QObject* context, const demo::DemoWorkspace& workspace,
               const std::function<void(const QString& error)>& done);

/// The life of `--demo`: once connected, applies Acme's workspace and keeps its applications
/// calling. GUI thread only.
class Demo : public QObject
{
    Q_OBJECT

public:
    Demo(client::AdminClient& client, client::Connection& connection, EngineHost& host,
         QObject* parent = nullptr);
    ~Demo() override;

Q_SIGNALS:
    void failed(const QString& why);

private:
    void begin();
    void rememberHour();

    client::AdminClient& m_client;
    client::Connection& m_connection;
    EngineHost& m_host;
    std::jthread m_past;
    std::unique_ptr<demo::DemoTraffic> m_traffic;
    bool m_begun = false;
};

} // namespace gatehouse::app
