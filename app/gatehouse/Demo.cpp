// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Demo.h"

#include "demo/DrawnHour.h"

namespace gatehouse::app {

namespace {
/// The drawn company makes five times the calls that the live one makes on this machine.
constexpr std::size_t kEvery = 5;
} // namespace

void applyDemo(client::AdminClient& client, QObject* context, const demo::DemoWorkspace& workspace,
               const std::function<void(const QString& error)>& done)
{
    client::WorkspaceFile file;
    file.yaml = QString::fromStdString(workspace.yaml);
    file.fileName = QStringLiteral("acme.yaml");
    for (const auto& [reference, value] : workspace.secrets)
        file.secrets.insert(QString::fromStdString(reference), QString::fromStdString(value));
    client.applyWorkspace(context, file,
                          [done](const client::Answer<QList<client::WorkspaceChange>>& answer) {
                              done(answer ? QString() : answer.error().message);
                          });
}

Demo::Demo(client::AdminClient& client, client::Connection& connection, EngineHost& host,
           QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_connection(connection)
    , m_host(host)
{
    connect(&connection, &client::Connection::statusChanged, this, &Demo::begin);
}

Demo::~Demo() = default;

void Demo::rememberHour()
{
    m_past = std::jthread(
        [&engine = m_host.engine(), end = SystemClock().wall()](const std::stop_token& stop) {
            demo::drawHour(end, [&](std::vector<telemetry::RequestRecord> records, Timestamp from,
                                    Timestamp to) {
                if (stop.stop_requested())
                    return;
                std::vector<telemetry::RequestRecord> some;
                for (std::size_t i = 0; i < records.size(); i += kEvery)
                    some.push_back(std::move(records[i]));
                engine.remember(some);
                engine.telemetry().load(some, from, to);
            });
        });
}

void Demo::begin()
{
    if (m_begun || m_connection.status().urls.isEmpty())
        return;
    m_begun = true;
    auto traffic = demo::DemoTraffic::open();
    if (!traffic) {
        Q_EMIT failed(QString::fromStdString(traffic.error().text()));
        return;
    }
    m_traffic = std::move(*traffic);
    applyDemo(m_client, this, m_traffic->workspace(), [this](const QString& error) {
        if (!error.isEmpty()) {
            Q_EMIT failed(error);
            return;
        }
        rememberHour();
        m_traffic->start(m_connection.status().urls.first().toStdString());
    });
}

} // namespace gatehouse::app
