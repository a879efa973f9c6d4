// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/StatusBar.h"

#include "widgets/IconButton.h"
#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/State.h"
#include "widgets/TextLabel.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QPainter>

namespace gatehouse::ui {
StatusBar::StatusBar(QWidget* parent)
    : QWidget(parent)
    , m_shape(new StateShape(State::Idle, this))
    , m_state(new TextLabel({}, TextSize::Secondary, Role::Text, QFont::Bold))
    , m_address(new TextLabel({}, TextSize::Code, Role::Muted))
    , m_copy(new IconButton(Icon::EditCopy, tr("Copy the base URL"), ControlSize::Small))
    , m_toggle(new IconButton(Icon::MediaPlaybackStop, {}, ControlSize::Small))
    , m_figures(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_tasks(new TextLabel(tr("No tasks"), TextSize::Secondary, Role::Muted))
{
    setGround(this, Role::Window);
    setFixedHeight(std::max(grid::kStatusBar, grid::scaled(grid::kStatusBar)));
    m_copy->setFixedWidth(grid::kControlSmall);
    setButtonRole(m_toggle, ButtonRole::Normal);
    m_toggle->setIconSize({12, 12});
    m_toggle->setFixedSize(20, 20);
    m_state->setObjectName(QStringLiteral("gatewayState"));
    m_address->setObjectName(QStringLiteral("gatewayAddress"));
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_figures->setTextFormat(Qt::RichText);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(grid::kSide, 1, grid::kSide, 0);
    row->setSpacing(grid::kGap);
    row->addWidget(m_shape);
    row->addWidget(m_state);
    row->addSpacing(8);
    auto* address = new QHBoxLayout; // the copy button belongs to the address: no gap
    address->setSpacing(0);
    address->addWidget(m_address);
    address->addWidget(m_copy);
    row->addLayout(address);
    row->addWidget(m_toggle);
    auto* line = new Separator(Qt::Vertical);
    line->setFixedHeight(14);
    row->addWidget(line);
    row->addSpacing(8);
    row->addWidget(m_figures);
    row->addStretch();
    row->addWidget(m_tasks);
    connect(m_copy, &QToolButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_address->text() + QStringLiteral("/v1"));
    });
    connect(m_toggle, &QToolButton::clicked, this, [this] {
        if (m_serving)
            Q_EMIT stopWanted();
        else
            Q_EMIT startWanted();
    });
    showStatus(client::Connection::State::Connecting, {});
    showFigures();
}

void StatusBar::showStatus(client::Connection::State connection, const client::ServerStatus& status)
{
    using Connection = client::Connection::State;
    using Gateway = client::ServerStatus::Gateway;
    m_connected = connection == Connection::Connected;
    m_serving = m_connected && status.gateway == Gateway::Serving;
    State state = State::Idle;
    QString words;
    if (connection == Connection::Lost || connection == Connection::Unreachable) {
        state = State::Failed;
        words = connection == Connection::Lost ? tr("Connection lost") : tr("Not reachable");
    } else if (connection == Connection::Unauthorized) {
        state = State::Failed;
        words = tr("Token not accepted");
    } else if (!m_connected) {
        words = tr("Starting");
    } else {
        switch (status.gateway) {
        case Gateway::Serving:
            state = State::Good;
            words = tr("Serving");
            break;
        case Gateway::Draining:
            state = State::Near;
            words = tr("Draining");
            break;
        case Gateway::Failed:
            state = State::Failed;
            words = tr("Failed");
            break;
        case Gateway::Stopped:
            words = tr("Stopped");
            break;
        }
    }
    m_shape->setState(state);
    m_state->setText(words);
    m_state->setToolTip(status.error);
    m_address->setText(status.gatewayUrl().toString());
    m_copy->setVisible(!m_address->text().isEmpty());
    m_toggle->setVisible(m_connected && status.gateway != Gateway::Draining);
    m_toggle->setWhat(m_serving ? Icon::MediaPlaybackStop : Icon::MediaPlaybackStart,
                      m_serving ? tr("Stop the gateway") : tr("Start the gateway"));
    showFigures();
}

void StatusBar::showTick(const client::Tick& tick)
{
    m_tick = tick;
    showFigures();
}

void StatusBar::setTask(const QString& words)
{
    m_tasks->setText(words.isEmpty() ? tr("No tasks") : words);
}

void StatusBar::showFigures()
{
    const QString strong = roles(this)(m_connected ? Role::Text : Role::Muted).name();
    const auto bold = [&](const QString& text) {
        return QStringLiteral("<b style=\"color:%1\">%2</b>").arg(strong, text);
    };
    const QString latency =
        milliseconds(client::valueOf(m_tick.now, QStringLiteral("rest_p95_ms"))).text();
    const QString gap = QStringLiteral("&nbsp;&nbsp;&nbsp;&nbsp;");
    const double rate = client::valueOf(m_tick.now, QStringLiteral("requests"));
    const double cost = static_cast<double>(m_tick.today.costNanoUsd) / 1e9;
    m_figures->setText(tr("%1 req/s").arg(bold(perSecond(rate).number)) + gap +
                       tr("REST p95 %1").arg(bold(latency)) + gap +
                       tr("%1 today").arg(bold(usd(cost))));
}

void StatusBar::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(QRect(0, 0, width(), 1), roles(this)(Role::Line));
}

} // namespace gatehouse::ui
