// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApisPanel.h"

#include "apis/ApiEditor.h"
#include "apis/ApiInspector.h"
#include "apis/ApiTableModel.h"
#include "apis/ApiWords.h"

#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "widgets/AskBox.h"
#include "widgets/Bar.h"
#include "widgets/FilterBox.h"
#include "widgets/Icon.h"
#include "widgets/InspectorSplitter.h"
#include "widgets/MessageBar.h"
#include "widgets/NumberFormat.h"
#include "widgets/PanelHeader.h"
#include "widgets/State.h"
#include "widgets/TableSetup.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QComboBox>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {
namespace {

constexpr auto kFiguresRange = 600s;
constexpr int kAnyState = -1;
constexpr int kWidths[] = {180, 112, 40, 120, 140, 112, 76, 76};

/// Words anywhere, and one state or any.
class ApiFilter final : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void choose(const QStringList& words, int state)
    {
        m_words = words;
        m_state = state;
        invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override
    {
        const QModelIndex index = sourceModel()->index(row, 0, parent);
        if (m_state != kAnyState && index.data(ApiTableModel::StateRole).toInt() != m_state)
            return false;
        const QString text = index.data(ApiTableModel::SearchRole).toString();
        return std::ranges::all_of(m_words, [&text](const QString& word) {
            return text.contains(word, Qt::CaseInsensitive);
        });
    }

private:
    QStringList m_words;
    int m_state = kAnyState;
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
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    connect(m_editor, &ApiEditor::closeAsked, this, [this] { m_pages->setCurrentIndex(0); });
    connect(m_editor, &ApiEditor::saved, this, [this](const QString& id, const QString& name) {
        Q_EMIT message(State::Good, tr("%1 is saved.").arg(name));
        m_selected = id;
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
    m_empty = new TextLabel(tr("No API yet. Give a base path and the address of a server: callers "
                               "reach it through the gateway from then on."),
                            TextSize::Body, Role::Muted);
    m_empty->setObjectName(u"apisEmpty"_s);
    m_empty->setWordWrap(true);
    m_empty->setMargin(grid::kSide);
    m_empty->hide();
    auto* list = new QWidget;
    auto* inner = new QVBoxLayout(list);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(makeFilterBar());
    inner->addWidget(m_empty);
    inner->addWidget(m_table, 1);
    m_inspector = new ApiInspector;
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
    connect(m_state, &QComboBox::currentIndexChanged, this, &ApisPanel::applyFilter);
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
    header->addAction(add);
    connect(add, &QPushButton::clicked, this, [this] {
        m_editor->startNew();
        m_pages->setCurrentWidget(m_editor);
    });
    return header;
}

QWidget* ApisPanel::makeFilterBar()
{
    auto* bar = new Bar(grid::kToolbar);
    m_state = new QComboBox;
    m_state->setObjectName(u"apisState"_s);
    m_state->setAccessibleName(tr("State"));
    setControlSize(m_state, ControlSize::Small);
    m_state->addItem(tr("State: any"), kAnyState);
    for (const model::ApiState state : kApiStates)
        m_state->addItem(tr("State: %1").arg(stateName(state)), static_cast<int>(state));
    m_count = new TextLabel({}, TextSize::Secondary, Role::Muted);
    m_count->setObjectName(u"apisCount"_s);
    bar->row()->addWidget(m_state);
    bar->row()->addStretch(1);
    bar->row()->addWidget(m_count);
    return bar;
}

void ApisPanel::makeTable()
{
    m_filtered->setSourceModel(m_model);
    m_filtered->setSortRole(ApiTableModel::SortRole);
    m_filtered->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_filtered->setSortLocaleAware(true);
    m_filtered->setDynamicSortFilter(true);
    m_table = new QTableView;
    m_table->setObjectName(u"apisTable"_s);
    m_table->setAccessibleName(tr("APIs"));
    m_table->setModel(m_filtered);
    setUpTable(m_table, grid::kRowDense, false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ApiTableModel::Name, Qt::AscendingOrder);
    for (int i = 0; i < ApiTableModel::ColumnCount; ++i)
        m_table->horizontalHeader()->resizeSection(i, grid::scaled(kWidths[i]));
    m_table->horizontalHeader()->setSectionResizeMode(ApiTableModel::Name, QHeaderView::Stretch);
    const auto idOf = [this](const QModelIndex& index) {
        const int row = m_filtered->mapToSource(index).row();
        return QString::fromStdString(m_model->apis().at(row).value.id);
    };
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this, idOf](const QModelIndex& index) {
                if (!index.isValid())
                    return;
                m_selected = idOf(index);
                inspect(m_selected);
            });
    connect(m_table, &QTableView::activated, this,
            [this, idOf](const QModelIndex& index) { edit(idOf(index)); });
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
                                  const QString kept = m_selected;
                                  m_model->setApis(answer->items);
                                  m_editor->setOthers(answer->items);
                                  m_selected = kept;
                                  select(kept);
                                  showCount();
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
                                   if (m_inspector->isVisible())
                                       inspect(m_inspector->id());
                               });
    loadFigures();
}

void ApisPanel::loadFigures()
{
    if (!m_active || m_client.endpoint().isEmpty())
        return;
    m_client.overview({this, m_figuresTicket}, kFiguresRange, 10,
                      [this](const client::Answer<client::OverviewFigures>& answer) {
                          if (!answer)
                              return; // the connection tells it; the figures stay
                          m_model->setFigures(answer->apis);
                          m_inspector->showFigures(m_model->figuresOf(m_inspector->id()));
                      });
}

void ApisPanel::applyFilter()
{
    static_cast<ApiFilter*>(m_filtered)
        ->choose(m_filter->text().split(u' ', Qt::SkipEmptyParts), m_state->currentData().toInt());
    showCount();
}

void ApisPanel::showCount()
{
    const auto served = std::ranges::count_if(
        m_model->apis(), [](const auto& api) { return isServed(api.value.state); });
    QString text = tr("%n API(s), %1 served", nullptr, m_model->rowCount())
                       .arg(wholeNumber(static_cast<std::int64_t>(served)));
    if (m_filtered->rowCount() != m_model->rowCount())
        text = tr("%1 shown of %2").arg(wholeNumber(m_filtered->rowCount()), text);
    m_count->setText(text);
    m_empty->setVisible(m_model->rowCount() == 0);
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
    m_inspector->showFigures(m_model->figuresOf(id));
    m_inspector->show();
}

void ApisPanel::select(const QString& id)
{
    const int row = id.isEmpty() ? -1 : m_model->rowOf(id);
    if (row < 0) {
        m_inspector->hide();
        return;
    }
    const QModelIndex index = m_filtered->mapFromSource(m_model->index(row, 0));
    m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                          QItemSelectionModel::Rows);
    m_table->scrollTo(index);
    inspect(id);
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
                          m_selected.clear();
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
    m_state->setCurrentIndex(0);
    if (!hasUnsavedEdits())
        m_pages->setCurrentIndex(0);
    m_selected = link.id;
    select(link.id);
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
    return m_selected.toUtf8() + '\n' + m_filter->text().toUtf8();
}

void ApisPanel::restoreState(const QByteArray& state)
{
    const qsizetype end = state.indexOf('\n');
    m_selected = QString::fromUtf8(state.left(end));
    m_filter->setText(end < 0 ? QString() : QString::fromUtf8(state.mid(end + 1)));
}

bool ApisPanel::hasUnsavedEdits() const
{
    return m_pages->currentWidget() == m_editor && m_editor->hasEdits();
}

} // namespace gatehouse::ui
