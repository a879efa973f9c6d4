// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ModelFigures.h"

#include "models/ProviderTreeModel.h"
#include "models/RouteEditor.h"
#include "models/RouteTableModel.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {
namespace {
/// Providers whose keys are told apart in figures.
constexpr int kMostKeyHours = 20;
constexpr auto kNow = 600s;
constexpr auto kAgain = 5s;
} // namespace

ModelFigures::ModelFigures(client::AdminClient& client, ProviderTreeModel& providers,
                           RouteTableModel& routes, RouteEditor& editor, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_providers(providers)
    , m_routes(routes)
    , m_editor(editor)
{
    m_timer.setInterval(kAgain);
    connect(&m_timer, &QTimer::timeout, this, &ModelFigures::load);
}

void ModelFigures::start()
{
    m_timer.start();
}

void ModelFigures::stop()
{
    m_timer.stop();
    m_nowTicket.cancel();
}

void ModelFigures::load()
{
    if (m_client.endpoint().isEmpty())
        return;
    m_client.overview({this, m_nowTicket}, kNow, 10,
                      [this](const client::Answer<client::OverviewFigures>& answer) {
                          if (answer) // else the connection tells it; the figures stay
                              show(*answer);
                      });
    loadHours();
    loadRouteHour();
}

void ModelFigures::loadHours()
{
    m_client.usage({this, m_hoursTicket}, u"provider"_s, {},
                   [this](const client::Answer<client::UsageFigures>& answer) {
                       if (answer)
                           m_providers.setHours(*answer);
                   });
    int asked = 0;
    for (const auto& provider : m_providers.providers()) {
        // One key has all of its provider's calls.
        if (provider.value.keys.size() < 2 || ++asked > kMostKeyHours)
            continue;
        const QString id = QString::fromStdString(provider.value.id);
        m_client.usage({this, m_keyTickets[id]}, u"provider"_s, id,
                       [this, id](const client::Answer<client::UsageFigures>& answer) {
                           if (answer)
                               m_providers.setKeyHours(id, *answer);
                       });
    }
}

void ModelFigures::loadRouteHour()
{
    const QString route = m_editor.route();
    if (route.isEmpty() || m_client.endpoint().isEmpty())
        return;
    m_client.usage({this, m_routeHourTicket}, u"model"_s, route,
                   [this, route](const client::Answer<client::UsageFigures>& answer) {
                       if (answer)
                           m_editor.setHour(route, *answer);
                   });
}

void ModelFigures::show(const client::OverviewFigures& figures)
{
    QHash<QString, double> calls;
    for (const client::RankedItem& item : figures.models)
        calls.insert(item.id, item.perSecond);
    QHash<QString, double> firstTokens;
    for (const client::ProviderHealth& provider : figures.providers) {
        if (provider.firstTokenMs)
            firstTokens.insert(provider.id, *provider.firstTokenMs);
    }
    m_providers.setFigures(figures.providers);
    m_routes.setCalls(calls);
    m_editor.setCalls(calls);
    m_editor.setFirstTokens(firstTokens);
}

} // namespace gatehouse::ui
