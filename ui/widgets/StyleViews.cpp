// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/StylePaint.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace gatehouse::ui::paint {

void scrollBar(QPainter* painter, const QStyleOptionSlider* option, const QWidget* widget)
{
    const Roles& c = roles(option->palette);
    if (option->maximum <= option->minimum)
        return;
    const QRect handle = widget->style()->subControlRect(QStyle::CC_ScrollBar, option,
                                                         QStyle::SC_ScrollBarSlider, widget);
    const bool active =
        option->state & QStyle::State_MouseOver || option->state & QStyle::State_Sunken;
    QRectF thumb = handle;
    if (option->orientation == Qt::Vertical)
        thumb = thumb.adjusted(2, 2, -2, -2);
    else
        thumb = thumb.adjusted(2, 2, -2, -2);
    box(painter, thumb, active ? c(Role::Muted, 0.6) : c(Role::Muted, 0.35), Qt::transparent,
        std::min(thumb.width(), thumb.height()) / 2, 0);
}

void tab(QPainter* painter, const QStyleOptionTab* option, const QWidget*)
{
    const Roles& c = roles(option->palette);
    const bool selected = option->state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(
            QRect(option->rect.left() + 8, option->rect.bottom() - 1, option->rect.width() - 16, 2),
            c(Role::Accent));
}

void tabLabel(QPainter* painter, const QStyleOptionTab* option, const QWidget*)
{
    const Roles& c = roles(option->palette);
    const bool selected = option->state & QStyle::State_Selected;
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool hovered = option->state & QStyle::State_MouseOver;
    painter->save();
    QFont font = painter->font();
    font.setWeight(selected ? QFont::Bold : QFont::Normal);
    painter->setFont(font);
    painter->setPen(c(!enabled ? Role::Disabled : selected || hovered ? Role::Text : Role::Muted));
    painter->drawText(option->rect, Qt::AlignCenter | Qt::TextHideMnemonic, option->text);
    painter->restore();
    if (option->state & QStyle::State_HasFocus && option->state & QStyle::State_KeyboardFocusChange)
        focusRing(painter, option->rect.adjusted(3, 5, -3, -5), c(Role::Accent), grid::kRadius);
}

QSize menuItemSize(const QStyleOptionMenuItem* option, const QSize& size)
{
    if (option->menuItemType == QStyleOptionMenuItem::Separator)
        return {size.width(), 9};
    const QStringList parts = option->text.split(QLatin1Char('\t'));
    const QFontMetrics metrics(option->font);
    int width = metrics.horizontalAdvance(parts.value(0)) + 56;
    if (parts.size() > 1)
        width += metrics.horizontalAdvance(parts.at(1)) + 24;
    return {std::max(width, 140), std::max(grid::kControl, metrics.height() + 10)};
}

void menuItem(QPainter* painter, const QStyleOptionMenuItem* option, const QWidget*)
{
    const Roles& c = roles(option->palette);
    painter->save();
    if (option->menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(
            QRect(option->rect.left() + 8, option->rect.center().y(), option->rect.width() - 16, 1),
            c(Role::Line));
        painter->restore();
        return;
    }
    const bool enabled = option->state & QStyle::State_Enabled;
    if (enabled && option->state & QStyle::State_Selected)
        box(painter, option->rect.adjusted(4, 0, -4, 0), c(Role::AccentTint), Qt::transparent,
            grid::kRadiusSmall, 0);
    const QRect mark(option->rect.left() + 12,
                     option->rect.top() + (option->rect.height() - 16) / 2, 16, 16);
    if (option->checkType != QStyleOptionMenuItem::NotCheckable && option->checked) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(c(Role::Accent), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPolyline(QPolygonF{{mark.x() + 3.5, mark.y() + 8.5},
                                        {mark.x() + 6.5, mark.y() + 11.5},
                                        {mark.x() + 12.5, mark.y() + 4.5}});
    } else if (!option->icon.isNull()) {
        option->icon.paint(painter, mark, Qt::AlignCenter,
                           enabled ? QIcon::Normal : QIcon::Disabled);
    }
    const QStringList parts = option->text.split(QLatin1Char('\t'));
    painter->setFont(option->font);
    painter->setPen(c(enabled ? Role::Text : Role::Disabled));
    const QRect words = option->rect.adjusted(36, 0, -16, 0);
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic,
                      parts.value(0));
    if (parts.size() > 1) {
        painter->setPen(c(enabled ? Role::Muted : Role::Disabled));
        painter->drawText(words, Qt::AlignVCenter | Qt::AlignRight, parts.at(1));
    }
    if (option->menuItemType == QStyleOptionMenuItem::SubMenu)
        chevron(painter,
                QRect(option->rect.right() - 20, option->rect.top(), 12, option->rect.height()),
                Qt::RightArrow, c(Role::Muted));
    painter->restore();
}

void headerSection(QPainter* painter, const QStyleOptionHeader* option, const QWidget*)
{
    const Roles& c = roles(option->palette);
    painter->fillRect(option->rect, c(Role::Surface));
    if (option->state & QStyle::State_MouseOver && option->state & QStyle::State_Enabled &&
        option->sortIndicator)
        painter->fillRect(option->rect, c(Role::Hover));
    if (option->orientation == Qt::Horizontal)
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            c(Role::Line));
}

void headerLabel(QPainter* painter, const QStyleOptionHeader* option, const QWidget*)
{
    const Roles& c = roles(option->palette);
    painter->save();
    painter->setFont(textFont(TextSize::Secondary, QFont::Bold));
    painter->setPen(c(Role::Muted));
    QRect rect = option->rect;
    const QFontMetrics metrics = painter->fontMetrics();
    const bool right = option->textAlignment & Qt::AlignRight;
    if (option->sortIndicator != QStyleOptionHeader::None) {
        // Qt says "down" for ascending; here it points to where the values grow smaller.
        const auto direction =
            option->sortIndicator == QStyleOptionHeader::SortDown ? Qt::UpArrow : Qt::DownArrow;
        const int width = metrics.horizontalAdvance(option->text);
        const int x = right ? rect.right() - width - 16
                            : std::min(rect.left() + width + 4, rect.right() - 12);
        chevron(painter, QRect(x, rect.top(), 12, rect.height()), direction, c(Role::Muted));
    }
    painter->drawText(
        rect,
        static_cast<int>((option->textAlignment & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter),
        metrics.elidedText(option->text, Qt::ElideRight, rect.width()));
    painter->restore();
}

void itemGround(QPainter* painter, const QStyleOptionViewItem* option, const QWidget*)
{
    const Roles& c = roles(option->palette);
    if (option->state & QStyle::State_Selected)
        painter->fillRect(option->rect, c(Role::AccentTint));
    else if (option->state & QStyle::State_MouseOver && option->state & QStyle::State_Enabled)
        painter->fillRect(option->rect, c(Role::Hover));
    else if (option->backgroundBrush.style() != Qt::NoBrush)
        painter->fillRect(option->rect, option->backgroundBrush);
}

void progress(QPainter* painter, const QStyleOptionProgressBar* option, const QWidget*)
{
    const Roles& c = roles(option->palette);
    QRectF track = option->rect;
    if (track.height() > 4)
        track = QRectF(track.left(), track.center().y() - 2, track.width(), 4);
    box(painter, track, c(Role::QuietTint), Qt::transparent, 2, 0);
    const double range = option->maximum - option->minimum;
    if (range <= 0)
        return;
    QRectF used = track;
    used.setWidth(track.width() *
                  std::clamp((option->progress - option->minimum) / range, 0.0, 1.0));
    if (used.width() > 0)
        box(painter, used, c(Role::Accent), Qt::transparent, 2, 0);
}

} // namespace gatehouse::ui::paint
