// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Variants.h"

#include "widgets/Theme.h"

#include <QAbstractButton>
#include <QVariant>

namespace gatehouse::ui {
namespace {

constexpr const char* kRole = "gatehouseRole";
constexpr const char* kSize = "gatehouseSize";
constexpr const char* kField = "gatehouseField";
constexpr const char* kGround = "gatehouseGround";
constexpr const char* kPretence = "gatehousePretence";

template <typename T>
void put(QWidget* widget, const char* key, T value)
{
    widget->setProperty(key, static_cast<int>(value));
    widget->updateGeometry();
    widget->update();
}

template <typename T>
T get(const QWidget* widget, const char* key)
{
    return widget ? static_cast<T>(widget->property(key).toInt()) : T{};
}

} // namespace

void setButtonRole(QAbstractButton* button, ButtonRole role)
{
    if (role == ButtonRole::Main)
        button->setFont(textFont(TextSize::Body, QFont::Bold));
    if (role == ButtonRole::Link)
        button->setCursor(Qt::PointingHandCursor);
    put(button, kRole, role);
}

ButtonRole buttonRole(const QWidget* button)
{
    return get<ButtonRole>(button, kRole);
}

void setControlSize(QWidget* control, ControlSize size)
{
    control->setFont(textFont(size == ControlSize::Small ? TextSize::Secondary : TextSize::Body,
                              static_cast<QFont::Weight>(control->font().weight())));
    put(control, kSize, size);
}

ControlSize controlSize(const QWidget* control)
{
    return get<ControlSize>(control, kSize);
}

void setFieldState(QWidget* field, FieldState state)
{
    put(field, kField, state);
}

FieldState fieldState(const QWidget* field)
{
    return get<FieldState>(field, kField);
}

void setFieldGround(QWidget* field, FieldGround ground)
{
    put(field, kGround, ground);
}

FieldGround fieldGround(const QWidget* field)
{
    return get<FieldGround>(field, kGround);
}

void setPretence(QWidget* control, Pretence pretence)
{
    put(control, kPretence, pretence);
}

Pretence pretence(const QWidget* control)
{
    return get<Pretence>(control, kPretence);
}

} // namespace gatehouse::ui
