// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationsPanel.h"

#include "applications/ApplicationDialog.h"
#include "applications/KeyTableModel.h"
#include "applications/NewKeyDialog.h"

#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "model/Words.h"
#include "widgets/AskBox.h"
#include "widgets/Bar.h"
#include "widgets/CellDelegate.h"
#include "widgets/CodeSnippet.h"
#include "widgets/FilterBox.h"
#include "widgets/Icon.h"
#include "widgets/MessageBar.h"
#include "widgets/NumberFormat.h"
#include "widgets/PanelHeader.h"
#include "widgets/State.h"
#include "widgets/TableSetup.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {
namespace {

constexpr int kListWidth = 188;
constexpr int kFactsWidth = 264;
constexpr int kIdRole = Qt::UserRole;
constexpr auto kFiguresRange = 600s;

QPushButton* smallButton(Icon name, const QString& text, const QString& objectName)
{
    auto* button = new QPushButton(icon(name), text);
    button->setObjectName(objectName);
    setControlSize(button, ControlSize::Small);
    return button;
}

/// A table shows all of its rows; the page around it scrolls.
void fitHeight(QTableView* table, int rowHeight)
{
    const int rows = std::max(1, table->model()->rowCount());
    table->setFixedHeight(grid::scaled(grid::kRowHeader) + rows * grid::scaled(rowHeight));
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
    detail->addWidget(makeKeys());
    detail->addWidget(makeCode());
    detail->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setGround(m_detail, Role::Surface);
    scroll->setWidget(m_detail);
    m_empty =
        new TextLabel(tr("No application yet. Make one, give it a key, and put the key into the "
                         "program that calls."),
                      TextSize::Body, Role::Muted);
    m_empty->setObjectName(u"applicationsEmpty"_s);
    m_empty->setWordWrap(true);
    m_empty->setMargin(grid::kSide);
    m_empty->hide();
    auto* middle = new QVBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_empty, 0, Qt::AlignTop);
    middle->addWidget(scroll, 1);
    const auto upright = [] {
        auto* line = new QFrame;
        line->setFixedWidth(1);
        setGround(line, Role::Line);
        return line;
    };
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(makeList());
    row->addWidget(upright());
    row->addLayout(middle, 1);
    row->addWidget(upright());
    row->addWidget(makeFacts());
    column->addLayout(row, 1);

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
    auto* header = new PanelHeader(tr("Applications"));
    m_name = new TextLabel({}, TextSize::Body, Role::Muted);
    m_name->setObjectName(u"applicationTitle"_s);
    header->addLeft(m_name);
    auto* traffic = new QPushButton(icon(Icon::ViewListText), tr("Its traffic"));
    traffic->setObjectName(u"applicationTraffic"_s);
    auto* edit = new QPushButton(icon(Icon::DocumentEdit), tr("Edit"));
    edit->setObjectName(u"editApplication"_s);
    m_delete = new QPushButton;
    m_delete->setObjectName(u"deleteApplication"_s);
    setButtonRole(m_delete, ButtonRole::Danger);
    auto* add = new QPushButton(icon(Icon::ListAdd, Role::OnAccent), tr("New application"));
    add->setObjectName(u"newApplication"_s);
    setButtonRole(add, ButtonRole::Main);
    m_selectionButtons = {traffic, edit, m_delete};
    for (QPushButton* button : {traffic, edit, m_delete, add})
        header->addAction(button);
    connect(traffic, &QPushButton::clicked, this, [this] {
        Link link{u"traffic"_s, {}, {}};
        link.query.addQueryItem(u"application"_s, m_selected);
        Q_EMIT linkActivated(link);
    });
    connect(edit, &QPushButton::clicked, this, &ApplicationsPanel::editSelected);
    connect(m_delete, &QPushButton::clicked, this, &ApplicationsPanel::askDelete);
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
    m_list->setItemDelegate(new CellDelegate(grid::kRowTwoLines, false, m_list));
    column->addWidget(m_list, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &ApplicationsPanel::filterList);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (!item)
            return;
        m_selected = item->data(kIdRole).toString();
        showSelected();
    });
    return side;
}

QWidget* ApplicationsPanel::makeKeys()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(grid::kSide, grid::kGap, grid::kSide, grid::kGap);
    head->setSpacing(grid::kGap);
    head->addWidget(new TextLabel(tr("Keys"), TextSize::Body, Role::Text, QFont::Bold));
    m_keyCount = new TextLabel({}, TextSize::Secondary, Role::Muted);
    head->addWidget(m_keyCount);
    head->addWidget(
        new TextLabel(tr("kept as a hash, shown once"), TextSize::Secondary, Role::Muted), 1);
    m_revoke = new QPushButton;
    m_revoke->setObjectName(u"revokeKey"_s);
    setControlSize(m_revoke, ControlSize::Small);
    setButtonRole(m_revoke, ButtonRole::Danger);
    auto* add = smallButton(Icon::ListAdd, tr("New key"), u"newKey"_s);
    head->addWidget(m_revoke);
    head->addWidget(add);
    column->addLayout(head);
    m_keys = new KeyTableModel(this);
    m_keyTable = new QTableView;
    m_keyTable->setObjectName(u"keyTable"_s);
    m_keyTable->setAccessibleName(tr("Keys"));
    m_keyTable->setModel(m_keys);
    setUpTable(m_keyTable, grid::kRowTwoLines, true);
    m_keyTable->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    column->addWidget(m_keyTable);

    m_subscriptionsTitle =
        new TextLabel(tr("Subscriptions"), TextSize::Body, Role::Text, QFont::Bold);
    m_subscriptionsTitle->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGap);
    column->addWidget(m_subscriptionsTitle);
    m_subscriptionModel = new QStandardItemModel(this);
    m_subscriptionTable = new QTableView;
    m_subscriptionTable->setObjectName(u"subscriptionTable"_s);
    m_subscriptionTable->setAccessibleName(tr("Subscriptions"));
    m_subscriptionTable->setModel(m_subscriptionModel);
    setUpTable(m_subscriptionTable, grid::kRow, true);
    m_subscriptionTable->setToolTip(tr("Double click opens the API"));
    column->addWidget(m_subscriptionTable);
    connect(add, &QPushButton::clicked, this, &ApplicationsPanel::newKey);
    connect(m_revoke, &QPushButton::clicked, this, &ApplicationsPanel::askRevoke);
    connect(m_keyTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ApplicationsPanel::showKeyActions);
    connect(m_keys, &KeyTableModel::modelReset, this, &ApplicationsPanel::showKeyActions);
    connect(m_subscriptionTable, &QTableView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT linkActivated(Link{u"api"_s, index.siblingAtColumn(0).data(kIdRole).toString(), {}});
    });
    return page;
}

QWidget* ApplicationsPanel::makeCode()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    column->setSpacing(grid::kGap);
    auto* head = new QHBoxLayout;
    head->setSpacing(grid::kGap);
    head->addWidget(new TextLabel(tr("Code"), TextSize::Body, Role::Text, QFont::Bold));
    head->addWidget(
        new TextLabel(tr("reads the key from GATEHOUSE_KEY"), TextSize::Secondary, Role::Muted), 1);
    m_language = new QComboBox;
    m_language->setObjectName(u"snippetLanguage"_s);
    m_language->setAccessibleName(tr("Language"));
    setControlSize(m_language, ControlSize::Small);
    for (const SnippetLanguage language : kSnippetLanguages)
        m_language->addItem(snippetLanguageName(language), static_cast<int>(language));
    auto* copy = smallButton(Icon::EditCopy, tr("Copy"), u"copySnippet"_s);
    head->addWidget(m_language);
    head->addWidget(copy);
    column->addLayout(head);
    m_code = new QPlainTextEdit;
    m_code->setObjectName(u"snippet"_s);
    m_code->setAccessibleName(tr("Code"));
    m_code->setReadOnly(true);
    m_code->setFont(textFont(TextSize::Code));
    m_code->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_code->setFixedHeight(grid::scaled(220));
    setGround(m_code, Role::CodeGround);
    column->addWidget(m_code);
    connect(m_language, &QComboBox::currentIndexChanged, this, &ApplicationsPanel::showSnippet);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_code->toPlainText()); });
    return page;
}

QWidget* ApplicationsPanel::makeFacts()
{
    m_facts = new QWidget;
    m_facts->setFixedWidth(grid::scaled(kFactsWidth));
    auto* column = new QVBoxLayout(m_facts);
    column->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    column->setSpacing(grid::kGap);
    const auto fact = [column](const QString& title, const QString& objectName) {
        auto* row = new QHBoxLayout;
        row->setSpacing(grid::kGap);
        row->addWidget(new TextLabel(title, TextSize::Secondary, Role::Muted), 0, Qt::AlignTop);
        QLabel* value = new TextLabel({}, TextSize::Secondary);
        value->setObjectName(objectName);
        value->setWordWrap(true);
        value->setAlignment(Qt::AlignRight | Qt::AlignTop);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        row->addWidget(value, 1);
        column->addLayout(row);
        return value;
    };
    column->addWidget(new TextLabel(tr("Now"), TextSize::Body, Role::Text, QFont::Bold));
    m_rate = fact(tr("Calls"), u"applicationRate"_s);
    m_refused = fact(tr("Refused, 429"), u"applicationRefused"_s);
    column->addSpacing(grid::kGapWide);
    column->addWidget(new TextLabel(tr("About"), TextSize::Body, Role::Text, QFont::Bold));
    m_idText = fact(tr("Id"), u"applicationIdText"_s);
    m_teamText = fact(tr("Team"), u"applicationTeamText"_s);
    m_modelsText = fact(tr("Models"), u"applicationModelsText"_s);
    column->addStretch(1);
    return m_facts;
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
            std::ranges::sort(m_applications, [this](const Application& x, const Application& y) {
                return nameOf(x.value).localeAwareCompare(nameOf(y.value)) < 0;
            });
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
                                showSnippet();
                            });
    loadFigures();
}

void ApplicationsPanel::loadFigures()
{
    if (!m_active || m_client.endpoint().isEmpty())
        return;
    m_client.overview({this, m_figuresTicket}, kFiguresRange, 10,
                      [this](const client::Answer<client::OverviewFigures>& answer) {
                          if (!answer)
                              return; // the connection tells it; the figures stay
                          m_rates.clear();
                          for (const client::RankedItem& item : answer->applications)
                              m_rates.insert(item.id, item);
                          for (int row = 0; row < m_list->count(); ++row)
                              showItem(row);
                          showFigures();
                      });
}

void ApplicationsPanel::showList()
{
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
    filterList();
    showSelected();
}

void ApplicationsPanel::showItem(int row)
{
    const model::Application& application = m_applications.at(row).value;
    QListWidgetItem* item = m_list->item(row);
    const auto rate = m_rates.constFind(QString::fromStdString(application.id));
    QStringList below;
    if (const QString team = teamOf(application); !team.isEmpty())
        below.append(team);
    if (rate != m_rates.constEnd())
        below.append(perSecond(rate->perSecond).text());
    if (rate != m_rates.constEnd() && rate->refusedPerSecond >= 0.005)
        below.append(tr("refused"));
    item->setText(nameOf(application));
    item->setData(CellBelow, below.isEmpty() ? tr("no calls") : below.join(u", "_s));
}

void ApplicationsPanel::filterList()
{
    const QString wanted = m_filter->text().trimmed();
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem* item = m_list->item(row);
        m_list->item(row)->setHidden(
            !item->text().contains(wanted, Qt::CaseInsensitive) &&
            !item->data(kIdRole).toString().contains(wanted, Qt::CaseInsensitive) &&
            !item->data(CellBelow).toString().contains(wanted, Qt::CaseInsensitive));
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
    m_facts->setVisible(application);
    for (QPushButton* button : std::as_const(m_selectionButtons))
        button->setVisible(application);
    m_name->setText(application ? nameOf(application->value) : QString());
    if (!application)
        return;
    const QString kept = m_keyTable->currentIndex().data().toString();
    m_delete->setText(tr("Delete %1…").arg(nameOf(application->value)));
    m_keys->setKeys(application->json.value(u"keys"_s).toArray(),
                    QDateTime::currentMSecsSinceEpoch());
    m_keyCount->setText(wholeNumber(m_keys->rowCount()));
    fitHeight(m_keyTable, grid::kRowTwoLines);
    if (m_keys->rowCount() > 0)
        m_keyTable->selectRow(std::max(0, m_keys->rowOf(kept)));
    m_idText->setText(m_selected);
    const QString team = teamOf(application->value);
    m_teamText->setText(team.isEmpty() ? tr("none") : team);
    QStringList models;
    for (const std::string& name : application->value.models)
        models.append(QString::fromStdString(name));
    m_modelsText->setText(models.isEmpty() ? tr("every model") : models.join(u'\n'));
    showKeyActions();
    showSubscriptions();
    showFigures();
    showSnippet();
}

void ApplicationsPanel::showKeyActions()
{
    const int row = m_keyTable->currentIndex().row();
    const bool usable = row >= 0 && row < m_keys->rowCount() && m_keys->isUsable(row);
    m_revoke->setVisible(usable);
    if (usable)
        m_revoke->setText(tr("Revoke %1…").arg(m_keys->rows().at(row).id));
}

void ApplicationsPanel::showSubscriptions()
{
    m_subscriptionModel->clear();
    m_subscriptionModel->setHorizontalHeaderLabels({tr("API"), tr("State")});
    for (const model::Subscription& subscription : std::as_const(m_subscriptions)) {
        if (subscription.application != m_selected.toStdString())
            continue;
        const QString api = QString::fromStdString(subscription.api);
        auto* first = new QStandardItem(api);
        first->setData(api, kIdRole);
        const std::string_view word = model::toWord(subscription.state);
        auto* second = new QStandardItem(
            QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size())));
        second->setData(int(subscription.state == model::SubscriptionState::Active ? Role::Muted
                                                                                   : Role::Notice),
                        Qt::ForegroundRole);
        m_subscriptionModel->appendRow({first, second});
    }
    for (int i = 0; i < 2; ++i)
        m_subscriptionModel->horizontalHeaderItem(i)->setTextAlignment(Qt::AlignLeft |
                                                                       Qt::AlignVCenter);
    m_subscriptionTable->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    const bool any = m_subscriptionModel->rowCount() > 0;
    m_subscriptionsTitle->setVisible(any);
    m_subscriptionTable->setVisible(any);
    fitHeight(m_subscriptionTable, grid::kRow);
}

void ApplicationsPanel::showFigures()
{
    const auto rate = m_rates.constFind(m_selected);
    const bool known = rate != m_rates.constEnd();
    m_rate->setText(perSecond(known ? rate->perSecond : NAN).text());
    m_refused->setText(perSecond(known ? rate->refusedPerSecond : NAN).text());
}

void ApplicationsPanel::showSnippet()
{
    const Application* application = selected();
    if (!application)
        return;
    QString name = m_modelNames.value(0, u"sandbox/chat"_s);
    if (!application->value.models.empty())
        name = QString::fromStdString(application->value.models.front());
    const QJsonObject body{
        {u"model"_s, name},
        {u"messages"_s, QJsonArray{QJsonObject{{u"role"_s, u"user"_s},
                                               {u"content"_s, tr("Say hello in one line.")}}}}};
    const QString gateway = m_connection.status().gatewayUrl().toString();
    const SnippetCall call{u"POST"_s,
                           (gateway.isEmpty() ? u"http://127.0.0.1:8480"_s : gateway) +
                               u"/v1/chat/completions"_s,
                           true,
                           {{u"Content-Type"_s, u"application/json"_s}},
                           QJsonDocument(body).toJson(QJsonDocument::Indented).trimmed()};
    m_code->setPlainText(
        codeSnippet(static_cast<SnippetLanguage>(m_language->currentData().toInt()), call));
}

void ApplicationsPanel::newApplication()
{
    auto* dialog = new ApplicationDialog(m_client, m_teams, m_modelNames, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ApplicationDialog::saved, this, [this](const QString& id) {
        m_selected = id;
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

void ApplicationsPanel::newKey()
{
    const Application* application = selected();
    if (!application)
        return;
    auto* dialog = new NewKeyDialog(m_client, m_selected, nameOf(application->value), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NewKeyDialog::created, this, &ApplicationsPanel::load);
    dialog->open();
}

void ApplicationsPanel::askRevoke()
{
    const int row = m_keyTable->currentIndex().row();
    if (row < 0 || row >= m_keys->rowCount())
        return;
    const QString key = m_keys->rows().at(row).id;
    askBefore(
        this,
        tr("Revoke the key %1? It is refused from the next call on and cannot be brought back.")
            .arg(key),
        tr("Revoke %1").arg(key), [this, id = m_selected, key] {
            m_client.revokeKey({this, m_actTicket}, id, key,
                               [this](const client::Answer<void>& answer) {
                                   if (!answer)
                                       return tell(answer.error());
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
}

} // namespace gatehouse::ui
