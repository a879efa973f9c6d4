// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/CellDelegate.h"

#include "widgets/SparkLine.h"
#include "widgets/State.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QTableView>
#include <QToolTip>
#include <QTreeView>

#include <algorithm>

namespace gatehouse::ui {

namespace {

QMargins paddingOf(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (const auto* table = qobject_cast<const QTableView*>(option.widget))
        return cellPadding(*table->horizontalHeader(), index.column());
    const auto* tree = qobject_cast<const QTreeView*>(option.widget);
    if (!tree)
        return {grid::kSide, 0, grid::kSide, 0};
    QMargins padding = cellPadding(*tree->header(), index.column());
    if (index.column() == 0) // the indentation is free already
        padding.setLeft(index.parent().isValid() ? 0 : grid::kGap);
    return padding;
}

constexpr int kShape = 12;
constexpr int kShapeStep = 20;
constexpr int kCurrentMark = 2;
constexpr int kTag = 18;
constexpr int kSparkWidth = 64;
constexpr int kSparkHeight = 12;
constexpr int kSparkText = 44; ///< Room of the number behind it.

} // namespace

QMargins cellPadding(const QHeaderView& header, int section)
{
    int first = 0;
    while (first < header.count() - 1 && header.isSectionHidden(header.logicalIndex(first)))
        ++first;
    int last = header.count() - 1;
    while (last > first && header.isSectionHidden(header.logicalIndex(last)))
        --last;
    return {header.logicalIndex(first) == section ? grid::kSide : grid::kGap, 0,
            header.logicalIndex(last) == section ? grid::kSide : grid::kGap, 0};
}

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
    const Roles& colors = roles(option.palette);
    QRect rect = option.rect.marginsRemoved(paddingOf(option, index));
    if (const auto* tree = qobject_cast<const QTreeView*>(option.widget);
        !tree || index.column() != 0)
        painter->setClipRect(option.rect);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, colors(Role::AccentTint));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, colors(Role::Hover));
    if (m_lines) {
        painter->setPen(colors(Role::Line));
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }
    if (selected && !m_lines && option.rect.left() == 0)
        painter->fillRect(QRect(0, option.rect.top(), kCurrentMark, option.rect.height()),
                          colors(Role::Accent));
    if (const QVariant state = index.data(CellState); state.isValid()) {
        const auto value = static_cast<State>(state.toInt());
        const bool hangs = qobject_cast<const QTreeView*>(option.widget);
        paintState(painter,
                   QRectF(hangs ? rect.left() - kShapeStep : rect.left(),
                          QRectF(rect).center().y() - kShape / 2.0, kShape, kShape),
                   value, colors(roleOf(value)));
        if (!hangs)
            rect.setLeft(rect.left() + kShapeStep);
    }
    QFont font = option.font;
    if (const QVariant own = index.data(Qt::FontRole); own.isValid())
        font = own.value<QFont>();
    QColor color = colors(Role::Text);
    if (const QVariant own = index.data(Qt::ForegroundRole); own.isValid())
        color = colors(static_cast<Role>(own.toInt()));
    if (const QVariant bar = index.data(CellBar); bar.isValid()) {
        const QRect track(rect.right() - 31, rect.top() + (rect.height() - 8) / 2, 32, 8);
        painter->fillRect(track, colors(Role::Hover));
        QRectF fill = track;
        fill.setWidth(track.width() * std::clamp(bar.toDouble(), 0.0, 1.0));
        painter->fillRect(fill,
                          colors(index.column() % 2 == 0 ? Role::Series1 : Role::Series2, 0.6));
        rect.setRight(rect.right() - 44);
    }
    if (const QVariant spark = index.data(CellSpark); spark.isValid()) {
        const QVariant role = index.data(CellSparkRole);
        const double left = rect.right() + 1 - grid::scaled(kSparkText) - kSparkWidth;
        paintSparkLine(
            *painter,
            QRectF(left, QRectF(rect).center().y() - kSparkHeight / 2.0, kSparkWidth, kSparkHeight),
            spark.value<QList<double>>(),
            colors(role.isValid() ? static_cast<Role>(role.toInt()) : Role::Accent));
    }
    const QString text = index.data(Qt::DisplayRole).toString();
    const QString unit = index.data(CellUnit).toString();
    const QString second = index.data(CellSecond).toString();
    const QString below = index.data(CellBelow).toString();
    const auto alignment = index.data(Qt::TextAlignmentRole).toInt();
    const QFontMetrics metrics(font);
    if (const QVariant tag = index.data(CellTag); tag.isValid()) {
        const auto role = static_cast<Role>(tag.toInt());
        const int tall = std::max(kTag, metrics.height());
        const QRect box(rect.left(), rect.top() + (rect.height() - tall) / 2,
                        metrics.horizontalAdvance(text) + 14, tall);
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
    QFont unitFont = font; // as large as the number, never bold
    unitFont.setWeight(QFont::Normal);
    const int unitWidth = unit.isEmpty() ? 0 : QFontMetrics(unitFont).horizontalAdvance(unit) + 3;
    const int gap = text.isEmpty() ? 0 : grid::kGap;
    const int secondWidth =
        second.isEmpty() ? 0 : QFontMetrics(secondFont).horizontalAdvance(second) + gap;
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
        draw(unit, unitFont, colors(Role::Muted), x + textWidth + 3);
    if (!second.isEmpty())
        draw(QFontMetrics(secondFont)
                 .elidedText(second, Qt::ElideRight, rect.right() + 1 - x - textWidth - gap),
             secondFont, colors(Role::Muted), x + textWidth + gap);
    if (dotWidth > 0) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors(Role::Accent));
        painter->drawEllipse(QRectF(x + textWidth + 8, QRectF(rect).center().y() - 4, 8, 8));
    }
    painter->restore();
}

int CellDelegate::contentWidth(const QModelIndex& index, const QFont& font)
{
    const QVariant own = index.data(Qt::FontRole);
    const QFontMetrics metrics(own.isValid() ? own.value<QFont>() : font);
    int width = metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString()) + 1;
    if (const QString unit = index.data(CellUnit).toString(); !unit.isEmpty())
        width += metrics.horizontalAdvance(unit) + 3;
    return index.data(CellState).isValid() ? width + kShapeStep : width;
}

bool CellDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                             const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || index.data(Qt::ToolTipRole).isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QVariant own = index.data(Qt::FontRole);
    const QFontMetrics metrics(own.isValid() ? own.value<QFont>() : option.font);
    const QMargins padding = paddingOf(option, index);
    int room = option.rect.width() - padding.left() - padding.right();
    if (index.data(CellState).isValid() && !qobject_cast<QTreeView*>(view))
        room -= kShapeStep;
    QStringList hidden;
    const QString text = index.data(Qt::DisplayRole).toString();
    const QString second = index.data(CellSecond).toString();
    const QString below = index.data(CellBelow).toString();
    if (metrics.horizontalAdvance(text + index.data(CellUnit).toString() + second) > room)
        hidden << text << second;
    if (QFontMetrics(textFont(TextSize::Secondary)).horizontalAdvance(below) > room)
        hidden << below;
    hidden.removeAll(QString());
    QToolTip::showText(event->globalPos(), hidden.join(u'\n'), view, option.rect);
    return true;
}

} // namespace gatehouse::ui
