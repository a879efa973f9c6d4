// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ModelsPanel.h"

#include "models/CatalogueSide.h"
#include "models/CatalogueView.h"
#include "models/HealthWatch.h"
#include "models/ModelFigures.h"
#include "models/ProviderEditor.h"
#include "models/ProviderTreeModel.h"
#include "models/ProvidersPage.h"
#include "models/RouteEditor.h"
#include "models/RouteTable.h"
#include "models/RouteTableModel.h"
#include "models/TargetList.h"

#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "widgets/AskBox.h"
#include "widgets/Bar.h"
#include "widgets/EmptyState.h"
#include "widgets/FilterBox.h"
#include "widgets/Icon.h"
#include "widgets/InspectorSplitter.h"
#include "widgets/MessageBar.h"
#include "widgets/NumberFormat.h"
#include "widgets/PanelHeader.h"
#include "widgets/State.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {
namespace {
enum Tab
{
    Providers,
    Routes,
    Catalogue
};
/// With less the inspector would leave the tables too little room to open it unasked.
constexpr int kRoomForInspector = 1000;

/// `$0.10 in, $0.50 out` for a million tokens.
QString priceText(const client::CatalogueModel& model)
{
    const auto dollars = [](qint64 nano) { return usd(double(nano) / 1e9); };
    if (model.inputNanoUsdPerMtok == 0 && model.outputNanoUsdPerMtok == 0)
        return {};
    return ModelsPanel::tr("%1 in, %2 out")
        .arg(dollars(model.inputNanoUsdPerMtok), dollars(model.outputNanoUsdPerMtok));
}
} // namespace

ModelsPanel::ModelsPanel(client::AdminClient& client, client::LiveFeed& feed,
                         client::Connection& connection, QWidget* parent)
    : Panel(parent)
    , m_client(client)
    , m_feed(feed)
    , m_connection(connection)
    , m_providers(new ProviderTreeModel(this))
    , m_routes(new RouteTableModel(this))
{
    setObjectName(u"modelsPanel"_s);
    setGround(this, Role::Surface);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    m_notice = new MessageBar;
    column->addWidget(m_notice);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"modelsTabs"_s);
    m_tabs->setDocumentMode(true);
    m_page = new ProvidersPage(m_providers, m_routes);
    m_tabs->addTab(m_page, tr("Providers"));
    m_tabs->addTab(makeRoutes(), tr("Routes"));
    m_catalogue = new CatalogueView;
    m_tabs->addTab(m_catalogue, tr("Catalogue"));
    makeEditors();
    m_figures = new ModelFigures(m_client, *m_providers, *m_routes, *m_routeEditor, this);
    m_health = new HealthWatch(m_client, *m_providers, this);
    connect(m_health, &HealthWatch::failed, this, &ModelsPanel::tell);
    connect(m_health, &HealthWatch::known, m_page, &ProvidersPage::selectFirst);
    connect(m_page, &ProvidersPage::resetAsked, m_health, &HealthWatch::reset);
    connect(m_page, &ProvidersPage::simulateAsked, m_health,
            [this](const QString& id, const QString& key, const QString& failure, int seconds) {
                m_health->simulate(id, key, failure, std::chrono::seconds(seconds));
            });
    column->addWidget(new InspectorSplitter(m_tabs, m_side), 1);
    connect(m_filter, &QLineEdit::textChanged, this, &ModelsPanel::applyFilter);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) { onTab(tab); });
    connect(m_catalogue, &CatalogueView::chosenChanged, this, &ModelsPanel::showModel);
    connect(m_catalogue, &CatalogueView::addAsked, this, &ModelsPanel::addModel);
    m_changes.setSingleShot(true);
    m_changes.setInterval(150ms);
    connect(&m_changes, &QTimer::timeout, this, &ModelsPanel::load);
    connect(&m_feed, &client::LiveFeed::changed, this, [this](const client::Change& change) {
        static const QStringList mine{u"providers"_s, u"model_routes"_s, u"model_overrides"_s,
                                      u"all"_s};
        if (m_active && mine.contains(change.collection))
            m_changes.start();
    });
    connect(&m_connection, &client::Connection::stateChanged, this, [this] {
        if (m_active && m_connection.isConnected())
            load();
    });
    const auto choose = [this](const QString& name) {
        if (name == m_editedRoute && m_side->isVisible())
            return;
        leaveEditor([this, name] { editRoute(name); });
    };
    connect(m_page->routes(), &RouteTable::chosen, this, choose);
    connect(m_routeTable, &RouteTable::chosen, this, choose);
    connect(m_routeEditor, &RouteEditor::routeAsked, this, choose);
    connect(m_page, &ProvidersPage::providerOpened, this,
            [this](const QString& id) { leaveEditor([this, id] { editProvider(id); }); });
    connect(m_page, &ProvidersPage::testAsked, this, [this](const QString& id) {
        leaveEditor([this, id] {
            editProvider(id);
            m_providerEditor->test();
        });
    });
    connect(m_page, &ProvidersPage::addAsked, this, &ModelsPanel::addProvider);
    connect(m_page, &ProvidersPage::catalogueAsked, this,
            [this] { m_tabs->setCurrentIndex(Catalogue); });
}

QWidget* ModelsPanel::makeHeader()
{
    auto* header = new PanelHeader(tr("Models"));
    m_filter = header->addFilter(tr("Filter providers and models"), 260);
    m_filter->setObjectName(u"modelsFilter"_s);
    auto* route = new QPushButton(icon(Icon::ListAdd), tr("New route"));
    route->setObjectName(u"newRoute"_s);
    auto* provider = new QPushButton(icon(Icon::ListAdd, Role::OnAccent), tr("Add provider"));
    provider->setObjectName(u"addProvider"_s);
    setButtonRole(provider, ButtonRole::Main);
    header->addAction(route);
    header->addAction(provider);
    connect(route, &QPushButton::clicked, this, &ModelsPanel::addRoute);
    connect(provider, &QPushButton::clicked, this, &ModelsPanel::addProvider);
    return header;
}

QWidget* ModelsPanel::makeRoutes()
{
    m_routeTable = new RouteTable(m_routes);
    m_routeTable->setObjectName(u"allRoutes"_s);
    auto* empty = new EmptyState(
        Icon::Split, tr("A route gives several models one name: when one is full or fails, the "
                        "next one answers."));
    empty->setObjectName(u"routesEmpty"_s);
    connect(empty->setAction(tr("New route")), &QPushButton::clicked, this, &ModelsPanel::addRoute);
    connect(empty->setLink(tr("See which models there are")), &QPushButton::clicked, this,
            [this] { m_tabs->setCurrentIndex(Catalogue); });
    m_routePages = new QStackedWidget;
    m_routePages->addWidget(m_routeTable);
    m_routePages->addWidget(empty);
    return m_routePages;
}

void ModelsPanel::makeEditors()
{
    m_side = new QStackedWidget;
    m_side->setObjectName(u"modelsSide"_s);
    m_providerEditor = new ProviderEditor(m_client);
    m_routeEditor = new RouteEditor(m_client);
    m_side->addWidget(m_providerEditor);
    m_side->addWidget(m_routeEditor);
    m_catalogueSide = new CatalogueSide(m_client);
    m_side->addWidget(m_catalogueSide);
    connect(m_catalogueSide, &CatalogueSide::tryAsked, this, &ModelsPanel::tryModel);
    connect(m_catalogueSide, &CatalogueSide::saved, this, &ModelsPanel::reloadCatalogue);
    const auto close = [this] { leaveEditor([this] { closeEditor(); }); };
    auto* escape =
        new QShortcut(Qt::Key_Escape, m_side, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, close);
    connect(m_catalogueSide, &CatalogueSide::closeAsked, this, close);
    connect(m_providerEditor, &ProviderEditor::closeAsked, this, close);
    connect(m_providerEditor, &ProviderEditor::deleteAsked, this, &ModelsPanel::askDeleteProvider);
    connect(m_providerEditor, &ProviderEditor::saved, this, [this](const QString& id) {
        Q_EMIT message(State::Good, tr("%1 is saved.").arg(id));
        m_pending = Link{u"provider"_s, id, {}};
        load();
    });
    connect(m_routeEditor, &RouteEditor::closeAsked, this, close);
    connect(m_routeEditor, &RouteEditor::deleteAsked, this, &ModelsPanel::askDeleteRoute);
    connect(m_routeEditor, &RouteEditor::tryAsked, this, &ModelsPanel::tryModel);
    connect(m_routeEditor, &RouteEditor::saved, this, [this](const QString& name) {
        Q_EMIT message(State::Good, tr("%1 is saved.").arg(name));
        m_editedRoute = name;
        load();
        markRoute(name);
    });
}

void ModelsPanel::activate()
{
    m_active = true;
    m_feed.want(this, client::Topic::Changes);
    load();
    if (m_tabs->currentIndex() == Catalogue && m_catalogueModels.isEmpty())
        loadCatalogue();
    m_figures->start();
    m_health->start();
}

void ModelsPanel::deactivate()
{
    m_active = false;
    m_figures->stop();
    m_health->stop();
    m_changes.stop();
    m_feed.want(this, {});
}

void ModelsPanel::load()
{
    if (!m_active || m_client.endpoint().isEmpty())
        return;
    m_client.list<model::Provider>(
        {this, m_providersTicket},
        [this](const client::Answer<client::Listing<model::Provider>>& answer) {
            if (!answer)
                return tell(answer.error());
            m_providers->setProviders(answer->items);
            QStringList ids;
            for (const auto& provider : answer->items)
                ids.append(QString::fromStdString(provider.value.id));
            m_providerEditor->setExistingIds(ids);
            m_figures->loadHours(); // now it is known whose keys are to be told apart
            showCatalogue();
            updateChoices();
            applyFilter();
            showPending();
            if (!m_kinds.isEmpty()) // else it is not known yet what can be called
                m_page->selectFirst();
        });
    m_client.list<model::ModelRoute>(
        {this, m_routesTicket},
        [this](const client::Answer<client::Listing<model::ModelRoute>>& answer) {
            if (!answer)
                return tell(answer.error());
            showRoutes(answer->items);
        });
    if (m_kinds.isEmpty())
        m_client.catalogueProviders(
            {this, m_kindsTicket},
            [this](const client::Answer<QList<client::CatalogueProvider>>& answer) {
                if (!answer)
                    return tell(answer.error());
                m_kinds = *answer;
                m_providers->setCatalogue(m_kinds);
                m_providerEditor->setCatalogue(m_kinds);
                int models = 0;
                for (const client::CatalogueProvider& kind : std::as_const(m_kinds))
                    models += kind.models;
                m_tabs->setTabText(Catalogue, tr("Catalogue %1").arg(wholeNumber(models)));
                showCatalogue();
                updateChoices();
                m_page->selectFirst();
            });
    if (m_catalogueModels.isEmpty() && m_side->isVisible())
        loadCatalogue();
    m_figures->load();
}

void ModelsPanel::showRoutes(QList<client::Stored<model::ModelRoute>> routes)
{
    m_routes->setRoutes(std::move(routes));
    m_tabs->setTabText(Routes, m_routes->rowCount() == 0
                                   ? tr("Routes")
                                   : tr("Routes %1").arg(wholeNumber(m_routes->rowCount())));
    QStringList names;
    for (int i = 0; i < m_routes->rowCount(); ++i)
        names.append(m_routes->nameAt(i));
    m_routeEditor->setExistingNames(names);
    m_routePages->setCurrentIndex(names.isEmpty() ? 1 : 0);
    showCatalogue();
    applyFilter();
    showPending();
    if (m_isFresh && !names.isEmpty() && width() >= grid::scaled(kRoomForInspector)) {
        editRoute(names.first());
        showModel(); // unasked, it waits behind the catalogue
    }
}

void ModelsPanel::loadCatalogue()
{
    if (!m_active || m_client.endpoint().isEmpty() || m_modelsTicket.isWaiting())
        return;
    m_client.catalogue(
        {this, m_modelsTicket}, [this](const client::Answer<client::Catalogue>& answer) {
            if (!answer)
                return tell(answer.error());
            m_catalogueModels = answer->models;
            QHash<QString, QString> names;
            for (const client::CatalogueProvider& kind : std::as_const(m_kinds))
                names.insert(kind.id, kind.name);
            if (!m_catalogueSide->hasEdits())
                m_catalogueSide->forget(); // what is shown of it is read anew
            m_catalogue->setModels(m_catalogueModels, names, answer->day);
            m_tabs->setTabText(Catalogue,
                               tr("Catalogue %1").arg(wholeNumber(m_catalogueModels.size())));
            showCatalogue();
            updateChoices();
        });
}

void ModelsPanel::reloadCatalogue()
{
    Q_EMIT message(State::Good, tr("Saved: from the next call on."));
    loadCatalogue();
}

void ModelsPanel::addModel()
{
    leaveEditor([this] {
        QList<std::pair<QString, QString>> providers;
        for (const auto& provider : m_providers->providers()) {
            const QString id = QString::fromStdString(provider.value.id);
            providers.append({id, m_providers->displayName(id)});
        }
        m_side->setCurrentWidget(m_catalogueSide);
        m_side->show();
        m_catalogueSide->startAdding(providers);
    });
}

void ModelsPanel::showCatalogue()
{
    QHash<QString, QString> idByKind;
    QHash<QString, QString> kindById;
    for (const auto& provider : m_providers->providers()) {
        const QString id = QString::fromStdString(provider.value.id);
        const QString kind = QString::fromStdString(provider.value.kind);
        kindById.insert(id, kind);
        if (!idByKind.contains(kind))
            idByKind.insert(kind, id);
    }
    QSet<QString> used;
    for (const auto& route : m_routes->routes()) {
        for (const model::ModelTarget& target : route.value.targets)
            used.insert(kindById.value(QString::fromStdString(target.provider)) + u'/' +
                        QString::fromStdString(target.model));
    }
    m_catalogue->setWorkspaceProviders(idByKind);
    m_catalogue->setUsed(used);
}

void ModelsPanel::updateChoices()
{
    QList<TargetChoice> choices;
    QHash<QString, QString> prices;
    for (const auto& provider : m_providers->providers()) {
        const QString id = QString::fromStdString(provider.value.id);
        QStringList models;
        for (const client::CatalogueModel& model : std::as_const(m_catalogueModels)) {
            // Own values may be those of one provider.
            if (model.provider.toStdString() != provider.value.kind && model.provider != id)
                continue;
            prices.insert(id + u'/' + model.id, priceText(model));
            if (!model.deprecated && !models.contains(model.id))
                models.append(model.id);
        }
        choices.append({id, m_providers->displayName(id), models, m_providers->isCallable(id)});
    }
    m_routeEditor->setChoices(choices);
    m_routeEditor->setPrices(prices);
}

void ModelsPanel::applyFilter()
{
    const QString wanted = m_filter->text().trimmed();
    m_page->filter(wanted);
    m_routeTable->filter(wanted);
    m_catalogue->setText(wanted);
}

void ModelsPanel::leaveEditor(std::function<void()> then)
{
    if (!hasUnsavedEdits()) {
        then();
        return;
    }
    markRoute(m_editedRoute); // it stays until the person agrees
    askBefore(this, tr("What you changed in the inspector is not saved."), tr("Discard changes"),
              std::move(then));
}

void ModelsPanel::markRoute(const QString& name)
{
    m_page->routes()->mark(name);
    m_routeTable->mark(name);
}

void ModelsPanel::addProvider()
{
    leaveEditor([this] {
        m_tabs->setCurrentIndex(Providers);
        openEditor(m_providerEditor);
        m_providerEditor->startAdding();
    });
}

void ModelsPanel::addRoute()
{
    leaveEditor([this] {
        if (m_tabs->currentIndex() == Catalogue)
            m_tabs->setCurrentIndex(Routes);
        openEditor(m_routeEditor);
        m_routeEditor->startAdding();
    });
}

void ModelsPanel::openEditor(QWidget* editor, const QString& route)
{
    m_isFresh = false;
    m_editedRoute = route;
    markRoute(route);
    if (m_catalogueModels.isEmpty())
        loadCatalogue();
    if (m_tabs->currentIndex() == Catalogue)
        m_beforeCatalogue = editor;
    m_side->setCurrentWidget(editor);
    m_side->show();
}

void ModelsPanel::onTab(int tab)
{
    if (tab == Catalogue) {
        if (m_catalogueModels.isEmpty())
            loadCatalogue();
        if (hasUnsavedEdits())
            return; // it stays beside the catalogue, to be finished with it
        m_beforeCatalogue = m_side->isHidden() ? nullptr : m_side->currentWidget();
        m_side->hide();
        m_catalogueSide->forget();
        showModel();
    } else if (m_side->currentWidget() == m_catalogueSide && !hasUnsavedEdits()) {
        m_side->setVisible(m_beforeCatalogue);
        if (m_beforeCatalogue)
            m_side->setCurrentWidget(m_beforeCatalogue);
    }
}

void ModelsPanel::showModel()
{
    if (m_tabs->currentIndex() != Catalogue)
        return;
    if (hasUnsavedEdits()) {
        if (m_side->currentWidget() == m_catalogueSide && m_catalogueSide->isBehind(*m_catalogue))
            leaveEditor([this] {
                m_catalogueSide->forget();
                m_side->setVisible(m_catalogueSide->showChosen(*m_catalogue));
            });
        return;
    }
    m_side->setCurrentWidget(m_catalogueSide);
    m_side->setVisible(m_catalogueSide->showChosen(*m_catalogue));
}

void ModelsPanel::editProvider(const QString& id)
{
    const auto* provider = m_providers->provider(id);
    if (!provider)
        return;
    openEditor(m_providerEditor);
    m_providerEditor->edit(*provider, m_providers->displayName(id));
}

void ModelsPanel::editRoute(const QString& name)
{
    const auto* route = m_routes->route(name);
    if (!route)
        return;
    openEditor(m_routeEditor, name);
    m_routeEditor->edit(*route);
    m_figures->loadRouteHour();
}

void ModelsPanel::showPending()
{
    if (m_pending.kind == "provider"_L1 && m_providers->provider(m_pending.id)) {
        const QString id = m_pending.id;
        m_pending = {};
        m_page->selectProvider(id);
        leaveEditor([this, id] { editProvider(id); });
    } else if (m_pending.kind == "model_route"_L1 && m_routes->route(m_pending.id)) {
        const QString name = m_pending.id;
        m_pending = {};
        leaveEditor([this, name] { editRoute(name); });
    }
}

void ModelsPanel::closeEditor()
{
    m_side->hide();
    m_beforeCatalogue = nullptr;
    m_editedRoute.clear();
    markRoute({});
    if (m_tabs->currentIndex() == Routes)
        m_routeTable->setFocus();
    else
        m_page->focusTree();
}

void ModelsPanel::askDeleteProvider(const QString& id)
{
    const QString name = m_providers->displayName(id);
    askBefore(this, tr("Delete %1 with its keys? The gateway forgets them.").arg(name),
              tr("Delete %1").arg(name), [this, id] {
                  m_client.remove<model::Provider>({this, m_actTicket}, id,
                                                   [this](const client::Answer<void>& answer) {
                                                       if (!answer)
                                                           return tell(answer.error());
                                                       closeEditor();
                                                       load();
                                                   });
              });
}

void ModelsPanel::askDeleteRoute(const QString& name)
{
    askBefore(this, tr("Delete the route %1? Callers that ask for it are refused.").arg(name),
              tr("Delete %1").arg(name), [this, name] {
                  m_client.remove<model::ModelRoute>({this, m_actTicket}, name,
                                                     [this](const client::Answer<void>& answer) {
                                                         if (!answer)
                                                             return tell(answer.error());
                                                         closeEditor();
                                                         load();
                                                     });
              });
}

void ModelsPanel::tryModel(const QString& name)
{
    Link link{u"playground"_s, {}, {}};
    link.query.addQueryItem(u"model"_s, QString::fromLatin1(QUrl::toPercentEncoding(name)));
    Q_EMIT linkActivated(link);
}

void ModelsPanel::tell(const client::Problem& problem)
{
    m_notice->say(State::Failed, problem.message, {}, problem.detail);
}

bool ModelsPanel::open(const Link& link)
{
    if (link.kind == "model_route"_L1)
        m_tabs->setCurrentIndex(Routes);
    else if (link.kind == "provider"_L1)
        m_tabs->setCurrentIndex(Providers);
    else if (link.kind != "models"_L1)
        return false;
    if (link.query.queryItemValue(u"tab"_s) == "catalogue"_L1)
        m_tabs->setCurrentIndex(Catalogue);
    m_pending = link;
    showPending();
    return true;
}

void ModelsPanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

bool ModelsPanel::hasUnsavedEdits() const
{
    if (m_side->isHidden())
        return false;
    const QWidget* now = m_side->currentWidget();
    return now == m_routeEditor      ? m_routeEditor->hasEdits()
           : now == m_providerEditor ? m_providerEditor->hasEdits()
                                     : m_catalogueSide->hasEdits();
}

QByteArray ModelsPanel::saveState() const
{
    return QByteArray::number(m_tabs->currentIndex());
}

void ModelsPanel::restoreState(const QByteArray& state)
{
    m_tabs->setCurrentIndex(state.toInt());
}

} // namespace gatehouse::ui
