// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "overview/ErrorsCard.h"

#include "client/Names.h"
#include "widgets/NumberFormat.h"
#include "widgets/State.h"
#include "widgets/Theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

ErrorsCard::ErrorsCard(const client::Names& names, QWidget* parent)
    : RowsCard(parent)
    , m_names(names)
{
    setObjectName(u"overviewErrors"_s);
    setAccessibleName(tr("Recent errors"));
}

void ErrorsCard::setItems(const QList<client::TrafficRecord>& items)
{
    m_items = items;
    rowsChanged();
}

QString ErrorsCard::emptyText() const
{
    return tr("No answer with 5xx is on record.");
}

QString ErrorsCard::caller(const client::TrafficRecord& record) const
{
    using Kind = client::Names::Kind;
    QString api = record.api.isEmpty() ? record.path : m_names.name(Kind::Api, record.api);
    if (record.application.isEmpty())
        return api;
    return tr("%1, %2").arg(m_names.name(Kind::Application, record.application), api);
}

QString ErrorsCard::reason(const client::TrafficRecord& record)
{
    QString words = record.error;
    return words.replace(u'_', u' ');
}

QString ErrorsCard::rowText(int index) const
{
    const client::TrafficRecord& record = m_items[index];
    return tr("%1 %2 %3").arg(QString::number(record.status), caller(record), reason(record));
}

QRect ErrorsCard::allRect() const
{
    const int wide =
        QFontMetrics(textFont(TextSize::Secondary)).horizontalAdvance(tr("All errors"));
    QRect rect = headRect();
    rect.setLeft(rect.right() - wide);
    return rect;
}

void ErrorsCard::paintHead(QPainter& painter, const QRect& rect)
{
    paintTitle(painter, rect, tr("Recent errors"));
    painter.setFont(textFont(TextSize::Secondary));
    painter.setPen(roles(this)(Role::Accent));
    painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, tr("All errors"));
}

void ErrorsCard::paintRow(QPainter& painter, int index, const QRect& row)
{
    const Roles& colors = roles(this);
    const client::TrafficRecord& record = m_items[index];
    const State state = stateOfStatus(record.status);
    paintState(&painter, QRectF(row.left(), row.top(), 12, row.height()), state,
               colors(roleOf(state)));
    const int status = grid::scaled(32);
    const int when = grid::scaled(64);
    const int words = (row.width() - 20 - status - when) * 45 / 100;
    const auto draw = [&](int left, int wide, const QString& text, Qt::Alignment side) {
        painter.drawText(QRect(left, row.top(), wide, row.height()), side | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, wide));
    };
    painter.setPen(colors(Role::Bad));
    painter.setFont(textFont(TextSize::Body, QFont::Bold));
    draw(row.left() + 20, status, QString::number(record.status), Qt::AlignLeft);
    painter.setFont(textFont(TextSize::Body));
    painter.setPen(colors(Role::Text));
    int x = row.left() + 20 + status + 8;
    draw(x, words - 16, caller(record), Qt::AlignLeft);
    painter.setFont(textFont(TextSize::Secondary));
    painter.setPen(colors(Role::Muted));
    x += words - 8;
    draw(x, row.right() - when - x, reason(record), Qt::AlignLeft);
    draw(row.right() - when + 1, when, record.time().toString(u"HH:mm:ss"_s), Qt::AlignRight);
}

void ErrorsCard::mousePressEvent(QMouseEvent* event)
{
    if (allRect().contains(event->position().toPoint()))
        Q_EMIT allChosen();
    else
        RowsCard::mousePressEvent(event);
}

void ErrorsCard::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() & Qt::ControlModifier)
        Q_EMIT allChosen();
    else
        RowsCard::keyPressEvent(event);
}

} // namespace gatehouse::ui
