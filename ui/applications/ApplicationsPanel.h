// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "shell/Panel.h"

#include <QTimer>

class QAction;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace gatehouse::client {
class Connection;
class LiveFeed;
} // namespace gatehouse::client

namespace gatehouse::ui {

class ApplicationCode;
class ApplicationFacts;
class KeyList;
class MessageBar;
class SubscriptionList;
class UsageChart;
class Tag;

/// Who calls: applications at the left, the selected one's keys, subscriptions and code in the
/// middle, its figures and facts at the right. Wants the feed only while it is shown.
class ApplicationsPanel : public Panel
{
    Q_OBJECT

public:
    ApplicationsPanel(client::AdminClient& client, client::LiveFeed& feed,
                      client::Connection& connection, QWidget* parent = nullptr);

    void activate() override;
    void deactivate() override;
    /// `application/ID` selects it.
    bool open(const Link& link) override;
    void focusFilter() override;
    [[nodiscard]] QByteArray saveState() const override;
    void restoreState(const QByteArray& state) override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    using Application = client::Stored<model::Application>;

    [[nodiscard]] QWidget* makeHeader();
    [[nodiscard]] QWidget* makeList();
    void load();
    void loadFigures();
    void loadUsage();
    void showList();
    void showItem(int row);
    void filterList();
    void showSelected();
    void showFacts();
    void showSubscriptions();
    void showFigures();
    void showSnippet();
    void newApplication();
    void editSelected();
    void askDelete();
    void tell(const client::Problem& problem);
    [[nodiscard]] const Application* selected() const;
    [[nodiscard]] QString nameOf(const model::Application& application) const;
    [[nodiscard]] QString teamOf(const model::Application& application) const;

    client::AdminClient& m_client;
    client::LiveFeed& m_feed;
    client::Connection& m_connection;
    client::Ticket m_listTicket;
    client::Ticket m_teamsTicket;
    client::Ticket m_subscriptionsTicket;
    client::Ticket m_modelsTicket;
    client::Ticket m_figuresTicket;
    client::Ticket m_usageTicket;
    client::Ticket m_actTicket;
    QList<Application> m_applications;
    QList<model::Team> m_teams;
    QList<model::Subscription> m_subscriptions;
    QStringList m_modelNames;
    QHash<QString, client::UsageItem> m_rates; ///< By application.
    bool m_ratesKnown = false;
    bool m_wasChosen = false; ///< By a person or a link; else the busiest is selected.
    QTimer m_figuresTimer;
    QTimer m_changesOfNames; ///< Gathers names of APIs into one reading of the usage.
    QTimer m_changes;        ///< Gathers what the feed tells into one reading.
    QString m_selected;
    bool m_active = false;

    QLabel* m_name = nullptr;
    QList<QPushButton*> m_selectionButtons; ///< Of no use without an application.
    QAction* m_delete = nullptr;
    QLabel* m_title = nullptr; ///< Where nothing is selected.
    QWidget* m_crumb = nullptr;
    Tag* m_state = nullptr;
    QLabel* m_team = nullptr;
    MessageBar* m_notice = nullptr;
    QLineEdit* m_filter = nullptr;
    QListWidget* m_list = nullptr;
    QWidget* m_detail = nullptr;
    ApplicationFacts* m_facts = nullptr;
    QWidget* m_empty = nullptr;
    QWidget* m_content = nullptr;
    KeyList* m_keys = nullptr;
    SubscriptionList* m_subscribed = nullptr;
    UsageChart* m_usage = nullptr;
    ApplicationCode* m_code = nullptr;
};

} // namespace gatehouse::ui
