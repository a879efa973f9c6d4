// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Answer.h"
#include "client/TrafficRecord.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QTabWidget;

namespace gatehouse::client {
class AdminClient;
} // namespace gatehouse::client

namespace gatehouse::ui {

class Waterfall;

/// What one exchange was: course, figures, request, answer, headers. Shows a record at once and
/// asks for its bodies 80 ms later, so that running through rows by keyboard asks for nothing.
class TrafficInspector : public QWidget
{
    Q_OBJECT

public:
    explicit TrafficInspector(client::AdminClient& client, QWidget* parent = nullptr);

    void showRecord(const client::TrafficRecord& record);
    /// By id alone, as a link names it.
    void showId(const QString& id);
    void setGatewayAddress(const QString& address) { m_gateway = address; }

Q_SIGNALS:
    void closeWanted();

private:
    void ask();
    void showDetail(const client::TrafficDetail& detail);
    void fill(const client::TrafficRecord& record);

    client::AdminClient& m_client;
    client::Ticket m_ticket;
    QTimer m_settle;
    QString m_id;
    QString m_gateway;
    client::TrafficDetail m_detail;
    QLabel* m_title;
    QLabel* m_subtitle;
    QLabel* m_total;
    QLabel* m_facts;
    Waterfall* m_waterfall;
    QTabWidget* m_tabs;
    QPlainTextEdit* m_request;
    QPlainTextEdit* m_answer;
    QPlainTextEdit* m_headers;
};

} // namespace gatehouse::ui
