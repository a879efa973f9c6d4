// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/BusyBar.h"

#include "widgets/Theme.h"

#include <QPainter>
#include <QTimer>

#include <cmath>

namespace gatehouse::ui {
namespace {
constexpr int kDelay = 150;
constexpr int kStep = 33;
constexpr double kLength = 0.28;
} // namespace

BusyBar::BusyBar(QWidget* parent)
    : QWidget(parent)
    , m_timer(new QTimer(this))
{
    setFixedHeight(2);
    connect(m_timer, &QTimer::timeout, this, [this] {
        m_timer->setInterval(kStep);
        m_position = std::fmod(std::max(0.0, m_position) + 0.02, 1 + kLength);
        update();
    });
}

void BusyBar::setBusy(bool busy)
{
    if (busy == m_timer->isActive())
        return;
    m_position = -1;
    busy ? m_timer->start(kDelay) : m_timer->stop();
    update();
}

void BusyBar::setPosition(double position)
{
    m_position = position;
    update();
}

void BusyBar::paintEvent(QPaintEvent*)
{
    if (m_position < 0)
        return;
    QPainter painter(this);
    painter.fillRect(rect(), roles(this)(Role::Line));
    painter.fillRect(QRectF((m_position - kLength) * width(), 0, kLength * width(), height()),
                     roles(this)(Role::Accent));
}

} // namespace gatehouse::ui
