// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "overview/RowsCard.h"

#include "widgets/Theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {
constexpr int kHead = 36;
constexpr double kPale = 0.45;
} // namespace

RowsCard::RowsCard(QWidget* parent)
    : Card(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

QString RowsCard::emptyText() const
{
    return tr("None yet");
}

void RowsCard::setStale(bool stale)
{
    if (stale == m_stale)
        return;
    m_stale = stale;
    update();
}

void RowsCard::rowsChanged()
{
    m_current = std::clamp(m_current, 0, std::max(0, count() - 1));
    QStringList words;
    for (int i = 0; i < count(); ++i)
        words << rowText(i);
    setAccessibleDescription(words.isEmpty() ? emptyText() : words.join(u", "_s));
    update();
}

QRect RowsCard::headRect() const
{
    return {grid::kSide, 8, width() - 2 * grid::kSide, grid::scaled(kHead - 8)};
}

QRect RowsCard::rowRect(int index) const
{
    const int tall = grid::scaled(grid::kRow);
    return {grid::kSide, headRect().bottom() + 1 + index * tall, width() - 2 * grid::kSide, tall};
}

int RowsCard::shownRows() const
{
    const int room = height() - headRect().bottom() - 6;
    return std::clamp(room / grid::scaled(grid::kRow), 0, count());
}

int RowsCard::rowAt(const QPoint& position) const
{
    for (int i = 0; i < shownRows(); ++i) {
        if (rowRect(i).contains(position))
            return i;
    }
    return -1;
}

void RowsCard::paintTitle(QPainter& painter, const QRect& rect, const QString& title)
{
    painter.setFont(textFont(TextSize::Body, QFont::Bold));
    painter.setPen(roles(this)(Role::Text));
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, title);
}

void RowsCard::paintEvent(QPaintEvent* event)
{
    Card::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintHead(painter, headRect());
    if (m_stale)
        painter.setOpacity(kPale);
    const Roles& colors = roles(this);
    if (count() == 0) {
        painter.setFont(textFont(TextSize::Body));
        painter.setPen(colors(Role::Muted));
        painter.drawText(rowRect(0), Qt::AlignLeft | Qt::AlignVCenter, emptyText());
    }
    for (int i = 0; i < shownRows(); ++i) {
        const QRect row = rowRect(i);
        if (i == m_hovered) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colors(Role::Hover));
            painter.drawRoundedRect(row.adjusted(-8, 1, 8, -1), grid::kRadiusSmall,
                                    grid::kRadiusSmall);
        }
        painter.setFont(textFont(TextSize::Body));
        paintRow(painter, i, row);
        if (hasFocus() && i == m_current) {
            painter.setPen(QPen(colors(Role::Accent), 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(row.adjusted(-8, 1, 8, -1), grid::kRadiusSmall,
                                    grid::kRadiusSmall);
        }
    }
}

void RowsCard::mousePressEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position().toPoint());
    if (row >= 0 && event->button() == Qt::LeftButton)
        openRow(row);
}

void RowsCard::mouseMoveEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position().toPoint());
    if (row == m_hovered)
        return;
    m_hovered = row;
    setCursor(row >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void RowsCard::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void RowsCard::keyPressEvent(QKeyEvent* event)
{
    const int last = shownRows() - 1;
    if (last >= 0 && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
        m_current = std::clamp(m_current + (event->key() == Qt::Key_Down ? 1 : -1), 0, last);
        update();
    } else if (last >= 0 && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        openRow(std::min(m_current, last));
    } else {
        Card::keyPressEvent(event);
    }
}

} // namespace gatehouse::ui
