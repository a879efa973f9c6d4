// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "firststeps/KeyField.h"

#include "widgets/Theme.h"

#include <QPainter>
#include <QStyleOptionFrame>

#include <algorithm>

namespace gatehouse::ui {

namespace {
constexpr int kInset = 8;
}

KeyField::KeyField(QWidget* parent)
    : QLineEdit(parent)
{
    setReadOnly(true);
    setFont(textFont(TextSize::Code));
}

void KeyField::setNote(const QString& note)
{
    m_note = note;
    setAccessibleDescription(note);
    setToolTip(note);
    update();
}

void KeyField::paintEvent(QPaintEvent* event)
{
    if (hasFocus() || m_note.isEmpty())
        return QLineEdit::paintEvent(event);
    QStyleOptionFrame frame;
    initStyleOption(&frame);
    QPainter painter(this);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &frame, &painter, this);
    const Roles& colors = roles(this);
    const QRect room = rect().adjusted(kInset, 0, -kInset, 0);
    const QFont small = textFont(TextSize::Secondary);
    // Half of the field is the key's in any case.
    const int wanted = QFontMetrics(small).horizontalAdvance(m_note) + 1;
    const int note = std::min(wanted, room.width() / 2);
    const int key = room.width() - note - grid::kGapWide;
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, key);
    painter.setPen(colors(Role::Text));
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, shown);
    const int left = fontMetrics().horizontalAdvance(shown) + grid::kGapWide;
    painter.setFont(small);
    painter.setPen(colors(Role::Muted));
    painter.drawText(room.adjusted(left, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_note, Qt::ElideRight, room.width() - left));
}

} // namespace gatehouse::ui
