// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Answer.h"
#include "client/ServerTypes.h"

#include <QObject>
#include <QTimer>

namespace gatehouse::client {

class AdminClient;
class LiveFeed;
struct Endpoint;

/// Whether the admin API answers, and its status. The shell starts it; panels read it to grey their
/// figures. It comes back by itself: asked again after 0.25 s first, then twice as long each time
/// up to 5 s. While connected it asks only when the feed tells of a change: no work without a
/// reason. GUI thread only.
class Connection : public QObject
{
    Q_OBJECT

public:
    enum class State : quint8
    {
        Idle,       ///< No endpoint yet.
        Connecting, ///< First try, nothing known yet.
        Connected,
        Lost,         ///< It was there; trying again by itself.
        Unreachable,  ///< It was never there; trying again by itself.
        Unauthorized, ///< It is there but does not accept the token; stays so until a new endpoint
                      ///< comes.
    };
    Q_ENUM(State)

    Connection(AdminClient& client, LiveFeed& feed, QObject* parent = nullptr);

    /// Connects to another endpoint.
    void connectTo(const Endpoint& endpoint);
    /// Tries at once instead of waiting for the next try.
    void retryNow();
    /// Asks for the status again; statusChanged follows when it differs.
    void refresh();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isConnected() const { return m_state == State::Connected; }
    /// The last known; kept while the connection is lost.
    [[nodiscard]] const ServerStatus& status() const { return m_status; }
    /// Why it is not connected; empty message while it is.
    [[nodiscard]] const Problem& problem() const { return m_problem; }

Q_SIGNALS:
    void stateChanged(gatehouse::client::Connection::State state);
    void statusChanged(const gatehouse::client::ServerStatus& status);

private:
    void ask();
    void onAnswer(Answer<ServerStatus> answer);
    void setState(State state);
    void suspect();

    AdminClient& m_client;
    LiveFeed& m_feed;
    State m_state = State::Idle;
    ServerStatus m_status;
    Problem m_problem;
    Ticket m_ticket;
    QTimer m_retry;
    int m_failures = 0;
    bool m_everConnected = false;
};

} // namespace gatehouse::client
