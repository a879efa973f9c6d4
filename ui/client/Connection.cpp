// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Connection.h"

#include "client/AdminClient.h"
#include "client/LiveFeed.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::client {

namespace {
constexpr auto kFirstRetry = 250ms;
constexpr auto kLongestRetry = 5000ms;
} // namespace

Connection::Connection(AdminClient& client, LiveFeed& feed, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_feed(feed)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Connection::ask);
    connect(&m_feed, &LiveFeed::openChanged, this, [this](bool open) {
        if (!open)
            suspect();
        else if (m_state != State::Connected && m_state != State::Idle)
            retryNow();
    });
    connect(&m_feed, &LiveFeed::changed, this, [this](const Change& change) {
        if (change.collection == "status"_L1)
            refresh();
    });
    connect(&m_client, &AdminClient::reachableChanged, this, [this](bool reachable) {
        if (!reachable)
            suspect();
    });
}

void Connection::connectTo(const Endpoint& endpoint)
{
    m_client.setEndpoint(endpoint);
    m_everConnected = false;
    m_failures = 0;
    m_status = {};
    setState(State::Connecting);
    ask();
    m_feed.restart();
}

void Connection::retryNow()
{
    m_failures = 0;
    ask();
}

void Connection::refresh()
{
    if (m_state != State::Idle)
        ask();
}

void Connection::ask()
{
    m_retry.stop();
    m_client.status({this, m_ticket},
                    [this](Answer<ServerStatus> answer) { onAnswer(std::move(answer)); });
}

void Connection::suspect()
{
    // One broken stream or call proves nothing: the status call decides.
    if (m_state == State::Connected && !m_ticket.isWaiting())
        ask();
}

void Connection::onAnswer(Answer<ServerStatus> answer)
{
    if (answer) {
        const bool changed = *answer != m_status;
        m_status = std::move(*answer);
        m_problem = {};
        m_failures = 0;
        const bool wasAway = m_state != State::Connected;
        m_everConnected = true;
        setState(State::Connected);
        if (changed)
            Q_EMIT statusChanged(m_status);
        if (wasAway && !m_feed.isOpen())
            m_feed.restart();
        return;
    }
    m_problem = std::move(answer.error());
    if (m_problem.kind == Problem::Kind::Unauthorized) {
        setState(State::Unauthorized);
        return;
    }
    setState(m_everConnected ? State::Lost : State::Unreachable);
    m_retry.start(std::min(kFirstRetry * (1 << std::min(m_failures, 5)), kLongestRetry));
    ++m_failures;
}

void Connection::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace gatehouse::client
