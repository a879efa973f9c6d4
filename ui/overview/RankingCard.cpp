// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "overview/RankingCard.h"

#include "widgets/ChartScale.h"
#include "widgets/State.h"
#include "widgets/Theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {

constexpr int kTitle = 36;
constexpr int kBarHeight = 8;

QRect rowAt(int index, const QWidget* widget)
{
    const int tall = grid::scaled(grid::kRow);
    return {grid::kSide, kTitle + index * tall, widget->width() - 2 * grid::kSide, tall};
}

int rowsThatFit(const QWidget* widget)
{
    return std::max(0, (widget->height() - kTitle - 6) / grid::scaled(grid::kRow));
}

void paintTitle(QPainter& painter, const QWidget* widget, const QString& title)
{
    painter.setFont(textFont(TextSize::Body, QFont::Bold));
    painter.setPen(roles(widget)(Role::Text));
    painter.drawText(QRect(grid::kSide, 8, widget->width() - 2 * grid::kSide, kTitle - 8),
                     Qt::AlignLeft | Qt::AlignVCenter, title);
}

void paintNothing(QPainter& painter, const QWidget* widget)
{
    painter.setFont(textFont(TextSize::Body));
    painter.setPen(roles(widget)(Role::Muted));
    painter.drawText(rowAt(0, widget), Qt::AlignLeft | Qt::AlignVCenter,
                     ProvidersCard::tr("None yet"));
}

State stateOf(const QString& word)
{
    if (word == "healthy"_L1)
        return State::Good;
    if (word == "cooling"_L1)
        return State::Cooling;
    return word == "failed"_L1 ? State::Failed : State::Idle;
}

QString wordOf(const client::ProviderHealth& item)
{
    if (item.state == "cooling"_L1)
        return ProvidersCard::tr("cools down");
    if (item.state == "failed"_L1)
        return ProvidersCard::tr("failed");
    if (item.firstTokenMs)
        return valueText(ChartUnit::Millis, *item.firstTokenMs);
    return item.state == "idle"_L1 ? ProvidersCard::tr("idle") : ProvidersCard::tr("healthy");
}

} // namespace

RankingCard::RankingCard(const QString& title, QWidget* parent)
    : Card(parent)
    , m_title(title)
{
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(title);
}

void RankingCard::setItems(const QList<client::RankedItem>& items)
{
    if (items == m_items)
        return;
    m_items = items;
    QStringList words;
    for (const client::RankedItem& item : m_items)
        words << tr("%1 %2 a second").arg(item.id, shortNumber(item.perSecond));
    setAccessibleDescription(words.join(u", "_s));
    update();
}

void RankingCard::paintEvent(QPaintEvent* event)
{
    Card::paintEvent(event);
    QPainter painter(this);
    paintTitle(painter, this, m_title);
    if (m_items.isEmpty()) {
        paintNothing(painter, this);
        return;
    }
    const Roles& colors = roles(this);
    double most = 0;
    for (const client::RankedItem& item : m_items)
        most = std::max(most, item.perSecond);
    const int shown = std::min(int(m_items.size()), rowsThatFit(this));
    for (int i = 0; i < shown; ++i) {
        const client::RankedItem& item = m_items[i];
        const QRect row = rowAt(i, this);
        const int number = grid::scaled(64);
        const int bar = std::max(40, row.width() * 3 / 10);
        const int name = row.width() - number - bar - 8;
        const bool refused = item.refusedPerSecond > 0;
        painter.setFont(textFont(TextSize::Body, refused ? QFont::Bold : QFont::Normal));
        painter.setPen(colors(Role::Text));
        painter.drawText(QRect(row.left(), row.top(), name - 8, row.height()),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(item.id, Qt::ElideRight, name - 8));
        if (most > 0) {
            const int whole = int(bar * item.perSecond / most);
            const int part = std::min(whole, int(bar * item.refusedPerSecond / most));
            const int top = row.center().y() - kBarHeight / 2 + 1;
            painter.fillRect(row.left() + name, top, whole - part, kBarHeight,
                             colors(Role::Accent, 0.55));
            painter.fillRect(row.left() + name + whole - part, top, part, kBarHeight,
                             colors(Role::Limit));
        }
        painter.setFont(textFont(TextSize::Body));
        const QString unit = u" /s"_s;
        const int unitWide = painter.fontMetrics().horizontalAdvance(unit);
        painter.setPen(colors(Role::Muted));
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, unit);
        painter.setPen(colors(Role::Text));
        painter.drawText(row.adjusted(0, 0, -unitWide, 0), Qt::AlignRight | Qt::AlignVCenter,
                         shortNumber(item.perSecond));
        if (hasFocus() && i == m_current) {
            painter.setPen(QPen(colors(Role::Accent), 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(row.adjusted(-6, 1, 6, -1), 4, 4);
        }
    }
}

void RankingCard::mousePressEvent(QMouseEvent* event)
{
    for (int i = 0; i < int(m_items.size()) && i < rowsThatFit(this); ++i) {
        if (rowAt(i, this).contains(event->position().toPoint()))
            Q_EMIT chosen(m_items[i].id);
    }
}

void RankingCard::keyPressEvent(QKeyEvent* event)
{
    const int last = std::min(int(m_items.size()), rowsThatFit(this)) - 1;
    if (last >= 0 && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
        m_current = std::clamp(m_current + (event->key() == Qt::Key_Down ? 1 : -1), 0, last);
        update();
    } else if (last >= 0 && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT chosen(m_items[std::min(m_current, last)].id);
    } else {
        Card::keyPressEvent(event);
    }
}

ProvidersCard::ProvidersCard(QWidget* parent)
    : Card(parent)
{
    setAccessibleName(tr("Providers"));
}

void ProvidersCard::setItems(const QList<client::ProviderHealth>& items)
{
    if (items == m_items)
        return;
    m_items = items;
    QStringList words;
    for (const client::ProviderHealth& item : m_items)
        words << item.id + u' ' + wordOf(item);
    setAccessibleDescription(words.join(u", "_s));
    update();
}

void ProvidersCard::paintEvent(QPaintEvent* event)
{
    Card::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintTitle(painter, this, tr("Providers"));
    if (m_items.isEmpty())
        paintNothing(painter, this);
    painter.setFont(textFont(TextSize::Body));
    const Roles& colors = roles(this);
    for (int i = 0; i < int(m_items.size()) && i < rowsThatFit(this); ++i) {
        const QRect row = rowAt(i, this);
        const State state = stateOf(m_items[i].state);
        const QColor color = colors(roleOf(state));
        const QString word = wordOf(m_items[i]);
        const int wordWide = painter.fontMetrics().horizontalAdvance(word);
        paintState(&painter, QRectF(row.left(), row.top(), 12, row.height()), state, color);
        painter.setPen(colors(Role::Text));
        const int name = row.width() - 20 - wordWide - 8;
        painter.drawText(row.adjusted(20, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_items[i].id, Qt::ElideRight, name));
        const bool calm = state == State::Good || state == State::Idle;
        painter.setPen(calm ? colors(Role::Muted) : color);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, word);
    }
}

} // namespace gatehouse::ui
