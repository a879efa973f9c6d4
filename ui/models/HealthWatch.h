// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"

#include <QObject>
#include <QTimer>

namespace gatehouse::ui {

class ProviderTreeModel;

/// How providers and keys are: asked for again and again while it is started, told to the model
/// every second, so that what rests counts down. Failures are simulated and reset through it.
/// Borrows everything. GUI thread only.
class HealthWatch : public QObject
{
    Q_OBJECT

public:
    HealthWatch(client::AdminClient& client, ProviderTreeModel& providers,
                QObject* parent = nullptr);
    void start();
    void stop();
    void load();
    /// `down`, or `rate_limit` of a key or of all (empty).
    void simulate(const QString& provider, const QString& key, const QString& failure,
                  std::chrono::seconds time);
    void reset(const QString& provider, const QString& key);

Q_SIGNALS:
    /// The first answer since start() is there.
    void known();
    void failed(const client::Problem& problem);

private:
    client::AdminClient& m_client;
    ProviderTreeModel& m_providers;
    client::Ticket m_ticket;
    client::Ticket m_actTicket;
    bool m_isKnown = false;
    QTimer m_again;
    QTimer m_tick;
};

} // namespace gatehouse::ui
