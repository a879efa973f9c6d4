// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/StylePaint.h"

#include <QAbstractSpinBox>
#include <QLineEdit>
#include <QPainter>

namespace gatehouse::ui::paint {
namespace {

constexpr int kSpinColumn = 20;
constexpr int kComboArrow = 24;

struct Edge
{
    QColor color;
    double width;
};

Edge edgeOf(const QStyleOption* option, const QWidget* widget)
{
    const Roles& c = roles(option->palette);
    const bool focused =
        option->state & QStyle::State_HasFocus || pretence(widget) == Pretence::Focus;
    const bool wrong = fieldState(widget) == FieldState::Wrong;
    if (!(option->state & QStyle::State_Enabled))
        return {c(Role::Line), 1};
    return {c(wrong ? Role::Bad : focused ? Role::Accent : Role::Edge), focused ? 2.0 : 1.0};
}

} // namespace

void field(QPainter* painter, const QStyleOption* option, const QWidget* widget)
{
    const Roles& c = roles(option->palette);
    const Edge edge = edgeOf(option, widget);
    const bool enabled = option->state & QStyle::State_Enabled;
    box(painter, option->rect, c(enabled ? Role::Field : Role::Surface), edge.color, grid::kRadius,
        edge.width);
}

void textFrame(QPainter* painter, const QStyleOption* option, const QWidget* widget)
{
    const Roles& c = roles(option->palette);
    const Edge edge = edgeOf(option, widget);
    const bool code = fieldGround(widget) == FieldGround::Code;
    box(painter, option->rect, c(code ? Role::CodeGround : Role::Field),
        code && edge.width < 2 ? c(Role::Line) : edge.color, grid::kRadius, edge.width);
}

void combo(QPainter* painter, const QStyleOptionComboBox* option, const QWidget* widget)
{
    const Roles& c = roles(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool open = option->state & QStyle::State_On;
    const Edge edge = edgeOf(option, widget);
    const bool ring =
        !option->editable && !(option->state & QStyle::State_KeyboardFocusChange) && !open;
    const Role fill = option->editable                       ? Role::Field
                      : isHovered(option, widget) && enabled ? Role::Hover
                                                             : Role::Raised;
    box(painter, option->rect, c(enabled ? fill : Role::Surface),
        ring && enabled ? c(Role::Edge) : edge.color, grid::kRadius, ring ? 1 : edge.width);
    chevron(painter, comboRect(option, QStyle::SC_ComboBoxArrow), Qt::DownArrow,
            c(enabled ? Role::Muted : Role::Disabled));
}

void comboLabel(QPainter* painter, const QStyleOptionComboBox* option, const QWidget*)
{
    const Roles& c = roles(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    QRect rect = comboRect(option, QStyle::SC_ComboBoxEditField);
    painter->save();
    if (!option->currentIcon.isNull()) {
        const QRect icon(rect.left() + 2, rect.top() + (rect.height() - grid::kIcon) / 2,
                         grid::kIcon, grid::kIcon);
        option->currentIcon.paint(painter, icon, Qt::AlignCenter,
                                  enabled ? QIcon::Normal : QIcon::Disabled);
        rect.setLeft(icon.right() + 8);
    }
    if (!option->editable) {
        painter->setPen(c(enabled ? Role::Text : Role::Disabled));
        painter->drawText(
            rect, Qt::AlignVCenter | Qt::AlignLeft,
            option->fontMetrics.elidedText(option->currentText, Qt::ElideRight, rect.width()));
    }
    painter->restore();
}

QRect comboRect(const QStyleOptionComboBox* option, QStyle::SubControl control)
{
    const QRect r = option->rect;
    if (control == QStyle::SC_ComboBoxArrow)
        return {r.right() - kComboArrow, r.top(), kComboArrow, r.height()};
    if (control == QStyle::SC_ComboBoxEditField)
        return r.adjusted(option->editable ? 3 : 8, 2, -kComboArrow, -2);
    return r;
}

void spin(QPainter* painter, const QStyleOptionSpinBox* option, const QWidget* widget)
{
    field(painter, option, widget);
    if (option->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const Roles& c = roles(option->palette);
    const QRect up = spinRect(option, QStyle::SC_SpinBoxUp);
    const QRect down = spinRect(option, QStyle::SC_SpinBoxDown);
    for (const auto& [rect, part] :
         {std::pair(up, QStyle::SC_SpinBoxUp), std::pair(down, QStyle::SC_SpinBoxDown)}) {
        if (option->activeSubControls == part && option->state & QStyle::State_Enabled &&
            option->state & (QStyle::State_MouseOver | QStyle::State_Sunken))
            painter->fillRect(rect.adjusted(1, 1, -1, -1),
                              c(option->state & QStyle::State_Sunken ? Role::Line : Role::Hover));
    }
    painter->save();
    painter->setPen(c(Role::Line));
    painter->drawLine(up.left(), option->rect.top() + 2, up.left(), option->rect.bottom() - 2);
    painter->drawLine(up.left() + 1, up.bottom() + 1, option->rect.right() - 2, up.bottom() + 1);
    painter->restore();
    const auto color = [&](QAbstractSpinBox::StepEnabledFlag flag) {
        return c(option->state & QStyle::State_Enabled && option->stepEnabled & flag
                     ? Role::Muted
                     : Role::Disabled);
    };
    chevron(painter, up, Qt::UpArrow, color(QAbstractSpinBox::StepUpEnabled));
    chevron(painter, down, Qt::DownArrow, color(QAbstractSpinBox::StepDownEnabled));
}

QRect spinRect(const QStyleOptionSpinBox* option, QStyle::SubControl control)
{
    const QRect r = option->rect;
    const int column = option->buttonSymbols == QAbstractSpinBox::NoButtons ? 0 : kSpinColumn;
    const int half = r.height() / 2;
    switch (control) {
    case QStyle::SC_SpinBoxUp:
        return {r.right() - column, r.top() + 1, column, half - 1};
    case QStyle::SC_SpinBoxDown:
        return {r.right() - column, r.top() + half, column, r.height() - half - 1};
    case QStyle::SC_SpinBoxEditField:
        return r.adjusted(4, 2, -column - 1, -2);
    default:
        return r;
    }
}

void slider(QPainter* painter, const QStyleOptionSlider* option, const QWidget* widget)
{
    const Roles& c = roles(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const QStyle* style = widget ? widget->style() : nullptr;
    if (!style)
        return;
    const QRect handle =
        style->subControlRect(QStyle::CC_Slider, option, QStyle::SC_SliderHandle, widget);
    const QRectF rect = option->rect;
    QRectF track;
    QRectF used;
    if (option->orientation == Qt::Horizontal) {
        track = QRectF(rect.left() + 4, rect.center().y() - 2, rect.width() - 8, 4);
        used = track;
        used.setRight(handle.center().x());
    } else {
        track = QRectF(rect.center().x() - 2, rect.top() + 4, 4, rect.height() - 8);
        used = track;
        used.setTop(handle.center().y());
    }
    box(painter, track, c(Role::Line), Qt::transparent, 2, 0);
    box(painter, used, c(enabled ? Role::Accent : Role::Disabled), Qt::transparent, 2, 0);
    QRectF knob(0, 0, 14, 14);
    knob.moveCenter(QRectF(handle).center());
    box(painter, knob, c(Role::Raised), c(enabled ? Role::Muted : Role::Edge), 7);
    if (option->state & QStyle::State_HasFocus && option->state & QStyle::State_KeyboardFocusChange)
        focusRing(painter, knob.adjusted(-3, -3, 3, 3).toRect(), c(Role::Accent), 10);
}

} // namespace gatehouse::ui::paint
