// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationsPanel.h"

#include "applications/ApplicationCode.h"
#include "applications/ApplicationDelegate.h"
#include "applications/ApplicationDialog.h"
#include "applications/ApplicationFacts.h"
#include "applications/KeyList.h"
#include "applications/RefusedLately.h"
#include "applications/SubscriptionList.h"
#include "applications/UsageChart.h"

#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "widgets/AskBox.h"
#include "widgets/Bar.h"
#include "widgets/EmptyState.h"
#include "widgets/FilterBox.h"
#include "widgets/Icon.h"
#include "widgets/MessageBar.h"
#include "widgets/State.h"
#include "widgets/Tag.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QDateTime>
#include <QJsonArray>
#include <QListWidget>
#include <QMenu>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {
namespace {

constexpr int kListWidth = 188;
constexpr int kMostTitle = 320;
constexpr int kRoomForFacts = 880;
constexpr int kIdRole = Qt::UserRole;
/// Days until the first of the keys ends that ends within a week; -1 = none does.
int soonestEnd(const QJsonArray& keys)
{
    constexpr qint64 kDay = 24LL * 3600 * 1000;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    int days = -1;
    for (const QJsonValue& value : keys) {
        const QJsonObject key = value.toObject();
        const qint64 left = key["expires_ms"_L1].toInteger() - now;
        if (key["revoked"_L1].toBool() || left <= 0 || left >= 7 * kDay)
            continue;
        const int own = static_cast<int>(left / kDay);
        days = days < 0 ? own : std::min(days, own);
    }
    return days;
}

} // namespace

ApplicationsPanel::ApplicationsPanel(client::AdminClient& client, client::LiveFeed& feed,
                                     client::Connection& connection, QWidget* parent)
    : Panel(parent)
    , m_client(client)
    , m_feed(feed)
    , m_connection(connection)
{
    setObjectName(u"applicationsPanel"_s);
    setGround(this, Role::Surface);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    m_notice = new MessageBar;
    column->addWidget(m_notice);

    m_detail = new QWidget;
    auto* detail = new QVBoxLayout(m_detail);
    detail->setContentsMargins(0, 0, 0, 0);
    detail->setSpacing(0);
    m_keys = new KeyList(m_client);
    connect(m_keys, &KeyList::changed, this, &ApplicationsPanel::load);
    connect(m_keys, &KeyList::failed, this, &ApplicationsPanel::tell);
    detail->addWidget(m_keys);
    m_subscribed = new SubscriptionList(m_client);
    connect(m_subscribed, &SubscriptionList::apiAsked, this,
            [this](const QString& id) { Q_EMIT linkActivated(Link{u"api"_s, id, {}}); });
    connect(m_subscribed, &SubscriptionList::named, &m_changesOfNames, qOverload<>(&QTimer::start));
    detail->addWidget(m_subscribed);
    m_usage = new UsageChart;
    detail->addWidget(m_usage);
    m_code = new ApplicationCode;
    detail->addWidget(m_code);
    detail->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setGround(m_detail, Role::Surface);
    scroll->setWidget(m_detail);
    auto* empty = new EmptyState(
        Icon::Plugins, tr("An application is a program that calls: it has a key of its own, so its "
                          "calls can be told apart, limited and ended."));
    empty->setObjectName(u"applicationsEmpty"_s);
    connect(empty->setAction(tr("New application")), &QPushButton::clicked, this,
            &ApplicationsPanel::newApplication);
    connect(empty->setLink(tr("Try without one, in the playground")), &QPushButton::clicked, this,
            [this] { Q_EMIT linkActivated(Link{u"playground"_s, {}, {}}); });
    m_empty = empty;
    m_empty->hide();
    const auto upright = [] {
        auto* line = new QFrame;
        line->setFixedWidth(1);
        setGround(line, Role::Line);
        return line;
    };
    m_facts = new ApplicationFacts;
    m_content = new QWidget;
    auto* row = new QHBoxLayout(m_content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeList());
    row->addWidget(upright());
    row->addWidget(scroll, 1);
    row->addWidget(upright());
    row->addWidget(m_facts);
    column->addWidget(m_content, 1);
    column->addWidget(m_empty, 1);

    m_changesOfNames.setSingleShot(true);
    m_changesOfNames.setInterval(100ms);
    connect(&m_changesOfNames, &QTimer::timeout, this, &ApplicationsPanel::loadUsage);
    m_changes.setSingleShot(true);
    m_changes.setInterval(150ms);
    m_figuresTimer.setInterval(5s);
    connect(&m_changes, &QTimer::timeout, this, &ApplicationsPanel::load);
    connect(&m_figuresTimer, &QTimer::timeout, this, &ApplicationsPanel::loadFigures);
    connect(&m_feed, &client::LiveFeed::changed, this, [this](const client::Change& change) {
        static const QStringList mine{u"applications"_s, u"teams"_s,     u"subscriptions"_s,
                                      u"model_routes"_s, u"providers"_s, u"all"_s};
        if (m_active && mine.contains(change.collection))
            m_changes.start();
    });
    connect(&m_connection, &client::Connection::stateChanged, this, [this] {
        if (m_active && m_connection.isConnected())
            load();
    });
    showSelected();
}

QWidget* ApplicationsPanel::makeHeader()
{
    auto* header = new Bar(grid::kHeader);
    QLabel* title = new TextLabel(tr("Applications"), TextSize::Title, Role::Text, QFont::Bold);
    m_crumb = new QWidget;
    auto* crumb = new QHBoxLayout(m_crumb);
    crumb->setContentsMargins(0, 0, 0, 0);
    crumb->setSpacing(grid::kGap);
    m_name = new TextLabel({}, TextSize::Title, Role::Text, QFont::Bold);
    m_name->setObjectName(u"applicationTitle"_s);
    m_name->setElidedInRow();
    m_state = new Tag;
    m_team = new TextLabel({}, TextSize::Secondary, Role::Muted);
    m_team->setElidedInRow();
    crumb->addWidget(new TextLabel(tr("Applications"), TextSize::Body, Role::Muted));
    crumb->addWidget(new TextLabel(u"\u203a"_s, TextSize::Title, Role::Muted));
    crumb->addWidget(m_name);
    crumb->addSpacing(grid::kGap);
    crumb->addWidget(m_state);
    crumb->addWidget(m_team);
    auto* traffic = new QPushButton(icon(Icon::ViewListText), tr("Its traffic"));
    traffic->setObjectName(u"applicationTraffic"_s);
    auto* more = new QPushButton(tr("More"));
    more->setObjectName(u"applicationMore"_s);
    auto* menu = new QMenu(more);
    QAction* edit = menu->addAction(tr("Edit…"), this, &ApplicationsPanel::editSelected);
    edit->setObjectName(u"editApplication"_s);
    m_delete = menu->addAction(QString(), this, &ApplicationsPanel::askDelete);
    m_delete->setObjectName(u"deleteApplication"_s);
    more->setMenu(menu);
    auto* add = new QPushButton(icon(Icon::ListAdd), tr("New application"));
    add->setObjectName(u"newApplication"_s);
    auto* limits = new QPushButton(icon(Icon::Speedometer), tr("Its limits"));
    limits->setObjectName(u"applicationLimits"_s);
    m_selectionButtons = {traffic, limits, more};
    header->row()->addWidget(title);
    header->row()->addWidget(m_crumb);
    header->row()->addStretch(1);
    for (QPushButton* button : {traffic, limits, more, add})
        header->row()->addWidget(button);
    title->hide();
    m_title = title;
    for (const auto& [button, kind] : {std::pair(traffic, u"traffic"_s), {limits, u"limits"_s}})
        connect(button, &QPushButton::clicked, this, [this, kind] {
            Link link{kind, {}, {}};
            link.query.addQueryItem(u"application"_s, m_selected);
            Q_EMIT linkActivated(link);
        });
    connect(add, &QPushButton::clicked, this, &ApplicationsPanel::newApplication);
    return header;
}

QWidget* ApplicationsPanel::makeList()
{
    auto* side = new QWidget;
    side->setFixedWidth(grid::scaled(kListWidth));
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* top = new Bar(grid::kBar);
    top->row()->setContentsMargins(grid::kGapWide, 0, grid::kGapWide, 1);
    m_filter = new FilterBox(tr("Filter"));
    m_filter->setObjectName(u"applicationFilter"_s);
    top->row()->addWidget(m_filter);
    column->addWidget(top);
    m_list = new QListWidget;
    m_list->setObjectName(u"applicationList"_s);
    m_list->setAccessibleName(tr("Applications"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new ApplicationDelegate(m_list));
    column->addWidget(m_list, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &ApplicationsPanel::filterList);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (!item)
            return;
        m_selected = item->data(kIdRole).toString();
        m_wasChosen = true;
        m_usage->hide();
        showSelected();
        loadUsage();
    });
    const auto key = [this](Qt::Key which, auto act) {
        connect(new QShortcut(which, m_list, nullptr, nullptr, Qt::WidgetShortcut),
                &QShortcut::activated, this, act);
    };
    key(Qt::Key_F2, [this] { editSelected(); });
    key(Qt::Key_Delete, [this] { askDelete(); });
    connect(m_list, &QListWidget::activated, this, &ApplicationsPanel::editSelected);
    return side;
}

void ApplicationsPanel::activate()
{
    m_active = true;
    m_feed.want(this, client::Topic::Changes);
    load();
    m_figuresTimer.start();
}

void ApplicationsPanel::deactivate()
{
    m_active = false;
    m_figuresTimer.stop();
    m_changes.stop();
    m_figuresTicket.cancel();
    m_feed.want(this, {});
}

void ApplicationsPanel::load()
{
    if (!m_active || m_client.endpoint().isEmpty())
        return;
    m_client.list<model::Application>(
        {this, m_listTicket}, [this](const client::Answer<client::Listing<model::Application>>& a) {
            if (!a)
                return tell(a.error());
            m_applications = a->items;
            showList();
        });
    m_client.list<model::Team>(
        {this, m_teamsTicket}, [this](const client::Answer<client::Listing<model::Team>>& a) {
            m_teams.clear();
            for (const auto& team : a ? a->items : QList<client::Stored<model::Team>>())
                m_teams.append(team.value);
            showList();
        });
    m_client.list<model::Subscription>(
        {this, m_subscriptionsTicket},
        [this](const client::Answer<client::Listing<model::Subscription>>& a) {
            m_subscriptions.clear();
            for (const auto& subscription :
                 a ? a->items : QList<client::Stored<model::Subscription>>())
                m_subscriptions.append(subscription.value);
            showSubscriptions();
        });
    m_client.callableModels({this, m_modelsTicket},
                            [this](const client::Answer<QList<client::CallableModel>>& a) {
                                if (!a)
                                    return;
                                m_modelNames.clear();
                                for (const client::CallableModel& callable : *a)
                                    m_modelNames.append(callable.name);
                                for (auto* dialog : findChildren<ApplicationDialog*>())
                                    dialog->offerModels(m_modelNames);
                                showSnippet();
                            });
    loadFigures();
}

void ApplicationsPanel::loadFigures()
{
    if (!m_active || m_client.endpoint().isEmpty())
        return;
    m_client.usage({this, m_figuresTicket}, u"application"_s, {},
                   [this](const client::Answer<client::UsageFigures>& answer) {
                       if (!answer)
                           return; // the connection tells it; the figures stay
                       m_rates.clear();
                       for (const client::UsageItem& item : answer->items)
                           m_rates.insert(item.id, item);
                       if (!std::exchange(m_ratesKnown, true))
                           return showList(); // once by calls; later nothing jumps
                       for (int row = 0; row < m_list->count(); ++row)
                           showItem(row);
                       showFigures();
                   });
    loadUsage();
}

void ApplicationsPanel::loadUsage()
{
    if (!m_active || m_selected.isEmpty() || m_client.endpoint().isEmpty())
        return;
    m_client.usage({this, m_usageTicket}, u"application"_s, m_selected,
                   [this, id = m_selected](const client::Answer<client::UsageFigures>& answer) {
                       if (!answer || id != m_selected)
                           return;
                       m_subscribed->showUsage(*answer);
                       m_usage->showUsage(*answer, m_subscribed->names());
                   });
}

void ApplicationsPanel::showList()
{
    const auto rate = [this](const Application& application) {
        return m_rates.value(QString::fromStdString(application.value.id)).perSecond;
    };
    std::ranges::sort(m_applications, [&](const Application& x, const Application& y) {
        if (rate(x) != rate(y))
            return rate(x) > rate(y);
        return nameOf(x.value).localeAwareCompare(nameOf(y.value)) < 0;
    });
    if (!m_wasChosen)
        m_selected.clear();
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        int current = m_applications.isEmpty() ? -1 : 0;
        for (int row = 0; row < m_applications.size(); ++row) {
            const QString id = QString::fromStdString(m_applications.at(row).value.id);
            auto* item = new QListWidgetItem(m_list);
            item->setData(kIdRole, id);
            showItem(row);
            if (id == m_selected)
                current = row;
        }
        m_list->setCurrentRow(current);
        m_selected = current < 0 ? QString() : m_list->item(current)->data(kIdRole).toString();
    }
    m_empty->setVisible(m_applications.isEmpty());
    m_content->setHidden(m_applications.isEmpty());
    filterList();
    showSelected();
    loadUsage();
}

void ApplicationsPanel::showItem(int row)
{
    const model::Application& application = m_applications.at(row).value;
    QListWidgetItem* item = m_list->item(row);
    const auto rate = m_rates.constFind(QString::fromStdString(application.id));
    const bool refused = rate != m_rates.constEnd() && isRefusedLately(*rate);
    const int days = soonestEnd(m_applications.at(row).json.value(u"keys"_s).toArray());
    const QString team = teamOf(application);
    State state = State::None;
    QString below = team;
    if (refused) {
        state = State::Full;
        below = team.isEmpty() ? tr("refused") : tr("%1, refused").arg(team);
    } else if (days >= 0) {
        state = State::Near;
        below = days == 0   ? tr("key ends within a day")
                : days == 1 ? tr("key ends in a day")
                            : tr("key ends in %1 days").arg(days);
    } else if (below.isEmpty()) {
        below = tr("no team");
    }
    item->setText(nameOf(application));
    item->setData(ApplicationDelegate::RateRole, rate != m_rates.constEnd()
                                                     ? QVariant(rate->perSecond)
                                                 : m_ratesKnown ? QVariant(0.0)
                                                                : QVariant());
    item->setData(ApplicationDelegate::StateRole, int(state));
    item->setData(ApplicationDelegate::BelowRole, below);
}

void ApplicationsPanel::filterList()
{
    const QString wanted = m_filter->text().trimmed();
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem* item = m_list->item(row);
        m_list->item(row)->setHidden(
            !item->text().contains(wanted, Qt::CaseInsensitive) &&
            !item->data(kIdRole).toString().contains(wanted, Qt::CaseInsensitive) &&
            !item->data(ApplicationDelegate::BelowRole)
                 .toString()
                 .contains(wanted, Qt::CaseInsensitive));
    }
}

const ApplicationsPanel::Application* ApplicationsPanel::selected() const
{
    const auto at = std::ranges::find_if(m_applications, [this](const Application& candidate) {
        return candidate.value.id == m_selected.toStdString();
    });
    return at == m_applications.end() ? nullptr : &*at;
}

QString ApplicationsPanel::nameOf(const model::Application& application) const
{
    return QString::fromStdString(application.name.empty() ? application.id : application.name);
}

QString ApplicationsPanel::teamOf(const model::Application& application) const
{
    for (const model::Team& team : m_teams) {
        if (team.id == application.team && !team.name.empty())
            return QString::fromStdString(team.name);
    }
    return QString::fromStdString(application.team);
}

void ApplicationsPanel::showSelected()
{
    const Application* application = selected();
    m_detail->setVisible(application);
    showFacts();
    for (QPushButton* button : std::as_const(m_selectionButtons))
        button->setVisible(application);
    m_crumb->setVisible(application);
    m_title->setVisible(!application);
    if (!application)
        return;
    const QString name = nameOf(application->value);
    m_name->setText(
        m_name->fontMetrics().elidedText(name, Qt::ElideRight, grid::scaled(kMostTitle)));
    m_name->setToolTip(name == m_name->text() ? QString() : name);
    m_team->setText(teamOf(application->value));
    m_delete->setText(tr("Delete %1…").arg(nameOf(application->value)));
    m_keys->showKeys(m_selected, nameOf(application->value),
                     application->json.value(u"keys"_s).toArray());
    const bool usable = m_keys->hasUsableKey();
    m_state->show(usable ? tr("active") : tr("no key"), usable ? Role::Good : Role::Quiet);
    QStringList models;
    for (const std::string& model : application->value.models)
        models.append(QString::fromStdString(model));
    m_facts->showApplication(m_selected, teamOf(application->value), models);
    showSubscriptions();
    showFigures();
    showSnippet();
}

void ApplicationsPanel::showFacts()
{
    // The keys need the room more.
    m_facts->setVisible(selected() && width() >= grid::scaled(kRoomForFacts));
}

void ApplicationsPanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    showFacts();
}

void ApplicationsPanel::showSubscriptions()
{
    QList<model::Subscription> own;
    for (const model::Subscription& subscription : std::as_const(m_subscriptions)) {
        if (subscription.application == m_selected.toStdString())
            own.append(subscription);
    }
    m_subscribed->showSubscriptions(own);
}

void ApplicationsPanel::showFigures()
{
    const auto rate = m_rates.constFind(m_selected);
    m_facts->showFigures(rate != m_rates.constEnd() ? std::optional(*rate)
                         : m_ratesKnown             ? std::optional(client::UsageItem{})
                                                    : std::nullopt);
}

void ApplicationsPanel::showSnippet()
{
    const Application* application = selected();
    if (!application)
        return;
    QString name = m_modelNames.value(0, u"sandbox/chat"_s);
    if (!application->value.models.empty())
        name = QString::fromStdString(application->value.models.front());
    m_code->showCall(m_connection.status().gatewayUrl(), name);
}

void ApplicationsPanel::newApplication()
{
    auto* dialog = new ApplicationDialog(m_client, m_teams, m_modelNames, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ApplicationDialog::saved, this, [this](const QString& id) {
        m_selected = id;
        m_wasChosen = true;
        load();
    });
    dialog->open();
}

void ApplicationsPanel::editSelected()
{
    const Application* application = selected();
    if (!application)
        return;
    auto* dialog = new ApplicationDialog(m_client, m_teams, m_modelNames, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->edit(*application);
    connect(dialog, &ApplicationDialog::saved, this, &ApplicationsPanel::load);
    dialog->open();
}

void ApplicationsPanel::askDelete()
{
    const Application* application = selected();
    if (!application)
        return;
    const QString name = nameOf(application->value);
    askBefore(
        this,
        tr("Delete %1 with its keys? Programs that use them are refused from the next call on.")
            .arg(name),
        tr("Delete %1").arg(name), [this, id = m_selected, name] {
            m_client.remove<model::Application>(
                {this, m_actTicket}, id, [this, name](const client::Answer<void>& answer) {
                    if (!answer)
                        return tell(answer.error());
                    Q_EMIT message(State::Good, tr("%1 is deleted.").arg(name));
                    load();
                });
        });
}

void ApplicationsPanel::tell(const client::Problem& problem)
{
    m_notice->say(State::Failed, problem.message, {}, problem.detail);
}

bool ApplicationsPanel::open(const Link& link)
{
    if (link.kind != "application"_L1)
        return link.kind == "applications"_L1;
    m_selected = link.id;
    m_wasChosen = true;
    m_filter->clear();
    if (!m_applications.isEmpty())
        showList();
    return true;
}

void ApplicationsPanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

QByteArray ApplicationsPanel::saveState() const
{
    return m_selected.toUtf8();
}

void ApplicationsPanel::restoreState(const QByteArray& state)
{
    m_selected = QString::fromUtf8(state);
    m_wasChosen = !m_selected.isEmpty();
}

} // namespace gatehouse::ui
