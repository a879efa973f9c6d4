// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/State.h"

#include <QPainter>
#include <QPainterPath>

namespace gatehouse::ui {

Role roleOf(State state)
{
    switch (state) {
    case State::Good:
        return Role::Good;
    case State::Full:
    case State::Cooling:
        return Role::Limit;
    case State::Near:
    case State::HalfOpen:
        return Role::Notice;
    case State::Failed:
        return Role::Bad;
    case State::None:
    case State::Idle:
        break;
    }
    return Role::Quiet;
}

State stateOfStatus(int httpStatus)
{
    if (httpStatus == 429)
        return State::Full;
    if (httpStatus >= 100 && httpStatus < 400)
        return State::Good;
    return httpStatus >= 400 && httpStatus < 500 ? State::Near : State::Failed;
}

void paintState(QPainter* painter, const QRectF& rect, State state, const QColor& color)
{
    if (state == State::None)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    const QPointF c = rect.center();
    switch (state) {
    case State::Good:
        painter->drawEllipse(c, 4.0, 4.0);
        break;
    case State::Full:
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->drawRect(QRectF(qRound(c.x()) - 4, qRound(c.y()) - 4, 8, 8));
        break;
    case State::Near:
        painter->drawPolygon(QPolygonF{
            {c.x(), c.y() - 5}, {c.x() + 5, c.y()}, {c.x(), c.y() + 5}, {c.x() - 5, c.y()}});
        break;
    case State::Cooling:
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->drawRect(QRectF(qRound(c.x()) - 4, qRound(c.y()) - 4, 3, 8));
        painter->drawRect(QRectF(qRound(c.x()) + 1, qRound(c.y()) - 4, 3, 8));
        break;
    case State::HalfOpen: {
        painter->drawPie(QRectF(c.x() - 4.5, c.y() - 4.5, 9, 9), 90 * 16, -180 * 16);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(color, 1.5));
        painter->drawEllipse(c, 4.0, 4.0);
        break;
    }
    case State::Failed:
        painter->drawPolygon(
            QPolygonF{{c.x(), c.y() - 5}, {c.x() + 5, c.y() + 4}, {c.x() - 5, c.y() + 4}});
        break;
    case State::Idle:
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(color, 1.5));
        painter->drawEllipse(c, 3.3, 3.3);
        break;
    case State::None:
        break;
    }
    painter->restore();
}

StateShape::StateShape(State state, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StateShape::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    update();
}

QSize StateShape::sizeHint() const
{
    return {12, 12};
}

void StateShape::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintState(&painter, rect(), m_state, roles(this)(roleOf(m_state)));
}

} // namespace gatehouse::ui
