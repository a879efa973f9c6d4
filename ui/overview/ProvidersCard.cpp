// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "overview/ProvidersCard.h"

#include "widgets/NumberFormat.h"
#include "widgets/Theme.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {

/// Trouble first, then what answers, then what nobody calls.
int rankOf(State state)
{
    switch (state) {
    case State::Failed:
        return 0;
    case State::Cooling:
        return 1;
    case State::Good:
        return 2;
    default:
        return 3;
    }
}

} // namespace

State ProvidersCard::stateOf(const Item& item)
{
    const QString& word = item.health.state;
    // Calls of before the gateway's start are remembered, its states are not.
    const bool answers = item.health.firstTokenMs || item.health.perSecond.value_or(0) > 0;
    if (word == "cooling"_L1)
        return State::Cooling;
    if (word == "failed"_L1 && item.callable)
        return State::Failed;
    if (word == "failed"_L1) // no fault of the provider: nobody can call it from here
        return item.health.firstTokenMs ? State::Good : State::Idle;
    return word == "healthy"_L1 || answers ? State::Good : State::Idle;
}

QString ProvidersCard::wordOf(const Item& item)
{
    switch (stateOf(item)) {
    case State::Cooling:
        return tr("cools down");
    case State::Failed:
        return tr("failed");
    case State::Good:
        return item.health.firstTokenMs ? milliseconds(*item.health.firstTokenMs).text()
                                        : tr("healthy");
    default:
        return item.callable ? tr("idle") : tr("not callable yet");
    }
}

ProvidersCard::ProvidersCard(QWidget* parent)
    : RowsCard(parent)
{
    setAccessibleName(tr("Providers"));
}

void ProvidersCard::setItems(QList<Item> items)
{
    std::ranges::stable_sort(items, [](const Item& a, const Item& b) {
        const int first = rankOf(stateOf(a));
        const int second = rankOf(stateOf(b));
        return first != second ? first < second : QString::localeAwareCompare(a.name, b.name) < 0;
    });
    if (items == m_items)
        return;
    m_items = std::move(items);
    rowsChanged();
}

QString ProvidersCard::rowText(int index) const
{
    return m_items[index].name + u' ' + wordOf(m_items[index]);
}

void ProvidersCard::paintHead(QPainter& painter, const QRect& rect)
{
    paintTitle(painter, rect, tr("Providers"));
}

void ProvidersCard::paintRow(QPainter& painter, int index, const QRect& row)
{
    const Roles& colors = roles(this);
    const State state = stateOf(m_items[index]);
    const QColor color = colors(roleOf(state));
    const QString word = wordOf(m_items[index]);
    const QFont small = textFont(TextSize::Secondary);
    const int room = row.width() - 20 - QFontMetrics(small).horizontalAdvance(word) - 8;
    paintState(&painter, QRectF(row.left(), row.top(), 12, row.height()), state, color);
    painter.setPen(colors(Role::Text));
    painter.drawText(row.adjusted(20, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_items[index].name, Qt::ElideRight, room));
    const bool calm = state == State::Good || state == State::Idle;
    painter.setFont(small);
    painter.setPen(calm ? colors(Role::Muted) : color);
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, word);
}

} // namespace gatehouse::ui
