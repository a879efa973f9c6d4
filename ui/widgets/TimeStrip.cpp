// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/TimeStrip.h"

#include "widgets/Theme.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {
constexpr int kDragPixels = 4;
}

TimeStrip::TimeStrip(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Traffic over time"));
}

QSize TimeStrip::sizeHint() const
{
    return {400, 52};
}

QRect TimeStrip::area() const
{
    return rect().adjusted(grid::kSide, 8, -grid::kSide, -8);
}

void TimeStrip::setBars(QList<Bar> bars, qint64 fromMillis, qint64 stepMillis)
{
    m_bars = std::move(bars);
    m_start = fromMillis;
    m_step = std::max<qint64>(1, stepMillis);
    update();
}

void TimeStrip::setKnownFrom(qint64 millis)
{
    m_known = millis;
    update();
}

void TimeStrip::setRange(qint64 fromMillis, qint64 toMillis)
{
    m_from = fromMillis;
    m_to = toMillis;
    const QString form = u"HH:mm:ss"_s;
    setAccessibleDescription(hasRange()
                                 ? tr("%1 to %2")
                                       .arg(QDateTime::fromMSecsSinceEpoch(m_from).toString(form),
                                            QDateTime::fromMSecsSinceEpoch(m_to).toString(form))
                                 : tr("everything"));
    update();
}

void TimeStrip::clearRange()
{
    setRange(0, 0);
}

double TimeStrip::xOf(qint64 millis) const
{
    const double whole = double(m_step) * double(std::max<qsizetype>(1, m_bars.size()));
    return area().left() + area().width() * double(millis - m_start) / whole;
}

qint64 TimeStrip::timeAt(double x) const
{
    const double share = std::clamp((x - area().left()) / std::max(1, area().width()), 0.0, 1.0);
    return m_start + qint64(share * double(m_step) * double(m_bars.size()));
}

void TimeStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Roles& colors = roles(this);
    const QRect place = area();
    if (m_known > m_start) {
        const int end = std::min(int(xOf(m_known)), place.right() + 1);
        painter.fillRect(QRect(place.left(), place.top(), end - place.left(), place.height()),
                         colors(Role::Hover));
    }
    double most = 0;
    for (const Bar& bar : m_bars)
        most = std::max(most, bar.good + bar.refused + bar.failed);
    // Whole pixels, no antialiasing: a strip is read by its heights.
    const QColor good = colors(Role::Good, colors.isDark() ? 0.45 : 0.4);
    for (qsizetype i = 0; most > 0 && i < m_bars.size(); ++i) {
        const int left = place.left() + int(place.width() * i / m_bars.size());
        const int right = place.left() + int(place.width() * (i + 1) / m_bars.size());
        const int wide = std::max(1, right - left - 1);
        int bottom = place.bottom() + 1;
        const auto stack = [&](double value, const QColor& color) {
            if (value <= 0)
                return;
            const int tall = std::max(1, int(std::lround(value / most * place.height())));
            painter.fillRect(left, bottom - tall, wide, tall, color);
            bottom -= tall;
        };
        stack(m_bars[i].good, good);
        stack(m_bars[i].refused, colors(Role::Limit));
        stack(m_bars[i].failed, colors(Role::Bad));
    }
    double a = 0;
    double b = 0;
    if (m_press && std::abs(m_pointer - *m_press) >= kDragPixels) {
        a = std::min(*m_press, m_pointer);
        b = std::max(*m_press, m_pointer);
    } else if (hasRange()) {
        a = xOf(m_from);
        b = xOf(m_to);
    }
    if (b > a) {
        const QRectF frame(std::max(a, double(place.left())) + 0.5, place.top() + 0.5,
                           std::min(b, double(place.right())) - std::max(a, double(place.left())),
                           place.height() - 1);
        painter.setPen(colors(Role::Accent));
        painter.setBrush(colors(Role::Accent, 0.06));
        painter.drawRect(frame);
    }
    if (hasFocus()) {
        painter.setPen(QPen(colors(Role::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(9, 3, -9, -3));
    }
}

void TimeStrip::choose(qint64 from, qint64 to)
{
    setRange(from, to);
    Q_EMIT rangeChosen(from, to);
}

void TimeStrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !m_bars.isEmpty())
        m_press = m_pointer = event->position().x();
}

void TimeStrip::mouseMoveEvent(QMouseEvent* event)
{
    m_pointer = event->position().x();
    if (m_press)
        update();
}

void TimeStrip::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_press)
        return;
    const double press = *std::exchange(m_press, std::nullopt);
    const double now = event->position().x();
    if (std::abs(now - press) >= kDragPixels)
        choose(timeAt(std::min(press, now)), timeAt(std::max(press, now)));
    else if (hasRange())
        choose(0, 0);
    update();
}

void TimeStrip::keyPressEvent(QKeyEvent* event)
{
    const int move = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    const qint64 end = m_start + m_step * m_bars.size();
    if (move != 0 && !m_bars.isEmpty()) {
        const bool longer = event->modifiers() & Qt::ShiftModifier;
        qint64 from = hasRange() ? m_from : end - 10 * m_step;
        qint64 to = hasRange() ? m_to : end;
        to = std::clamp(to + move * m_step, m_start + m_step, end);
        if (!longer)
            from = std::clamp(from + move * m_step, m_start, to - m_step);
        if (to > from)
            choose(from, to);
    } else if (event->key() == Qt::Key_Escape && hasRange()) {
        choose(0, 0);
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace gatehouse::ui
