// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "firststeps/ProofPane.h"

#include "firststeps/KeyField.h"
#include "firststeps/StreamedText.h"

#include "widgets/Card.h"
#include "widgets/CodeBlock.h"
#include "widgets/Icon.h"
#include "widgets/NumberFormat.h"
#include "widgets/SegmentedControl.h"
#include "widgets/State.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace gatehouse::ui {

namespace {

constexpr int kNarrow = 640; ///< Below, what stands side by side goes below each other.
constexpr int kCodeLines = 5;
constexpr int kCodeRoom = 20; ///< Margins and edges of the block.

QLabel* muted(const QString& text)
{
    auto* label = new QLabel(text);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QToolButton* copyButton(const QString& what)
{
    auto* button = new QToolButton;
    button->setIcon(icon(Icon::EditCopy));
    button->setToolTip(what);
    button->setAccessibleName(what);
    return button;
}

QLineEdit* codeField(const char* name)
{
    auto* field = new QLineEdit;
    field->setObjectName(QLatin1String(name));
    field->setReadOnly(true);
    field->setFont(textFont(TextSize::Code));
    return field;
}

/// A text as JSON has it.
QString quoted(const QString& text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

QString bold(const Quantity& quantity)
{
    return QStringLiteral("<b>%1</b> %2")
        .arg(quantity.number.toHtmlEscaped(), quantity.unit.toHtmlEscaped());
}

} // namespace

ProofPane::ProofPane(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);

    auto* empty =
        muted(tr("The answer will appear here, word by word, as it passes through your gateway."));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setMargin(64);
    m_stack->addWidget(empty);

    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    m_page = layout;
    layout->setSpacing(16);
    layout->addWidget(makeAnswer());
    layout->addWidget(makeAccess());
    layout->addStretch(1);

    auto* foot = new QHBoxLayout;
    foot->setSpacing(8);
    auto* again = muted(tr("You find this page again under Help."));
    again->setWordWrap(true);
    foot->addWidget(again, 1);
    m_seeIt = new QPushButton(tr("See it in Traffic"));
    m_seeIt->setObjectName(QStringLiteral("seeInTraffic"));
    connect(m_seeIt, &QPushButton::clicked, this, &ProofPane::openRequest);
    auto* open = new QPushButton(tr("Open the console"));
    open->setObjectName(QStringLiteral("openConsole"));
    setButtonRole(open, ButtonRole::Main);
    connect(open, &QPushButton::clicked, this, &ProofPane::openConsole);
    foot->addWidget(m_seeIt);
    foot->addWidget(open);
    layout->addLayout(foot);

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(page);
    m_stack->addWidget(scroll);
    arrange();
}

QWidget* ProofPane::makeAnswer()
{
    auto* card = new Card;
    auto* body = card->body();
    body->setContentsMargins(20, 16, 20, 16);
    m_head = new QBoxLayout(QBoxLayout::LeftToRight);
    m_head->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    m_shape = new StateShape(State::Idle);
    m_title = new QLabel;
    m_title->setFont(textFont(TextSize::Body, QFont::Bold));
    m_call = muted({});
    m_call->setFont(textFont(TextSize::Code));
    head->addWidget(m_shape);
    m_title->setWordWrap(true);
    head->addWidget(m_title, 1);
    m_head->addLayout(head, 1);
    m_head->addWidget(m_call);
    body->addLayout(m_head);

    m_answer = new StreamedText;
    m_answer->setObjectName(QStringLiteral("answer"));
    m_answer->setAccessibleName(tr("Answer"));
    body->addSpacing(8);
    body->addWidget(m_answer);

    auto* line = new QFrame;
    line->setFixedHeight(1);
    setGround(line, Role::Line);
    body->addSpacing(8);
    body->addWidget(line);
    body->addSpacing(4);

    m_figures = new QGridLayout;
    m_figures->setHorizontalSpacing(32);
    m_figures->setVerticalSpacing(12);
    const QString names[5] = {tr("First token"), tr("Speed"), tr("Tokens"), tr("Cost"),
                              tr("Gateway added")};
    for (int i = 0; i < 5; ++i) {
        m_cells[i] = new QWidget;
        auto* cell = new QVBoxLayout(m_cells[i]);
        cell->setContentsMargins(0, 0, 0, 0);
        cell->setSpacing(2);
        auto* name = muted(names[i]);
        name->setFont(textFont(TextSize::Secondary));
        m_values[i] = new QLabel(QStringLiteral("–"));
        m_values[i]->setTextFormat(Qt::RichText);
        cell->addWidget(name);
        cell->addWidget(m_values[i]);
    }
    body->addLayout(m_figures);
    return card;
}

void ProofPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ProofPane::arrange()
{
    const bool narrow = width() < grid::scaled(kNarrow);
    m_page->setContentsMargins(narrow ? 24 : 48, narrow ? 24 : 40, narrow ? 24 : 64, 24);
    m_head->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const int columns = narrow ? 3 : 5;
    for (int i = 0; i < 5; ++i) {
        m_figures->addWidget(m_cells[i], i / columns, i % columns, Qt::AlignLeft); // moves it
        m_figures->setColumnStretch(i, 0);
    }
    m_figures->setColumnStretch(5, 1);
}

QWidget* ProofPane::makeAccess()
{
    m_accessCard = new Card;
    auto* body = m_accessCard->body();
    body->setContentsMargins(20, 16, 20, 16);
    body->setSpacing(4);
    auto* title = new QLabel(tr("Now point your own program at it"));
    title->setFont(textFont(TextSize::Body, QFont::Bold));
    body->addWidget(title);
    auto* words =
        muted(tr("Any OpenAI, Anthropic or Gemini client works. Change the base URL and the key, "
                 "nothing else."));
    words->setWordWrap(true);
    body->addWidget(words);
    body->addSpacing(8);

    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    grid->setColumnMinimumWidth(0, 72);
    m_baseUrl = codeField("baseUrl");
    m_key = new KeyField;
    m_key->setObjectName(QStringLiteral("key"));
    auto* copyUrl = copyButton(tr("Copy the base URL"));
    connect(copyUrl, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_access.baseUrl); });
    auto* copyKey = copyButton(tr("Copy the key"));
    copyKey->setObjectName(QStringLiteral("copyKey"));
    connect(copyKey, &QToolButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_access.key);
        m_keyCopied = true;
    });
    grid->addWidget(muted(tr("Base URL")), 0, 0);
    grid->addWidget(m_baseUrl, 0, 1);
    grid->addWidget(copyUrl, 0, 2);
    grid->addWidget(muted(tr("Key")), 1, 0);
    grid->addWidget(m_key, 1, 1);
    grid->addWidget(copyKey, 1, 2);
    body->addLayout(grid);
    body->addSpacing(12);

    auto* bar = new QHBoxLayout;
    QStringList names;
    for (const SnippetLanguage language : kSnippetLanguages)
        names << snippetLanguageName(language);
    m_languages = new SegmentedControl(names);
    m_languages->setAccessibleName(tr("Language of the code"));
    connect(m_languages, &SegmentedControl::currentChanged, this, &ProofPane::showSnippet);
    bar->addWidget(m_languages);
    bar->addStretch(1);
    m_copyCode = new QPushButton(icon(Icon::EditCopy), {});
    setControlSize(m_copyCode, ControlSize::Small);
    connect(m_copyCode, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_code->toPlainText()); });
    bar->addWidget(m_copyCode);
    body->addLayout(bar);
    body->addSpacing(4);

    m_code = new CodeBlock;
    m_code->setObjectName(QStringLiteral("snippet"));
    m_code->setAccessibleName(tr("Ready code"));
    m_code->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_code->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_code->setFixedHeight(kCodeLines * m_code->fontMetrics().lineSpacing() + kCodeRoom);
    body->addWidget(m_code);
    m_accessCard->hide();
    return m_accessCard;
}

void ProofPane::begin(const QString& provider)
{
    m_stack->setCurrentIndex(1);
    m_shape->setState(State::Idle);
    m_title->setText(tr("%1 answers through your gateway").arg(provider));
    m_call->setText(QStringLiteral("POST /v1/chat/completions"));
    m_answer->showText({}, false);
    for (QLabel* value : m_values)
        value->setText(QStringLiteral("–"));
    m_seeIt->setEnabled(false);
}

void ProofPane::setText(const QString& text, bool writing)
{
    m_answer->showText(text, writing);
}

void ProofPane::setFigures(const client::ChatFigures& figures)
{
    m_shape->setState(State::Good);
    m_call->setText(QStringLiteral("POST /v1/chat/completions · 200"));
    m_values[0]->setText(bold(milliseconds(figures.firstTokenMs)));
    m_values[1]->setText(std::isnan(figures.tokensPerSecond)
                             ? QStringLiteral("–")
                             : bold({shortNumber(figures.tokensPerSecond), tr("tokens/s")}));
    m_values[2]->setText(figures.usageKnown ? QStringLiteral("<b>%1</b>")
                                                  .arg(tr("%1 in, %2 out")
                                                           .arg(wholeNumber(figures.inputTokens),
                                                                wholeNumber(figures.outputTokens)))
                                            : QStringLiteral("–"));
    bool known = false;
    const double cost = figures.costUsd.toDouble(&known);
    m_values[3]->setText(known ? QStringLiteral("<b>%1</b>").arg(usd(cost)) : QStringLiteral("–"));
    m_values[4]->setText(bold(milliseconds(figures.overheadMs)));
    m_seeIt->setEnabled(!figures.requestId.isEmpty());
}

void ProofPane::fail(const client::Problem& problem)
{
    m_shape->setState(State::Failed);
    m_title->setText(tr("No answer"));
    if (problem.status != 0)
        m_call->setText(QStringLiteral("POST /v1/chat/completions · %1").arg(problem.status));
    m_answer->showText(problem.detail.isEmpty()
                           ? problem.message
                           : problem.message + QLatin1Char('\n') + problem.detail,
                       false);
    m_seeIt->setEnabled(problem.status != 0);
}

void ProofPane::setAccess(const Access& access)
{
    m_access = access;
    m_baseUrl->setText(access.baseUrl);
    m_key->setText(access.key);
    m_key->setCursorPosition(0);
    m_key->setNote(tr("shown once, application “%1”").arg(access.application));
    m_accessCard->show();
    showSnippet();
}

void ProofPane::showSnippet()
{
    const SnippetLanguage language = kSnippetLanguages[m_languages->currentIndex()];
    // Qt sorts members by name; people write model, stream, messages. On the command line the
    // body takes two lines.
    const QString gap =
        language == SnippetLanguage::Curl ? QStringLiteral("\n       ") : QStringLiteral(" ");
    const QString body =
        QStringLiteral(R"({"model": %1, "stream": true, "messages":%2[{"role": "user", )"
                       R"("content": %3}]})")
            .arg(quoted(m_access.model), gap, quoted(m_access.prompt));
    SnippetCall call;
    call.method = QStringLiteral("POST");
    call.url = m_access.baseUrl + QStringLiteral("/chat/completions");
    call.headers = {{QStringLiteral("Content-Type"), QStringLiteral("application/json")}};
    call.body = body.toUtf8();
    m_code->setPlainText(codeSnippet(language, call).trimmed());
    m_copyCode->setText(tr("Copy %1").arg(snippetLanguageName(language)));
}

} // namespace gatehouse::ui
