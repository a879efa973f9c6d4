// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "firststeps/FirstSteps.h"

#include "firststeps/ProofPane.h"
#include "firststeps/ProviderChoice.h"
#include "firststeps/StepMark.h"

#include "model/Codec.h"
#include "shell/StatusBar.h"
#include "widgets/Icon.h"
#include "widgets/State.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QCloseEvent>
#include <QComboBox>
#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace gatehouse::ui {

namespace {

QLabel* label(const QString& text, TextSize size, QFont::Weight weight = QFont::Normal)
{
    auto* made = new QLabel(text);
    made->setFont(textFont(size, weight));
    return made;
}

QLabel* muted(const QString& text, TextSize size = TextSize::Body)
{
    auto* made = label(text, size);
    made->setForegroundRole(QPalette::PlaceholderText);
    return made;
}

QFrame* line(bool upright)
{
    auto* made = new QFrame;
    if (upright)
        made->setFixedWidth(1);
    else
        made->setFixedHeight(1);
    setGround(made, Role::Line);
    return made;
}

} // namespace

FirstSteps::FirstSteps(client::AdminClient& client, client::LiveFeed& feed,
                       client::Connection& connection, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_feed(feed)
    , m_connection(connection)
{
    setObjectName(QStringLiteral("firstSteps"));
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    build();
    connect(&m_chat, &client::ChatStream::delta, this,
            [this] { m_proof->setText(m_chat.text(), true); });
    connect(&m_chat, &client::ChatStream::finished, this, [this] {
        m_requestId = m_chat.figures().requestId;
        m_answered = true;
        showAnswer();
        refreshSteps();
    });
    connect(&m_chat, &client::ChatStream::failed, this, &FirstSteps::stopped);
    m_rest.setSingleShot(true);
    m_rest.setInterval(400);
    connect(&m_rest, &QTimer::timeout, this, &FirstSteps::testKey);
    connect(&m_connection, &client::Connection::stateChanged, this, [this] {
        if (m_connection.isConnected())
            loadCatalogue();
        refreshSteps();
    });
    if (m_connection.isConnected())
        loadCatalogue();
    chosenChanged();
}

void FirstSteps::build()
{
    m_content = new QWidget(this);
    layout()->addWidget(m_content);
    auto* outer = new QVBoxLayout(m_content);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(makeTop());
    outer->addWidget(line(false));

    auto* halves = new QHBoxLayout;
    halves->setSpacing(0);
    auto* left = new QScrollArea;
    left->setFrameShape(QFrame::NoFrame);
    left->setWidgetResizable(true);
    left->setWidget(makeSteps());
    left->setMinimumWidth(grid::scaled(400));
    left->setMaximumWidth(grid::scaled(560));
    m_proof = new ProofPane;
    setGround(m_proof, Role::Window);
    halves->addWidget(left, 2);
    halves->addWidget(line(true));
    halves->addWidget(m_proof, 3);
    outer->addLayout(halves, 1);
    outer->addWidget(makeFoot());

    connect(m_proof, &ProofPane::openConsole, this, &FirstSteps::leave);
    connect(m_proof, &ProofPane::openRequest, this, [this] { Q_EMIT openRequest(m_requestId); });
}

void FirstSteps::showAnswer()
{
    m_proof->setText(m_chat.text(), false);
    m_proof->setFigures(m_chat.figures());
    m_proof->setAccess({m_connection.status().gatewayUrl().toString() + QStringLiteral("/v1"),
                        m_secret, tr("My first app"), m_model->currentText(), m_prompt->text()});
}

void FirstSteps::rebuild()
{
    const QString chosen = m_choice->chosen().id;
    const bool all = m_choice->isAll();
    const QString key = m_key->text();
    const QString model = m_model->currentText();
    const QString prompt = m_prompt->isModified() ? m_prompt->text() : QString();
    const bool keyGood = m_keyGood;
    QStringList models;
    for (int i = 0; i < m_model->count(); ++i)
        models << m_model->itemText(i);
    delete m_content;
    build();
    m_choice->setAll(all);
    m_choice->setProviders(m_catalogue);
    m_choice->setFound(m_found);
    m_choice->choose(chosen);
    chosenChanged();
    m_rest.stop();
    if (!key.isEmpty() && !keyGood) {
        m_key->setText(key); // is tested again, and told in the new language
    } else if (keyGood) {
        const QSignalBlocker quiet(m_key);
        m_key->setText(key);
        m_keyGood = true;
        showKeyGood(int(models.size()));
    }
    m_model->clear();
    m_model->addItems(models);
    m_model->setCurrentText(model);
    if (!prompt.isEmpty())
        m_prompt->setText(prompt);
    if (m_answered && !m_secret.isEmpty()) {
        m_proof->begin(m_choice->chosen().name);
        showAnswer();
    }
    refreshSteps();
}

void FirstSteps::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    // Later: the box that chose the language is a part of the page.
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::ApplicationFontChange)
        QMetaObject::invokeMethod(this, &FirstSteps::rebuild, Qt::QueuedConnection);
}

QWidget* FirstSteps::makeTop()
{
    auto* top = new QWidget;
    top->setFixedHeight(grid::kHeader - 1); // with the line below
    setGround(top, Role::Surface);
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(24, 0, 24, 0);
    row->setSpacing(8);
    auto* gate = new QLabel;
    gate->setPixmap(icon(Icon::Gate, Role::Accent).pixmap(20, 20));
    row->addWidget(gate);
    row->addWidget(label(tr("Gatehouse"), TextSize::Body, QFont::Bold));
    row->addWidget(muted(tr("First steps")));
    row->addStretch(1);

    m_language = new QComboBox;
    m_language->setObjectName(QStringLiteral("language"));
    m_language->setAccessibleName(tr("Language"));
    m_language->setMinimumWidth(grid::scaled(112));
    m_language->addItem(icon(Icon::SetLanguage), QStringLiteral("English"), QStringLiteral("en"));
    m_language->addItem(icon(Icon::SetLanguage), QStringLiteral("简体中文"),
                        QStringLiteral("zh_CN"));
    m_language->setCurrentIndex(QLocale().language() == QLocale::Chinese ? 1 : 0);
    connect(m_language, &QComboBox::activated, this,
            [this] { Q_EMIT languageChosen(m_language->currentData().toString()); });
    row->addWidget(m_language);
    auto* demo = new QPushButton(tr("Demo workspace"));
    connect(demo, &QPushButton::clicked, this, &FirstSteps::demoWanted);
    row->addWidget(demo);
    auto* skip = new QPushButton(tr("Skip"));
    skip->setObjectName(QStringLiteral("skip"));
    setButtonRole(skip, ButtonRole::Flat);
    connect(skip, &QPushButton::clicked, this, &FirstSteps::leave);
    row->addWidget(skip);
    return top;
}

QWidget* FirstSteps::makeSteps()
{
    auto* page = new QWidget;
    setGround(page, Role::Surface);
    auto* outer = new QVBoxLayout(page);
    outer->setContentsMargins(64, 40, 48, 24);
    outer->setSpacing(4);
    outer->addWidget(label(tr("Get a first answer"), TextSize::KeyFigure, QFont::Bold));
    outer->addWidget(muted(tr("No account. Everything stays on this computer.")));
    outer->addSpacing(20);

    const auto step = [&](int number, const QString& title, QWidget* content) {
        auto* box = new QWidget;
        auto* row = new QHBoxLayout(box);
        row->setContentsMargins(0, 0, 0, 12);
        row->setSpacing(12);
        m_marks[number - 1] = new StepMark(number, number == 3);
        row->addWidget(m_marks[number - 1]);
        auto* column = new QVBoxLayout;
        column->setSpacing(6);
        auto* words = label(title, TextSize::Body, QFont::Bold);
        words->setMinimumHeight(24);
        column->addWidget(words);
        column->addWidget(content);
        row->addLayout(column, 1);
        outer->addWidget(box);
        return box;
    };

    auto* who = new QWidget;
    auto* whoColumn = new QVBoxLayout(who);
    whoColumn->setContentsMargins(0, 0, 0, 0);
    whoColumn->setSpacing(4);
    m_choice = new ProviderChoice;
    connect(m_choice, &ProviderChoice::chosenChanged, this, &FirstSteps::chosenChanged);
    m_all = new QPushButton;
    m_all->setObjectName(QStringLiteral("allProviders"));
    setButtonRole(m_all, ButtonRole::Link);
    connect(m_all, &QPushButton::clicked, this, [this] {
        m_choice->setAll(!m_choice->isAll());
        refreshSteps();
    });
    whoColumn->addWidget(m_choice);
    whoColumn->addWidget(m_all, 0, Qt::AlignLeft);
    step(1, tr("Who should answer?"), who);

    auto* key = new QWidget;
    auto* keyColumn = new QVBoxLayout(key);
    keyColumn->setContentsMargins(0, 0, 0, 0);
    keyColumn->setSpacing(6);
    m_key = new QLineEdit;
    m_key->setObjectName(QStringLiteral("providerKey"));
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setFont(textFont(TextSize::Code));
    m_key->setPlaceholderText(tr("Paste it here"));
    auto* eye = new QToolButton;
    eye->setIcon(icon(Icon::PasswordShowOn));
    eye->setToolTip(tr("Show or hide the key"));
    eye->setAccessibleName(eye->toolTip());
    connect(eye, &QToolButton::clicked, this, [this] {
        m_key->setEchoMode(m_key->echoMode() == QLineEdit::Password ? QLineEdit::Normal
                                                                    : QLineEdit::Password);
    });
    connect(m_key, &QLineEdit::textChanged, this, [this] {
        m_keyGood = false;
        m_testTicket.cancel();
        showKeyState(static_cast<int>(State::None), {});
        if (!m_key->text().trimmed().isEmpty())
            m_rest.start();
        refreshSteps();
    });
    auto* keyRow = new QHBoxLayout;
    keyRow->setSpacing(8);
    keyRow->addWidget(m_key, 1);
    keyRow->addWidget(eye);
    keyColumn->addLayout(keyRow);
    auto* state = new QHBoxLayout;
    state->setSpacing(8);
    m_keyShape = new StateShape(State::None);
    m_keyText = label({}, TextSize::Secondary);
    m_keyText->setObjectName(QStringLiteral("keyState"));
    m_keyText->setWordWrap(true);
    state->addWidget(m_keyShape, 0, Qt::AlignTop);
    state->addWidget(m_keyText, 1);
    keyColumn->addLayout(state);
    m_keyStep = step(2, tr("Paste the provider’s key"), key);

    auto* test = new QWidget;
    auto* testGrid = new QGridLayout(test);
    testGrid->setContentsMargins(0, 0, 0, 0);
    testGrid->setSpacing(8);
    m_model = new QComboBox;
    m_model->setObjectName(QStringLiteral("model"));
    m_model->setAccessibleName(tr("Model"));
    m_model->setMinimumWidth(grid::scaled(180));
    m_prompt = new QLineEdit(tr("Say hello in three languages."));
    m_prompt->setObjectName(QStringLiteral("prompt"));
    m_prompt->setAccessibleName(tr("Test request"));
    m_send = new QPushButton(icon(Icon::DocumentSend), tr("Send"));
    m_send->setObjectName(QStringLiteral("send"));
    connect(m_send, &QPushButton::clicked, this, &FirstSteps::send);
    connect(m_prompt, &QLineEdit::returnPressed, this, &FirstSteps::send);
    auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    connect(shortcut, &QShortcut::activated, this, &FirstSteps::send);
    testGrid->addWidget(m_model, 0, 0, 1, 2, Qt::AlignLeft);
    testGrid->addWidget(m_prompt, 1, 0);
    testGrid->addWidget(m_send, 1, 1);
    step(3, tr("Send a test request"), test);
    outer->addStretch(1);
    return page;
}

QWidget* FirstSteps::makeFoot()
{
    auto* status = new StatusBar;
    const auto refresh = [this, status] {
        status->showStatus(m_connection.state(), m_connection.status());
    };
    connect(&m_connection, &client::Connection::stateChanged, status, refresh);
    connect(&m_connection, &client::Connection::statusChanged, status, refresh);
    connect(&m_feed, &client::LiveFeed::tick, status, &StatusBar::showTick);
    const auto told = [this](const client::Answer<client::ServerStatus>&) {
        m_connection.refresh();
    };
    connect(status, &StatusBar::startWanted, this,
            [this, told] { m_client.startGateway(this, told); });
    connect(status, &StatusBar::stopWanted, this,
            [this, told] { m_client.stopGateway(this, told); });
    m_feed.want(status, client::Topic::Ticks);
    refresh();
    return status;
}

void FirstSteps::loadCatalogue()
{
    m_client.catalogueProviders(this,
                                [this](client::Answer<QList<client::CatalogueProvider>> providers) {
                                    if (!providers)
                                        return;
                                    m_catalogue = *providers;
                                    m_choice->setProviders(m_catalogue);
                                    refreshSteps();
                                });
    m_client.findLocalServers(this, [this](client::Answer<QList<client::LocalServer>> servers) {
        if (!servers)
            return; // that none was found is no fault
        m_found = *servers;
        m_choice->setFound(m_found);
    });
}

bool FirstSteps::isSandbox() const
{
    return m_choice->chosen().id == QLatin1String("sandbox");
}

void FirstSteps::chosenChanged()
{
    m_keyGood = false;
    m_testTicket.cancel();
    m_key->clear();
    showKeyState(static_cast<int>(State::None), {});
    m_model->clear();
    const auto provider = m_choice->chosen();
    if (isSandbox()) {
        m_model->addItem(QStringLiteral("sandbox/chat"));
    } else if (provider.auth == QLatin1String("none") || provider.local) {
        m_rest.start(); // Nothing to paste: see at once whether it is there.
    }
    refreshSteps();
}

QByteArray FirstSteps::providerJson() const
{
    const auto chosen = m_choice->chosen();
    QJsonObject provider{{QStringLiteral("id"), chosen.id},
                         {QStringLiteral("name"), chosen.name},
                         {QStringLiteral("kind"), chosen.id}};
    const QString secret = m_key->text().trimmed();
    if (!isSandbox() && !secret.isEmpty())
        provider.insert(QStringLiteral("keys"),
                        QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("main")},
                                               {QStringLiteral("secret"), secret}}});
    return QJsonDocument(provider).toJson(QJsonDocument::Compact);
}

void FirstSteps::testKey()
{
    if (isSandbox())
        return;
    showKeyState(static_cast<int>(State::Idle), tr("Asking %1 …").arg(m_choice->chosen().name));
    m_client.testProvider({this, m_testTicket}, providerJson(),
                          [this](client::Answer<client::ProviderTest> answer) { tested(answer); });
}

void FirstSteps::tested(const client::Answer<client::ProviderTest>& answer)
{
    if (!answer) {
        showKeyState(static_cast<int>(State::Failed), answer.error().message,
                     answer.error().detail);
    } else if (!answer->ok) {
        showKeyState(static_cast<int>(State::Failed), answer->error, answer->detail);
    } else {
        m_keyGood = true;
        m_model->clear();
        for (const QString& model : answer->models)
            m_model->addItem(m_choice->chosen().id + QLatin1Char('/') + model);
        showKeyGood(int(answer->models.size()));
    }
    m_model->setEditable(!isSandbox() && m_model->count() == 0);
    refreshSteps();
}

void FirstSteps::showKeyGood(int models)
{
    showKeyState(static_cast<int>(State::Good),
                 tr("%n models found. Kept encrypted on this computer.", nullptr, models));
}

void FirstSteps::showKeyState(int state, const QString& text, const QString& detail)
{
    const auto shape = static_cast<State>(state);
    m_keyShape->setState(shape);
    m_keyText->setText(text);
    m_keyText->setToolTip(detail);
    setFieldState(m_key, shape == State::Failed ? FieldState::Wrong : FieldState::Valid);
}

void FirstSteps::refreshSteps()
{
    m_all->setText(m_choice->isAll() ? tr("Fewer providers")
                                     : tr("All %1 providers").arg(m_choice->count()));
    m_all->setVisible(m_choice->count() > 4 || m_choice->isAll());
    m_keyStep->setVisible(!isSandbox());
    m_marks[2]->setNumber(isSandbox() ? 2 : 3);
    const bool ready = isSandbox() || m_keyGood;
    using Stage = StepMark::Stage;
    m_marks[0]->setStage(ready || !m_key->text().isEmpty() ? Stage::Done : Stage::Now);
    m_marks[1]->setStage(m_keyGood ? Stage::Done : Stage::Now);
    m_marks[2]->setStage(m_answered ? Stage::Done : ready ? Stage::Now : Stage::Later);
    m_send->setText(m_answered ? tr("Send again") : tr("Send"));
    m_send->setEnabled(ready && m_connection.isConnected() && !m_model->currentText().isEmpty());
    m_prompt->setEnabled(ready);
    m_model->setEnabled(ready);
}

void FirstSteps::send()
{
    if (!m_send->isEnabled() || m_chat.isRunning())
        return;
    m_proof->begin(m_choice->chosen().name);
    ensureProvider();
}

void FirstSteps::ensureProvider()
{
    const QString wanted = m_choice->chosen().id + QLatin1Char('\n') + m_key->text();
    if (m_storedFor == wanted)
        return ensureApplication();
    const auto done = [this, wanted](client::Answer<client::Stored<model::Provider>> stored) {
        if (!stored)
            return stopped(stored.error());
        m_storedFor = wanted;
        m_storedProvider = QString::fromStdString(stored->value.id);
        ensureApplication();
    };
    m_client.createJson<model::Provider>(
        this, providerJson(), [this, done](client::Answer<client::Stored<model::Provider>> stored) {
            if (stored || stored.error().kind != client::Problem::Kind::Conflict)
                return done(std::move(stored));
            // It exists from an earlier try: its key is what was just pasted.
            const QString id = m_choice->chosen().id;
            m_client.read<model::Provider>(
                this, id, [this, id, done](client::Answer<client::Stored<model::Provider>> old) {
                    if (!old || isSandbox())
                        return done(std::move(old));
                    m_client.replaceJson<model::Provider>(this, id, providerJson(), old->etag,
                                                          done);
                });
        });
}

void FirstSteps::ensureApplication()
{
    if (!m_application.isEmpty())
        return ensureKey();
    model::Application application;
    application.id = "my-first-app";
    application.name = tr("My first app").toStdString();
    m_client.create<model::Application>(
        this, application, [this](client::Answer<client::Stored<model::Application>> stored) {
            if (!stored && stored.error().kind != client::Problem::Kind::Conflict)
                return stopped(stored.error());
            m_application = QStringLiteral("my-first-app");
            ensureKey();
        });
}

void FirstSteps::ensureKey()
{
    if (!m_secret.isEmpty())
        return ask();
    m_client.createKey(this, m_application, {}, {}, [this](client::Answer<client::NewKey> key) {
        if (!key)
            return stopped(key.error());
        m_secret = key->secret;
        ask();
    });
}

void FirstSteps::ask()
{
    client::ChatRequest request;
    request.gateway = m_connection.status().gatewayUrl();
    request.key = m_secret.toLatin1();
    request.authorities = m_client.endpoint().authorities;
    request.body = {{QStringLiteral("model"), m_model->currentText()},
                    {QStringLiteral("messages"),
                     QJsonArray{QJsonObject{{QStringLiteral("role"), QStringLiteral("user")},
                                            {QStringLiteral("content"), m_prompt->text()}}}}};
    m_chat.start(request);
}

void FirstSteps::stopped(const client::Problem& problem)
{
    m_requestId = m_chat.figures().requestId;
    m_proof->fail(problem);
    refreshSteps();
}

void FirstSteps::leave()
{
    if (m_proof->hasKey() && !m_proof->isKeyCopied()) {
        QMessageBox box(QMessageBox::Question, tr("The key was not copied"),
                        tr("The key of “My first app” is shown only here. You can make another one "
                           "in Applications."),
                        QMessageBox::NoButton, this);
        auto* stay = box.addButton(tr("Stay"), QMessageBox::RejectRole);
        box.addButton(tr("Leave without copying"), QMessageBox::AcceptRole);
        box.setDefaultButton(stay);
        box.exec();
        if (box.clickedButton() == stay)
            return;
    }
    Q_EMIT openConsole();
}

void FirstSteps::closeEvent(QCloseEvent* event)
{
    QWidget::closeEvent(event);
    Q_EMIT closed();
}

} // namespace gatehouse::ui
