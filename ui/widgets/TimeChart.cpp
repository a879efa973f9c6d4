// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/TimeChart.h"

#include "widgets/ChartGroup.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {
constexpr int kLeft = 42;      ///< Least room of the value labels.
constexpr int kAfterLabel = 6; ///< Between a label and its grid line.
constexpr int kTop = 8;        ///< Half a label above the top line.
constexpr int kBottom = 18;    ///< Room of the time labels.
constexpr int kDragPixels = 4; ///< Less is a click.
constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
} // namespace

TimeChart::TimeChart(ChartGroup& group, ChartUnit unit, QWidget* parent)
    : QWidget(parent)
    , m_group(group)
    , m_unit(unit)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&group, &ChartGroup::hoverChanged, this, qOverload<>(&QWidget::update));
    connect(&group, &ChartGroup::zoomChanged, this, [this] { rescale(); });
    rescale();
}

QSize TimeChart::sizeHint() const
{
    return {220, 100};
}

QSize TimeChart::minimumSizeHint() const
{
    return {120, 72};
}

void TimeChart::setLayers(QList<ChartLayer> layers)
{
    m_layers = std::move(layers);
    rescale();
}

void TimeChart::setTime(qint64 fromMillis, qint64 stepMillis, int points)
{
    m_from = fromMillis;
    m_step = std::max<qint64>(1, stepMillis);
    m_points = points;
}

void TimeChart::setValues(const QString& layer, QList<double> values)
{
    for (ChartLayer& each : m_layers) {
        if (each.id == layer) {
            each.values = std::move(values);
            break;
        }
    }
    rescale();
}

void TimeChart::setLayerVisible(const QString& layer, bool visible)
{
    for (ChartLayer& each : m_layers) {
        if (each.id == layer)
            each.visible = visible;
    }
    rescale();
}

void TimeChart::setMarks(QList<ChartMark> marks)
{
    m_marks = std::move(marks);
    update();
}

void TimeChart::setReference(std::optional<double> value)
{
    m_reference = value;
    rescale();
}

void TimeChart::setIntervals(int intervals)
{
    m_intervals = intervals;
    rescale();
}

void TimeChart::setStale(bool stale)
{
    if (stale != m_stale) {
        m_stale = stale;
        update();
    }
}

QRectF TimeChart::plot() const
{
    const int left = m_left;
    const int bottom = grid::scaled(kBottom);
    return QRectF(left, kTop, width() - left, height() - kTop - bottom);
}

TimeChart::Span TimeChart::span() const
{
    Span span{0, std::max(0, m_points - 1)};
    if (m_group.isZoomed()) {
        span.first = int(std::clamp<qint64>((m_group.zoomFrom() - m_from) / m_step, 0, span.last));
        span.last =
            int(std::clamp<qint64>((m_group.zoomTo() - m_from) / m_step, span.first, span.last));
    }
    return span;
}

double TimeChart::xOf(int index) const
{
    const Span shown = span();
    const QRectF area = plot();
    const int steps = std::max(1, shown.last - shown.first);
    return area.left() + area.width() * (index - shown.first) / steps;
}

int TimeChart::indexAt(double x) const
{
    const Span shown = span();
    const QRectF area = plot();
    const double share = (x - area.left()) / std::max(1.0, area.width());
    return std::clamp(shown.first + int(std::lround(share * (shown.last - shown.first))),
                      shown.first, shown.last);
}

qint64 TimeChart::timeOf(int index) const
{
    return m_from + m_step * index;
}

double TimeChart::valueAt(const ChartLayer& layer, int index) const
{
    return index >= 0 && index < layer.values.size() ? layer.values[index] : kGap;
}

double TimeChart::largest() const
{
    const Span shown = span();
    double most = m_reference.value_or(0);
    for (int i = shown.first; i <= shown.last; ++i) {
        double sum = 0;
        for (const ChartLayer& layer : m_layers) {
            const double value = valueAt(layer, i);
            if (!layer.visible || std::isnan(value))
                continue;
            if (layer.form == ChartLayer::Form::Stack)
                sum += value;
            else
                most = std::max(most, value);
        }
        most = std::max(most, sum);
    }
    return most;
}

void TimeChart::rescale()
{
    m_scale = makeScale(largest(), m_intervals);
    const QFontMetrics metrics(textFont(TextSize::Secondary));
    m_left = grid::scaled(kLeft);
    for (const double tick : m_scale.ticks) {
        const QString text = tickText(m_unit, tick, m_scale.top);
        m_left = std::max(m_left, metrics.horizontalAdvance(text) + kAfterLabel + 1);
    }
    describe();
    update();
}

/// What the picture says, in words, for those who cannot see it.
void TimeChart::describe()
{
    QStringList parts;
    for (const ChartLayer& layer : m_layers) {
        if (layer.visible && !layer.values.isEmpty())
            parts << tr("%1 %2").arg(layer.name, valueText(m_unit, layer.values.last()));
    }
    setAccessibleDescription(parts.join(u", "_s));
}

void TimeChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(textFont(TextSize::Secondary));
    if (m_stale)
        painter.setOpacity(0.45);
    paintAxes(painter);
    painter.save();
    painter.setClipRect(plot().adjusted(-1, -2, 1, 1));
    paintStack(painter);
    paintLines(painter);
    painter.restore();
    paintMarks(painter);
    painter.setOpacity(1);
    paintSelection(painter);
    paintHover(painter);
    if (hasFocus() && !m_under) {
        painter.setPen(QPen(roles(this)(Role::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

void TimeChart::paintAxes(QPainter& painter) const
{
    const Roles& colors = roles(this);
    const QRectF area = plot();
    const QFontMetrics metrics = painter.fontMetrics();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const double tick : m_scale.ticks) {
        const int y = int(std::lround(area.bottom() - area.height() * tick / m_scale.top));
        painter.setPen(colors(Role::Line));
        painter.drawLine(int(area.left()), y, int(area.right()), y);
        painter.setPen(colors(Role::Muted));
        painter.drawText(
            QRectF(0, y - metrics.height() / 2.0, area.left() - kAfterLabel, metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter, tickText(m_unit, tick, m_scale.top));
    }
    if (m_points < 2)
        return;
    const Span shown = span();
    const qint64 length = m_step * (shown.last - shown.first);
    const bool seconds = length < 300'000;
    const QString form = seconds ? u"HH:mm:ss"_s : u"HH:mm"_s;
    const qint64 round = seconds ? 0 : 30'000; // to the nearest minute, not the one before
    const QRectF row(area.left(), area.bottom() + 2, area.width(), metrics.height());
    for (int i = 0; i < m_timeTicks; ++i) {
        const int index = shown.first + (shown.last - shown.first) * i / (m_timeTicks - 1);
        const QString text = QDateTime::fromMSecsSinceEpoch(timeOf(index) + round).toString(form);
        const int size = metrics.horizontalAdvance(text);
        double x = xOf(index) - size / 2.0;
        x = std::clamp(x, area.left(), area.right() - size);
        painter.drawText(QPointF(x, row.top() + metrics.ascent()), text);
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void TimeChart::paintStack(QPainter& painter) const
{
    const Span shown = span();
    const QRectF area = plot();
    const double scale = area.height() / m_scale.top;
    QList<double> base(shown.last - shown.first + 1, 0.0);
    for (const ChartLayer& layer : m_layers) {
        if (layer.form != ChartLayer::Form::Stack || !layer.visible || layer.values.isEmpty())
            continue;
        const QColor color = roles(this)(layer.role, layer.fill);
        const QBrush brush =
            layer.hatched ? QBrush(roles(this)(layer.role), Qt::BDiagPattern) : QBrush(color);
        // One polygon from gap to gap: along the top, and back along what is below.
        QPolygonF top;
        QPolygonF bottom;
        const auto flush = [&] {
            if (top.size() > 1) {
                std::reverse(bottom.begin(), bottom.end());
                painter.setPen(Qt::NoPen);
                painter.setBrush(brush);
                painter.drawPolygon(top + bottom);
                if (layer.fill < 1) {
                    painter.setPen(QPen(roles(this)(layer.role), 1.25));
                    painter.drawPolyline(top);
                }
            }
            top.clear();
            bottom.clear();
        };
        for (int i = shown.first; i <= shown.last; ++i) {
            const double value = valueAt(layer, i);
            if (std::isnan(value)) {
                flush();
                continue;
            }
            double& below = base[i - shown.first];
            const double x = xOf(i);
            bottom.append({x, area.bottom() - below * scale});
            below += value;
            top.append({x, area.bottom() - below * scale});
        }
        flush();
    }
}

void TimeChart::paintLines(QPainter& painter) const
{
    const Span shown = span();
    const QRectF area = plot();
    const double scale = area.height() / m_scale.top;
    if (m_reference) {
        const double y = area.bottom() - *m_reference * scale;
        painter.setPen(QPen(roles(this)(Role::Notice), 1, Qt::DashLine));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    }
    for (const ChartLayer& layer : m_layers) {
        if (layer.form == ChartLayer::Form::Stack || !layer.visible)
            continue;
        QPolygonF line;
        const auto flush = [&] {
            if (line.size() > 1) {
                if (layer.form == ChartLayer::Form::FilledLine) {
                    QPolygonF ground = line;
                    ground << QPointF(line.last().x(), area.bottom())
                           << QPointF(line.first().x(), area.bottom());
                    painter.setPen(Qt::NoPen);
                    painter.setBrush(roles(this)(layer.role, 0.12));
                    painter.drawPolygon(ground);
                }
                painter.setPen(QPen(roles(this)(layer.role), 1.4, layer.pen));
                painter.setBrush(Qt::NoBrush);
                painter.drawPolyline(line);
            } else if (line.size() == 1) {
                painter.setPen(Qt::NoPen);
                painter.setBrush(roles(this)(layer.role));
                painter.drawEllipse(line.first(), 1.2, 1.2);
            }
            line.clear();
        };
        for (int i = shown.first; i <= shown.last; ++i) {
            const double value = valueAt(layer, i);
            if (std::isnan(value))
                flush();
            else
                line.append({xOf(i), area.bottom() - value * scale});
        }
        flush();
    }
}

void TimeChart::paintMarks(QPainter& painter) const
{
    const QRectF area = plot();
    const Roles& colors = roles(this);
    for (const ChartMark& mark : m_marks) {
        const double at = double(mark.timeMillis - m_from) / double(m_step);
        const Span shown = span();
        if (at < shown.first || at > shown.last)
            continue;
        const double x =
            area.left() + area.width() * (at - shown.first) / std::max(1, shown.last - shown.first);
        painter.setPen(
            QPen(colors(mark.role), 1, mark.role == Role::Limit ? Qt::DashLine : Qt::DotLine));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        if (mark.label.isEmpty())
            continue;
        const QFontMetrics metrics = painter.fontMetrics();
        QRectF box(x + 4, area.top() + 4, metrics.horizontalAdvance(mark.label) + 10,
                   metrics.height() + 2);
        if (box.right() > area.right())
            box.moveRight(x - 4);
        painter.setPen(colors(Role::Line));
        painter.setBrush(colors(Role::Surface));
        painter.drawRoundedRect(box, 4, 4);
        painter.setPen(colors(Role::Muted));
        painter.drawText(box, Qt::AlignCenter, mark.label);
    }
}

void TimeChart::paintSelection(QPainter& painter) const
{
    if (!m_press || std::abs(m_pointer.x() - m_press->x()) < kDragPixels)
        return;
    const QRectF area = plot();
    const double a = std::clamp(std::min(m_press->x(), m_pointer.x()), area.left(), area.right());
    const double b = std::clamp(std::max(m_press->x(), m_pointer.x()), area.left(), area.right());
    painter.setPen(QPen(roles(this)(Role::Accent), 1));
    painter.setBrush(roles(this)(Role::Accent, 0.14));
    painter.drawRect(QRectF(a, area.top(), b - a, area.height()));
}

void TimeChart::paintHover(QPainter& painter) const
{
    if (m_group.hover() < 0 || m_points < 2)
        return;
    const qint64 position = (m_group.hover() - m_from + m_step / 2) / m_step;
    const Span shown = span();
    if (position < shown.first || position > shown.last)
        return;
    const int index = int(position);
    const QRectF area = plot();
    const double x = std::floor(xOf(index)) + 0.5;
    painter.setPen(QPen(roles(this)(Role::Text), 1));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    if (m_under && !m_press)
        paintReadOut(painter, index, x);
}

void TimeChart::paintReadOut(QPainter& painter, int index, double x) const
{
    const Roles& colors = roles(this);
    struct Row
    {
        Role role;
        QString name;
        QString value;
    };
    QList<Row> rows;
    // The highest stands on top, as in the picture: lines and stacks are listed from the last one.
    for (auto it = m_layers.rbegin(); it != m_layers.rend(); ++it) {
        if (it->visible)
            rows.append({it->role, it->name, valueText(m_unit, valueAt(*it, index))});
    }
    const QFont bold = textFont(TextSize::Secondary, QFont::Bold);
    const QFontMetrics metrics = painter.fontMetrics();
    const QString time =
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(timeOf(index)).time(), u"HH:mm:ss"_s);
    int names = 0;
    int values = 0;
    for (const Row& row : rows) {
        names = std::max(names, metrics.horizontalAdvance(row.name));
        values = std::max(values, metrics.horizontalAdvance(row.value));
    }
    const int line = metrics.height();
    const double wide =
        std::max(14 + names + 16 + values, QFontMetrics(bold).horizontalAdvance(time)) + 20;
    QRectF box(x + 8, 2, wide, double(line) * (rows.size() + 1) + 8);
    if (box.right() > width() - 2)
        box.moveRight(x - 8);
    if (box.left() < 0)
        box.moveLeft(0);
    painter.setPen(QPen(colors(Role::Edge), 1));
    painter.setBrush(colors(Role::Raised));
    painter.drawRoundedRect(box.translated(0.5, 0.5), 5, 5);
    QRectF text = box.adjusted(10, 4, -10, -4);
    text.setHeight(line);
    painter.setPen(colors(Role::Text));
    painter.setFont(bold);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, time);
    painter.setFont(textFont(TextSize::Secondary));
    for (const Row& row : rows) {
        text.translate(0, line);
        painter.setPen(QPen(colors(row.role), 2));
        painter.drawLine(QPointF(text.left(), text.center().y()),
                         QPointF(text.left() + 8, text.center().y()));
        painter.setPen(colors(Role::Muted));
        painter.drawText(text.adjusted(14, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row.name);
        painter.setPen(colors(Role::Text));
        painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, row.value);
    }
}

QString TimeChart::layerAt(const QPointF& position) const
{
    const QRectF area = plot();
    const double wanted = (area.bottom() - position.y()) / area.height() * m_scale.top;
    double sum = 0;
    for (const ChartLayer& layer : m_layers) {
        if (layer.form != ChartLayer::Form::Stack || !layer.visible)
            continue;
        const double value = valueAt(layer, indexAt(position.x()));
        sum += std::isnan(value) ? 0 : value;
        if (wanted <= sum)
            return layer.id;
    }
    return {};
}

void TimeChart::mouseMoveEvent(QMouseEvent* event)
{
    m_pointer = event->position();
    m_under = true;
    if (m_points > 1)
        m_group.setHover(timeOf(indexAt(m_pointer.x())));
    if (m_press)
        update();
}

void TimeChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        m_press = m_pointer = event->position();
    }
}

void TimeChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_press)
        return;
    const QPointF press = *std::exchange(m_press, std::nullopt);
    const int a = indexAt(std::min(press.x(), event->position().x()));
    const int b = indexAt(std::max(press.x(), event->position().x()));
    update();
    if (std::abs(event->position().x() - press.x()) >= kDragPixels) {
        if (b - a >= 2)
            m_group.setZoom(timeOf(a), timeOf(b));
    } else if (m_points > 1) {
        Q_EMIT momentClicked(layerAt(press), timeOf(a), timeOf(a) + m_step);
    }
}

void TimeChart::mouseDoubleClickEvent(QMouseEvent*)
{
    m_group.resetZoom();
}

void TimeChart::keyPressEvent(QKeyEvent* event)
{
    const int move = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (move != 0 && m_points > 1) {
        const Span shown = span();
        const qint64 now = m_group.hover() < 0 ? timeOf(shown.last) : m_group.hover();
        m_under = true;
        m_group.setHover(std::clamp(now + move * m_step, timeOf(shown.first), timeOf(shown.last)));
    } else if (event->key() == Qt::Key_Escape && (m_group.isZoomed() || m_group.hover() >= 0)) {
        m_under = false;
        m_group.setHover(-1);
        m_group.resetZoom();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void TimeChart::leaveEvent(QEvent*)
{
    m_under = false;
    m_group.setHover(-1);
}

} // namespace gatehouse::ui
