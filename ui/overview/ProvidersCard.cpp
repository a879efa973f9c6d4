// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "overview/ProvidersCard.h"

#include "widgets/NumberFormat.h"
#include "widgets/State.h"
#include "widgets/Theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {

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
        return milliseconds(*item.firstTokenMs).text();
    return item.state == "idle"_L1 ? ProvidersCard::tr("idle") : ProvidersCard::tr("healthy");
}

} // namespace

ProvidersCard::ProvidersCard(QWidget* parent)
    : RowsCard(parent)
{
    setAccessibleName(tr("Providers"));
}

void ProvidersCard::setItems(const QList<client::ProviderHealth>& items, const QStringList& names)
{
    if (items == m_items && names == m_names)
        return;
    m_items = items;
    m_names = names;
    rowsChanged();
}

QString ProvidersCard::rowText(int index) const
{
    return m_names.value(index) + u' ' + wordOf(m_items[index]);
}

void ProvidersCard::paintHead(QPainter& painter, const QRect& rect)
{
    paintTitle(painter, rect, tr("Providers"));
}

void ProvidersCard::paintRow(QPainter& painter, int index, const QRect& row)
{
    const Roles& colors = roles(this);
    const State state = stateOf(m_items[index].state);
    const QColor color = colors(roleOf(state));
    const QString word = wordOf(m_items[index]);
    const QFont small = textFont(TextSize::Secondary);
    const int room = row.width() - 20 - QFontMetrics(small).horizontalAdvance(word) - 8;
    paintState(&painter, QRectF(row.left(), row.top(), 12, row.height()), state, color);
    painter.setPen(colors(Role::Text));
    painter.drawText(row.adjusted(20, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_names.value(index), Qt::ElideRight, room));
    const bool calm = state == State::Good || state == State::Idle;
    painter.setFont(small);
    painter.setPen(calm ? colors(Role::Muted) : color);
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, word);
}

} // namespace gatehouse::ui
