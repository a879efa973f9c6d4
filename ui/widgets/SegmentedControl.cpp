// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/SegmentedControl.h"

#include "widgets/StylePaint.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace gatehouse::ui {

SegmentedControl::SegmentedControl(const QStringList& items, QWidget* parent)
    : QWidget(parent)
    , m_items(items)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFont(textFont(TextSize::Secondary));
    tellAccessibility();
}

void SegmentedControl::setItems(const QStringList& items)
{
    m_items = items;
    m_current = std::clamp(m_current, 0, std::max(0, int(items.size()) - 1));
    tellAccessibility();
    updateGeometry();
    update();
}

void SegmentedControl::setCurrentIndex(int index)
{
    if (index == m_current || index < 0 || index >= m_items.size())
        return;
    m_current = index;
    tellAccessibility();
    update();
    Q_EMIT currentChanged(index);
}

QSize SegmentedControl::sizeHint() const
{
    int width = 0;
    for (int i = 0; i < m_items.size(); ++i)
        width += itemWidth(i);
    return {width, std::max(grid::kControlSmall, fontMetrics().height() + 8)};
}

int SegmentedControl::itemWidth(int index) const
{
    // As wide as bold words, so that nothing moves when another is chosen.
    return QFontMetrics(textFont(TextSize::Secondary, QFont::Bold))
               .horizontalAdvance(m_items.at(index)) +
           16;
}

QRect SegmentedControl::itemRect(int index) const
{
    int x = 0;
    for (int i = 0; i < index; ++i)
        x += itemWidth(i);
    return {x, 0, itemWidth(index), height()};
}

void SegmentedControl::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Roles& c = roles(this);
    paint::box(&painter, rect(), c(Role::Raised), Qt::transparent, grid::kRadius, 0);
    QPainterPath clip;
    clip.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), grid::kRadius,
                        grid::kRadius);
    for (int i = 0; i < m_items.size(); ++i) {
        const QRect part = itemRect(i);
        const bool on = i == m_current;
        if (on) {
            painter.save();
            painter.setClipPath(clip);
            painter.fillRect(part, c(Role::AccentTint));
            painter.restore();
        }
        if (i > 0)
            painter.fillRect(QRect(part.left(), 0, 1, height()), c(Role::Line));
        painter.setFont(textFont(TextSize::Secondary, on ? QFont::Bold : QFont::Normal));
        painter.setPen(c(!isEnabled() ? Role::Disabled : on ? Role::Accent : Role::Text));
        painter.drawText(part, Qt::AlignCenter, m_items.at(i));
    }
    paint::box(&painter, rect(), Qt::transparent, c(hasFocus() ? Role::Accent : Role::Edge),
               grid::kRadius, hasFocus() ? 2 : 1);
}

void SegmentedControl::mousePressEvent(QMouseEvent* event)
{
    for (int i = 0; i < m_items.size(); ++i) {
        if (itemRect(i).contains(event->position().toPoint()))
            setCurrentIndex(i);
    }
}

void SegmentedControl::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Left)
        setCurrentIndex(m_current - 1);
    else if (event->key() == Qt::Key_Right)
        setCurrentIndex(m_current + 1);
    else
        QWidget::keyPressEvent(event);
}

bool SegmentedControl::event(QEvent* event)
{
    const bool known = QWidget::event(event);
    if (event->type() == QEvent::ApplicationFontChange) { // no changeEvent in Qt
        setFont(textFont(TextSize::Secondary));
        updateGeometry();
    }
    return known;
}

void SegmentedControl::tellAccessibility()
{
    setAccessibleDescription(m_items.value(m_current));
}

} // namespace gatehouse::ui
