// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/FormField.h"

#include "widgets/State.h"
#include "widgets/TextLabel.h"
#include "widgets/Variants.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace gatehouse::ui {

FormField::FormField(const QString& label, QWidget* field, QWidget* parent)
    : QWidget(parent)
    , m_field(field)
    , m_label(new TextLabel(label, TextSize::Body, Role::Muted))
    , m_below(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_shape(new StateShape(State::Failed))
{
    m_label->setBuddy(field);
    m_label->setVisible(!label.isEmpty());
    m_below->setWordWrap(true);
    auto* below = new QHBoxLayout;
    below->setSpacing(4);
    below->addWidget(m_shape, 0, Qt::AlignTop);
    below->addWidget(m_below, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_label);
    layout->addWidget(field);
    layout->addLayout(below);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(label);
    setFocusProxy(field);
    refresh();
}

void FormField::setHint(const QString& hint)
{
    m_hint = hint;
    refresh();
}

void FormField::setError(const QString& error)
{
    if (error == m_error)
        return;
    m_error = error;
    refresh();
}

void FormField::setLabel(const QString& label)
{
    m_label->setText(label);
    m_label->setVisible(!label.isEmpty());
}

void FormField::refresh()
{
    const bool wrong = !m_error.isEmpty();
    m_below->setText(wrong ? m_error : m_hint);
    m_below->setVisible(wrong || !m_hint.isEmpty());
    m_shape->setVisible(wrong);
    m_below->setRole(wrong ? Role::Bad : Role::Muted);
    m_field->setAccessibleDescription(m_below->text());
    setFieldState(m_field, wrong ? FieldState::Wrong : FieldState::Valid);
}

} // namespace gatehouse::ui
