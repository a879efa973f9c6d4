// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Icon.h"
#include "widgets/StylePaint.h"

#include <QAbstractButton>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace gatehouse::ui::paint {
namespace {

constexpr int kMenuArrow = 18;

int controlHeight(const QWidget* widget, const QFontMetrics& metrics)
{
    const bool small = controlSize(widget) == ControlSize::Small;
    return std::max(small ? grid::kControlSmall : grid::kControl,
                    metrics.height() + (small ? 8 : 10));
}

int padding(const QWidget* widget)
{
    if (buttonRole(widget) == ButtonRole::Link)
        return 0;
    return controlSize(widget) == ControlSize::Small ? 8 : 12;
}

QColor labelColor(const QStyleOption* option, const QWidget* widget)
{
    const Roles& c = roles(option->palette);
    if (!(option->state & QStyle::State_Enabled))
        return c(Role::Disabled);
    switch (buttonRole(widget)) {
    case ButtonRole::Main:
        return c(Role::OnAccent);
    case ButtonRole::Danger:
        return c(Role::Bad);
    case ButtonRole::Link:
        return c(Role::Accent);
    case ButtonRole::Normal:
    case ButtonRole::Flat:
        break;
    }
    return c(Role::Text);
}

/// Icon, words and menu arrow in one row, centred; the arrow at the right end.
void label(QPainter* painter, QRect rect, const QString& text, const QIcon& icon,
           const QSize& iconSize, const QStyleOption* option, const QWidget* widget, bool menu)
{
    const QColor color = labelColor(option, widget);
    const QIcon::Mode mode =
        option->state & QStyle::State_Enabled ? QIcon::Normal : QIcon::Disabled;
    if (menu) {
        QRect arrow = rect;
        if (!text.isEmpty() || !icon.isNull()) {
            arrow.setLeft(rect.right() - padding(widget) - 9);
            arrow.setWidth(12);
        }
        chevron(painter, arrow, Qt::DownArrow, roles(option->palette)(Role::Muted));
        if (text.isEmpty() && icon.isNull())
            return;
        rect.adjust(0, 0, -kMenuArrow, 0);
    }
    const int gap = text.isEmpty() || icon.isNull() ? 0 : 6;
    const int textWidth = option->fontMetrics.size(Qt::TextShowMnemonic, text).width();
    const int iconWidth = icon.isNull() ? 0 : iconSize.width();
    const int room = rect.width() - 2 * (text.isEmpty() ? 0 : padding(widget));
    const int width = std::min(room, textWidth + gap + iconWidth);
    int x = rect.left() + (rect.width() - width) / 2;
    if (!icon.isNull()) {
        const QRect target(x, rect.top() + (rect.height() - iconSize.height()) / 2,
                           iconSize.width(), iconSize.height());
        const Roles& c = roles(option->palette);
        // An icon on a filled button takes the colour of its words.
        if (buttonRole(widget) == ButtonRole::Main) {
            QPixmap pixmap = icon.pixmap(iconSize, painter->device()->devicePixelRatioF(), mode);
            QPainter inner(&pixmap);
            inner.setCompositionMode(QPainter::CompositionMode_SourceIn);
            inner.fillRect(QRect({}, iconSize),
                           mode == QIcon::Normal ? c(Role::OnAccent) : c(Role::Disabled));
            inner.end();
            painter->drawPixmap(target, pixmap);
        } else {
            icon.paint(painter, target, Qt::AlignCenter, mode);
        }
        x += iconWidth + gap;
    }
    painter->setPen(color);
    const QRect words(x, rect.top(), width - iconWidth - gap, rect.height());
    const QString shown = textWidth <= words.width()
                              ? text
                              : option->fontMetrics.elidedText(text, Qt::ElideRight, words.width(),
                                                               Qt::TextShowMnemonic);
    painter->drawText(
        words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic | Qt::TextDontClip, shown);
}

} // namespace

void buttonPanel(QPainter* painter, const QStyleOption* option, const QWidget* widget)
{
    const Roles& c = roles(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool hovered = isHovered(option, widget);
    const bool pressed = isPressed(option, widget);
    const bool on = option->state & QStyle::State_On;
    const QRectF rect = option->rect;
    switch (buttonRole(widget)) {
    case ButtonRole::Main: {
        const QColor fill = !enabled             ? c(Role::Line)
                            : hovered || pressed ? c(Role::AccentHover)
                                                 : c(Role::Accent);
        box(painter, rect, fill, Qt::transparent, grid::kRadius, 0);
        break;
    }
    case ButtonRole::Flat:
        if (enabled && (hovered || pressed || on))
            box(painter, rect,
                on        ? c(Role::AccentTint)
                : pressed ? c(Role::Line)
                          : c(Role::Hover),
                Qt::transparent, grid::kRadius, 0);
        break;
    case ButtonRole::Link:
        break;
    case ButtonRole::Normal:
    case ButtonRole::Danger: {
        const Role fill = on         ? Role::AccentTint
                          : !enabled ? Role::Surface
                          : pressed  ? Role::Line
                          : hovered  ? Role::Hover
                                     : Role::Raised;
        box(painter, rect, c(fill),
            c(on        ? Role::Accent
              : enabled ? Role::Edge
                        : Role::Line),
            grid::kRadius);
        break;
    }
    }
}

void buttonLabel(QPainter* painter, const QStyleOptionButton* option, const QWidget* widget)
{
    QFont font = painter->font();
    if (buttonRole(widget) == ButtonRole::Main && !(option->state & QStyle::State_Enabled))
        font.setWeight(QFont::Normal);
    painter->setFont(font);
    // The base style takes a frame of one pixel off each side; ours is part of the padding.
    label(painter, option->rect.adjusted(-1, 0, 1, 0), option->text, option->icon, option->iconSize,
          option, widget, option->features & QStyleOptionButton::HasMenu);
}

void toolButton(QPainter* painter, const QStyleOptionToolButton* option, const QWidget* widget)
{
    buttonPanel(painter, option, widget);
    const bool words = option->toolButtonStyle != Qt::ToolButtonIconOnly || option->icon.isNull();
    const bool menu = option->features & QStyleOptionToolButton::HasMenu &&
                      !(option->features & QStyleOptionToolButton::PopupDelay) && words;
    painter->setFont(option->font);
    label(painter, option->rect, words ? option->text : QString(),
          option->toolButtonStyle == Qt::ToolButtonTextOnly ? QIcon() : option->icon,
          option->iconSize, option, widget, menu);
}

QSize buttonSize(const QStyleOptionButton* option, const QWidget* widget)
{
    const int height = controlHeight(widget, option->fontMetrics);
    int width = option->fontMetrics.size(Qt::TextShowMnemonic, option->text).width();
    if (!option->icon.isNull())
        width += option->iconSize.width() + (option->text.isEmpty() ? 0 : 6);
    if (option->features & QStyleOptionButton::HasMenu)
        width += option->text.isEmpty() && option->icon.isNull() ? 12 : kMenuArrow;
    if (option->text.isEmpty())
        return {std::max(height, width + 12), height};
    return {width + 2 * padding(widget), height};
}

QSize toolButtonSize(const QStyleOptionToolButton* option, const QWidget* widget)
{
    QStyleOptionButton plain;
    plain.fontMetrics = option->fontMetrics;
    const bool words = option->toolButtonStyle != Qt::ToolButtonIconOnly || option->icon.isNull();
    plain.text = words ? option->text : QString();
    plain.icon = option->toolButtonStyle == Qt::ToolButtonTextOnly ? QIcon() : option->icon;
    plain.iconSize = option->iconSize;
    if (words && option->features & QStyleOptionToolButton::HasMenu)
        plain.features |= QStyleOptionButton::HasMenu;
    return buttonSize(&plain, widget);
}

void checkMark(QPainter* painter, const QStyleOption* option, const QWidget* widget)
{
    const Roles& c = roles(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool on = option->state & (QStyle::State_On | QStyle::State_NoChange);
    const QRectF rect = option->rect;
    if (!on) {
        box(painter, rect,
            c(enabled ? (isHovered(option, widget) ? Role::Hover : Role::Field) : Role::Surface),
            c(enabled ? Role::Edge : Role::Line), 3);
        return;
    }
    box(painter, rect, c(enabled ? Role::Accent : Role::Line), Qt::transparent, 3, 0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(c(enabled ? Role::OnAccent : Role::Disabled), 1.4, Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin));
    const QPointF o = rect.topLeft();
    if (option->state & QStyle::State_NoChange)
        painter->drawLine(o + QPointF(4, 8), o + QPointF(12, 8));
    else
        painter->drawPolyline(QPolygonF{
            {o.x() + 4, o.y() + 8.5}, {o.x() + 6.8, o.y() + 11.2}, {o.x() + 12, o.y() + 5.2}});
    painter->restore();
}

void radioMark(QPainter* painter, const QStyleOption* option, const QWidget* widget)
{
    const Roles& c = roles(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const QRectF rect = option->rect;
    if (!(option->state & QStyle::State_On)) {
        box(painter, rect, c(enabled && isHovered(option, widget) ? Role::Hover : Role::Field),
            c(enabled ? Role::Edge : Role::Line), rect.width() / 2);
        return;
    }
    box(painter, rect, c(enabled ? Role::Accent : Role::Line), Qt::transparent, rect.width() / 2,
        0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(c(enabled ? Role::OnAccent : Role::Disabled));
    painter->drawEllipse(rect.center(), 3, 3);
    painter->restore();
}

} // namespace gatehouse::ui::paint
