// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/FakeAdminServer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>

#include <cmath>

FakeAdminServer::FakeAdminServer(QObject* parent)
    : QObject(parent)
{
    connect(&m_server, &QTcpServer::newConnection, this, &FakeAdminServer::onConnection);
    m_server.listen(QHostAddress::LocalHost, 0);
    answer("GET /admin/v1/status", 200,
           R"({"version":"1","workspace":{"name":"Acme"},"gateway":{"state":"serving",)"
           R"("urls":["http://127.0.0.1:8480"]}})");
}

FakeAdminServer::~FakeAdminServer()
{
    // The sockets die after the members that their signals would change.
    const QList<QTcpSocket*> sockets = m_server.findChildren<QTcpSocket*>();
    for (QTcpSocket* socket : sockets)
        socket->disconnect(this);
}

QUrl FakeAdminServer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()));
}

void FakeAdminServer::answer(const QByteArray& verbAndPath, int status, const QByteArray& body,
                             const QByteArray& fields)
{
    m_answers[verbAndPath] =
        "HTTP/1.1 " + QByteArray::number(status) + " X\r\n" +
        (fields.contains("Content-Type:") ? QByteArray() : "Content-Type: application/json\r\n") +
        fields + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

void FakeAdminServer::onConnection()
{
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onData(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_streams.removeAll(socket);
            m_buffers.remove(socket);
            socket->deleteLater();
        });
    }
}

void FakeAdminServer::onData(QTcpSocket* socket)
{
    QByteArray& buffer = m_buffers[socket];
    buffer += socket->readAll();
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QByteArray head = buffer.left(end);
    const qsizetype field = head.toLower().indexOf("content-length:");
    const qsizetype length =
        field < 0 ? 0 : head.mid(field + 15).split('\r').first().trimmed().toLongLong();
    if (buffer.size() < end + 4 + length)
        return;
    const QList<QByteArray> line = head.split('\r').first().split(' ');
    m_requests.append({line[0], line[1], head, buffer.mid(end + 4, length)});
    buffer.remove(0, end + 4 + length);
    const QByteArray path = line[1].split('?').first();
    if (path == "/admin/v1/live") {
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: here\n\n");
        m_streams.append(socket);
        return;
    }
    const QByteArray answer = m_answers.value(line[0] + ' ' + path);
    socket->write(answer.isEmpty() ? QByteArray("HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n")
                                   : answer);
}

void FakeAdminServer::send(const QByteArray& event, const QJsonObject& data)
{
    for (QTcpSocket* stream : std::as_const(m_streams)) {
        stream->write("event: " + event +
                      "\ndata: " + QJsonDocument(data).toJson(QJsonDocument::Compact) + "\n\n");
    }
}

void FakeAdminServer::breakStreams()
{
    const QList<QTcpSocket*> streams = m_streams;
    for (QTcpSocket* stream : streams)
        stream->abort();
}

QJsonObject FakeAdminServer::overview(qint64 nowMillis, int points)
{
    QHash<QString, QJsonArray> series;
    const auto put = [&series](const char* name, double value) {
        series[QString::fromLatin1(name)].append(value);
    };
    for (int i = 0; i < points; ++i) {
        const double wave = std::sin(i * 0.21) + std::sin(i * 0.057) + std::sin(i * 1.7) / 2;
        const bool full = i > points * 8 / 10;
        put("status_2xx", 170 + wave * 6 + (full ? 18 : 0));
        put("status_4xx", 4);
        put("status_429", full ? 16 + wave * 3 : 0.1);
        put("status_5xx", 0.6);
        put("refused_own", full ? 15 + wave * 3 : 0);
        put("refused_provider", full ? 0.6 : 0.1);
        put("refused_shed", 0);
        put("rest_p50_ms", 18 + wave);
        put("rest_p95_ms", 85 + wave * 4);
        put("rest_p99_ms", 200 + wave * 15);
        put("first_token_p50_ms", 425 + wave * 10);
        put("first_token_p95_ms", 850 + wave * 40 + (full ? 150 : 0));
        put("tokens_in", 13000 + wave * 900);
        put("tokens_out", 3600 + wave * 150);
        put("cost_nano_usd", (26 + wave * 2) / 3600 * 1e9);
    }
    QJsonObject all;
    QJsonObject now;
    for (auto it = series.begin(); it != series.end(); ++it) {
        all[it.key()] = it.value();
        now[it.key()] = it.value().last();
    }
    now[QStringLiteral("requests")] = 211;
    now[QStringLiteral("active")] = 46;
    now[QStringLiteral("tokens_cached")] = 2900;
    QJsonArray applications;
    for (const auto& [name, rate, refused] : {std::tuple{"Storefront", 68.4, 0.0},
                                              {"Checkout", 34.4, 0.0},
                                              {"Review miner", 32.9, 15.1},
                                              {"iOS app", 31.2, 0.0},
                                              {"Android app", 24.6, 0.0},
                                              {"Support desk", 10.6, 0.0}}) {
        applications.append(QJsonObject{{QStringLiteral("id"), QString::fromLatin1(name)},
                                        {QStringLiteral("per_second"), rate},
                                        {QStringLiteral("refused_per_second"), refused}});
    }
    QJsonArray providers;
    for (const auto& [name, state] :
         {std::pair{"OpenAI", "cooling"}, {"Anthropic", "healthy"}, {"Sandbox", "idle"}}) {
        providers.append(QJsonObject{{QStringLiteral("id"), QString::fromLatin1(name)},
                                     {QStringLiteral("state"), QString::fromLatin1(state)}});
    }
    return {{QStringLiteral("from_ms"), nowMillis - qint64(points) * 10'000},
            {QStringLiteral("step_ms"), 10'000},
            {QStringLiteral("points"), points},
            {QStringLiteral("series"), all},
            {QStringLiteral("now"), now},
            {QStringLiteral("today"),
             QJsonObject{{QStringLiteral("requests"), 7'421'908},
                         {QStringLiteral("refused_429"), 10'820},
                         {QStringLiteral("cost_nano_usd"), qint64(268) * 1'000'000'000}}},
            {QStringLiteral("top"), QJsonObject{{QStringLiteral("applications"), applications},
                                                {QStringLiteral("apis"), applications},
                                                {QStringLiteral("models"), applications}}},
            {QStringLiteral("providers"), providers}};
}

QJsonObject FakeAdminServer::traffic(qint64 nowMillis, int count)
{
    QJsonArray items;
    for (int i = 0; i < count; ++i) {
        const bool refused = i % 4 == 1;
        items.append(QJsonObject{
            {QStringLiteral("id"),
             QStringLiteral("01JDF8R4%1").arg(count - i, 6, 10, QLatin1Char('0'))},
            {QStringLiteral("time_ms"), nowMillis - i * 97},
            {QStringLiteral("kind"), QStringLiteral("ai")},
            {QStringLiteral("method"), QStringLiteral("POST")},
            {QStringLiteral("path"), QStringLiteral("/v1/chat/completions")},
            {QStringLiteral("status"), refused        ? 429
                                       : i % 15 == 14 ? 502
                                                      : 200},
            {QStringLiteral("application"), QStringLiteral("Review miner")},
            {QStringLiteral("api"), QStringLiteral("Sentiment")},
            {QStringLiteral("model_used"), refused ? QString() : QStringLiteral("gpt-6-luna")},
            {QStringLiteral("input_tokens"), refused ? 0 : 300},
            {QStringLiteral("output_tokens"), refused ? 0 : 57},
            {QStringLiteral("cost_nano_usd"), refused ? 0 : 46'000},
            {QStringLiteral("phases"),
             QJsonObject{{QStringLiteral("admitted_us"), 400},
                         {QStringLiteral("connected_us"), 700},
                         {QStringLiteral("sent_us"), 900},
                         {QStringLiteral("first_byte_us"), 300'000},
                         {QStringLiteral("last_byte_us"), refused ? 400 : 654'000}}}});
    }
    return {{QStringLiteral("items"), items},
            {QStringLiteral("next"), QJsonValue()},
            {QStringLiteral("total_today"), 7'421'908}};
}
