// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationDelegate.h"

#include "widgets/NumberFormat.h"
#include "widgets/State.h"
#include "widgets/Theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kShape = 12;
constexpr int kShapeStep = 20;
constexpr int kRight = 12;
constexpr int kMark = 2;

Quantity rateOf(const QModelIndex& index)
{
    const QVariant rate = index.data(ApplicationDelegate::RateRole);
    return perSecond(rate.isValid() ? rate.toDouble() : NAN);
}

} // namespace

void ApplicationDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const
{
    painter->save();
    const Roles& colors = roles(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected) {
        painter->fillRect(option.rect, colors(ui::Role::AccentTint));
        painter->fillRect(QRect(option.rect.topLeft(), QSize(kMark, option.rect.height())),
                          colors(ui::Role::Accent));
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(option.rect, colors(ui::Role::Hover));
    }
    const QRect rect = option.rect.adjusted(grid::kSide, 5, -kRight, -4);
    const QRect upper(rect.left(), rect.top(), rect.width(), rect.height() / 2);
    QRect lower(rect.left(), upper.bottom() + 1, rect.width(), rect.height() - upper.height());

    const Quantity rate = rateOf(index);
    const QFont small = textFont(TextSize::Secondary);
    const QFontMetrics smallMetrics(small);
    const int unitWidth =
        rate.unit.isEmpty() ? 0 : smallMetrics.horizontalAdvance(u' ' + rate.unit);
    painter->setFont(small);
    painter->setPen(colors(ui::Role::Muted));
    painter->drawText(upper, Qt::AlignVCenter | Qt::AlignRight, rate.unit);
    painter->setPen(colors(ui::Role::Text));
    painter->drawText(upper.adjusted(0, 0, -unitWidth, 0), Qt::AlignVCenter | Qt::AlignRight,
                      rate.number);
    const QFont name = textFont(TextSize::Body, selected ? QFont::Bold : QFont::Normal);
    const int room =
        upper.width() - unitWidth - smallMetrics.horizontalAdvance(rate.number) - grid::kGap;
    painter->setFont(name);
    painter->drawText(upper, Qt::AlignVCenter | Qt::AlignLeft,
                      QFontMetrics(name).elidedText(index.data(Qt::DisplayRole).toString(),
                                                    Qt::ElideRight, room));

    const auto state = static_cast<State>(index.data(StateRole).toInt());
    if (state != State::None) {
        paintState(painter,
                   QRectF(lower.left(), QRectF(lower).center().y() - kShape / 2.0, kShape, kShape),
                   state, colors(roleOf(state)));
        lower.setLeft(lower.left() + kShapeStep);
    }
    painter->setFont(small);
    painter->setPen(colors(ui::Role::Muted));
    painter->drawText(
        lower, Qt::AlignVCenter | Qt::AlignLeft,
        smallMetrics.elidedText(index.data(BelowRole).toString(), Qt::ElideRight, lower.width()));
    painter->restore();
}

QSize ApplicationDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {grid::scaled(100), grid::scaled(grid::kRowTwoLines)};
}

bool ApplicationDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                                    const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(),
                       index.data(Qt::DisplayRole).toString() + u'\n' +
                           index.data(BelowRole).toString(),
                       view, option.rect);
    return true;
}

} // namespace gatehouse::ui
