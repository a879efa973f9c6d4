// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/CellDelegate.h"

#include "widgets/State.h"

#include <QPainter>

#include <algorithm>

namespace gatehouse::ui {

CellDelegate::CellDelegate(int rowHeight, bool lines, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_rowHeight(rowHeight)
    , m_lines(lines)
{
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(grid::scaled(m_rowHeight));
    return size;
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    const Roles& colors = roles(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, colors(Role::AccentTint));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, colors(Role::Hover));
    if (m_lines) {
        painter->setPen(colors(Role::Line));
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }
    QRect rect = option.rect.adjusted(grid::kGap, 0, -grid::kGap, 0);
    if (const QVariant state = index.data(CellState); state.isValid()) {
        const auto value = static_cast<State>(state.toInt());
        paintState(painter, QRectF(rect.left(), rect.center().y() - 6, 12, 12), value,
                   colors(roleOf(value)));
        rect.setLeft(rect.left() + 20);
    }
    QFont font = option.font;
    if (const QVariant own = index.data(Qt::FontRole); own.isValid())
        font = own.value<QFont>();
    QColor color = colors(Role::Text);
    if (const QVariant own = index.data(Qt::ForegroundRole); own.isValid())
        color = colors(static_cast<Role>(own.toInt()));
    if (const QVariant bar = index.data(CellBar); bar.isValid()) {
        const QRectF track(rect.right() - 31, rect.center().y() - 3, 32, 8);
        painter->fillRect(track, colors(Role::Hover));
        QRectF fill = track;
        fill.setWidth(track.width() * std::clamp(bar.toDouble(), 0.0, 1.0));
        painter->fillRect(fill,
                          colors(index.column() % 2 == 0 ? Role::Series1 : Role::Series2, 0.6));
        rect.setRight(rect.right() - 44);
    }
    const QString text = index.data(Qt::DisplayRole).toString();
    const QString unit = index.data(CellUnit).toString();
    const QString second = index.data(CellSecond).toString();
    const QString below = index.data(CellBelow).toString();
    const auto alignment = index.data(Qt::TextAlignmentRole).toInt();
    const QFontMetrics metrics(font);
    if (const QVariant tag = index.data(CellTag); tag.isValid()) {
        const auto role = static_cast<Role>(tag.toInt());
        const QRectF box(rect.left(), rect.center().y() - 8, metrics.horizontalAdvance(text) + 14,
                         18);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors(tintOf(role)));
        painter->drawRoundedRect(box, grid::kRadiusSmall, grid::kRadiusSmall);
        painter->setPen(colors(role));
        painter->setFont(font);
        painter->drawText(box, Qt::AlignCenter, text);
        painter->restore();
        return;
    }
    if (!below.isEmpty()) {
        const QRect upper(rect.left(), rect.top() + 4, rect.width(), rect.height() / 2 - 3);
        const QRect lower(rect.left(), upper.bottom(), rect.width(), rect.height() / 2 - 3);
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(
            upper, Qt::AlignVCenter | (alignment & Qt::AlignRight ? Qt::AlignRight : Qt::AlignLeft),
            metrics.elidedText(text, Qt::ElideRight, upper.width()));
        painter->setFont(textFont(TextSize::Secondary));
        painter->setPen(colors(Role::Muted));
        painter->drawText(
            lower, Qt::AlignVCenter | (alignment & Qt::AlignRight ? Qt::AlignRight : Qt::AlignLeft),
            QFontMetrics(painter->font()).elidedText(below, Qt::ElideRight, lower.width()));
        painter->restore();
        return;
    }
    const QFont secondFont = textFont(TextSize::Code);
    const int unitWidth = unit.isEmpty() ? 0 : metrics.horizontalAdvance(unit) + 3;
    const int secondWidth =
        second.isEmpty() ? 0 : QFontMetrics(secondFont).horizontalAdvance(second) + 8;
    const int dotWidth = index.data(CellDot).toBool() ? 16 : 0;
    const QString shown = metrics.elidedText(
        text, Qt::ElideRight, std::max(0, rect.width() - unitWidth - secondWidth - dotWidth));
    const int textWidth = metrics.horizontalAdvance(shown);
    int x = rect.left();
    if (alignment & Qt::AlignRight)
        x = std::max(rect.left(),
                     rect.right() + 1 - textWidth - unitWidth - secondWidth - dotWidth);
    else if (alignment & Qt::AlignHCenter)
        x = rect.center().x() - textWidth / 2;
    const auto draw = [&](const QString& what, const QFont& with, const QColor& ink, int at) {
        painter->setFont(with);
        painter->setPen(ink);
        painter->drawText(QRect(at, rect.top(), rect.right() + 2 - at, rect.height()),
                          Qt::AlignVCenter | Qt::AlignLeft, what);
    };
    draw(shown, font, color, x);
    if (!unit.isEmpty())
        draw(unit, option.font, colors(Role::Muted), x + textWidth + 3);
    if (!second.isEmpty())
        draw(QFontMetrics(secondFont)
                 .elidedText(second, Qt::ElideRight, rect.right() - x - textWidth - 7),
             secondFont, colors(Role::Muted), x + textWidth + 8);
    if (dotWidth > 0) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors(Role::Accent));
        painter->drawEllipse(QRectF(x + textWidth + 8, rect.center().y() - 3, 8, 8));
    }
    painter->restore();
}

} // namespace gatehouse::ui
