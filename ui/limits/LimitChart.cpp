// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LimitChart.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {
constexpr int kLeft = 48;
constexpr int kTop = 10;
constexpr int kBottom = 20;
constexpr int kGrip = 6;
constexpr int kTimes = 5;

/// Two digits are as fine as a hand is.
double rounded(double value)
{
    if (value < 10)
        return std::max(1.0, std::round(value));
    const double step = std::pow(10.0, std::floor(std::log10(value)) - 1);
    return std::round(value / step) * step;
}
} // namespace

LimitChart::LimitChart(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(u"limitChart"_s);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Traffic this rule would meet, with the limit as a line"));
    rescale();
}

void LimitChart::setTraffic(QList<Caller> callers, qint64 fromMillis, qint64 stepMillis,
                            bool stacked)
{
    m_callers = std::move(callers);
    m_from = fromMillis;
    m_step = stepMillis;
    m_stacked = stacked;
    rescale();
}

void LimitChart::setLimit(std::optional<double> perMinute, const QString& label)
{
    m_limit = perMinute;
    m_label = label;
    rescale();
}

void LimitChart::setStored(std::optional<double> perMinute, const QString& label)
{
    m_stored = perMinute;
    m_storedLabel = label;
    update();
}

void LimitChart::rescale()
{
    if (m_dragging) { // the ground must not move below the hand
        update();
        return;
    }
    double most = m_limit.value_or(0);
    qsizetype points = 0;
    for (const Caller& each : std::as_const(m_callers))
        points = std::max(points, each.calls.size());
    for (qsizetype i = 0; i < points; ++i) {
        double sum = 0;
        for (const Caller& each : std::as_const(m_callers)) {
            const double value = i < each.calls.size() ? each.calls[i] : 0;
            if (std::isnan(value))
                continue;
            sum = m_stacked ? sum + value : std::max(sum, value);
        }
        most = std::max(most, sum);
    }
    constexpr double kAir = 1.15; // room to drag upwards
    m_scale = makeScale(most * kAir, 4);
    describe();
    update();
}

void LimitChart::describe()
{
    QStringList parts;
    if (m_limit)
        parts.append(tr("limit %1 a minute").arg(shortNumber(*m_limit)));
    for (const Caller& each : std::as_const(m_callers)) {
        if (!each.calls.isEmpty())
            parts.append(tr("%1 now %2 a minute").arg(each.name, shortNumber(each.calls.last())));
    }
    setAccessibleDescription(parts.join(u", "_s));
}

QRectF LimitChart::plot() const
{
    const int left = grid::scaled(kLeft);
    return QRectF(left, kTop, width() - left - 4, height() - kTop - grid::scaled(kBottom));
}

double LimitChart::yOf(double value) const
{
    const QRectF area = plot();
    return area.bottom() - area.height() * value / m_scale.top;
}

QRectF LimitChart::labelRect() const
{
    const QFontMetrics metrics(textFont(TextSize::Body, QFont::Bold));
    const int tall = metrics.height() + 6;
    const double y = yOf(std::min(m_limit.value_or(0), m_scale.top));
    return QRectF(plot().left() + grid::kGap, y - tall / 2.0,
                  metrics.horizontalAdvance(m_label) + 36, tall);
}

bool LimitChart::isOnLine(const QPointF& position) const
{
    return m_limit &&
           (labelRect().contains(position) ||
            (std::abs(position.y() - yOf(*m_limit)) <= kGrip && position.x() >= plot().left()));
}

void LimitChart::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(textFont(TextSize::Secondary));
    paintAxes(painter);
    paintCallers(painter);
    paintLimit(painter);
    if (hasFocus()) {
        painter.setPen(QPen(roles(this)(Role::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

void LimitChart::paintAxes(QPainter& painter) const
{
    const Roles& colors = roles(this);
    const QRectF area = plot();
    const QFontMetrics metrics = painter.fontMetrics();
    for (const double tick : m_scale.ticks) {
        const double y = std::round(yOf(tick)) + 0.5;
        painter.setPen(colors(Role::Line));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(colors(Role::Muted));
        painter.drawText(QRectF(0, y - metrics.height() / 2.0, area.left() - 6, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, shortNumber(tick));
    }
    qsizetype points = 0;
    for (const Caller& each : m_callers)
        points = std::max(points, each.calls.size());
    if (points < 2)
        return;
    for (int i = 0; i < kTimes; ++i) {
        const qsizetype at = (points - 1) * i / (kTimes - 1);
        const QString text =
            QDateTime::fromMSecsSinceEpoch(m_from + m_step * at).toString(u"HH:mm"_s);
        const int size = metrics.horizontalAdvance(text);
        const double x = area.left() + area.width() * double(at) / double(points - 1);
        painter.drawText(QPointF(std::clamp(x - size / 2.0, area.left(), area.right() - size),
                                 area.bottom() + 4 + metrics.ascent()),
                         text);
    }
}

void LimitChart::paintCallers(QPainter& painter) const
{
    const Roles& colors = roles(this);
    const QRectF area = plot();
    qsizetype points = 0;
    for (const Caller& each : m_callers)
        points = std::max(points, each.calls.size());
    if (points < 2)
        return;
    QList<double> base(points, 0.0);
    QPolygonF top;
    for (const Caller& caller : m_callers) {
        QPolygonF upper;
        QPolygonF lower;
        for (qsizetype i = 0; i < points; ++i) {
            const double raw = i < caller.calls.size() ? caller.calls[i] : 0;
            const double value = std::isnan(raw) ? 0 : raw;
            const double x = area.left() + area.width() * double(i) / double(points - 1);
            lower.append({x, yOf(m_stacked ? base[i] : 0)});
            if (m_stacked)
                base[i] += value;
            upper.append({x, yOf(m_stacked ? base[i] : value)});
        }
        if (m_stacked) {
            top = upper;
            std::reverse(lower.begin(), lower.end());
            painter.setPen(Qt::NoPen);
            painter.setBrush(colors(caller.role, 0.4));
            painter.drawPolygon(upper + lower);
        } else {
            painter.setPen(QPen(colors(caller.role), 1.4));
            painter.setBrush(Qt::NoBrush);
            painter.drawPolyline(upper);
            paintAbove(painter, upper);
        }
    }
    if (!m_stacked || top.isEmpty())
        return;
    paintAbove(painter, top);
    painter.setPen(QPen(colors(Role::Text), 1.25));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(top);
}

/// What is above the line is the only strong colour.
void LimitChart::paintAbove(QPainter& painter, const QPolygonF& top) const
{
    if (!m_limit || *m_limit >= m_scale.top)
        return;
    const QRectF area = plot();
    const double line = yOf(*m_limit);
    QPolygonF above = top;
    above << QPointF(top.last().x(), area.bottom()) << QPointF(top.first().x(), area.bottom());
    painter.save();
    painter.setClipRect(QRectF(area.left(), 0, area.width(), line));
    painter.setPen(Qt::NoPen);
    painter.setBrush(roles(this)(Role::Limit, 0.8));
    painter.drawPolygon(above);
    painter.restore();
}

void LimitChart::paintLimit(QPainter& painter) const
{
    const Roles& colors = roles(this);
    const QRectF area = plot();
    if (m_stored && *m_stored < m_scale.top && m_stored != m_limit) {
        const double y = yOf(*m_stored);
        painter.setPen(QPen(colors(Role::Muted), 1, Qt::DashLine));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.drawText(QPointF(area.left() + grid::kGap, y - 4), m_storedLabel);
    }
    if (!m_limit)
        return;
    const double y = yOf(std::min(*m_limit, m_scale.top));
    painter.setPen(QPen(colors(Role::Limit), 2));
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    const QRectF label = labelRect();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors(Role::Limit));
    painter.drawRoundedRect(label, grid::kRadiusSmall, grid::kRadiusSmall);
    const QColor ink = colors(Role::OnAccent);
    painter.setBrush(ink);
    const QPointF middle(label.left() + 13, label.center().y());
    painter.drawPolygon(
        QPolygonF{middle + QPointF(-4, -2), middle + QPointF(4, -2), middle + QPointF(0, -7)});
    painter.drawPolygon(
        QPolygonF{middle + QPointF(-4, 2), middle + QPointF(4, 2), middle + QPointF(0, 7)});
    painter.setPen(ink);
    painter.setFont(textFont(TextSize::Body, QFont::Bold));
    painter.drawText(label.adjusted(26, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_label);
}

void LimitChart::moveTo(double y)
{
    const QRectF area = plot();
    const double value =
        rounded(std::clamp((area.bottom() - y) / area.height(), 0.0, 1.0) * m_scale.top);
    if (m_limit != value)
        Q_EMIT limitMoved(value);
}

void LimitChart::mousePressEvent(QMouseEvent* event)
{
    m_dragging = event->button() == Qt::LeftButton && isOnLine(event->position());
}

void LimitChart::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(m_dragging || isOnLine(event->position()) ? Qt::SizeVerCursor : Qt::ArrowCursor);
    if (m_dragging)
        moveTo(event->position().y());
}

void LimitChart::mouseReleaseEvent(QMouseEvent* /*event*/)
{
    m_dragging = false;
    rescale();
}

void LimitChart::keyPressEvent(QKeyEvent* event)
{
    const int direction = event->key() == Qt::Key_Up ? 1 : event->key() == Qt::Key_Down ? -1 : 0;
    if (!m_limit || direction == 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    const double share = event->modifiers() & Qt::ShiftModifier ? 0.1 : 0.01;
    Q_EMIT limitMoved(
        std::max(1.0, std::round(*m_limit + direction * std::max(1.0, *m_limit * share))));
}

} // namespace gatehouse::ui
