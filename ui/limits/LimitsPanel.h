// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "client/Names.h"
#include "shell/Panel.h"

#include <QTimer>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace gatehouse::client {
class Connection;
class LiveFeed;
} // namespace gatehouse::client

namespace gatehouse::ui {

class ChoiceChip;
class CounterWatch;
class DoctorPane;
class EffectivePane;
class LimitActions;
class LimitEditor;
class LimitInspector;
class LimitTableModel;
class MessageBar;
class SegmentedControl;

/// The limit rules: how full they are, what one application may send, the editor, and why a request
/// was refused. While it is out of sight it goes on reading counters, rarely, for the number of
/// full rules beside its name.
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
    [[nodiscard]] QWidget* makeHeader();
    [[nodiscard]] QWidget* makeFilterBar();
    [[nodiscard]] QWidget* makeSide();
    void makeTable();
    void connectFeed();
    void load();
    void loadCallers();
    void showRules(const QList<client::Stored<model::LimitRule>>& rules);
    void onRoundDone();
    void applyFilter();
    void showCount();
    void startNew();
    void sortNow();
    void selectFirst();
    void inspect(const QString& id);
    void select(const QString& id);
    void edit(const QString& id);
    void editRule(const QJsonObject& rule);
    /// Does something with a stored rule; nothing when it is gone.
    void act(const QString& id, void (LimitActions::*what)(const model::LimitRule&));
    void tell(const client::Problem& problem);

    client::AdminClient& m_client;
    client::LiveFeed& m_feed;
    client::Connection& m_connection;
    client::Names m_names;
    client::Ticket m_listTicket;
    client::Ticket m_applicationsTicket;
    client::Ticket m_apisTicket;
    QTimer m_changes; ///< Gathers what the feed tells into one reading.
    QString m_selected;
    bool m_active = false;
    bool m_isFresh = true; ///< Nothing was selected yet: the first row is.
    bool m_wasSorted = false;

    CounterWatch* m_counters;
    LimitTableModel* m_model;
    QSortFilterProxyModel* m_filtered;
    LimitActions* m_actions;
    QStackedWidget* m_pages = nullptr;
    MessageBar* m_notice = nullptr;
    QLineEdit* m_filter = nullptr;
    ChoiceChip* m_state = nullptr;
    ChoiceChip* m_mode = nullptr;
    QLabel* m_count = nullptr;
    QStackedWidget* m_lists = nullptr; ///< The table, or what to do without a rule.
    QTableView* m_table = nullptr;
    QWidget* m_side = nullptr;
    SegmentedControl* m_sideChoice = nullptr;
    QStackedWidget* m_sidePages = nullptr;
    LimitInspector* m_inspector = nullptr;
    EffectivePane* m_effective = nullptr;
    LimitEditor* m_editor = nullptr;
    DoctorPane* m_doctor = nullptr;
};

} // namespace gatehouse::ui
