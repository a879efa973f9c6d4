// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ModelsPanel.h"

#include "models/CatalogueView.h"
#include "models/ProviderEditor.h"
#include "models/ProviderTreeModel.h"
#include "models/RouteEditor.h"
#include "models/RouteTableModel.h"

#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "widgets/AskBox.h"
#include "widgets/CellDelegate.h"
#include "widgets/FilterBox.h"
#include "widgets/Icon.h"
#include "widgets/InspectorSplitter.h"
#include "widgets/MessageBar.h"
#include "widgets/NumberFormat.h"
#include "widgets/PanelHeader.h"
#include "widgets/Separator.h"
#include "widgets/State.h"
#include "widgets/TableSetup.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QTreeView>
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
constexpr auto kFiguresRange = 600s;
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
    m_tabs->addTab(makeProviders(), tr("Providers"));
    m_tabs->addTab(makeRoutes(), tr("Routes"));
    m_catalogue = new CatalogueView;
    m_tabs->addTab(m_catalogue, tr("Catalogue"));
    makeEditors();
    column->addWidget(new InspectorSplitter(m_tabs, m_side), 1);
    connect(m_filter, &QLineEdit::textChanged, this, &ModelsPanel::applyFilter);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) {
        if (tab == Catalogue && m_catalogueModels.isEmpty())
            loadCatalogue();
    });
    connect(m_catalogue, &CatalogueView::tryAsked, this, &ModelsPanel::tryModel);
    m_changes.setSingleShot(true);
    m_changes.setInterval(150ms);
    m_figuresTimer.setInterval(5s);
    connect(&m_changes, &QTimer::timeout, this, &ModelsPanel::load);
    connect(&m_figuresTimer, &QTimer::timeout, this, &ModelsPanel::loadFigures);
    connect(&m_feed, &client::LiveFeed::changed, this, [this](const client::Change& change) {
        static const QStringList mine{u"providers"_s, u"model_routes"_s, u"all"_s};
        if (m_active && mine.contains(change.collection))
            m_changes.start();
    });
    connect(&m_connection, &client::Connection::stateChanged, this, [this] {
        if (m_active && m_connection.isConnected())
            load();
    });
    showProviderActions();
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

QWidget* ModelsPanel::makeProviders()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_tree = new QTreeView;
    m_tree->setObjectName(u"providerTree"_s);
    m_tree->setAccessibleName(tr("Providers and keys"));
    m_tree->setModel(m_providers);
    m_tree->setItemDelegate(new CellDelegate(grid::kRow, true, m_tree));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setMouseTracking(true);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->header()->setFixedHeight(grid::scaled(grid::kRowHeader));
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(ProviderTreeModel::Condition, QHeaderView::Stretch);
    m_tree->header()->resizeSection(ProviderTreeModel::Name, grid::scaled(220));
    for (const int section :
         {ProviderTreeModel::FirstToken, ProviderTreeModel::Now, ProviderTreeModel::Models})
        m_tree->header()->resizeSection(section, grid::scaled(96));
    column->addWidget(m_tree, 1);
    column->addWidget(new Separator);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(grid::kSide, 6, grid::kSide, 6);
    foot->setSpacing(grid::kGap);
    m_test = new QPushButton(icon(Icon::NetworkConnect), {});
    m_test->setObjectName(u"testProvider"_s);
    m_edit = new QPushButton(icon(Icon::DocumentEdit), {});
    m_edit->setObjectName(u"editProvider"_s);
    for (QPushButton* button : {m_test, m_edit}) {
        setControlSize(button, ControlSize::Small);
        foot->addWidget(button);
    }
    foot->addStretch(1);
    column->addLayout(foot);
    const auto openRow = [this](const QModelIndex& index) {
        editProvider(index.data(ProviderTreeModel::ProviderIdRole).toString());
    };
    connect(m_tree, &QTreeView::activated, this, openRow);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ModelsPanel::showProviderActions);
    connect(m_edit, &QPushButton::clicked, this, [this] { editProvider(selectedProvider()); });
    connect(m_test, &QPushButton::clicked, this, [this] {
        editProvider(selectedProvider());
        m_providerEditor->test();
    });
    return page;
}

QWidget* ModelsPanel::makeRoutes()
{
    m_routeTable = new QTableView;
    m_routeTable->setObjectName(u"routeTable"_s);
    m_routeTable->setAccessibleName(tr("Routes"));
    m_routeTable->setModel(m_routes);
    setUpTable(m_routeTable, grid::kRow, true);
    QHeaderView* head = m_routeTable->horizontalHeader();
    head->setSectionResizeMode(RouteTableModel::Targets, QHeaderView::Stretch);
    head->resizeSection(RouteTableModel::Name, grid::scaled(140));
    head->resizeSection(RouteTableModel::Strategy, grid::scaled(96));
    head->resizeSection(RouteTableModel::Now, grid::scaled(96));
    connect(m_routeTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                // Moving through the list must not throw away what is being written.
                if (index.isValid() && !hasUnsavedEdits())
                    editRoute(m_routes->nameAt(index.row()));
            });
    connect(m_routeTable, &QTableView::activated, this,
            [this](const QModelIndex& index) { editRoute(m_routes->nameAt(index.row())); });
    return m_routeTable;
}

void ModelsPanel::makeEditors()
{
    m_side = new QStackedWidget;
    m_side->setObjectName(u"modelsSide"_s);
    m_providerEditor = new ProviderEditor(m_client);
    m_routeEditor = new RouteEditor(m_client);
    m_side->addWidget(m_providerEditor);
    m_side->addWidget(m_routeEditor);
    connect(m_providerEditor, &ProviderEditor::closeAsked, this, &ModelsPanel::closeEditor);
    connect(m_providerEditor, &ProviderEditor::deleteAsked, this, &ModelsPanel::askDeleteProvider);
    connect(m_providerEditor, &ProviderEditor::saved, this, [this](const QString& id) {
        Q_EMIT message(State::Good, tr("%1 is saved.").arg(id));
        m_pending = Link{u"provider"_s, id, {}};
        load();
    });
    connect(m_routeEditor, &RouteEditor::closeAsked, this, &ModelsPanel::closeEditor);
    connect(m_routeEditor, &RouteEditor::deleteAsked, this, &ModelsPanel::askDeleteRoute);
    connect(m_routeEditor, &RouteEditor::tryAsked, this, &ModelsPanel::tryModel);
    connect(m_routeEditor, &RouteEditor::saved, this, [this](const QString& name) {
        Q_EMIT message(State::Good, tr("%1 is saved.").arg(name));
        load();
    });
}

void ModelsPanel::activate()
{
    m_active = true;
    m_feed.want(this, client::Topic::Changes);
    load();
    if (m_tabs->currentIndex() == Catalogue && m_catalogueModels.isEmpty())
        loadCatalogue();
    m_figuresTimer.start();
}

void ModelsPanel::deactivate()
{
    m_active = false;
    m_figuresTimer.stop();
    m_changes.stop();
    m_figuresTicket.cancel();
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
            const QString kept = selectedProvider();
            m_providers->setProviders(answer->items);
            m_tree->expandAll();
            QStringList ids;
            for (const auto& provider : answer->items)
                ids.append(QString::fromStdString(provider.value.id));
            m_providerEditor->setExistingIds(ids);
            m_tree->setCurrentIndex(m_providers->indexOf(kept));
            showCatalogue();
            updateChoices();
            applyFilter();
            showPending();
            showProviderActions();
        });
    m_client.list<model::ModelRoute>(
        {this, m_routesTicket},
        [this](const client::Answer<client::Listing<model::ModelRoute>>& answer) {
            if (!answer)
                return tell(answer.error());
            const int row = m_routeTable->currentIndex().row();
            const QString kept = row < 0 ? QString() : m_routes->nameAt(row);
            {
                const QSignalBlocker quiet(m_routeTable->selectionModel());
                m_routes->setRoutes(answer->items);
            }
            m_tabs->setTabText(Routes, tr("Routes %1").arg(wholeNumber(m_routes->rowCount())));
            QStringList names;
            for (int i = 0; i < m_routes->rowCount(); ++i)
                names.append(m_routes->nameAt(i));
            m_routeEditor->setExistingNames(names);
            if (const int again = m_routes->rowOf(kept); again >= 0) {
                const QSignalBlocker quiet(m_routeTable->selectionModel());
                m_routeTable->selectRow(again);
            }
            showCatalogue();
            applyFilter();
            showPending();
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
                showCatalogue();
                updateChoices();
            });
    if (m_catalogueModels.isEmpty() && m_side->isVisible())
        loadCatalogue();
    loadFigures();
}

void ModelsPanel::loadCatalogue()
{
    if (!m_active || m_client.endpoint().isEmpty() || m_modelsTicket.isWaiting())
        return;
    m_client.catalogueModels(
        {this, m_modelsTicket}, {},
        [this](const client::Answer<QList<client::CatalogueModel>>& answer) {
            if (!answer)
                return tell(answer.error());
            m_catalogueModels = *answer;
            QHash<QString, QString> names;
            for (const client::CatalogueProvider& kind : std::as_const(m_kinds))
                names.insert(kind.id, kind.name);
            m_catalogue->setModels(m_catalogueModels, names);
            m_tabs->setTabText(Catalogue,
                               tr("Catalogue %1").arg(wholeNumber(m_catalogueModels.size())));
            showCatalogue();
            updateChoices();
        });
}

void ModelsPanel::loadFigures()
{
    if (!m_active || m_client.endpoint().isEmpty())
        return;
    m_client.overview({this, m_figuresTicket}, kFiguresRange, 10,
                      [this](const client::Answer<client::OverviewFigures>& answer) {
                          if (answer) // else the connection tells it; the figures stay
                              showFigures(*answer);
                      });
}

void ModelsPanel::showFigures(const client::OverviewFigures& figures)
{
    QHash<QString, double> byName;
    QHash<QString, double> byProvider;
    for (const client::RankedItem& item : figures.models) {
        byName.insert(item.id, item.perSecond);
        if (const qsizetype slash = item.id.indexOf(u'/'); slash > 0)
            byProvider[item.id.left(slash)] += item.perSecond;
    }
    m_providers->setFigures(figures.providers, byProvider);
    m_routes->setCalls(byName);
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
    QList<RouteEditor::Choice> choices;
    for (const auto& provider : m_providers->providers()) {
        const QString id = QString::fromStdString(provider.value.id);
        QStringList models;
        for (const client::CatalogueModel& model : std::as_const(m_catalogueModels)) {
            if (model.provider.toStdString() == provider.value.kind && !model.deprecated)
                models.append(model.id);
        }
        choices.append({id, m_providers->displayName(id), models});
    }
    m_routeEditor->setChoices(choices);
}

void ModelsPanel::applyFilter()
{
    const QString wanted = m_filter->text().trimmed();
    const auto hides = [&wanted](const QString& text) {
        return !wanted.isEmpty() && !text.contains(wanted, Qt::CaseInsensitive);
    };
    for (int row = 0; row < m_providers->rowCount(); ++row) {
        const QString id =
            m_providers->index(row, 0).data(ProviderTreeModel::ProviderIdRole).toString();
        m_tree->setRowHidden(row, {}, hides(id + u' ' + m_providers->displayName(id)));
    }
    for (int row = 0; row < m_routes->rowCount(); ++row) {
        const QModelIndex targets = m_routes->index(row, RouteTableModel::Targets);
        m_routeTable->setRowHidden(
            row, hides(m_routes->nameAt(row) + u' ' + targets.data(Qt::ToolTipRole).toString()));
    }
    m_catalogue->setText(wanted);
}

QString ModelsPanel::selectedProvider() const
{
    return m_tree->currentIndex().data(ProviderTreeModel::ProviderIdRole).toString();
}

void ModelsPanel::showProviderActions()
{
    const QString id = selectedProvider();
    m_test->setVisible(!id.isEmpty());
    m_edit->setVisible(!id.isEmpty());
    m_test->setText(tr("Test %1 now").arg(m_providers->displayName(id)));
    m_edit->setText(tr("Edit %1").arg(m_providers->displayName(id)));
}

void ModelsPanel::addProvider()
{
    m_tabs->setCurrentIndex(Providers);
    m_side->setCurrentWidget(m_providerEditor);
    m_side->show();
    m_providerEditor->startAdding();
}

void ModelsPanel::addRoute()
{
    m_tabs->setCurrentIndex(Routes);
    if (m_catalogueModels.isEmpty())
        loadCatalogue();
    m_side->setCurrentWidget(m_routeEditor);
    m_side->show();
    m_routeEditor->startAdding();
}

void ModelsPanel::editProvider(const QString& id)
{
    const auto* provider = m_providers->provider(id);
    if (!provider)
        return;
    m_side->setCurrentWidget(m_providerEditor);
    m_side->show();
    m_providerEditor->edit(*provider, m_providers->displayName(id));
}

void ModelsPanel::editRoute(const QString& name)
{
    const auto* route = m_routes->route(name);
    if (!route)
        return;
    if (m_catalogueModels.isEmpty())
        loadCatalogue();
    m_side->setCurrentWidget(m_routeEditor);
    m_side->show();
    m_routeEditor->edit(*route);
}

void ModelsPanel::showPending()
{
    if (m_pending.kind == "provider"_L1 && m_providers->provider(m_pending.id)) {
        m_tree->setCurrentIndex(m_providers->indexOf(m_pending.id));
        editProvider(m_pending.id);
        m_pending = {};
    } else if (m_pending.kind == "model_route"_L1 && m_routes->route(m_pending.id)) {
        const QString name = m_pending.id;
        m_pending = {};
        m_routeTable->selectRow(m_routes->rowOf(name));
        editRoute(name);
    }
}

void ModelsPanel::closeEditor()
{
    m_side->hide();
    (m_tabs->currentIndex() == Routes ? static_cast<QWidget*>(m_routeTable) : m_tree)->setFocus();
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
    return m_side->isVisible() && m_side->currentWidget() == m_routeEditor &&
           m_routeEditor->hasEdits();
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
