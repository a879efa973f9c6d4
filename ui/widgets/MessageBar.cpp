// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/MessageBar.h"

#include "widgets/Icon.h"
#include "widgets/StylePaint.h"
#include "widgets/TextLabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

namespace gatehouse::ui {
namespace {
constexpr int kUndoSeconds = 10;
}

MessageBar::MessageBar(QWidget* parent)
    : QWidget(parent)
    , m_shape(new StateShape(State::Good, this))
    , m_text(new TextLabel)
    , m_rest(new TextLabel({}, TextSize::Body, Role::Muted))
    , m_action(new QPushButton(this))
    , m_close(new QToolButton(this))
    , m_timer(new QTimer(this))
{
    setControlSize(m_action, ControlSize::Small);
    setButtonRole(m_close, ButtonRole::Flat);
    setControlSize(m_close, ControlSize::Small);
    m_close->setIcon(icon(Icon::Cross));
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(m_close->toolTip());
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 8, 0);
    row->setSpacing(8);
    row->addWidget(m_shape);
    row->addWidget(m_text);
    row->addWidget(m_rest);
    row->addStretch();
    row->addWidget(m_action);
    row->addWidget(m_close);
    setFixedHeight(grid::kToolbar);
    m_timer->setInterval(1000);
    connect(m_timer, &QTimer::timeout, this, &MessageBar::countDown);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    connect(m_action, &QPushButton::clicked, this, [this] {
        const auto run = std::exchange(m_run, {});
        m_commit = {};
        dismiss();
        if (run)
            run();
    });
    setVisible(false);
}

void MessageBar::show(State state, const QString& text)
{
    fill(state, text, {});
}

void MessageBar::show(State state, const QString& text, const QString& action,
                      std::function<void()> run)
{
    fill(state, text, action);
    m_run = std::move(run);
}

void MessageBar::showUndo(const QString& text, std::function<void()> undo,
                          std::function<void()> commit)
{
    fill(State::None, text, tr("Undo"));
    m_run = std::move(undo);
    m_commit = std::move(commit);
    m_secondsLeft = kUndoSeconds;
    m_rest->setText(tr("%1 s").arg(m_secondsLeft));
    m_rest->setVisible(true);
    m_close->setVisible(false);
    m_timer->start();
}

void MessageBar::dismiss()
{
    m_timer->stop();
    setVisible(false);
    if (const auto commit = std::exchange(m_commit, {}))
        commit();
    Q_EMIT dismissed();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::fill(State state, const QString& text, const QString& action)
{
    m_timer->stop();
    if (const auto commit = std::exchange(m_commit, {}))
        commit();
    m_run = {};
    m_shape->setState(state);
    m_shape->setVisible(state != State::None);
    m_text->setText(text);
    m_rest->setVisible(false);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_close->setVisible(action.isEmpty());
    setAccessibleName(text);
    setVisible(true);
    update();
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
    paint::box(&painter, rect(), roles(this)(tint), Qt::transparent, grid::kRadius, 0);
}

} // namespace gatehouse::ui
