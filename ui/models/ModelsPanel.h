// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "shell/Panel.h"

#include <QTimer>

class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace gatehouse::client {
class Connection;
class LiveFeed;
} // namespace gatehouse::client

namespace gatehouse::ui {

class CatalogueView;
class MessageBar;
class CatalogueSide;
class HealthWatch;
class ModelFigures;
class ProviderEditor;
class ProvidersPage;
class ProviderTreeModel;
class RouteEditor;
class RouteTable;
class RouteTableModel;

/// Who answers model calls: providers with their keys, routes over them, and what the catalogue
/// knows; editors in the inspector. Wants the feed only while it is shown.
class ModelsPanel : public Panel
{
    Q_OBJECT

public:
    ModelsPanel(client::AdminClient& client, client::LiveFeed& feed, client::Connection& connection,
                QWidget* parent = nullptr);

    void activate() override;
    void deactivate() override;
    /// `provider/ID` and `model_route/NAME` open what they name.
    bool open(const Link& link) override;
    void focusFilter() override;
    [[nodiscard]] QByteArray saveState() const override;
    void restoreState(const QByteArray& state) override;
    [[nodiscard]] bool hasUnsavedEdits() const override;

private:
    [[nodiscard]] QWidget* makeHeader();
    [[nodiscard]] QWidget* makeRoutes();
    void makeEditors();
    void load();
    void loadCatalogue();
    void reloadCatalogue();
    void addModel();
    /// What is chosen in the catalogue: one to be edited, several side by side.
    void showModel();
    void onTab(int tab);
    void showCatalogue();
    void updateChoices();
    void applyFilter();
    void addProvider();
    void addRoute();
    void editProvider(const QString& id);
    void editRoute(const QString& name);
    void showPending();
    void showRoutes(QList<client::Stored<model::ModelRoute>> routes);
    /// Runs `then` at once, or after the person agreed to lose what is not saved.
    void leaveEditor(std::function<void()> then);
    void markRoute(const QString& name);
    void openEditor(QWidget* editor, const QString& route = {});
    void closeEditor();
    void askDeleteProvider(const QString& id);
    void askDeleteRoute(const QString& name);
    void tryModel(const QString& name);
    void tell(const client::Problem& problem);

    client::AdminClient& m_client;
    client::LiveFeed& m_feed;
    client::Connection& m_connection;
    client::Ticket m_providersTicket;
    client::Ticket m_routesTicket;
    client::Ticket m_kindsTicket;
    client::Ticket m_modelsTicket;
    client::Ticket m_actTicket;
    QList<client::CatalogueProvider> m_kinds;
    QList<client::CatalogueModel> m_catalogueModels;
    QTimer m_changes; ///< Gathers what the feed tells into one reading.
    Link m_pending;   ///< Named before it was read.
    bool m_active = false;
    ModelFigures* m_figures = nullptr;
    HealthWatch* m_health = nullptr;
    bool m_isFresh = true; ///< Nothing was opened yet: the first route is.
    QString m_editedRoute; ///< In the inspector.

    ProviderTreeModel* m_providers = nullptr;
    RouteTableModel* m_routes = nullptr;
    MessageBar* m_notice = nullptr;
    QLineEdit* m_filter = nullptr;
    QTabWidget* m_tabs = nullptr;
    ProvidersPage* m_page = nullptr;
    RouteTable* m_routeTable = nullptr; ///< Of the second tab.
    QStackedWidget* m_routePages = nullptr;
    CatalogueView* m_catalogue = nullptr;
    QStackedWidget* m_side = nullptr;
    CatalogueSide* m_catalogueSide = nullptr;
    QWidget* m_beforeCatalogue = nullptr; ///< The editor that comes back with another tab.
    ProviderEditor* m_providerEditor = nullptr;
    RouteEditor* m_routeEditor = nullptr;
};

} // namespace gatehouse::ui
