// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/MessageBar.h"

#include "widgets/IconButton.h"
#include "widgets/StylePaint.h"
#include "widgets/TextLabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QTimer>

#include <chrono>
#include <utility>

namespace gatehouse::ui {
namespace {
constexpr int kUndoSeconds = 10;
}

MessageBar::MessageBar(Shape shape, QWidget* parent)
    : QWidget(parent)
    , m_form(shape)
    , m_shape(new StateShape(State::Good))
    , m_text(new TextLabel)
    , m_rest(new TextLabel({}, TextSize::Body, Role::Muted))
    , m_actions(new QHBoxLayout)
    , m_close(new IconButton(Icon::Cross, tr("Close this message"), ControlSize::Small))
    , m_timer(new QTimer(this))
{
    setObjectName(QStringLiteral("messageBar"));
    const bool card = shape == Shape::Card;
    setMinimumHeight(grid::scaled(card ? grid::kToolbar : grid::kBar));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_actions->setSpacing(grid::kGap);
    auto* row = new QHBoxLayout(this);
    const int side = card ? grid::kGapWide : grid::kSide;
    row->setContentsMargins(side, 6, grid::kGap, 6);
    row->setSpacing(grid::kGap);
    row->addWidget(m_shape);
    row->addWidget(m_text, 1);
    row->addWidget(m_rest, 1);
    row->addLayout(m_actions);
    row->addWidget(m_close);
    m_timer->setInterval(std::chrono::seconds(1));
    connect(m_timer, &QTimer::timeout, this, &MessageBar::countDown);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    setVisible(false);
}

void MessageBar::say(State state, const QString& text, const QList<Action>& actions,
                     const QString& detail)
{
    settle();
    while (QLayoutItem* item = m_actions->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_shape->setState(state);
    m_shape->setVisible(state != State::None);
    m_text->setText(text);
    m_text->setToolTip(detail);
    m_rest->setVisible(false);
    m_text->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_close->setVisible(actions.isEmpty()); // else the action is the answer
    for (const Action& action : actions) {
        auto* button = new QPushButton(action.text);
        setControlSize(button, ControlSize::Small);
        m_actions->addWidget(button);
        connect(button, &QPushButton::clicked, this, action.run);
    }
    setAccessibleName(text);
    setVisible(true);
    update();
}

void MessageBar::offerUndo(const QString& text, std::function<void()> commit,
                           std::function<void()> undo)
{
    say(State::None, text, {{tr("Undo"), [this, undo = std::move(undo)] {
                                 m_commit = nullptr;
                                 dismiss();
                                 undo();
                             }}});
    m_commit = std::move(commit);
    m_secondsLeft = kUndoSeconds;
    m_rest->setText(tr("%1 s").arg(m_secondsLeft));
    // The seconds stand right behind the words.
    m_text->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_rest->setVisible(true);
    m_timer->start();
}

void MessageBar::settle()
{
    m_timer->stop();
    if (const auto commit = std::exchange(m_commit, nullptr))
        commit();
}

void MessageBar::dismiss()
{
    setVisible(false);
    settle();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::countDown()
{
    if (--m_secondsLeft <= 0)
        dismiss();
    else
        m_rest->setText(tr("%1 s").arg(m_secondsLeft));
}

void MessageBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const State state = m_shape->state();
    const Role tint = state == State::None ? Role::QuietTint : tintOf(roleOf(state));
    paint::box(&painter, rect(), roles(this)(tint), Qt::transparent,
               m_form == Shape::Card ? grid::kRadius : 0, 0);
}

} // namespace gatehouse::ui
