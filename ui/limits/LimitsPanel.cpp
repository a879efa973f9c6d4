// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LimitsPanel.h"

#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "limits/AlertWatch.h"
#include "limits/CounterWatch.h"
#include "limits/DoctorPane.h"
#include "limits/EffectivePane.h"
#include "limits/LimitActions.h"
#include "limits/LimitEditor.h"
#include "limits/LimitInspector.h"
#include "limits/LimitList.h"
#include "limits/LimitSide.h"
#include "limits/LimitWords.h"
#include "limits/LogPane.h"
#include "limits/ReviewPage.h"
#include "limits/StagedLimits.h"
#include "limits/WatchBars.h"
#include "widgets/FileDrop.h"
#include "widgets/InspectorSplitter.h"
#include "widgets/ListTable.h"
#include "widgets/MessageBar.h"
#include "widgets/PendingBar.h"
#include "widgets/Theme.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {
namespace {
/// With less the inspector would leave the table too little room to open it unasked.
constexpr int kRoomForInspector = 1000;
enum Page
{
    ListPage,
    EditorPage,
    DoctorPage,
    ReviewPageIndex,
    LogPage
};
} // namespace

LimitsPanel::LimitsPanel(client::AdminClient& client, client::LiveFeed& feed,
                         client::Connection& connection, QWidget* parent)
    : Panel(parent)
    , m_client(client)
    , m_feed(feed)
    , m_connection(connection)
    , m_names(client, feed)
    , m_staged(new StagedLimits(this))
    , m_counters(new CounterWatch(client, this))
    , m_actions(new LimitActions(client, *m_staged, this))
    , m_alerts(new AlertWatch(client, m_names, this))
{
    setObjectName(u"limitsPanel"_s);
    setGround(this, Role::Surface);
    const auto serverNow = [this] { return m_counters->now(); };
    m_pages = new QStackedWidget;
    m_pages->setObjectName(u"limitsPages"_s);
    m_editor = new LimitEditor(m_client, m_names, serverNow);
    m_doctor = new DoctorPane(m_client, m_names);
    m_review = new ReviewPage(m_client, m_names, *m_staged, serverNow);
    m_log = new LogPane(m_client, m_names);
    m_pages->addWidget(makeListPage());
    m_pages->addWidget(m_editor);
    m_pages->addWidget(m_doctor);
    m_pages->addWidget(m_review);
    m_pages->addWidget(m_log);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    connectPages();
    connectList();
    connectSide();
    connectFeed();
    // Also out of sight: the number beside the panel's name, and rules that go back by themselves.
    m_feed.want(this, client::Topic::Changes);
    m_names.setActive(true);
    load();
}

QWidget* LimitsPanel::makeListPage()
{
    m_notice = new MessageBar;
    m_watches = new WatchBars(m_client, m_names);
    m_pending = new PendingBar(tr("Review and apply"));
    m_pending->setObjectName(u"limitsPending"_s);
    m_list = new LimitList(m_names, *m_counters, *m_staged);
    m_side = new LimitSide(m_names, *m_counters);
    auto* list = new QWidget;
    auto* inner = new QVBoxLayout(list);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(m_list, 1);
    inner->addWidget(m_pending);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_list->header());
    column->addWidget(m_notice);
    column->addWidget(m_watches);
    column->addWidget(new InspectorSplitter(list, m_side), 1);
    return page;
}

void LimitsPanel::connectPages()
{
    const auto back = [this] { m_pages->setCurrentIndex(ListPage); };
    const auto say = [this](const QString& words) { Q_EMIT message(State::Good, words); };
    const auto openLog = [this](const QString& path) {
        m_pages->setCurrentIndex(LogPage);
        m_log->open(path);
    };
    connect(m_editor, &LimitEditor::closeAsked, this, back);
    connect(m_editor, &LimitEditor::staged, this, [this](const StagedLimit& change) {
        m_list->table().setSelected(change.id);
        m_staged->stage(change);
        m_pages->setCurrentIndex(ListPage);
    });
    connect(m_review, &ReviewPage::closeAsked, this, back);
    connect(m_review, &ReviewPage::editAsked, this, &LimitsPanel::edit);
    connect(m_review, &ReviewPage::applied, this, [this, say](const QString& words) {
        say(words);
        m_pages->setCurrentIndex(ListPage);
        load();
    });
    connect(m_doctor, &DoctorPane::closeAsked, this, back);
    connect(m_doctor, &DoctorPane::requestAsked, this,
            [this](const QString& id) { Q_EMIT linkActivated(Link{u"request"_s, id, {}}); });
    connect(m_doctor, &DoctorPane::linkAsked, this, [this](const QString& kind, const QString& id) {
        Q_EMIT linkActivated(Link{kind, id, {}});
    });
    connect(m_doctor, &DoctorPane::ruleAsked, this, &LimitsPanel::editRule);
    connect(m_doctor, &DoctorPane::told, this, say);
    connect(m_doctor, &DoctorPane::watchAsked, this,
            [this](const QString& rule) { m_alerts->set(rule, true); });
    connect(m_alerts, &AlertWatch::told, this, &LimitsPanel::message);
    connect(m_alerts, &AlertWatch::failed, this, &LimitsPanel::tell);
    connect(m_doctor, &DoctorPane::logAsked, this, [this] {
        m_pages->setCurrentIndex(LogPage);
        m_log->choose();
    });
    connect(m_log, &LogPane::closeAsked, this, back);
    connect(m_log, &LogPane::told, this, say);
    connect(m_log, &LogPane::ruleAsked, this, &LimitsPanel::editRule);
    connect(m_log, &LogPane::logOpened, m_editor, &LimitEditor::addLog);
    for (QWidget* page : {static_cast<QWidget*>(m_doctor), static_cast<QWidget*>(m_list)})
        connect(new FileDrop(page), &FileDrop::dropped, this, openLog);
    connect(m_staged, &StagedLimits::changed, this, &LimitsPanel::onStaged);
    connect(m_pending, &PendingBar::discardWanted, m_staged, &StagedLimits::clear);
    connect(m_pending, &PendingBar::saveWanted, this, [this] {
        m_pages->setCurrentIndex(ReviewPageIndex);
        m_review->open();
    });
    connect(m_watches, &WatchBars::told, this, &LimitsPanel::message);
    connect(m_watches, &WatchBars::failed, this, &LimitsPanel::tell);
    connect(m_actions, &LimitActions::done, this, [this, say](const QString& words) {
        say(words);
        load();
    });
    connect(m_actions, &LimitActions::failed, this, &LimitsPanel::tell);
}

void LimitsPanel::connectList()
{
    const ListTable* table = &m_list->table();
    connect(table, &ListTable::chosen, this, &LimitsPanel::inspect);
    connect(table, &ListTable::opened, this, &LimitsPanel::edit);
    connect(table, &ListTable::deleteAsked, this,
            [this](const QString& id) { act(id, &LimitActions::remove); });
    connect(table, &ListTable::closeAsked, m_side, &QWidget::hide);
    connect(m_list, &LimitList::newAsked, this, &LimitsPanel::startNew);
    connect(m_list, &LimitList::doctorAsked, this, [this] { openDoctor({}); });
    connect(m_list, &LimitList::callersAsked, this,
            [this] { Q_EMIT linkActivated(Link{u"overview"_s, {}, {}}); });
    connect(m_list, &LimitList::emptied, m_side, &QWidget::hide);
}

void LimitsPanel::connectSide()
{
    connect(m_side, &LimitSide::closeAsked, this, [this] {
        m_side->hide();
        m_list->table().setFocus();
    });
    const LimitInspector* inspector = &m_side->inspector();
    connect(inspector, &LimitInspector::editAsked, this, &LimitsPanel::edit);
    connect(inspector, &LimitInspector::deleteAsked, this,
            [this](const QString& id) { act(id, &LimitActions::remove); });
    connect(inspector, &LimitInspector::resetAsked, this,
            [this](const QString& id) { act(id, &LimitActions::askReset); });
    connect(inspector, &LimitInspector::countersAsked, m_counters, &CounterWatch::readMore);
    connect(m_counters, &CounterWatch::moreRead, inspector, &LimitInspector::addCounters);
    connect(inspector, &LimitInspector::alertAsked, m_alerts, &AlertWatch::set);
    connect(m_alerts, &AlertWatch::changed, this,
            [this] { m_side->inspector().setAlert(m_alerts->has(m_side->inspector().id())); });
    connect(inspector, &LimitInspector::enforceAsked, m_actions, &LimitActions::enforce);
}

void LimitsPanel::connectFeed()
{
    m_changes.setSingleShot(true);
    m_changes.setInterval(150ms);
    connect(&m_changes, &QTimer::timeout, this, &LimitsPanel::load);
    connect(&m_feed, &client::LiveFeed::changed, this, [this](const client::Change& change) {
        static const QStringList mine{u"limits"_s, u"applications"_s, u"apis"_s, u"all"_s};
        if (mine.contains(change.collection))
            m_changes.start();
        if (change.collection == "limit_watches"_L1)
            m_watches->load();
        if (change.collection == "limit_alerts"_L1)
            m_alerts->load();
    });
    connect(&m_feed, &client::LiveFeed::tick, this,
            [this](const client::Tick& tick) { m_counters->setServerTime(tick.timeMillis); });
    connect(&m_connection, &client::Connection::stateChanged, this, [this] {
        if (!m_connection.isConnected())
            return;
        m_names.setActive(true);
        load();
    });
    connect(&m_names, &client::Names::changed, this, [this] {
        m_list->refresh();
        m_side->inspector().refresh();
        m_side->effective().refresh();
        m_watches->refresh();
    });
    connect(m_counters, &CounterWatch::read, this, [this](const QString& rule) {
        m_list->refresh(rule);
        if (rule == m_side->inspector().id())
            m_side->inspector().refresh();
    });
    connect(m_counters, &CounterWatch::roundDone, this, &LimitsPanel::onRoundDone);
}

void LimitsPanel::activate()
{
    m_active = true;
    m_feed.want(this, client::Topic::Changes | client::Topic::Ticks);
    // A feed at rest may bring no tick for long.
    m_counters->setServerTime(QDateTime::currentMSecsSinceEpoch() + m_feed.clockAhead());
    m_counters->setShown(true);
    load();
}

void LimitsPanel::deactivate()
{
    m_active = false;
    m_counters->setShown(false);
    m_feed.want(this, client::Topic::Changes);
}

void LimitsPanel::load()
{
    if (m_client.endpoint().isEmpty())
        return;
    m_watches->load();
    m_alerts->load();
    m_client.list<model::LimitRule>(
        {this, m_listTicket},
        [this](const client::Answer<client::Listing<model::LimitRule>>& answer) {
            if (!answer)
                return tell(answer.error());
            showRules(answer->items);
        });
    if (m_active)
        loadCallers();
}

void LimitsPanel::showRules(const QList<client::Stored<model::LimitRule>>& rules)
{
    m_rules = rules;
    m_alerts->setRules(rules);
    m_doctor->setRules(rules);
    QStringList ids;
    for (const auto& rule : rules)
        ids.append(QString::fromStdString(rule.value.id));
    m_side->effective().setRules(rules);
    m_counters->setRules(ids);
    fillTable();
}

void LimitsPanel::fillTable()
{
    auto shown = m_rules;
    for (const StagedLimit& change : m_staged->all()) {
        if (!change.before && change.after)
            shown.append({*change.after, {}, {}});
    }
    m_list->setRules(shown);
}

void LimitsPanel::onStaged()
{
    QStringList names;
    for (const StagedLimit& change : m_staged->all())
        names.append(displayName(change.after ? *change.after : *change.before) + u" ("_s +
                     stagedWords(change) + u')');
    m_pending->show(names, tr("not applied: %1"));
    fillTable();
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
            m_side->effective().setApplications(applications);
            m_editor->setApplications(applications);
        });
    m_client.list<model::Api>({this, m_apisTicket},
                              [this](const client::Answer<client::Listing<model::Api>>& answer) {
                                  if (!answer)
                                      return;
                                  QStringList ids;
                                  for (const auto& each : answer->items)
                                      ids.append(QString::fromStdString(each.value.id));
                                  m_side->effective().setApis(ids);
                                  m_editor->setApis(ids);
                              });
}

void LimitsPanel::onRoundDone()
{
    m_list->onRoundDone();
    if (width() >= grid::scaled(kRoomForInspector))
        m_list->selectFirst();
    m_side->effective().refresh();
    Q_EMIT badgeChanged(m_counters->fullRules());
}

void LimitsPanel::inspect(const QString& id)
{
    const auto* rule = m_list->find(id);
    if (rule) {
        m_side->inspector().showRule(*rule);
        m_side->inspector().setAlert(m_alerts->has(id));
    }
    m_side->setVisible(rule != nullptr);
}

void LimitsPanel::startNew()
{
    model::LimitRule rule;
    rule.promise = model::AveragePromise{600, 1min, 600};
    rule.partition = {"application"};
    m_editor->startNew(rule);
    m_pages->setCurrentIndex(EditorPage);
}

const client::Stored<model::LimitRule>* LimitsPanel::stored(const std::string& id) const
{
    const auto at = std::ranges::find(m_rules, id, [](const auto& rule) { return rule.value.id; });
    return at == m_rules.end() ? nullptr : &*at;
}

void LimitsPanel::edit(const QString& id)
{
    const auto* known = stored(id.toStdString());
    if (const StagedLimit* change = m_staged->find(id); change && change->after)
        m_editor->editStaged(known, *change);
    else if (known)
        m_editor->edit(*known);
    else
        return;
    m_pages->setCurrentIndex(EditorPage);
}

void LimitsPanel::editRule(const QJsonObject& json)
{
    const auto changed = client::readStored<model::LimitRule>(QJsonDocument(json).toJson());
    if (!changed)
        return tell(changed.error());
    if (const auto* known = stored(changed->value.id))
        m_editor->editAs(*known, changed->value);
    else
        m_editor->startNew(changed->value);
    m_pages->setCurrentIndex(EditorPage);
}

void LimitsPanel::act(const QString& id, void (LimitActions::*what)(const model::LimitRule&))
{
    if (const auto* rule = m_list->find(id))
        (m_actions->*what)(rule->value);
}

void LimitsPanel::tell(const client::Problem& problem)
{
    m_notice->say(State::Failed, problem.message, {}, problem.detail);
}

void LimitsPanel::openDoctor(const QString& request)
{
    m_pages->setCurrentIndex(DoctorPage);
    if (request.isEmpty())
        m_doctor->showNewest();
    else
        m_doctor->showRequest(request);
}

bool LimitsPanel::open(const Link& link)
{
    if (hasUnsavedEdits())
        return true; // what is typed comes first
    if (link.kind == "doctor"_L1) {
        openDoctor(link.id);
        return true;
    }
    m_pages->setCurrentIndex(ListPage);
    if (const QString application = link.query.queryItemValue(u"application"_s);
        !application.isEmpty()) {
        m_list->table().setChosen();
        m_side->effective().showApplication(application);
        m_side->showApplicationPage();
        m_side->show();
        return true;
    }
    if (link.kind != "limit"_L1)
        return link.kind == "limits"_L1;
    m_list->clearFilters();
    m_side->showRulePage();
    m_list->table().setSelected(link.id);
    m_list->table().select(link.id);
    return true;
}

void LimitsPanel::focusFilter()
{
    if (m_pages->currentIndex() == ListPage)
        m_list->focusFilter();
}

QByteArray LimitsPanel::saveState() const
{
    return QJsonDocument(QJsonObject{{u"selected"_s, m_list->table().selected()},
                                     {u"filter"_s, m_list->filter()},
                                     {u"staged"_s, m_staged->toJson()}})
        .toJson(QJsonDocument::Compact);
}

void LimitsPanel::restoreState(const QByteArray& state)
{
    const QJsonObject kept = QJsonDocument::fromJson(state).object();
    m_list->table().setSelected(kept["selected"_L1].toString());
    m_list->setFilter(kept["filter"_L1].toString());
    m_staged->fromJson(kept["staged"_L1].toArray());
}

bool LimitsPanel::hasUnsavedEdits() const
{
    // What is staged is in saveState().
    return m_pages->currentWidget() == m_editor && m_editor->hasEdits();
}

} // namespace gatehouse::ui
