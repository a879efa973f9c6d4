// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QTcpServer>
#include <QUrl>

/// A small scripted admin server for tests of the console: answers what it was told, keeps streams
/// open. One object a test; port 0 on loopback.
class FakeAdminServer : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        QByteArray verb;
        QByteArray target; ///< Path and query.
        QByteArray head;
        QByteArray body;
    };

    explicit FakeAdminServer(QObject* parent = nullptr);

    ~FakeAdminServer() override;

    [[nodiscard]] QUrl url() const;
    /// What a verb and path (without query) answer from now on; `fields` are whole header lines.
    void answer(const QByteArray& verbAndPath, int status, const QByteArray& body,
                const QByteArray& fields = {});
    /// Sends an event to every open stream.
    void send(const QByteArray& event, const QJsonObject& data);
    /// Ends every open stream.
    void breakStreams();
    [[nodiscard]] int streams() const { return int(m_streams.size()); }
    [[nodiscard]] const QList<Request>& requests() const { return m_requests; }

    /// One hour of traffic with refusals at its end, always the same.
    [[nodiscard]] static QJsonObject overview(qint64 nowMillis, int points);
    /// Records, newest first.
    [[nodiscard]] static QJsonObject traffic(qint64 nowMillis, int count);

private:
    void onConnection();
    void onData(QTcpSocket* socket);

    QTcpServer m_server;
    QHash<QByteArray, QByteArray> m_answers;
    QHash<QTcpSocket*, QByteArray> m_buffers;
    QList<QTcpSocket*> m_streams;
    QList<Request> m_requests;
};
