// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playground/PlaygroundColumn.h"

#include "playground/AnswerView.h"
#include "playground/SourceDialog.h"

#include "widgets/Bar.h"
#include "widgets/EmptyState.h"
#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/MessageBar.h"
#include "widgets/Separator.h"
#include "widgets/State.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QGridLayout>
#include <QGuiApplication>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kLeastWidth = 232;
constexpr int kModelWidth = 220;

QPushButton* footButton(const QString& text, const QString& objectName)
{
    auto* button = new QPushButton(text);
    button->setObjectName(objectName);
    setButtonRole(button, ButtonRole::Flat);
    setControlSize(button, ControlSize::Small);
    return button;
}

Quantity count(qint64 tokens, bool known)
{
    return {known || tokens > 0 ? wholeNumber(tokens) : u"\u2013"_s, {}};
}

} // namespace

PlaygroundColumn::PlaygroundColumn(QWidget* parent)
    : QWidget(parent)
    , m_model(new QComboBox)
    , m_stop(new QPushButton(icon(Icon::MediaPlaybackStop), tr("Stop")))
    , m_retry(new IconButton(Icon::Cross, tr("Ask again")))
    , m_remove(new IconButton(Icon::Cross, tr("Remove this column")))
    , m_shape(new StateShape(State::None))
    , m_state(new TextLabel({}, TextSize::Secondary))
    , m_provider(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_notice(new MessageBar)
    , m_view(new AnswerView)
    , m_pages(new QStackedWidget)
{
    setObjectName(u"playgroundColumn"_s);
    setMinimumWidth(grid::scaled(kLeastWidth));
    m_model->setObjectName(u"columnModel"_s);
    m_model->setAccessibleName(tr("Model"));
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_model->setMinimumContentsLength(12);
    m_model->setPlaceholderText(tr("Choose a model"));
    m_stop->setObjectName(u"columnStop"_s);
    m_retry->setObjectName(u"columnRetry"_s);
    m_retry->setIcon(icon(Icon::ViewRefresh));
    m_remove->setObjectName(u"columnRemove"_s);
    m_state->setObjectName(u"columnState"_s);
    m_view->setObjectName(u"columnAnswer"_s);
    auto* head = new Bar(grid::kBar);
    head->row()->setContentsMargins(grid::kGapWide, 0, grid::kGap, 1);
    m_model->setMaximumWidth(grid::scaled(kModelWidth));
    head->row()->addWidget(m_model, 2);
    head->row()->addStretch(1);
    head->row()->addWidget(m_stop);
    head->row()->addWidget(m_retry);
    head->row()->addWidget(m_remove);
    auto* state = new QHBoxLayout;
    state->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, 0);
    state->setSpacing(grid::kGap);
    state->addWidget(m_shape);
    state->addWidget(m_state, 1);
    state->addWidget(m_provider);
    auto* line = new QFrame;
    line->setFixedWidth(1);
    setGround(line, Role::Line);
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(line);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    outer->addLayout(column, 1);
    column->addWidget(head);
    column->addWidget(m_notice);
    column->addLayout(state);
    m_pages->addWidget(m_view);
    column->addWidget(m_pages, 1);
    column->addWidget(new Separator);
    m_figures = makeFigures();
    column->addWidget(m_figures);
    column->addWidget(new Separator);
    m_foot = makeFoot();
    column->addWidget(m_foot);

    m_clock.setInterval(std::chrono::milliseconds(100));
    connect(&m_clock, &QTimer::timeout, this, &PlaygroundColumn::showState);
    connect(m_model, &QComboBox::currentTextChanged, this, &PlaygroundColumn::modelChanged);
    connect(m_stop, &QPushButton::clicked, &m_run, &ColumnRun::stop);
    connect(m_retry, &QToolButton::clicked, this, &PlaygroundColumn::retryAsked);
    connect(m_remove, &QToolButton::clicked, this, &PlaygroundColumn::removeAsked);
    connect(&m_run, &ColumnRun::truncated, this, &PlaygroundColumn::rebuild);
    connect(&m_run, &ColumnRun::turnStarted, this, [this](qsizetype turn, const QString& question) {
        m_startedMs = QDateTime::currentMSecsSinceEpoch();
        m_notice->dismiss();
        m_shown.append({question, {}});
        if (turn > 0) // the first turn stands at the left already
            m_view->addUserTurn(static_cast<int>(turn) + 1, question);
        m_view->beginAnswer();
    });
    connect(&m_run, &ColumnRun::delta, m_view, &AnswerView::append);
    connect(&m_run, &ColumnRun::turnEnded, this, [this] {
        m_view->endAnswer();
        if (!m_shown.isEmpty())
            m_shown.last().answer = m_run.answer();
    });
    connect(&m_run, &ColumnRun::stateChanged, this, &PlaygroundColumn::showState);
    setHint(tr("Write what the user says and send it: the answer is written here."), {}, {});
}

void PlaygroundColumn::Figure::show(const Quantity& quantity) const
{
    number->setText(quantity.number);
    unit->setText(quantity.unit);
}

void PlaygroundColumn::setHint(const QString& sentence, const QString& action, const QString& link)
{
    if (sentence == m_hint)
        return;
    m_hint = sentence;
    auto* hint = new EmptyState(Icon::DialogScripts, sentence);
    hint->setObjectName(u"columnHint"_s);
    if (!action.isEmpty())
        connect(hint->setAction(action), &QPushButton::clicked, this,
                &PlaygroundColumn::hintActionAsked);
    if (!link.isEmpty())
        connect(hint->setLink(link), &QPushButton::clicked, this, &PlaygroundColumn::hintLinkAsked);
    delete m_pages->widget(1);
    m_pages->insertWidget(1, hint);
    showState();
}

QWidget* PlaygroundColumn::makeFigures()
{
    auto* page = new QWidget;
    page->setAutoFillBackground(true);
    setGround(page, Role::Window);
    auto* cells = new QGridLayout(page);
    cells->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    cells->setHorizontalSpacing(grid::kGap);
    cells->setVerticalSpacing(0);
    const auto figure = [cells](int row, int column, const QString& title,
                                const QString& objectName) {
        cells->addWidget(new TextLabel(title, TextSize::Secondary, Role::Muted), row, column);
        const Figure made{new TextLabel({}, TextSize::Body, Role::Text, QFont::Bold),
                          new TextLabel({}, TextSize::Body, Role::Muted)};
        made.number->setObjectName(objectName);
        auto* words = new QHBoxLayout;
        words->setSpacing(4);
        words->addWidget(made.number);
        words->addWidget(made.unit);
        words->addStretch(1);
        cells->addLayout(words, row + 1, column);
        cells->setColumnStretch(column, 1);
        return made;
    };
    m_firstToken = figure(0, 0, tr("First token"), u"figureFirstToken"_s);
    m_speed = figure(0, 1, tr("Speed"), u"figureSpeed"_s);
    m_overhead = figure(0, 2, tr("Gateway"), u"figureGateway"_s);
    cells->setRowMinimumHeight(2, grid::kGap);
    m_tokensIn = figure(3, 0, tr("Tokens in"), u"figureTokensIn"_s);
    m_tokensOut = figure(3, 1, tr("Tokens out"), u"figureTokensOut"_s);
    m_cost = figure(3, 2, tr("Cost"), u"figureCost"_s);
    m_cached = new TextLabel({}, TextSize::Secondary, Role::Muted);
    m_reasoning = new TextLabel({}, TextSize::Secondary, Role::Muted);
    m_finish = new TextLabel({}, TextSize::Secondary, Role::Muted);
    cells->addWidget(m_cached, 5, 0);
    cells->addWidget(m_reasoning, 5, 1);
    cells->addWidget(m_finish, 5, 2);
    return page;
}

QWidget* PlaygroundColumn::makeFoot()
{
    auto* page = new QWidget;
    page->setFixedHeight(grid::scaled(grid::kToolbar));
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(grid::kGap, 0, grid::kGap, 0);
    row->setSpacing(4);
    auto* copy = footButton({}, u"copyAnswer"_s);
    copy->setIcon(icon(Icon::EditCopy));
    copy->setToolTip(tr("Copy the conversation"));
    copy->setAccessibleName(tr("Copy"));
    auto* code = footButton(tr("Code"), u"showCode"_s);
    code->setIcon(icon(Icon::CodeContext));
    auto* raw = footButton(tr("Raw"), u"showRaw"_s);
    auto* events = footButton(tr("Events"), u"showEvents"_s);
    events->setToolTip(tr("What came over the wire, with its times"));
    m_traffic = new IconButton(Icon::ViewListText, tr("Its line in Traffic"), ControlSize::Small);
    m_traffic->setObjectName(u"showTraffic"_s);
    for (QPushButton* button : {copy, code, raw, events})
        row->addWidget(button);
    row->addStretch(1);
    row->addWidget(m_traffic);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_view->markdown()); });
    connect(code, &QPushButton::clicked, this,
            [this] { (new CodeDialog(m_gateway, m_run.lastRequest(), window()))->open(); });
    connect(raw, &QPushButton::clicked, this,
            [this] { (new RawDialog(m_run, RawDialog::Page::Request, window()))->open(); });
    connect(events, &QPushButton::clicked, this,
            [this] { (new RawDialog(m_run, RawDialog::Page::Events, window()))->open(); });
    m_events = events;
    connect(m_traffic, &QToolButton::clicked, this,
            [this] { Q_EMIT requestAsked(m_run.figures().requestId); });
    return page;
}

void PlaygroundColumn::setModels(const QStringList& names)
{
    const QSignalBlocker quiet(m_model);
    const QString chosen = m_model->currentText();
    m_model->clear();
    m_model->addItems(names);
    setModel(chosen);
}

void PlaygroundColumn::setModel(const QString& name)
{
    if (!name.isEmpty() && m_model->findText(name) < 0)
        m_model->addItem(name);
    m_model->setCurrentIndex(name.isEmpty() ? -1 : m_model->findText(name));
}

QString PlaygroundColumn::model() const
{
    return m_model->currentText();
}

QString PlaygroundColumn::answers() const
{
    QString all;
    for (const auto& turn : m_shown)
        all += turn.answer;
    return all;
}

void PlaygroundColumn::setRemovable(bool removable)
{
    m_remove->setVisible(removable);
}

void PlaygroundColumn::send(const ChatAccess& access, const Conversation& conversation)
{
    m_gateway = access.gateway;
    // Another model starts from nothing: it must not be told what the first one said.
    if (!m_run.model().isEmpty() && m_run.model() != model())
        m_run.clear();
    m_run.run(access, conversation, model());
}

void PlaygroundColumn::retry(const ChatAccess& access)
{
    m_gateway = access.gateway;
    m_run.retry(access);
}

void PlaygroundColumn::clear()
{
    m_notice->dismiss();
    m_run.clear();
}

void PlaygroundColumn::rebuild(qsizetype turns)
{
    m_shown.resize(std::min(m_shown.size(), turns));
    m_view->reset();
    for (int i = 0; i < m_shown.size(); ++i) {
        if (i > 0)
            m_view->addUserTurn(i + 1, m_shown.at(i).question);
        m_view->beginAnswer();
        m_view->append(m_shown.at(i).answer);
        m_view->endAnswer();
    }
}

void PlaygroundColumn::showState()
{
    const ColumnRun::State state = m_run.state();
    const bool running = m_run.isRunning();
    if (running && !m_clock.isActive())
        m_clock.start();
    else if (!running)
        m_clock.stop();
    const client::ChatFigures& figures = m_run.figures();
    const QString passed =
        milliseconds(running ? double(QDateTime::currentMSecsSinceEpoch() - m_startedMs)
                             : figures.totalMs)
            .text();
    State shape = State::None;
    QString text;
    switch (state) {
    case ColumnRun::State::Empty:
        break;
    case ColumnRun::State::Waiting:
        shape = State::HalfOpen;
        text = tr("Waiting, %1").arg(passed);
        break;
    case ColumnRun::State::Writing:
        shape = State::HalfOpen;
        text = tr("Writing, %1").arg(passed);
        break;
    case ColumnRun::State::Done:
        shape = State::Good;
        text = tr("Done in %1").arg(passed);
        break;
    case ColumnRun::State::Stopped:
        shape = State::Idle;
        text = tr("Stopped");
        break;
    case ColumnRun::State::Failed:
        shape = State::Failed;
        text = tr("Failed");
        m_notice->say(State::Failed, m_run.problem().message,
                      {{tr("Retry"), [this] { Q_EMIT retryAsked(); }}}, m_run.problem().detail);
        break;
    }
    m_pages->setCurrentIndex(state == ColumnRun::State::Empty ? 1 : 0);
    m_shape->setState(shape);
    m_state->setText(text);
    m_provider->setText(state == ColumnRun::State::Empty ? QString() : figures.provider);
    m_stop->setVisible(running);
    m_retry->setVisible(!running && state != ColumnRun::State::Empty);
    m_foot->setEnabled(state != ColumnRun::State::Empty);
    showFigures();
}

void PlaygroundColumn::showFigures()
{
    const bool empty = m_run.state() == ColumnRun::State::Empty;
    const client::ChatFigures figures = empty ? client::ChatFigures() : m_run.figures();
    const bool known = figures.usageKnown;
    m_firstToken.show(milliseconds(figures.firstTokenMs));
    m_speed.show(perSecond(figures.tokensPerSecond));
    m_overhead.show(milliseconds(figures.overheadMs));
    m_tokensIn.show(count(figures.inputTokens, known));
    Quantity out = count(figures.outputTokens, known);
    if (m_run.isRunning() && figures.outputTokens > 0)
        out.unit = tr("so far");
    m_tokensOut.show(out);
    bool isNumber = false;
    const double cost = figures.costUsd.toDouble(&isNumber);
    m_cost.show({isNumber ? usd(cost) : u"\u2013"_s, {}});
    m_cached->setText(known ? tr("%1 cached").arg(wholeNumber(figures.cachedTokens)) : u" "_s);
    m_reasoning->setText(known ? tr("%1 reasoning").arg(wholeNumber(figures.reasoningTokens))
                               : u" "_s);
    m_finish->setText(figures.lost.isEmpty() ? figures.finish : tr("lost: %1").arg(figures.lost));
    m_traffic->setVisible(!figures.requestId.isEmpty());
    m_events->setEnabled(!m_run.events().empty());
}

} // namespace gatehouse::ui
