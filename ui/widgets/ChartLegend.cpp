// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ChartLegend.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {
constexpr int kSwatch = 10;
constexpr int kAfterSwatch = 5;
constexpr int kBeforeValue = 5;
constexpr int kBetween = 12;
constexpr int kLeastBetween = 7; ///< Before a second line is begun.
} // namespace

ChartLegend::ChartLegend(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    // Not Fixed: a second line would be laid out, but never given to the widget.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Legend"));
}

void ChartLegend::setEntries(QList<Entry> entries)
{
    m_entries = std::move(entries);
    m_current = 0;
    describe();
    updateGeometry();
    update();
}

void ChartLegend::setValue(const QString& id, const QString& value)
{
    for (Entry& entry : m_entries) {
        if (entry.id == id && entry.value != value) {
            const int before = widthOf(entry);
            entry.value = value;
            describe();
            if (widthOf(entry) != before)
                updateGeometry();
            update();
        }
    }
}

void ChartLegend::setStrong(const QString& id, bool strong)
{
    for (Entry& entry : m_entries) {
        if (entry.id == id && entry.strong != strong) {
            entry.strong = strong;
            update();
        }
    }
}

void ChartLegend::setAlignRight(bool right)
{
    m_right = right;
    update();
}

int ChartLegend::widthOf(const Entry& entry) const
{
    const QFontMetrics plain(textFont(TextSize::Secondary));
    const QFontMetrics bold(textFont(TextSize::Secondary, QFont::Bold));
    const int swatch = entry.swatch == Swatch::None ? 0 : kSwatch + kAfterSwatch;
    const int value =
        entry.value.isEmpty() ? 0 : kBeforeValue + bold.horizontalAdvance(entry.value);
    return swatch + (entry.strong ? bold : plain).horizontalAdvance(entry.name) + value;
}

QSize ChartLegend::sizeHint() const
{
    const QFontMetrics metrics(textFont(TextSize::Secondary));
    return {widthWith(kBetween), std::max(16, metrics.height())};
}

int ChartLegend::widthWith(int between) const
{
    int total = 0;
    for (const Entry& entry : m_entries)
        total += widthOf(entry) + between;
    return std::max(0, total - between) + 2;
}

int ChartLegend::heightForWidth(int width) const
{
    const QList<QRect> rects = places(width);
    return rects.isEmpty() ? sizeHint().height() : rects.last().bottom() + 1;
}

QSize ChartLegend::minimumSizeHint() const
{
    return {40, sizeHint().height()};
}

QList<QRect> ChartLegend::places(int width) const
{
    QList<QRect> rects;
    const int line = sizeHint().height();
    const int between = widthWith(kBetween) <= width ? kBetween : kLeastBetween;
    const int whole = widthWith(between);
    int x = m_right ? std::max(0, width - whole) : 0;
    int y = 0;
    for (const Entry& entry : m_entries) {
        const int wide = widthOf(entry);
        if (x > 0 && x + wide > width && whole > width) {
            x = 0;
            y += line;
        }
        rects.append(QRect(x, y, wide, line));
        x += wide + between;
    }
    return rects;
}

void ChartLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Roles& colors = roles(this);
    const QFont plain = textFont(TextSize::Secondary);
    const QFont bold = textFont(TextSize::Secondary, QFont::Bold);
    const QList<QRect> rects = places(width());
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const Entry& entry = m_entries[i];
        const QRect& place = rects[i];
        const QColor color = colors(entry.visible ? entry.role : Role::Disabled);
        int x = place.left();
        const double middle = place.center().y() + 0.5;
        const QRectF square(x + 0.5, middle - 4.5, 9, 9);
        switch (entry.swatch) {
        case Swatch::Line:
            painter.setPen(QPen(color, 2));
            painter.drawLine(QPointF(x, middle), QPointF(x + kSwatch, middle));
            break;
        case Swatch::Square:
            painter.setPen(Qt::NoPen);
            painter.setBrush(entry.visible ? QBrush(color) : QBrush(Qt::NoBrush));
            if (!entry.visible)
                painter.setPen(color);
            painter.drawRoundedRect(square, 2, 2);
            break;
        case Swatch::Hatched:
            // A brush pattern is wider than the swatch: its lines are drawn one by one.
            painter.save();
            painter.setClipRect(square);
            painter.setPen(QPen(color, 1.4));
            for (int shift = -6; shift <= 9; shift += 4)
                painter.drawLine(square.bottomLeft() + QPointF(shift, 0),
                                 square.bottomLeft() + QPointF(shift + 9, -9));
            painter.restore();
            break;
        case Swatch::Hollow:
            painter.setPen(colors(Role::Edge));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(square, 2, 2);
            break;
        case Swatch::None:
            break;
        }
        if (entry.swatch != Swatch::None)
            x += kSwatch + kAfterSwatch;
        painter.setFont(entry.strong ? bold : plain);
        painter.setPen(!entry.visible ? colors(Role::Disabled)
                       : entry.strong ? color
                                      : colors(Role::Muted));
        const int name = painter.fontMetrics().horizontalAdvance(entry.name);
        painter.drawText(QRect(x, place.top(), name + 2, place.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, entry.name);
        x += name + kBeforeValue;
        painter.setFont(bold);
        if (entry.visible && !entry.strong)
            painter.setPen(colors(Role::Text));
        painter.drawText(QRect(x, place.top(), place.right() - x + 4, place.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, entry.value);
        if (hasFocus() && i == m_current) {
            painter.setPen(QPen(colors(Role::Accent), 1.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(place).adjusted(-1, 0.5, 1, -0.5), 3, 3);
        }
    }
}

void ChartLegend::mousePressEvent(QMouseEvent* event)
{
    const QList<QRect> rects = places(width());
    for (int i = 0; i < int(rects.size()); ++i) {
        if (rects[i].contains(event->position().toPoint()))
            choose(i, event->modifiers() & Qt::ControlModifier);
    }
}

void ChartLegend::keyPressEvent(QKeyEvent* event)
{
    const int count = int(m_entries.size());
    if (count > 0 && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
        m_current = std::clamp(m_current + (event->key() == Qt::Key_Right ? 1 : -1), 0, count - 1);
        describe();
        update();
    } else if (count > 0 && event->key() == Qt::Key_Space) {
        choose(m_current, event->modifiers() & Qt::ControlModifier);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void ChartLegend::show(Entry& entry, bool visible)
{
    if (entry.visible == visible)
        return;
    entry.visible = visible;
    Q_EMIT visibleChanged(entry.id, visible);
}

void ChartLegend::choose(int index, bool alone)
{
    m_current = index;
    if (m_entries[index].swatch == Swatch::None)
        return;
    if (!alone) {
        show(m_entries[index], !m_entries[index].visible);
    } else {
        const bool isAlone =
            std::none_of(m_entries.cbegin(), m_entries.cend(), [&](const Entry& e) {
                return e.visible && e.swatch != Swatch::None && e.id != m_entries[index].id;
            });
        for (Entry& entry : m_entries) {
            if (entry.swatch != Swatch::None)
                show(entry, isAlone || entry.id == m_entries[index].id);
        }
    }
    describe();
    update();
}

void ChartLegend::describe()
{
    QStringList parts;
    for (const Entry& entry : m_entries) {
        const QString text = entry.value.isEmpty() ? entry.name : entry.name + u' ' + entry.value;
        parts << (entry.visible ? text : tr("%1 (hidden)").arg(text));
    }
    setAccessibleDescription(parts.join(u", "_s));
}

} // namespace gatehouse::ui
