// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "shell/Panel.h"

#include <QTimer>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QStackedWidget;

namespace gatehouse::client {
class Connection;
class LiveFeed;
} // namespace gatehouse::client

namespace gatehouse::ui {

class ApiEditor;
class ApiImportPage;
class ApiLifeBar;
class ApiInspector;
class ApiTableModel;
class ChoiceChip;
class ListTable;
class MessageBar;

/// The APIs of the workspace: a dense list with a filter, one of them in the inspector, the form
/// to make and change them. Wants the feed only while it is shown.
class ApisPanel : public Panel
{
    Q_OBJECT

public:
    ApisPanel(client::AdminClient& client, client::LiveFeed& feed, client::Connection& connection,
              QWidget* parent = nullptr);

    void activate() override;
    void deactivate() override;
    /// `api/ID` shows it in the inspector.
    bool open(const Link& link) override;
    void focusFilter() override;
    [[nodiscard]] QByteArray saveState() const override;
    void restoreState(const QByteArray& state) override;
    [[nodiscard]] bool hasUnsavedEdits() const override;

private:
    [[nodiscard]] QWidget* makeListPage();
    [[nodiscard]] QWidget* makeHeader();
    [[nodiscard]] QWidget* makeFilterBar();
    void makeTable();
    void load();
    void loadFigures();
    void loadCallers();
    void applyFilter();
    void showCount();
    void showTeams(const QList<model::Team>& teams);
    void startNew();
    void makeLife();
    void makeImport();
    void selectFirst();
    void inspect(const QString& id);
    void edit(const QString& id);
    void askDelete(const QString& id);
    void tell(const client::Problem& problem);

    client::AdminClient& m_client;
    client::LiveFeed& m_feed;
    client::Connection& m_connection;
    client::Ticket m_listTicket;
    client::Ticket m_teamsTicket;
    client::Ticket m_figuresTicket;
    client::Ticket m_callersTicket;
    client::Ticket m_applicationsTicket;
    client::Ticket m_actTicket;
    QTimer m_figuresTimer;
    QTimer m_changes;            ///< Gathers what the feed tells into one reading.
    client::UsageFigures m_hour; ///< The times of the figures, without them.
    QHash<QString, QString> m_applicationNames;
    bool m_active = false;
    bool m_hasFigures = false;

    ApiTableModel* m_model;
    QSortFilterProxyModel* m_filtered;
    QStackedWidget* m_pages = nullptr;
    MessageBar* m_notice = nullptr;
    QLineEdit* m_filter = nullptr;
    ChoiceChip* m_state = nullptr;
    ChoiceChip* m_team = nullptr;
    ChoiceChip* m_kind = nullptr;
    QLabel* m_count = nullptr;
    QStackedWidget* m_lists = nullptr; ///< The table, or what to do without an API.
    ListTable* m_table = nullptr;
    ApiInspector* m_inspector = nullptr;
    ApiLifeBar* m_life = nullptr;
    ApiEditor* m_editor = nullptr;
    ApiImportPage* m_import = nullptr;
};

} // namespace gatehouse::ui
