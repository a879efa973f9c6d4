// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "client/Names.h"
#include "shell/Panel.h"

#include <QTimer>

class QStackedWidget;

namespace gatehouse::client {
class Connection;
class LiveFeed;
} // namespace gatehouse::client

namespace gatehouse::ui {

class AlertWatch;
class CounterWatch;
class DoctorPane;
class LimitActions;
class LimitEditor;
class LimitList;
class LimitSide;
class LogPane;
class MessageBar;
class PendingBar;
class ReviewPage;
class StagedLimits;
class WatchBars;

/// The limit rules: how full they are, what one application may send, the editor, what waits to be
/// applied, and why a request was refused. While it is out of sight it goes on reading counters,
/// rarely, for the number of full rules beside its name, and hears of rules that go back by
/// themselves.
class LimitsPanel : public Panel
{
    Q_OBJECT

public:
    LimitsPanel(client::AdminClient& client, client::LiveFeed& feed, client::Connection& connection,
                QWidget* parent = nullptr);

    void activate() override;
    void deactivate() override;
    /// `limit/ID` shows a rule, `doctor/REQUEST` why it was refused, `limits?application=ID` what
    /// that one may send.
    bool open(const Link& link) override;
    void focusFilter() override;
    [[nodiscard]] QByteArray saveState() const override;
    void restoreState(const QByteArray& state) override;
    [[nodiscard]] bool hasUnsavedEdits() const override;

private:
    [[nodiscard]] QWidget* makeListPage();
    void connectPages();
    void connectList();
    void connectSide();
    void connectFeed();
    void load();
    void loadCallers();
    void showRules(const QList<client::Stored<model::LimitRule>>& rules);
    /// The rules of the server, and those that are new and pending.
    void fillTable();
    void onStaged();
    void onRoundDone();
    void startNew();
    void inspect(const QString& id);
    void edit(const QString& id);
    void editRule(const QJsonObject& rule);
    void openDoctor(const QString& request);
    /// Does something with a stored rule; nothing when it is gone.
    void act(const QString& id, void (LimitActions::*what)(const model::LimitRule&));
    void tell(const client::Problem& problem);
    [[nodiscard]] const client::Stored<model::LimitRule>* stored(const std::string& id) const;

    client::AdminClient& m_client;
    client::LiveFeed& m_feed;
    client::Connection& m_connection;
    client::Names m_names;
    client::Ticket m_listTicket;
    client::Ticket m_applicationsTicket;
    client::Ticket m_apisTicket;
    QTimer m_changes; ///< Gathers what the feed tells into one reading.
    bool m_active = false;
    QList<client::Stored<model::LimitRule>> m_rules; ///< As they stand on the server.

    StagedLimits* m_staged;
    CounterWatch* m_counters;
    LimitActions* m_actions;
    AlertWatch* m_alerts;
    QStackedWidget* m_pages = nullptr;
    MessageBar* m_notice = nullptr;
    WatchBars* m_watches = nullptr;
    PendingBar* m_pending = nullptr;
    LimitList* m_list = nullptr;
    LimitSide* m_side = nullptr;
    LimitEditor* m_editor = nullptr;
    DoctorPane* m_doctor = nullptr;
    LogPane* m_log = nullptr;
    ReviewPage* m_review = nullptr;
};

} // namespace gatehouse::ui
