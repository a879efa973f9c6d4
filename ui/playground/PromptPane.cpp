// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playground/PromptPane.h"

#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLocale>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSlider>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kWidth = 304;
constexpr int kTextHeight = 78;
constexpr int kTurnHeight = 96;
constexpr int kLaterTurnHeight = 52;
constexpr int kLeastSlider = 64;
/// Steps of a slider in 1.
constexpr int kSteps = 100;

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
    section()->addWidget(makeParameters());
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
    setConversation({});
}

QWidget* PromptPane::makeParameters()
{
    auto* page = new QWidget;
    auto* rows = new QGridLayout(page);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setHorizontalSpacing(grid::kGapWide);
    rows->setVerticalSpacing(grid::kGap);
    rows->setColumnStretch(1, 1);
    rows->addWidget(new TextLabel(tr("Parameters"), TextSize::Body, Role::Text, QFont::Bold), 0, 0);
    rows->addWidget(new TextLabel(tr("sent where ticked"), TextSize::Secondary, Role::Muted), 0, 1,
                    1, 2, Qt::AlignRight);
    m_hasTemperature = new QCheckBox(tr("Temperature"));
    m_temperature = new QSlider(Qt::Horizontal);
    m_temperature->setRange(0, 2 * kSteps);
    m_hasTopP = new QCheckBox(tr("Top p"));
    m_topP = new QSlider(Qt::Horizontal);
    m_topP->setRange(0, kSteps);
    m_hasMaxTokens = new QCheckBox(tr("Max tokens"));
    m_maxTokens = new QSpinBox;
    m_maxTokens->setRange(1, 1'000'000);
    m_maxTokens->setValue(300);
    int row = 1;
    const auto add = [&](QCheckBox* box, QWidget* field, const QString& objectName) {
        box->setObjectName(objectName + u"Sent"_s);
        field->setObjectName(objectName);
        field->setAccessibleName(box->text());
        field->setEnabled(false);
        rows->addWidget(box, row, 0);
        rows->addWidget(field, row++, 1);
        connect(box, &QCheckBox::toggled, field, &QWidget::setEnabled);
        connect(box, &QCheckBox::toggled, this, &PromptPane::edited);
    };
    for (const auto& [box, slider, objectName] :
         {std::tuple{m_hasTemperature, m_temperature, u"temperature"_s},
          std::tuple{m_hasTopP, m_topP, u"topP"_s}}) {
        slider->setSingleStep(kSteps / 20);
        slider->setPageStep(kSteps / 10);
        slider->setMinimumWidth(grid::scaled(kLeastSlider));
        slider->setMinimumHeight(grid::scaled(grid::kControl));
        QLabel* value = new TextLabel;
        value->setMinimumWidth(grid::scaled(32));
        value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        const auto show = [value, slider = slider, box = box] {
            value->setText(box->isChecked()
                               ? QLocale().toString(double(slider->value()) / kSteps, 'g', 3)
                               : u"\u2013"_s);
        };
        add(box, slider, objectName);
        rows->addWidget(value, row - 1, 2);
        connect(box, &QCheckBox::toggled, value, show);
        connect(slider, &QSlider::valueChanged, value, show);
        connect(slider, &QSlider::valueChanged, this, &PromptPane::edited);
        slider->setValue(kSteps);
        show();
    }
    add(m_hasMaxTokens, m_maxTokens, u"maxTokens"_s);
    connect(m_maxTokens, &QSpinBox::valueChanged, this, &PromptPane::edited);
    m_stop = new QLineEdit;
    m_stop->setObjectName(u"stopWords"_s);
    m_stop->setAccessibleName(tr("Stop at"));
    m_stop->setPlaceholderText(tr("words, with commas"));
    m_stop->setMinimumWidth(grid::scaled(kLeastSlider));
    m_maxTokens->setMinimumWidth(grid::scaled(kLeastSlider));
    rows->addWidget(new TextLabel(tr("Stop at")), row, 0);
    rows->addWidget(m_stop, row, 1, 1, 2);
    connect(m_stop, &QLineEdit::textChanged, this, &PromptPane::edited);
    return page;
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
    const ChatParameters& parameters = conversation.parameters;
    m_hasTemperature->setChecked(parameters.temperature.has_value());
    if (parameters.temperature)
        m_temperature->setValue(qRound(*parameters.temperature * kSteps));
    m_hasTopP->setChecked(parameters.topP.has_value());
    if (parameters.topP)
        m_topP->setValue(qRound(*parameters.topP * kSteps));
    m_hasMaxTokens->setChecked(parameters.maxTokens.has_value());
    m_maxTokens->setValue(parameters.maxTokens.value_or(m_maxTokens->value()));
    m_stop->setText(parameters.stop.join(u", "_s));
    m_isLoading = false;
    edited();
}

void PromptPane::writeTo(Conversation& conversation) const
{
    conversation.system = m_system->toPlainText();
    conversation.turns.clear();
    for (const Turn& turn : m_turns)
        conversation.turns.append(turn.text->toPlainText());
    ChatParameters parameters;
    if (m_hasTemperature->isChecked())
        parameters.temperature = double(m_temperature->value()) / kSteps;
    if (m_hasTopP->isChecked())
        parameters.topP = double(m_topP->value()) / kSteps;
    if (m_hasMaxTokens->isChecked())
        parameters.maxTokens = m_maxTokens->value();
    const QStringList words = m_stop->text().split(u',', Qt::SkipEmptyParts);
    for (const QString& word : words) {
        if (!word.trimmed().isEmpty() && parameters.stop.size() < 4)
            parameters.stop.append(word.trimmed());
    }
    conversation.parameters = parameters;
}

void PromptPane::focusPrompt()
{
    m_turns.last().text->setFocus(Qt::ShortcutFocusReason);
}

void PromptPane::edited()
{
    if (m_isLoading)
        return;
    qint64 tokens = roughTokens(m_system->toPlainText());
    for (const Turn& turn : std::as_const(m_turns))
        tokens += roughTokens(turn.text->toPlainText());
    m_estimate->setText(m_hasMaxTokens->isChecked()
                            ? tr("About %1 tokens in, at most %2 out for each column.")
                                  .arg(wholeNumber(tokens), wholeNumber(m_maxTokens->value()))
                            : tr("About %1 tokens in for each column.").arg(wholeNumber(tokens)));
    Q_EMIT changed();
}

} // namespace gatehouse::ui
