// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/HealthWatch.h"

#include "models/ProviderTreeModel.h"

#include <utility>

using namespace std::chrono_literals;

namespace gatehouse::ui {
namespace {
constexpr auto kAgain = 2s;
constexpr auto kTick = 1s;
} // namespace

HealthWatch::HealthWatch(client::AdminClient& client, ProviderTreeModel& providers, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_providers(providers)
{
    m_again.setInterval(kAgain);
    m_tick.setInterval(kTick);
    connect(&m_again, &QTimer::timeout, this, &HealthWatch::load);
    connect(&m_tick, &QTimer::timeout, this, [this] { m_providers.tick(); });
}

void HealthWatch::start()
{
    m_isKnown = false;
    load();
    m_again.start();
    m_tick.start();
}

void HealthWatch::stop()
{
    m_again.stop();
    m_tick.stop();
    m_ticket.cancel();
}

void HealthWatch::load()
{
    if (m_client.endpoint().isEmpty() || m_ticket.isWaiting())
        return;
    m_client.providerHealth({this, m_ticket},
                            [this](const client::Answer<client::ProviderHealthList>& answer) {
                                if (!answer)
                                    return; // the connection tells it; the states stay
                                m_providers.setHealth(*answer);
                                if (!std::exchange(m_isKnown, true))
                                    Q_EMIT known();
                            });
}

void HealthWatch::simulate(const QString& provider, const QString& key, const QString& failure,
                           std::chrono::seconds time)
{
    m_ticket.cancel(); // an answer under way is of before
    m_client.simulateFailure({this, m_actTicket}, provider, failure, key, time,
                             [this](const client::Answer<client::ProviderCircuit>& answer) {
                                 if (!answer)
                                     Q_EMIT failed(answer.error());
                                 load();
                             });
}

void HealthWatch::reset(const QString& provider, const QString& key)
{
    m_ticket.cancel();
    m_client.resetProvider({this, m_actTicket}, provider, key,
                           [this](const client::Answer<client::ProviderCircuit>& answer) {
                               if (!answer)
                                   Q_EMIT failed(answer.error());
                               load();
                           });
}

} // namespace gatehouse::ui
