// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QStyle>
#include <QStyleOption>

class QPainter;

/// The painting functions behind Style, one file a family of controls. Private to ui/widgets.
namespace gatehouse::ui::paint {

/// A rounded box with a line of `width` inside its edge.
void box(QPainter* painter, const QRectF& rect, const QColor& fill, const QColor& line,
         double radius, double width = 1);
/// An arrow of 10 px, pointing down, up, right or left.
void chevron(QPainter* painter, const QRect& rect, Qt::ArrowType direction, const QColor& color);
/// The ring around a focused control: 2 px, 2 px off it; `rect` is the ring's outer edge.
void focusRing(QPainter* painter, const QRect& rect, const QColor& color,
               double radius = grid::kRadius + 4);

[[nodiscard]] bool isHovered(const QStyleOption* option, const QWidget* widget);
[[nodiscard]] bool isPressed(const QStyleOption* option, const QWidget* widget);

// Buttons
void buttonPanel(QPainter* painter, const QStyleOption* option, const QWidget* widget);
void buttonLabel(QPainter* painter, const QStyleOptionButton* option, const QWidget* widget);
void toolButton(QPainter* painter, const QStyleOptionToolButton* option, const QWidget* widget);
void checkMark(QPainter* painter, const QStyleOption* option, const QWidget* widget);
void radioMark(QPainter* painter, const QStyleOption* option, const QWidget* widget);
[[nodiscard]] QSize buttonSize(const QStyleOptionButton* option, const QWidget* widget);
[[nodiscard]] QSize toolButtonSize(const QStyleOptionToolButton* option, const QWidget* widget);

// Fields
void field(QPainter* painter, const QStyleOption* option, const QWidget* widget);
/// Frame and ground of a field of several lines.
void textFrame(QPainter* painter, const QStyleOption* option, const QWidget* widget);
void combo(QPainter* painter, const QStyleOptionComboBox* option, const QWidget* widget);
void comboLabel(QPainter* painter, const QStyleOptionComboBox* option, const QWidget* widget);
void spin(QPainter* painter, const QStyleOptionSpinBox* option, const QWidget* widget);
void slider(QPainter* painter, const QStyleOptionSlider* option, const QWidget* widget);
[[nodiscard]] QRect spinRect(const QStyleOptionSpinBox* option, QStyle::SubControl control);
[[nodiscard]] QRect comboRect(const QStyleOptionComboBox* option, QStyle::SubControl control);

// Bars, tabs, menus, views
void scrollBar(QPainter* painter, const QStyleOptionSlider* option, const QWidget* widget);
void tab(QPainter* painter, const QStyleOptionTab* option, const QWidget* widget);
void tabLabel(QPainter* painter, const QStyleOptionTab* option, const QWidget* widget);
void menuItem(QPainter* painter, const QStyleOptionMenuItem* option, const QWidget* widget);
[[nodiscard]] QSize menuItemSize(const QStyleOptionMenuItem* option, const QSize& size);
void headerSection(QPainter* painter, const QStyleOptionHeader* option, const QWidget* widget);
void headerLabel(QPainter* painter, const QStyleOptionHeader* option, const QWidget* widget);
void itemGround(QPainter* painter, const QStyleOptionViewItem* option, const QWidget* widget);
void progress(QPainter* painter, const QStyleOptionProgressBar* option, const QWidget* widget);

} // namespace gatehouse::ui::paint
