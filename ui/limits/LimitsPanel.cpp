// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LimitsPanel.h"

#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "limits/CounterWatch.h"
#include "limits/DoctorPane.h"
#include "limits/EffectivePane.h"
#include "limits/LimitActions.h"
#include "limits/LimitDelegate.h"
#include "limits/LimitEditor.h"
#include "limits/LimitFilter.h"
#include "limits/LimitInspector.h"
#include "limits/LimitTableModel.h"
#include "limits/LimitWords.h"
#include "widgets/Bar.h"
#include "widgets/ChoiceChip.h"
#include "widgets/EmptyState.h"
#include "widgets/FilterBox.h"
#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/InspectorSplitter.h"
#include "widgets/MessageBar.h"
#include "widgets/NumberFormat.h"
#include "widgets/PanelHeader.h"
#include "widgets/SegmentedControl.h"
#include "widgets/TableSetup.h"
#include "widgets/TextLabel.h"
#include "widgets/Variants.h"

#include <QDateTime>
#include <QHeaderView>
#include <QJsonDocument>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {
namespace {
constexpr int kWidths[] = {360, 152, 76, 126};
/// With less the inspector would leave the table too little room to open it unasked.
constexpr int kRoomForInspector = 1000;
enum Page
{
    ListPage,
    EditorPage,
    DoctorPage
};
enum SidePage
{
    RuleSide,
    ApplicationSide
};
} // namespace

LimitsPanel::LimitsPanel(client::AdminClient& client, client::LiveFeed& feed,
                         client::Connection& connection, QWidget* parent)
    : Panel(parent)
    , m_client(client)
    , m_feed(feed)
    , m_connection(connection)
    , m_names(client, feed)
    , m_counters(new CounterWatch(client, this))
    , m_model(new LimitTableModel(m_names, *m_counters, this))
    , m_filtered(new LimitFilter(this))
    , m_actions(new LimitActions(client, this))
{
    setObjectName(u"limitsPanel"_s);
    setGround(this, Role::Surface);
    m_pages = new QStackedWidget;
    m_pages->setObjectName(u"limitsPages"_s);
    m_editor = new LimitEditor(m_client, m_names, [this] { return m_counters->now(); });
    m_doctor = new DoctorPane(m_client, m_names);
    m_pages->addWidget(makeListPage());
    m_pages->addWidget(m_editor);
    m_pages->addWidget(m_doctor);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    connect(m_editor, &LimitEditor::closeAsked, this,
            [this] { m_pages->setCurrentIndex(ListPage); });
    connect(m_editor, &LimitEditor::saved, this, [this](const QString& id, const QString& name) {
        Q_EMIT message(State::Good, tr("%1 is saved.").arg(name));
        m_selected = id;
        m_pages->setCurrentIndex(ListPage);
        load();
    });
    connect(m_doctor, &DoctorPane::closeAsked, this,
            [this] { m_pages->setCurrentIndex(ListPage); });
    connect(m_doctor, &DoctorPane::requestAsked, this,
            [this](const QString& id) { Q_EMIT linkActivated(Link{u"request"_s, id, {}}); });
    connect(m_doctor, &DoctorPane::ruleAsked, this, &LimitsPanel::editRule);
    connect(m_doctor, &DoctorPane::told, this,
            [this](const QString& words) { Q_EMIT message(State::Good, words); });
    connect(m_actions, &LimitActions::done, this, [this](const QString& words) {
        Q_EMIT message(State::Good, words);
        load();
    });
    connect(m_actions, &LimitActions::failed, this, &LimitsPanel::tell);
    connectFeed();
    showCount();
}

void LimitsPanel::connectFeed()
{
    m_changes.setSingleShot(true);
    m_changes.setInterval(150ms);
    connect(&m_changes, &QTimer::timeout, this, &LimitsPanel::load);
    connect(&m_feed, &client::LiveFeed::changed, this, [this](const client::Change& change) {
        static const QStringList mine{u"limits"_s, u"applications"_s, u"apis"_s, u"all"_s};
        if (m_active && mine.contains(change.collection))
            m_changes.start();
    });
    connect(&m_feed, &client::LiveFeed::tick, this,
            [this](const client::Tick& tick) { m_counters->setServerTime(tick.timeMillis); });
    connect(&m_connection, &client::Connection::stateChanged, this, [this] {
        if (m_active && m_connection.isConnected())
            load();
    });
    connect(&m_names, &client::Names::changed, this, [this] {
        m_model->refresh();
        m_inspector->refresh();
        m_effective->refresh();
    });
    connect(m_counters, &CounterWatch::read, this, [this](const QString& rule) {
        m_model->refresh(rule);
        if (rule == m_inspector->id())
            m_inspector->refresh();
    });
    connect(m_counters, &CounterWatch::roundDone, this, &LimitsPanel::onRoundDone);
}

QWidget* LimitsPanel::makeListPage()
{
    makeTable();
    m_notice = new MessageBar;
    auto* empty = new EmptyState(
        Icon::Speedometer, tr("Rules keep one caller from using up what others need: so many "
                              "calls, tokens or dollars, for each application, team or address."));
    empty->setObjectName(u"limitsEmpty"_s);
    connect(empty->setAction(tr("New rule")), &QPushButton::clicked, this, &LimitsPanel::startNew);
    connect(empty->setLink(tr("See who calls how often")), &QPushButton::clicked, this,
            [this] { Q_EMIT linkActivated(Link{u"overview"_s, {}, {}}); });
    m_lists = new QStackedWidget;
    m_lists->addWidget(m_table);
    m_lists->addWidget(empty);
    auto* list = new QWidget;
    auto* inner = new QVBoxLayout(list);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(makeFilterBar());
    inner->addWidget(m_lists, 1);
    m_side = makeSide();
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(m_notice);
    column->addWidget(new InspectorSplitter(list, m_side), 1);
    connect(m_filter, &QLineEdit::textChanged, this, &LimitsPanel::applyFilter);
    for (ChoiceChip* box : {m_state, m_mode})
        connect(box, &QComboBox::currentIndexChanged, this, &LimitsPanel::applyFilter);
    return page;
}

QWidget* LimitsPanel::makeHeader()
{
    auto* header = new PanelHeader(tr("Rate limits"));
    m_filter = header->addFilter(tr("Filter rules"));
    m_filter->setObjectName(u"limitsFilter"_s);
    auto* doctor = new QPushButton(icon(Icon::HelpContents), tr("Doctor"));
    doctor->setObjectName(u"openDoctor"_s);
    doctor->setToolTip(tr("Why was the last refused request refused?"));
    header->addAction(doctor);
    auto* add = new QPushButton(icon(Icon::ListAdd, Role::OnAccent), tr("New rule"));
    add->setObjectName(u"newLimit"_s);
    setButtonRole(add, ButtonRole::Main);
    header->addAction(add);
    connect(add, &QPushButton::clicked, this, &LimitsPanel::startNew);
    connect(doctor, &QPushButton::clicked, this, [this] {
        m_pages->setCurrentIndex(DoctorPage);
        m_doctor->showNewest();
    });
    return header;
}

QWidget* LimitsPanel::makeFilterBar()
{
    auto* bar = new Bar(grid::kToolbar);
    m_state = new ChoiceChip(tr("Use"));
    m_state->setObjectName(u"limitsState"_s);
    m_state->addItem(tr("use: any"));
    m_state->addItem(tr("use: full"), static_cast<int>(State::Full));
    m_state->addItem(tr("use: from 80 %"), static_cast<int>(State::Near));
    m_state->addItem(tr("use: room"), static_cast<int>(State::Good));
    m_mode = new ChoiceChip(tr("State"));
    m_mode->setObjectName(u"limitsMode"_s);
    m_mode->addItem(tr("state: any"));
    m_mode->addItem(tr("state: enforced"), static_cast<int>(LimitMode::Enforced));
    m_mode->addItem(tr("state: ramp"), static_cast<int>(LimitMode::Ramp));
    m_mode->addItem(tr("state: shadow"), static_cast<int>(LimitMode::Shadow));
    m_count = new TextLabel({}, TextSize::Secondary, Role::Muted);
    m_count->setObjectName(u"limitsCount"_s);
    bar->row()->addWidget(m_state);
    bar->row()->addWidget(m_mode);
    bar->row()->addStretch(1);
    bar->row()->addWidget(m_count);
    return bar;
}

QWidget* LimitsPanel::makeSide()
{
    m_inspector = new LimitInspector(m_names, *m_counters);
    m_effective = new EffectivePane(m_names, *m_counters);
    auto* side = new QWidget;
    setGround(side, Role::Surface);
    m_sideChoice = new SegmentedControl({tr("This rule"), tr("One application")});
    m_sideChoice->setObjectName(u"limitsSide"_s);
    m_sideChoice->setAccessibleName(tr("What is shown here"));
    m_sidePages = new QStackedWidget;
    m_sidePages->addWidget(m_inspector);
    m_sidePages->addWidget(m_effective);
    auto* close = new IconButton(Icon::Cross, tr("Close"));
    auto* head = new Bar(grid::kToolbar);
    head->row()->addWidget(m_sideChoice);
    head->row()->addStretch(1);
    head->row()->addWidget(close);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_sidePages, 1);
    auto* escape =
        new QShortcut(Qt::Key_Escape, side, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    const auto hide = [this] {
        m_side->hide();
        m_table->setFocus();
    };
    connect(escape, &QShortcut::activated, this, hide);
    connect(close, &QToolButton::clicked, this, hide);
    connect(m_sideChoice, &SegmentedControl::currentChanged, m_sidePages,
            &QStackedWidget::setCurrentIndex);
    connect(m_inspector, &LimitInspector::editAsked, this, &LimitsPanel::edit);
    connect(m_inspector, &LimitInspector::deleteAsked, this,
            [this](const QString& id) { act(id, &LimitActions::askDelete); });
    connect(m_inspector, &LimitInspector::resetAsked, this,
            [this](const QString& id) { act(id, &LimitActions::askReset); });
    connect(m_inspector, &LimitInspector::enforceAsked, m_actions, &LimitActions::enforce);
    return side;
}

void LimitsPanel::makeTable()
{
    m_filtered->setSourceModel(m_model);
    m_filtered->setSortRole(LimitTableModel::SortRole);
    m_filtered->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_filtered->setDynamicSortFilter(false); // rows must not jump with every new figure
    m_table = new QTableView;
    m_table->setObjectName(u"limitsTable"_s);
    m_table->setAccessibleName(tr("Rate limits"));
    m_table->setModel(m_filtered);
    setUpTable(m_table, grid::kRowTwoLines, true);
    auto* own = new LimitDelegate(*m_model, m_table);
    m_table->setItemDelegateForColumn(LimitTableModel::Rule, own);
    m_table->setItemDelegateForColumn(LimitTableModel::Counters, own);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(LimitTableModel::Used, Qt::DescendingOrder);
    for (int i = 0; i < LimitTableModel::ColumnCount; ++i)
        m_table->horizontalHeader()->resizeSection(i, grid::scaled(kWidths[i]));
    m_table->horizontalHeader()->setSectionResizeMode(LimitTableModel::Rule, QHeaderView::Stretch);
    const auto idOf = [this](const QModelIndex& index) {
        const int row = m_filtered->mapToSource(index).row();
        return QString::fromStdString(m_model->rules().at(row).value.id);
    };
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this, idOf](const QModelIndex& index) {
                if (!index.isValid())
                    return;
                m_isFresh = false;
                m_selected = idOf(index);
                inspect(m_selected);
            });
    connect(m_table, &QTableView::activated, this,
            [this, idOf](const QModelIndex& index) { edit(idOf(index)); });
    const auto key = [this](Qt::Key which, auto act) {
        connect(new QShortcut(which, m_table, nullptr, nullptr, Qt::WidgetShortcut),
                &QShortcut::activated, this, act);
    };
    key(Qt::Key_F2, [this] { edit(m_selected); });
    key(Qt::Key_Delete, [this] { act(m_selected, &LimitActions::askDelete); });
    key(Qt::Key_Escape, [this] { m_side->hide(); });
    key(Qt::Key_Space, [this] { inspect(m_selected); });
    key(Qt::Key_D, [this] {
        m_pages->setCurrentIndex(DoctorPage);
        m_doctor->showNewest();
    });
}

void LimitsPanel::activate()
{
    m_active = true;
    m_feed.want(this, client::Topic::Changes | client::Topic::Ticks);
    m_names.setActive(true);
    // A feed at rest may bring no tick for long.
    m_counters->setServerTime(QDateTime::currentMSecsSinceEpoch() + m_feed.clockAhead());
    m_counters->setShown(true);
    load();
}

void LimitsPanel::deactivate()
{
    m_active = false;
    m_changes.stop();
    m_names.setActive(false);
    m_counters->setShown(false);
    m_feed.want(this, {});
}

void LimitsPanel::load()
{
    if (!m_active || m_client.endpoint().isEmpty())
        return;
    m_client.list<model::LimitRule>(
        {this, m_listTicket},
        [this](const client::Answer<client::Listing<model::LimitRule>>& answer) {
            if (!answer)
                return tell(answer.error());
            showRules(answer->items);
        });
    loadCallers();
}

void LimitsPanel::showRules(const QList<client::Stored<model::LimitRule>>& rules)
{
    const QString kept = m_selected;
    const int scrolled = m_table->verticalScrollBar()->value();
    QStringList ids;
    for (const auto& rule : rules)
        ids.append(QString::fromStdString(rule.value.id));
    m_model->setRules(rules);
    m_effective->setRules(rules);
    m_counters->setRules(ids);
    sortNow();
    m_selected = kept;
    if (!kept.isEmpty())
        select(m_model->rowOf(kept) < 0 ? QString() : kept); // it may be gone
    m_table->verticalScrollBar()->setValue(scrolled);
    showCount();
}

void LimitsPanel::loadCallers()
{
    m_client.list<model::Application>(
        {this, m_applicationsTicket},
        [this](const client::Answer<client::Listing<model::Application>>& answer) {
            if (!answer)
                return; // ids stand in for names
            QList<model::Application> applications;
            for (const auto& each : answer->items)
                applications.append(each.value);
            m_effective->setApplications(applications);
            m_editor->setApplications(applications);
        });
    m_client.list<model::Api>({this, m_apisTicket},
                              [this](const client::Answer<client::Listing<model::Api>>& answer) {
                                  if (!answer)
                                      return;
                                  QStringList ids;
                                  for (const auto& each : answer->items)
                                      ids.append(QString::fromStdString(each.value.id));
                                  m_effective->setApis(ids);
                                  m_editor->setApis(ids);
                              });
}

void LimitsPanel::onRoundDone()
{
    if (!std::exchange(m_wasSorted, true)) {
        sortNow(); // once by use; later nothing jumps
        selectFirst();
    }
    m_effective->refresh();
    showCount();
    Q_EMIT badgeChanged(m_counters->fullRules());
}

void LimitsPanel::sortNow()
{
    const QHeaderView* head = m_table->horizontalHeader();
    m_filtered->sort(head->sortIndicatorSection(), head->sortIndicatorOrder());
}

void LimitsPanel::selectFirst()
{
    if (m_isFresh && m_selected.isEmpty() && m_filtered->rowCount() > 0 &&
        width() >= grid::scaled(kRoomForInspector))
        m_table->selectRow(0);
}

void LimitsPanel::applyFilter()
{
    static_cast<LimitFilter*>(m_filtered)
        ->choose({m_filter->text().split(u' ', Qt::SkipEmptyParts), m_state->currentData(),
                  m_mode->currentData()});
    showCount();
}

void LimitsPanel::showCount()
{
    const int all = m_model->rowCount();
    QStringList parts{all == 1 ? tr("1 rule") : tr("%1 rules").arg(wholeNumber(all))};
    if (m_filtered->rowCount() != all)
        parts.prepend(tr("%1 shown").arg(wholeNumber(m_filtered->rowCount())));
    if (const int full = m_counters->fullRules(); full > 0)
        parts.append(tr("%1 full").arg(full));
    const auto shadows = std::ranges::count_if(
        m_model->rules(), [](const auto& rule) { return modeOf(rule.value) == LimitMode::Shadow; });
    if (shadows > 0)
        parts.append(tr("%1 in shadow").arg(shadows));
    m_count->setText(parts.join(u" \u00b7 "_s));
    m_lists->setCurrentIndex(all == 0 ? 1 : 0);
    if (all == 0)
        m_side->hide();
}

void LimitsPanel::inspect(const QString& id)
{
    const int row = m_model->rowOf(id);
    if (row < 0) {
        m_side->hide();
        return;
    }
    m_inspector->showRule(m_model->rules().at(row));
    m_side->show();
}

void LimitsPanel::select(const QString& id)
{
    const int row = id.isEmpty() ? -1 : m_model->rowOf(id);
    if (row < 0) {
        m_side->hide();
        return;
    }
    const QModelIndex index = m_filtered->mapFromSource(m_model->index(row, 0));
    m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                          QItemSelectionModel::Rows);
    m_table->scrollTo(index);
    inspect(id);
}

void LimitsPanel::startNew()
{
    model::LimitRule rule;
    rule.promise = model::AveragePromise{600, 1min, 600};
    rule.partition = {"application"};
    m_editor->startNew(rule);
    m_pages->setCurrentIndex(EditorPage);
}

void LimitsPanel::edit(const QString& id)
{
    const int row = m_model->rowOf(id);
    if (row < 0)
        return;
    m_editor->edit(m_model->rules().at(row));
    m_pages->setCurrentIndex(EditorPage);
}

void LimitsPanel::editRule(const QJsonObject& json)
{
    const auto changed = client::readStored<model::LimitRule>(QJsonDocument(json).toJson());
    if (!changed)
        return tell(changed.error());
    const int row = m_model->rowOf(QString::fromStdString(changed->value.id));
    if (row < 0)
        m_editor->startNew(changed->value);
    else
        m_editor->editAs(m_model->rules().at(row), changed->value);
    m_pages->setCurrentIndex(EditorPage);
}

void LimitsPanel::act(const QString& id, void (LimitActions::*what)(const model::LimitRule&))
{
    if (const int row = m_model->rowOf(id); row >= 0)
        (m_actions->*what)(m_model->rules().at(row).value);
}

void LimitsPanel::tell(const client::Problem& problem)
{
    m_notice->say(State::Failed, problem.message, {}, problem.detail);
}

bool LimitsPanel::open(const Link& link)
{
    if (hasUnsavedEdits())
        return true; // what is typed comes first
    if (link.kind == "doctor"_L1) {
        m_pages->setCurrentIndex(DoctorPage);
        link.id.isEmpty() ? m_doctor->showNewest() : m_doctor->showRequest(link.id);
        return true;
    }
    m_pages->setCurrentIndex(ListPage);
    if (const QString application = link.query.queryItemValue(u"application"_s);
        !application.isEmpty()) {
        m_isFresh = false;
        m_effective->showApplication(application);
        m_sideChoice->setCurrentIndex(ApplicationSide);
        m_sidePages->setCurrentIndex(ApplicationSide);
        m_side->show();
        return true;
    }
    if (link.kind != "limit"_L1)
        return link.kind == "limits"_L1;
    m_filter->clear();
    for (ChoiceChip* box : {m_state, m_mode})
        box->setCurrentIndex(0);
    m_sideChoice->setCurrentIndex(RuleSide);
    m_sidePages->setCurrentIndex(RuleSide);
    m_selected = link.id;
    select(link.id);
    return true;
}

void LimitsPanel::focusFilter()
{
    if (m_pages->currentIndex() != ListPage)
        return;
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

QByteArray LimitsPanel::saveState() const
{
    return m_selected.toUtf8() + '\n' + m_filter->text().toUtf8();
}

void LimitsPanel::restoreState(const QByteArray& state)
{
    const qsizetype end = state.indexOf('\n');
    m_selected = QString::fromUtf8(state.left(end));
    m_filter->setText(end < 0 ? QString() : QString::fromUtf8(state.mid(end + 1)));
}

bool LimitsPanel::hasUnsavedEdits() const
{
    return m_pages->currentWidget() == m_editor && m_editor->hasEdits();
}

} // namespace gatehouse::ui
