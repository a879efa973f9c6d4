// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playground/PromptPane.h"

#include "playground/ParameterRows.h"

#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kWidth = 304;
constexpr int kTextHeight = 78;
constexpr int kTurnHeight = 96;
constexpr int kLaterTurnHeight = 52;

QPlainTextEdit* makeText(const QString& objectName, const QString& name, int height)
{
    auto* text = new QPlainTextEdit;
    text->setObjectName(objectName);
    text->setAccessibleName(name);
    text->setTabChangesFocus(true);
    text->setFixedHeight(grid::scaled(height));
    text->document()->setDocumentMargin(6);
    return text;
}

} // namespace

PromptPane::PromptPane(QWidget* parent)
    : QWidget(parent)
    , m_system(makeText(u"systemPrompt"_s, tr("System prompt"), kTextHeight))
    , m_turnsLayout(new QVBoxLayout)
    , m_parameters(new ParameterRows)
    , m_estimate(new TextLabel({}, TextSize::Secondary, Role::Muted))
{
    setObjectName(u"promptPane"_s);
    setFixedWidth(grid::scaled(kWidth));
    auto* body = new QWidget;
    setGround(body, Role::Surface);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const auto section = [column] {
        auto* inner = new QVBoxLayout;
        inner->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
        inner->setSpacing(grid::kGap);
        column->addLayout(inner);
        return inner;
    };
    QVBoxLayout* system = section();
    system->addWidget(new TextLabel(tr("System"), TextSize::Body, Role::Text, QFont::Bold));
    system->addWidget(m_system);
    m_turnsLayout->setSpacing(0);
    column->addLayout(m_turnsLayout);
    column->addWidget(new Separator);
    section()->addWidget(m_parameters);
    column->addWidget(new Separator);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(body);
    m_estimate->setObjectName(u"estimate"_s);
    m_estimate->setWordWrap(true);
    m_estimate->setContentsMargins(grid::kSide, grid::kGap, grid::kSide, grid::kGap);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(scroll, 1);
    outer->addWidget(new Separator);
    outer->addWidget(m_estimate);
    connect(m_system, &QPlainTextEdit::textChanged, this, &PromptPane::edited);
    connect(m_parameters, &ParameterRows::changed, this, &PromptPane::edited);
    setConversation({});
}

void PromptPane::addTurn(const QString& text)
{
    Turn turn{new QWidget, new TextLabel({}, TextSize::Body, Role::Text, QFont::Bold),
              makeText(u"userTurn"_s, tr("What the user says"),
                       m_turns.isEmpty() ? kTurnHeight : kLaterTurnHeight)};
    auto* column = new QVBoxLayout(turn.widget);
    column->setContentsMargins(0, 0, 0, grid::kGapWide);
    column->setSpacing(grid::kGap);
    column->addWidget(new Separator);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(grid::kSide, 4, grid::kSide, 0);
    head->addWidget(turn.title, 1);
    if (m_turns.isEmpty()) {
        auto* more = new QPushButton(icon(Icon::ListAdd), tr("Turn"));
        more->setObjectName(u"addTurn"_s);
        more->setToolTip(tr("Go on with the answers: one more thing that the user says"));
        setButtonRole(more, ButtonRole::Flat);
        setControlSize(more, ControlSize::Small);
        head->addWidget(more);
        connect(more, &QPushButton::clicked, this, [this] {
            addTurn({});
            edited();
            focusPrompt();
        });
    } else {
        QToolButton* cross = new IconButton(Icon::Cross, tr("Remove this turn"));
        head->addWidget(cross);
        connect(cross, &QToolButton::clicked, this,
                [this, widget = turn.widget] { removeTurn(widget); });
    }
    column->addLayout(head);
    auto* body = new QHBoxLayout;
    body->setContentsMargins(grid::kSide, 0, grid::kSide, 0);
    body->addWidget(turn.text);
    column->addLayout(body);
    turn.text->setPlainText(text);
    connect(turn.text, &QPlainTextEdit::textChanged, this, &PromptPane::edited);
    m_turns.append(turn);
    m_turnsLayout->addWidget(turn.widget);
    nameTurns();
}

void PromptPane::removeTurn(QWidget* widget)
{
    m_turns.removeIf([widget](const Turn& turn) { return turn.widget == widget; });
    widget->hide();
    widget->deleteLater(); // its own button was clicked
    nameTurns();
    edited();
}

void PromptPane::nameTurns()
{
    for (int i = 0; i < m_turns.size(); ++i)
        m_turns.at(i).title->setText(i == 0 ? tr("User") : tr("Turn %1").arg(i + 1));
}

void PromptPane::setConversation(const Conversation& conversation)
{
    m_isLoading = true;
    m_system->setPlainText(conversation.system);
    for (const Turn& turn : std::as_const(m_turns))
        delete turn.widget;
    m_turns.clear();
    for (const QString& text : conversation.turns)
        addTurn(text);
    m_parameters->setParameters(conversation.parameters);
    m_isLoading = false;
    edited();
}

void PromptPane::writeTo(Conversation& conversation) const
{
    conversation.system = m_system->toPlainText();
    conversation.turns.clear();
    for (const Turn& turn : m_turns)
        conversation.turns.append(turn.text->toPlainText());
    conversation.parameters = m_parameters->parameters();
}

void PromptPane::focusPrompt()
{
    m_turns.last().text->setFocus(Qt::ShortcutFocusReason);
}

void PromptPane::edited()
{
    if (m_isLoading)
        return;
    showEstimate();
    Q_EMIT changed();
}

void PromptPane::setPrices(const AnswerPrices& prices)
{
    m_prices = prices;
    showEstimate();
}

void PromptPane::showEstimate()
{
    qint64 in = roughTokens(m_system->toPlainText()) + m_prices.answeredTokens;
    for (const Turn& turn : std::as_const(m_turns))
        in += roughTokens(turn.text->toPlainText());
    const std::optional<int> out = m_parameters->parameters().maxTokens;
    QStringList parts{tr("about %1 tokens in").arg(wholeNumber(in))};
    parts.append(out ? tr("at most %1 out").arg(wholeNumber(*out))
                     : tr("no bound on what comes out"));
    if (m_prices.answers > 1)
        parts.append(tr("%n answer(s)", nullptr, m_prices.answers));
    if (out && m_prices.areKnown)
        parts.append(
            tr("at most %1")
                .arg(usd(double(in) * m_prices.usdPerTokenIn + *out * m_prices.usdPerTokenOut)));
    m_estimate->setText(tr("Next turn: %1").arg(parts.join(tr(", "))));
}

} // namespace gatehouse::ui
