// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Answer.h"
#include "client/TrafficRecord.h"

#include <QTimer>
#include <QWidget>

class QGridLayout;
class QLabel;
class QPlainTextEdit;
class QTabWidget;

namespace gatehouse::client {
class AdminClient;
class Names;
} // namespace gatehouse::client

namespace gatehouse::ui {

class SegmentedControl;
class Tag;
class TextLabel;
class TrySides;
class Waterfall;

/// What one exchange was: course, figures, request, answer, events of a stream, headers. Shows a
/// record at once and asks for its bodies 80 ms later, so that running through rows by keyboard
/// asks for nothing.
class TrafficInspector : public QWidget
{
    Q_OBJECT

public:
    TrafficInspector(client::AdminClient& client, const client::Names& names,
                     QWidget* parent = nullptr);

    void showRecord(const client::TrafficRecord& record);
    /// By id alone, as a link names it.
    void showId(const QString& id);
    void setGatewayAddress(const QString& address) { m_gateway = address; }
    /// Names became known: what is shown says them.
    void renamed();

Q_SIGNALS:
    void closeWanted();
    void explainWanted(const QString& id);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeOverview();
    [[nodiscard]] QWidget* makeExplain();
    /// A page of code with the choice between indented and raw text above it.
    QPlainTextEdit* makeBodyPage(const QString& name, const QString& title);
    void ask();
    void showDetail(const client::TrafficDetail& detail);
    void showBodies();
    void fill(const client::TrafficRecord& record);
    void fillFigures(const client::TrafficRecord& record);
    void fillFacts(const client::TrafficRecord& record);

    client::AdminClient& m_client;
    const client::Names& m_names;
    client::Ticket m_ticket;
    QTimer m_settle;
    QString m_id;
    QString m_gateway;
    client::TrafficDetail m_detail;
    bool m_pretty = true;
    TextLabel* m_title = nullptr;
    Tag* m_status = nullptr;
    TextLabel* m_subtitle = nullptr;
    QWidget* m_explain = nullptr; ///< Of a refused exchange.
    TextLabel* m_headline = nullptr;
    QLabel* m_total = nullptr;
    QLabel* m_figures[4] = {};
    QGridLayout* m_facts = nullptr;
    Waterfall* m_waterfall = nullptr;
    QTabWidget* m_tabs = nullptr;
    QPlainTextEdit* m_request = nullptr;
    QPlainTextEdit* m_answer = nullptr;
    QPlainTextEdit* m_events = nullptr;
    QPlainTextEdit* m_headers = nullptr;
    TrySides* m_tries = nullptr;
    QList<SegmentedControl*> m_forms;
};

} // namespace gatehouse::ui
