// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace gatehouse::ui {

class ProviderTreeModel;
class RouteEditor;
class RouteTableModel;

/// What is called now and was in the last hour, told to the parts of the Models panel that show
/// it; asks anew while it is started. Borrows everything. GUI thread only.
class ModelFigures : public QObject
{
    Q_OBJECT

public:
    ModelFigures(client::AdminClient& client, ProviderTreeModel& providers, RouteTableModel& routes,
                 RouteEditor& editor, QObject* parent = nullptr);
    void start();
    void stop();
    void load();
    /// The last hour of the providers, and of those keys that have to be told apart.
    void loadHours();
    /// The last hour of the route in the editor.
    void loadRouteHour();

private:
    void show(const client::OverviewFigures& figures);

    client::AdminClient& m_client;
    ProviderTreeModel& m_providers;
    RouteTableModel& m_routes;
    RouteEditor& m_editor;
    client::Ticket m_nowTicket;
    client::Ticket m_hoursTicket;
    client::Ticket m_routeHourTicket;
    std::map<QString, client::Ticket> m_keyTickets; ///< By provider.
    QTimer m_timer;
};

} // namespace gatehouse::ui
