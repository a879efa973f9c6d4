// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playground/PlaygroundPanel.h"

#include "playground/AnswerView.h"
#include "playground/Example.h"
#include "playground/PlaygroundColumn.h"
#include "playground/PromptPane.h"

#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "widgets/Icon.h"
#include "widgets/MessageBar.h"
#include "widgets/PanelHeader.h"
#include "widgets/State.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QComboBox>
#include <QDateTime>
#include <QJsonDocument>
#include <QScrollArea>
#include <QSettings>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {
namespace {

constexpr auto kDraft = "playground/draft"_L1;
/// A key that ends sooner is not begun with.
constexpr qint64 kLeastLifeMillis = 60'000;

Conversation conversationFrom(const QByteArray& json)
{
    return conversationFromJson(QJsonDocument::fromJson(json).object());
}

} // namespace

PlaygroundPanel::PlaygroundPanel(client::AdminClient& client, client::LiveFeed& feed,
                                 client::Connection& connection, QWidget* parent)
    : Panel(parent)
    , m_client(client)
    , m_feed(feed)
    , m_connection(connection)
{
    setObjectName(u"playgroundPanel"_s);
    setGround(this, Role::Surface);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    m_notice = new MessageBar;
    column->addWidget(m_notice);
    m_prompt = new PromptPane;
    m_columnsLayout = new QHBoxLayout;
    m_columnsLayout->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_prompt);
    // Four columns may need more room than there is.
    auto* columns = new QWidget;
    setGround(columns, Role::Surface);
    columns->setLayout(m_columnsLayout);
    m_columnsLayout->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(columns);
    row->addWidget(scroll, 1);
    column->addLayout(row, 1);
    makeShortcuts();
    m_draft.setSingleShot(true);
    m_draft.setInterval(500ms);
    connect(&m_draft, &QTimer::timeout, this, &PlaygroundPanel::saveDraft);
    setConversation(conversationFrom(QSettings().value(kDraft).toByteArray()));
    connect(m_prompt, &PromptPane::changed, this, &PlaygroundPanel::scheduleDraft);
    connect(m_application, &QComboBox::currentIndexChanged, this, &PlaygroundPanel::scheduleDraft);
    connect(&m_connection, &client::Connection::stateChanged, this, [this] {
        m_key = {}; // kept in the memory of the server that made it
        if (m_active && m_connection.isConnected())
            load();
    });
    connect(&m_feed, &client::LiveFeed::changed, this, [this] {
        if (m_active)
            load();
    });
}

PlaygroundPanel::~PlaygroundPanel()
{
    if (m_draft.isActive())
        saveDraft();
}

QWidget* PlaygroundPanel::makeHeader()
{
    auto* header = new PanelHeader(tr("Playground"));
    m_application = new QComboBox;
    m_application->setObjectName(u"playgroundApplication"_s);
    m_application->setAccessibleName(tr("Application that calls"));
    m_application->setToolTip(tr("Whose limits and models the calls meet"));
    m_application->addItem(tr("as the playground"), QString());
    m_addColumn = new QPushButton(icon(Icon::ListAdd), tr("Column"));
    m_addColumn->setObjectName(u"addColumn"_s);
    auto* clear = new QPushButton(icon(Icon::EditDelete), tr("Clear"));
    clear->setObjectName(u"clearAnswers"_s);
    clear->setToolTip(tr("Forget every answer; what you wrote stays"));
    m_send = new QPushButton(icon(Icon::DocumentSend, Role::OnAccent), tr("Send"));
    m_send->setObjectName(u"send"_s);
    m_send->setToolTip(tr("Ctrl+Enter sends, Esc stops"));
    setButtonRole(m_send, ButtonRole::Main);
    header->addLeft(m_application);
    for (QPushButton* button : {m_addColumn, clear, m_send})
        header->addAction(button);
    connect(m_addColumn, &QPushButton::clicked, this, [this] {
        addColumn(m_models.value(m_columns.size() % std::max<qsizetype>(1, m_models.size())));
        scheduleDraft();
    });
    connect(clear, &QPushButton::clicked, this, &PlaygroundPanel::clearAll);
    connect(m_send, &QPushButton::clicked, this, &PlaygroundPanel::send);
    return header;
}

void PlaygroundPanel::makeShortcuts()
{
    const auto add = [this](const QKeySequence& keys, auto run) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    add(QKeySequence(Qt::CTRL | Qt::Key_Return), &PlaygroundPanel::send);
    add(QKeySequence(Qt::CTRL | Qt::Key_Enter), &PlaygroundPanel::send);
    add(QKeySequence(Qt::Key_Escape), &PlaygroundPanel::stopAll);
    add(QKeySequence(Qt::Key_F6), [this] { m_prompt->focusPrompt(); });
    for (int i = 0; i < kMaxColumns; ++i) {
        add(QKeySequence(Qt::CTRL | Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + i)), [this, i] {
            if (i < m_columns.size())
                m_columns.at(i)->view()->setFocus(Qt::ShortcutFocusReason);
        });
    }
}

PlaygroundColumn* PlaygroundPanel::addColumn(const QString& model)
{
    auto* column = new PlaygroundColumn;
    column->setModels(m_models);
    column->setModel(model);
    m_columns.append(column);
    m_columnsLayout->addWidget(column, 1);
    connect(column, &PlaygroundColumn::modelChanged, this, &PlaygroundPanel::scheduleDraft);
    connect(column, &PlaygroundColumn::modelChanged, this, &PlaygroundPanel::showPrices);
    connect(column, &PlaygroundColumn::hintActionAsked, this,
            [this] { Q_EMIT linkActivated(Link{u"models"_s, {}, {}}); });
    connect(column, &PlaygroundColumn::hintLinkAsked, this, [this] {
        Q_EMIT linkActivated(Link{u"models"_s, {}, QUrlQuery{{u"tab"_s, u"catalogue"_s}}});
    });
    connect(column, &PlaygroundColumn::removeAsked, this, [this, column] { removeColumn(column); });
    connect(column, &PlaygroundColumn::retryAsked, this, [this, column] {
        withAccess([this, column](const ChatAccess& access) {
            if (m_columns.contains(column))
                column->retry(access);
        });
    });
    connect(column, &PlaygroundColumn::requestAsked, this,
            [this](const QString& id) { Q_EMIT linkActivated(Link{u"request"_s, id, {}}); });
    connect(&column->run(), &ColumnRun::stateChanged, this, [this, column] {
        if (column->run().state() == ColumnRun::State::Failed &&
            column->run().problem().status == 401)
            m_key = {};
        if (!column->run().isRunning())
            showPrices(); // what was answered is sent again
    });
    updateColumns();
    showHints();
    return column;
}

void PlaygroundPanel::removeColumn(PlaygroundColumn* column)
{
    column->run().stop();
    m_columns.removeOne(column);
    m_columnsLayout->removeWidget(column);
    column->hide();
    column->deleteLater(); // its own button was clicked
    updateColumns();
    scheduleDraft();
}

void PlaygroundPanel::updateColumns()
{
    for (PlaygroundColumn* column : std::as_const(m_columns))
        column->setRemovable(m_columns.size() > 1);
    m_addColumn->setEnabled(m_columns.size() < kMaxColumns);
    showPrices();
}

void PlaygroundPanel::showHints()
{
    const bool none = m_modelsKnown && m_models.isEmpty();
    for (PlaygroundColumn* column : std::as_const(m_columns)) {
        if (none)
            column->setHint(tr("No model can be called yet: a provider brings them."),
                            tr("Add provider"), tr("See which models there are"));
        else
            column->setHint(tr("Write what the user says and send it: the answer is written here."),
                            {}, {});
    }
}

void PlaygroundPanel::showExample()
{
    m_isExample = true;
    const QList<ExampleAnswer> answers = exampleAnswers();
    Conversation conversation = exampleConversation();
    for (const ExampleAnswer& answer : answers)
        conversation.models.append(answer.model);
    setConversation(conversation);
    for (int i = 0; i < answers.size(); ++i)
        m_columns.at(i)->run().showExample(conversation, answers.at(i).model, answers.at(i).texts,
                                           answers.at(i).figures);
}

void PlaygroundPanel::setConversation(const Conversation& conversation)
{
    m_prompt->setConversation(conversation);
    while (!m_columns.isEmpty())
        removeColumn(m_columns.last());
    for (const QString& model : conversation.models)
        addColumn(model);
    if (m_application->findData(conversation.application) < 0)
        m_application->addItem(tr("as %1").arg(conversation.application), conversation.application);
    m_application->setCurrentIndex(m_application->findData(conversation.application));
}

Conversation PlaygroundPanel::conversation() const
{
    Conversation conversation;
    m_prompt->writeTo(conversation);
    conversation.application = m_application->currentData().toString();
    conversation.models.clear();
    for (const PlaygroundColumn* column : m_columns)
        conversation.models.append(column->model());
    return conversation;
}

void PlaygroundPanel::activate()
{
    m_active = true;
    m_feed.want(this, client::Topic::Changes);
    load();
}

void PlaygroundPanel::deactivate()
{
    m_active = false;
    m_feed.want(this, {});
    saveDraft();
}

void PlaygroundPanel::load()
{
    if (!m_active || m_client.endpoint().isEmpty())
        return;
    loadPrices();
    m_client.callableModels({this, m_modelsTicket},
                            [this](const client::Answer<QList<client::CallableModel>>& answer) {
                                if (!answer)
                                    return;
                                m_modelsKnown = true;
                                m_models.clear();
                                m_prices.setCallable(*answer);
                                for (const client::CallableModel& callable : *answer)
                                    m_models.append(callable.name);
                                for (PlaygroundColumn* column : std::as_const(m_columns)) {
                                    column->setModels(m_models);
                                    if (column->model().isEmpty())
                                        column->setModel(m_models.value(0));
                                }
                                showHints();
                                showPrices();
                            });
    m_client.list<model::Application>(
        {this, m_applicationsTicket},
        [this](const client::Answer<client::Listing<model::Application>>& answer) {
            if (!answer)
                return;
            const QSignalBlocker quiet(m_application);
            const QString chosen = m_application->currentData().toString();
            while (m_application->count() > 1)
                m_application->removeItem(1);
            for (const auto& [application, json, etag] : answer->items) {
                const QString id = QString::fromStdString(application.id);
                m_application->addItem(
                    tr("as %1").arg(
                        application.name.empty() ? id : QString::fromStdString(application.name)),
                    id);
            }
            m_application->setCurrentIndex(std::max(0, m_application->findData(chosen)));
        });
}

void PlaygroundPanel::loadPrices()
{
    if (!m_hasCatalogue) // it is of the program, not of the workspace
        m_client.catalogueModels({this, m_catalogueTicket}, {},
                                 [this](const client::Answer<QList<client::CatalogueModel>>& a) {
                                     if (!a)
                                         return; // no cost is told then
                                     m_hasCatalogue = true;
                                     m_prices.setCatalogue(*a);
                                     showPrices();
                                 });
    m_client.list<model::ModelRoute>(
        {this, m_routesTicket},
        [this](const client::Answer<client::Listing<model::ModelRoute>>& answer) {
            if (!answer)
                return;
            m_prices.setRoutes(answer->items);
            showPrices();
        });
}

void PlaygroundPanel::showPrices()
{
    AnswerPrices prices;
    prices.answers = static_cast<int>(m_columns.size());
    prices.areKnown = m_hasCatalogue;
    for (const PlaygroundColumn* column : std::as_const(m_columns)) {
        const auto price = m_prices.of(column->model());
        prices.areKnown = prices.areKnown && price;
        prices.usdPerTokenIn += price ? price->usdIn : 0;
        prices.usdPerTokenOut += price ? price->usdOut : 0;
        prices.answeredTokens = std::max(prices.answeredTokens, roughTokens(column->answers()));
    }
    m_prompt->setPrices(prices);
}

void PlaygroundPanel::withAccess(std::function<void(const ChatAccess&)> run)
{
    const QUrl gateway = m_connection.status().gatewayUrl();
    if (gateway.isEmpty()) {
        m_notice->say(State::Failed, tr("The gateway does not listen. Start it first."));
        return;
    }
    m_notice->dismiss();
    const QString application = m_application->currentData().toString();
    const auto access = [this, gateway] {
        return ChatAccess{gateway, m_key.secret.toLatin1(), m_client.endpoint().authorities};
    };
    if (!m_key.secret.isEmpty() && m_keyFor == application &&
        m_key.expiresMillis - QDateTime::currentMSecsSinceEpoch() > kLeastLifeMillis) {
        run(access());
        return;
    }
    m_client.playgroundKey({this, m_keyTicket}, application,
                           [this, application, access,
                            run = std::move(run)](const client::Answer<client::PlaygroundKey>& a) {
                               if (!a) {
                                   m_notice->say(State::Failed, a.error().message, {},
                                                 a.error().detail);
                                   return;
                               }
                               m_key = *a;
                               m_keyFor = application;
                               run(access());
                           });
}

void PlaygroundPanel::send()
{
    const Conversation now = conversation();
    const bool nothing = std::ranges::all_of(
        now.turns, [](const QString& turn) { return turn.trimmed().isEmpty(); });
    if (nothing) {
        m_notice->say(State::Near, tr("Write what the user says, then send."));
        m_prompt->focusPrompt();
        return;
    }
    if (now.models.contains(QString())) {
        m_notice->say(State::Near,
                      m_models.isEmpty()
                          ? tr("No model can be called yet. Add a provider in Models first.")
                          : tr("Choose a model for every column."));
        return;
    }
    withAccess([this, now](const ChatAccess& access) {
        for (PlaygroundColumn* column : std::as_const(m_columns))
            column->send(access, now);
    });
}

void PlaygroundPanel::stopAll()
{
    m_keyTicket.cancel();
    for (PlaygroundColumn* column : std::as_const(m_columns))
        column->run().stop();
}

void PlaygroundPanel::clearAll()
{
    for (PlaygroundColumn* column : std::as_const(m_columns))
        column->clear();
}

void PlaygroundPanel::scheduleDraft()
{
    m_draft.start();
}

void PlaygroundPanel::saveDraft() const
{
    if (!m_isExample)
        QSettings().setValue(kDraft, saveState());
}

bool PlaygroundPanel::open(const Link& link)
{
    if (link.kind != "playground"_L1)
        return false;
    if (const QString model = link.query.queryItemValue(u"model"_s, QUrl::FullyDecoded);
        !model.isEmpty())
        m_columns.first()->setModel(model);
    if (const QString id = link.query.queryItemValue(u"application"_s, QUrl::FullyDecoded);
        !id.isEmpty()) {
        if (m_application->findData(id) < 0)
            m_application->addItem(tr("as %1").arg(id), id);
        m_application->setCurrentIndex(m_application->findData(id));
    }
    return true;
}

void PlaygroundPanel::focusFilter()
{
    m_prompt->focusPrompt();
}

QByteArray PlaygroundPanel::saveState() const
{
    return QJsonDocument(toJson(conversation())).toJson(QJsonDocument::Compact);
}

void PlaygroundPanel::restoreState(const QByteArray& state)
{
    if (!state.isEmpty())
        setConversation(conversationFrom(state));
}

} // namespace gatehouse::ui
