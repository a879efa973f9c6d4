// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Answer.h"
#include "client/Figures.h"
#include "shell/Panel.h"
#include "widgets/ChartGroup.h"

#include <QHash>
#include <QSet>
#include <QTimer>

#include <chrono>

class QBoxLayout;
class QComboBox;
class QLabel;
class QPushButton;

namespace gatehouse::client {
class AdminClient;
class Connection;
class LiveFeed;
class Names;
} // namespace gatehouse::client

namespace gatehouse::ui {

class ChartPanel;
class ErrorsCard;
class MessageBar;
class ProvidersCard;
class RankingCard;

/// Live charts, totals of today, the last errors, who calls most, how the providers are. Wants the
/// feed only while it is shown.
class OverviewPanel : public Panel
{
    Q_OBJECT

public:
    OverviewPanel(client::AdminClient& client, client::LiveFeed& feed,
                  client::Connection& connection, QWidget* parent = nullptr);

    void activate() override;
    void deactivate() override;
    [[nodiscard]] QByteArray saveState() const override;
    void restoreState(const QByteArray& state) override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QWidget* makeHeader();
    [[nodiscard]] QWidget* makeCards();
    void makeCharts(QWidget* page);
    void makeLists(QWidget* page);
    void makeLayers();
    void load();
    /// Which providers this build can call.
    void loadKinds();
    void loadErrors();
    void showLists();
    void showFigures(const client::OverviewFigures& figures);
    void showTick(const client::Tick& tick);
    void showNow(const client::NamedValues& now);
    void showToday(const client::TodayTotals& today);
    void setLive(bool live);
    void showFoot();
    void updateStale();
    void openTraffic(const QString& key, const QString& value);
    [[nodiscard]] std::chrono::seconds range() const;
    [[nodiscard]] QList<ChartPanel*> panels() const;

    client::AdminClient& m_client;
    client::LiveFeed& m_feed;
    client::Connection& m_connection;
    client::Names* m_names = nullptr;
    client::Ticket m_ticket;
    client::Ticket m_errorsTicket;
    client::Ticket m_kindsTicket;
    client::Ticket m_catalogueTicket;
    QHash<QString, QString> m_providerKinds; ///< By id: the catalogue's entry.
    QSet<QString> m_uncallable;              ///< Of the catalogue.
    client::OverviewFigures m_figures;
    ChartGroup m_group;
    QTimer m_reload; ///< One step of the range: asks for the next point.
    QList<QBoxLayout*> m_rows;
    client::TodayTotals m_today;
    double m_inFlight = 0;
    qint64 m_errorsToday = 0;
    bool m_live = true;
    bool m_active = false;

    QPushButton* m_liveButton = nullptr;
    QComboBox* m_range = nullptr;
    MessageBar* m_empty = nullptr;
    ChartPanel* m_requests = nullptr;
    ChartPanel* m_refused = nullptr;
    ChartPanel* m_latency = nullptr;
    ChartPanel* m_firstToken = nullptr;
    ChartPanel* m_tokens = nullptr;
    ChartPanel* m_cost = nullptr;
    QLabel* m_foot = nullptr;
    ErrorsCard* m_errors = nullptr;
    RankingCard* m_ranking = nullptr;
    ProvidersCard* m_providers = nullptr;
};

} // namespace gatehouse::ui
