// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApisPanel.h"

#include "apis/ApiEditor.h"
#include "apis/ApiImportPage.h"
#include "apis/ApiInspector.h"
#include "apis/ApiLifeBar.h"
#include "apis/ApiTableModel.h"
#include "apis/ApiWords.h"

#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "widgets/AskBox.h"
#include "widgets/Bar.h"
#include "widgets/ChoiceChip.h"
#include "widgets/EmptyState.h"
#include "widgets/FilterBox.h"
#include "widgets/Icon.h"
#include "widgets/InspectorSplitter.h"
#include "widgets/ListTable.h"
#include "widgets/MessageBar.h"
#include "widgets/NumberFormat.h"
#include "widgets/PanelHeader.h"
#include "widgets/State.h"
#include "widgets/TableSetup.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {
namespace {

constexpr int kWidths[] = {150, 104, 40, 124, 130, 62, 76, 76};
/// With less the inspector would leave the table too little room to open it unasked.
constexpr int kRoomForInspector = 1000;

/// Words anywhere; state, team and kind, each one or any.
class ApiFilter final : public QSortFilterProxyModel
{
public:
    struct Choice
    {
        QStringList words;
        QVariant state; ///< Invalid = any, as for the others.
        QVariant team;
        QVariant kind;
    };

    using QSortFilterProxyModel::QSortFilterProxyModel;
    void choose(const Choice& choice)
    {
        m_choice = choice;
        invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override
    {
        const QModelIndex index = sourceModel()->index(row, 0, parent);
        const auto differs = [&index](const QVariant& wanted, int role) {
            return wanted.isValid() && index.data(role) != wanted;
        };
        if (differs(m_choice.state, ApiTableModel::StateRole) ||
            differs(m_choice.team, ApiTableModel::TeamRole) ||
            differs(m_choice.kind, ApiTableModel::KindRole))
            return false;
        if (m_choice.words.isEmpty())
            return true;
        const QString text = index.data(ApiTableModel::SearchRole).toString();
        return std::ranges::all_of(m_choice.words, [&text](const QString& word) {
            return text.contains(word, Qt::CaseInsensitive);
        });
    }

    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override
    {
        const QVariant a = left.data(ApiTableModel::SortRole);
        const QVariant b = right.data(ApiTableModel::SortRole);
        if (a != b)
            return QSortFilterProxyModel::lessThan(left, right);
        // What is equal keeps one order, whichever way the column is sorted.
        const bool down = sortOrder() == Qt::DescendingOrder;
        const int x = left.data(ApiTableModel::OrderRole).toInt();
        const int y = right.data(ApiTableModel::OrderRole).toInt();
        if (x != y)
            return (x < y) != down;
        const QModelIndex first = left.siblingAtColumn(ApiTableModel::Name);
        const QModelIndex second = right.siblingAtColumn(ApiTableModel::Name);
        const int names =
            first.data().toString().compare(second.data().toString(), Qt::CaseInsensitive);
        return names != 0 && (names < 0) != down;
    }

private:
    Choice m_choice;
};

} // namespace

ApisPanel::ApisPanel(client::AdminClient& client, client::LiveFeed& feed,
                     client::Connection& connection, QWidget* parent)
    : Panel(parent)
    , m_client(client)
    , m_feed(feed)
    , m_connection(connection)
    , m_model(new ApiTableModel(this))
    , m_filtered(new ApiFilter(this))
{
    setObjectName(u"apisPanel"_s);
    setGround(this, Role::Surface);
    m_pages = new QStackedWidget;
    m_pages->setObjectName(u"apisPages"_s);
    m_pages->addWidget(makeListPage());
    m_editor = new ApiEditor(m_client);
    m_pages->addWidget(m_editor);
    makeImport();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    connect(m_editor, &ApiEditor::closeAsked, this, [this] { m_pages->setCurrentIndex(0); });
    connect(m_editor, &ApiEditor::saved, this, [this](const QString& id, const QString& name) {
        Q_EMIT message(State::Good, tr("%1 is saved.").arg(name));
        m_table->setSelected(id);
        m_pages->setCurrentIndex(0);
        load();
    });
    m_changes.setSingleShot(true);
    m_changes.setInterval(150ms);
    m_figuresTimer.setInterval(5s);
    connect(&m_changes, &QTimer::timeout, this, &ApisPanel::load);
    connect(&m_figuresTimer, &QTimer::timeout, this, &ApisPanel::loadFigures);
    connect(&m_feed, &client::LiveFeed::changed, this, [this](const client::Change& change) {
        static const QStringList mine{u"apis"_s, u"teams"_s, u"all"_s};
        if (m_active && mine.contains(change.collection))
            m_changes.start();
    });
    connect(&m_connection, &client::Connection::stateChanged, this, [this] {
        if (m_active && m_connection.isConnected())
            load();
    });
    showCount();
}

QWidget* ApisPanel::makeListPage()
{
    makeTable();
    m_notice = new MessageBar;
    auto* empty = new EmptyState(
        Icon::CodeContext, tr("An API has a base path here and a server behind it: callers reach "
                              "it through the gateway, which counts, limits and shows them."));
    empty->setObjectName(u"apisEmpty"_s);
    connect(empty->setAction(tr("New API")), &QPushButton::clicked, this, &ApisPanel::startNew);
    connect(empty->setLink(tr("Models need no API: see them")), &QPushButton::clicked, this,
            [this] { Q_EMIT linkActivated(Link{u"models"_s, {}, {}}); });
    m_lists = new QStackedWidget;
    m_lists->addWidget(m_table);
    m_lists->addWidget(empty);
    auto* list = new QWidget;
    auto* inner = new QVBoxLayout(list);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(makeFilterBar());
    inner->addWidget(m_lists, 1);
    m_inspector = new ApiInspector;
    makeLife();
    auto* escape = new QShortcut(Qt::Key_Escape, m_inspector, nullptr, nullptr,
                                 Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, m_inspector, &ApiInspector::closeAsked);
    connect(m_inspector, &ApiInspector::closeAsked, this, [this] {
        m_inspector->hide();
        m_table->setFocus();
    });
    connect(m_inspector, &ApiInspector::editAsked, this, &ApisPanel::edit);
    connect(m_inspector, &ApiInspector::deleteAsked, this, &ApisPanel::askDelete);
    connect(m_inspector, &ApiInspector::trafficAsked, this, [this](const QString& id) {
        Link link{u"traffic"_s, {}, {}};
        link.query.addQueryItem(u"api"_s, id);
        Q_EMIT linkActivated(link);
    });
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(m_notice);
    column->addWidget(new InspectorSplitter(list, m_inspector), 1);
    connect(m_filter, &QLineEdit::textChanged, this, &ApisPanel::applyFilter);
    for (ChoiceChip* box : {m_state, m_team, m_kind})
        connect(box, &QComboBox::currentIndexChanged, this, &ApisPanel::applyFilter);
    return page;
}

QWidget* ApisPanel::makeHeader()
{
    auto* header = new PanelHeader(tr("APIs"));
    m_filter = header->addFilter(tr("Name, route, team"));
    m_filter->setObjectName(u"apisFilter"_s);
    auto* add = new QPushButton(icon(Icon::ListAdd, Role::OnAccent), tr("New API"));
    add->setObjectName(u"newApi"_s);
    setButtonRole(add, ButtonRole::Main);
    auto* import = new QPushButton(icon(Icon::DocumentImport, Role::Text), tr("Import…"));
    import->setObjectName(u"importApi"_s);
    header->addAction(import);
    header->addAction(add);
    connect(import, &QPushButton::clicked, this, [this] {
        m_import->startNew();
        m_pages->setCurrentWidget(m_import);
    });
    connect(add, &QPushButton::clicked, this, &ApisPanel::startNew);
    return header;
}

void ApisPanel::makeLife()
{
    m_life = new ApiLifeBar(m_client);
    m_inspector->setLife(m_life);
    connect(m_life, &ApiLifeBar::done, this, [this](const QString& sentence) {
        Q_EMIT message(State::Good, sentence);
        load();
    });
    connect(m_life, &ApiLifeBar::failed, this, &ApisPanel::tell);
    connect(m_life, &ApiLifeBar::importAsked, this, [this](const QString& id) {
        const int row = m_model->rowOf(id);
        m_import->startAgain(id, row < 0 ? id : displayName(m_model->apis().at(row).value));
        m_pages->setCurrentWidget(m_import);
    });
}

void ApisPanel::makeImport()
{
    m_import = new ApiImportPage(m_client);
    m_pages->addWidget(m_import);
    connect(m_import, &ApiImportPage::closeAsked, this, [this] {
        const auto leave = [this] { m_pages->setCurrentIndex(0); };
        if (m_import->hasText())
            askBefore(this, tr("Leave without importing?"), tr("Leave"), leave);
        else
            leave();
    });
    connect(m_import, &ApiImportPage::imported, this,
            [this](const QString& id, const QString& name) {
                Q_EMIT message(State::Good, tr("%1 is imported.").arg(name));
                m_table->setSelected(id);
                m_pages->setCurrentIndex(0);
                load();
            });
}

void ApisPanel::startNew()
{
    m_editor->startNew();
    m_pages->setCurrentWidget(m_editor);
}

QWidget* ApisPanel::makeFilterBar()
{
    auto* bar = new Bar(grid::kToolbar);
    const auto choice = [bar](const QString& name, const QString& any, const QString& objectName) {
        auto* box = new ChoiceChip(name);
        box->setObjectName(objectName);
        box->addItem(any);
        bar->row()->addWidget(box);
        return box;
    };
    m_state = choice(tr("State"), tr("state: any"), u"apisState"_s);
    for (const model::ApiState state : kApiStates)
        m_state->addItem(tr("state: %1").arg(stateName(state)), static_cast<int>(state));
    m_team = choice(tr("Team"), tr("team: any"), u"apisTeam"_s);
    m_kind = choice(tr("Kind"), tr("kind: any"), u"apisKind"_s);
    for (const model::ApiKind kind :
         {model::ApiKind::Rest, model::ApiKind::Ai, model::ApiKind::Prompt})
        m_kind->addItem(tr("kind: %1").arg(kindName(kind)), static_cast<int>(kind));
    m_count = new TextLabel({}, TextSize::Secondary, Role::Muted);
    m_count->setObjectName(u"apisCount"_s);
    bar->row()->addStretch(1);
    bar->row()->addWidget(m_count);
    return bar;
}

void ApisPanel::makeTable()
{
    m_filtered->setSourceModel(m_model);
    m_filtered->setSortRole(ApiTableModel::SortRole);
    m_table = new ListTable(*m_filtered, ApiTableModel::IdRole);
    m_table->setObjectName(u"apisTable"_s);
    m_table->setAccessibleName(tr("APIs"));
    setUpTable(m_table, grid::kRowDense, false);
    m_table->setColumns({kWidths, ApiTableModel::Name, ApiTableModel::Calls});
    connect(m_table, &ListTable::chosen, this, &ApisPanel::inspect);
    connect(m_table, &ListTable::opened, this, &ApisPanel::edit);
    connect(m_table, &ListTable::deleteAsked, this, &ApisPanel::askDelete);
    connect(m_table, &ListTable::closeAsked, this, [this] { m_inspector->hide(); });
}

void ApisPanel::activate()
{
    m_active = true;
    m_feed.want(this, client::Topic::Changes);
    load();
    m_figuresTimer.start();
}

void ApisPanel::deactivate()
{
    m_active = false;
    m_figuresTimer.stop();
    m_changes.stop();
    m_figuresTicket.cancel();
    m_feed.want(this, {});
}

void ApisPanel::load()
{
    if (!m_active || m_client.endpoint().isEmpty())
        return;
    m_client.list<model::Api>({this, m_listTicket},
                              [this](const client::Answer<client::Listing<model::Api>>& answer) {
                                  if (!answer)
                                      return tell(answer.error());
                                  m_table->keepPlace([&] { m_model->setApis(answer->items); });
                                  m_editor->setOthers(answer->items);
                                  showCount();
                                  if (m_hasFigures)
                                      selectFirst();
                              });
    m_client.list<model::Team>({this, m_teamsTicket},
                               [this](const client::Answer<client::Listing<model::Team>>& answer) {
                                   if (!answer)
                                       return tell(answer.error());
                                   QList<model::Team> teams;
                                   QHash<QString, QString> names;
                                   for (const auto& team : answer->items) {
                                       teams.append(team.value);
                                       if (!team.value.name.empty())
                                           names.insert(QString::fromStdString(team.value.id),
                                                        QString::fromStdString(team.value.name));
                                   }
                                   m_editor->setTeams(teams);
                                   m_model->setTeamNames(names);
                                   showTeams(teams);
                                   if (m_inspector->isVisible())
                                       inspect(m_inspector->id());
                               });
    m_client.list<model::Application>(
        {this, m_applicationsTicket},
        [this](const client::Answer<client::Listing<model::Application>>& answer) {
            if (!answer)
                return; // the callers are told by their ids
            for (const auto& application : answer->items) {
                if (!application.value.name.empty())
                    m_applicationNames.insert(QString::fromStdString(application.value.id),
                                              QString::fromStdString(application.value.name));
            }
            loadCallers();
        });
    loadFigures();
}

void ApisPanel::loadCallers()
{
    const QString id = m_inspector->id();
    if (!m_active || id.isEmpty() || m_client.endpoint().isEmpty())
        return;
    m_client.usage({this, m_callersTicket}, u"api"_s, id,
                   [this, id](const client::Answer<client::UsageFigures>& answer) {
                       if (!answer || id != m_inspector->id())
                           return;
                       m_inspector->showCallers(*answer, m_applicationNames);
                       m_life->setCallers(m_inspector->callers());
                   });
}

void ApisPanel::loadFigures()
{
    if (!m_active || m_client.endpoint().isEmpty())
        return;
    m_client.usage({this, m_figuresTicket}, u"api"_s, {},
                   [this](const client::Answer<client::UsageFigures>& answer) {
                       if (!answer)
                           return; // the connection tells it; the figures stay
                       m_hour = {answer->fromMillis, answer->stepMillis, answer->points, {}};
                       m_model->setFigures(*answer);
                       if (!std::exchange(m_hasFigures, true)) {
                           m_table->sortNow(); // once by calls; later nothing jumps
                           selectFirst();
                       }
                       showCount();
                       m_inspector->showFigures(m_model->figuresOf(m_inspector->id()), m_hour);
                   });
    loadCallers();
}

void ApisPanel::selectFirst()
{
    if (width() >= grid::scaled(kRoomForInspector))
        m_table->selectFirst();
}

void ApisPanel::showTeams(const QList<model::Team>& teams)
{
    const QVariant chosen = m_team->currentData();
    const QSignalBlocker quiet(m_team);
    while (m_team->count() > 1)
        m_team->removeItem(1);
    for (const model::Team& team : teams) {
        const QString id = QString::fromStdString(team.id);
        m_team->addItem(
            tr("team: %1").arg(team.name.empty() ? id : QString::fromStdString(team.name)), id);
    }
    m_team->setCurrentIndex(chosen.isValid() ? std::max(0, m_team->findData(chosen)) : 0);
    if (m_team->currentData() != chosen)
        applyFilter();
}

void ApisPanel::applyFilter()
{
    static_cast<ApiFilter*>(m_filtered)
        ->choose({m_filter->text().split(u' ', Qt::SkipEmptyParts), m_state->currentData(),
                  m_team->currentData(), m_kind->currentData()});
    showCount();
}

void ApisPanel::showCount()
{
    const int all = m_model->rowCount();
    const auto count = [this](model::ApiState state) {
        return static_cast<std::int64_t>(std::ranges::count_if(
            m_model->apis(), [state](const auto& api) { return api.value.state == state; }));
    };
    QStringList parts{all == 1 ? tr("1 API") : tr("%1 APIs").arg(wholeNumber(all))};
    if (m_filtered->rowCount() != all)
        parts.prepend(tr("%1 shown").arg(wholeNumber(m_filtered->rowCount())));
    parts.append(tr("%1 published").arg(wholeNumber(count(model::ApiState::Published))));
    if (const auto blocked = count(model::ApiState::Blocked); blocked > 0)
        parts.append(tr("%1 blocked").arg(wholeNumber(blocked)));
    int full = 0;
    int failing = 0;
    for (const auto& api : m_model->apis()) {
        const Trouble trouble = troubleOf(m_model->figuresOf(QString::fromStdString(api.value.id)));
        full += trouble == Trouble::Refused && isServed(api.value.state);
        failing += trouble == Trouble::Failed && isServed(api.value.state);
    }
    if (full > 0)
        parts.append(tr("%1 refusing").arg(full));
    if (failing > 0)
        parts.append(tr("%1 failing").arg(failing));
    m_count->setText(parts.join(u" \u00b7 "_s));
    m_lists->setCurrentIndex(all == 0 ? 1 : 0);
}

void ApisPanel::inspect(const QString& id)
{
    const int row = m_model->rowOf(id);
    if (row < 0) {
        m_inspector->hide();
        return;
    }
    const client::Stored<model::Api>& api = m_model->apis().at(row);
    m_inspector->showApi(api, m_model->teamName(api.value), m_connection.status().gatewayUrl());
    m_inspector->showFigures(m_model->figuresOf(id), m_hour);
    m_life->showApi(api.value, static_cast<quint32>(api.json.value(u"revision"_s).toInt()));
    m_inspector->show();
    loadCallers();
}

void ApisPanel::edit(const QString& id)
{
    const int row = m_model->rowOf(id);
    if (row < 0 || m_model->apis().at(row).value.kind != model::ApiKind::Rest)
        return;
    m_editor->edit(m_model->apis().at(row));
    m_pages->setCurrentWidget(m_editor);
}

void ApisPanel::askDelete(const QString& id)
{
    const int row = m_model->rowOf(id);
    if (row < 0)
        return;
    const QString name = displayName(m_model->apis().at(row).value);
    askBefore(this, tr("Delete %1? Its callers get 404 from the next call on.").arg(name),
              tr("Delete %1").arg(name), [this, id, name] {
                  m_client.remove<model::Api>(
                      {this, m_actTicket}, id, [this, name](const client::Answer<void>& answer) {
                          if (!answer)
                              return tell(answer.error());
                          Q_EMIT message(State::Good, tr("%1 is deleted.").arg(name));
                          m_table->setSelected({});
                          m_inspector->hide();
                          load();
                      });
              });
}

void ApisPanel::tell(const client::Problem& problem)
{
    m_notice->say(State::Failed, problem.message, {}, problem.detail);
}

bool ApisPanel::open(const Link& link)
{
    if (link.kind != "api"_L1)
        return link.kind == "apis"_L1;
    m_filter->clear();
    for (ChoiceChip* box : {m_state, m_team, m_kind})
        box->setCurrentIndex(0);
    if (!hasUnsavedEdits())
        m_pages->setCurrentIndex(0);
    m_table->setSelected(link.id);
    m_table->select(link.id);
    return true;
}

void ApisPanel::focusFilter()
{
    if (m_pages->currentIndex() != 0)
        return;
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

QByteArray ApisPanel::saveState() const
{
    return m_table->selected().toUtf8() + '\n' + m_filter->text().toUtf8();
}

void ApisPanel::restoreState(const QByteArray& state)
{
    const qsizetype end = state.indexOf('\n');
    m_table->setSelected(QString::fromUtf8(state.left(end)));
    m_filter->setText(end < 0 ? QString() : QString::fromUtf8(state.mid(end + 1)));
}

bool ApisPanel::hasUnsavedEdits() const
{
    if (m_pages->currentWidget() == m_import)
        return m_import->hasText();
    return m_pages->currentWidget() == m_editor && m_editor->hasEdits();
}

} // namespace gatehouse::ui
