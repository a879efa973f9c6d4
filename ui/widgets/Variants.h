// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstdint>

class QAbstractButton;
class QWidget;

/// Variants of standard widgets that Style draws differently. They are kept as properties of the
/// widget, but are only ever set and read here.
namespace gatehouse::ui {

enum class ButtonRole : std::uint8_t
{
    Normal, ///< Surface with an edge.
    Main,   ///< Filled with the accent; at most one a panel.
    Danger, ///< Red words; names the thing it destroys.
    Flat,   ///< No frame until the pointer is over it; icons, close crosses.
    Link,   ///< Accent words without a frame.
};

enum class ControlSize : std::uint8_t
{
    Normal, ///< 28 px
    Small,  ///< 24 px and 12 px text: toolbars of a section, message bars.
};

void setButtonRole(QAbstractButton* button, ButtonRole role);
[[nodiscard]] ButtonRole buttonRole(const QWidget* button);

void setControlSize(QWidget* control, ControlSize size);
[[nodiscard]] ControlSize controlSize(const QWidget* control);

enum class FieldState : std::uint8_t
{
    Valid,
    Wrong
};

/// A field with an error has a red edge; FieldError says what is wrong below it.
void setFieldState(QWidget* field, FieldState state);
[[nodiscard]] FieldState fieldState(const QWidget* field);

/// A field of several lines that stands on another ground than fields do.
enum class FieldGround : std::uint8_t
{
    Field,
    Code
};
void setFieldGround(QWidget* field, FieldGround ground);
[[nodiscard]] FieldGround fieldGround(const QWidget* field);

/// Draws a control as if the pointer were over it, it were pressed or focused: only for the page
/// that shows all parts.
enum class Pretence : std::uint8_t
{
    None,
    Hover,
    Pressed,
    Focus
};
void setPretence(QWidget* control, Pretence pretence);
[[nodiscard]] Pretence pretence(const QWidget* control);

} // namespace gatehouse::ui
