// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "overview/RankingCard.h"

#include "widgets/NumberFormat.h"
#include "widgets/Theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {
constexpr int kBarHeight = 8;
constexpr int kNumber = 64;
constexpr int kBetweenTitles = 12;
/// What is refused of a caller's requests stands out from here on: less is everyday life.
constexpr double kNotable = 0.05;
} // namespace

RankingCard::RankingCard(QList<List> lists, QWidget* parent)
    : RowsCard(parent)
    , m_lists(std::move(lists))
{
    setAccessibleName(m_lists.first().title);
}

void RankingCard::setItems(const QString& key, const QList<client::RankedItem>& items,
                           const QStringList& names)
{
    for (List& list : m_lists) {
        if (list.key != key || (list.items == items && list.names == names))
            continue;
        list.items = items;
        list.names = names;
        rowsChanged();
    }
}

void RankingCard::choose(int list)
{
    m_shown = std::clamp(list, 0, int(m_lists.size()) - 1);
    setAccessibleName(m_lists[m_shown].title);
    rowsChanged();
}

QList<QRect> RankingCard::titles(const QRect& head) const
{
    QList<QRect> rects;
    int x = head.left();
    for (int i = 0; i < int(m_lists.size()); ++i) {
        const QFont font = textFont(i == m_shown ? TextSize::Body : TextSize::Secondary,
                                    i == m_shown ? QFont::Bold : QFont::Normal);
        const int wide = QFontMetrics(font).horizontalAdvance(m_lists[i].title) + 2;
        rects.append({x, head.top(), wide, head.height()});
        x += wide + kBetweenTitles;
    }
    return rects;
}

void RankingCard::paintHead(QPainter& painter, const QRect& rect)
{
    const QList<QRect> places = titles(rect);
    for (int i = 0; i < int(m_lists.size()); ++i) {
        if (i == m_shown) {
            paintTitle(painter, places[i], m_lists[i].title);
            continue;
        }
        painter.setFont(textFont(TextSize::Secondary));
        painter.setPen(roles(this)(Role::Accent));
        painter.drawText(places[i], Qt::AlignLeft | Qt::AlignVCenter, m_lists[i].title);
    }
}

void RankingCard::paintRow(QPainter& painter, int index, const QRect& row)
{
    const Roles& colors = roles(this);
    const List& list = m_lists[m_shown];
    const client::RankedItem& item = list.items[index];
    double most = 0;
    for (const client::RankedItem& each : list.items)
        most = std::max(most, each.perSecond);
    const int number = grid::scaled(kNumber);
    const int bar = std::max(40, row.width() * 28 / 100);
    const int name = row.width() - number - bar - grid::kGapWide;
    painter.setFont(textFont(TextSize::Body, standsOut(item) ? QFont::Bold : QFont::Normal));
    painter.setPen(colors(Role::Text));
    painter.drawText(
        QRect(row.left(), row.top(), name - 8, row.height()), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(list.names.value(index), Qt::ElideRight, name - 8));
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
    const Quantity rate = perSecond(item.perSecond);
    const QString unit = u' ' + rate.unit;
    painter.setPen(colors(Role::Muted));
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, unit);
    painter.setPen(colors(Role::Text));
    painter.drawText(row.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(unit), 0),
                     Qt::AlignRight | Qt::AlignVCenter, rate.number);
}

bool RankingCard::standsOut(const client::RankedItem& item)
{
    return item.refusedPerSecond > 0 && item.refusedPerSecond >= kNotable * item.perSecond;
}

void RankingCard::openRow(int index)
{
    Q_EMIT chosen(key(), m_lists[m_shown].items[index].id);
}

QString RankingCard::rowText(int index) const
{
    const List& list = m_lists[m_shown];
    return tr("%1 %2 a second")
        .arg(list.names.value(index), shortNumber(list.items[index].perSecond));
}

void RankingCard::mousePressEvent(QMouseEvent* event)
{
    const QList<QRect> places = titles(headRect());
    for (int i = 0; i < int(places.size()); ++i) {
        if (places[i].contains(event->position().toPoint()))
            return choose(i);
    }
    RowsCard::mousePressEvent(event);
}

void RankingCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        choose(m_shown + (event->key() == Qt::Key_Right ? 1 : -1));
    else
        RowsCard::keyPressEvent(event);
}

} // namespace gatehouse::ui
