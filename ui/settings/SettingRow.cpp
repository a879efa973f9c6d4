// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/SettingRow.h"

#include "widgets/State.h"
#include "widgets/TextLabel.h"
#include "widgets/Variants.h"

#include <QEvent>
#include <QGridLayout>
#include <QPainter>

namespace gatehouse::ui {
namespace {
constexpr int kLabelWidth = 144;
constexpr int kSmallWidth = 92;
constexpr int kMark = 3;
} // namespace

SettingRow::SettingRow(const QString& path, const QString& label, QWidget* control,
                       const QString& hint, Place place, QWidget* parent)
    : QWidget(parent)
    , m_path(path)
    , m_label(label)
    , m_hint(hint)
    , m_place(place)
    , m_control(control)
    , m_controls(new QHBoxLayout)
    , m_beside(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_below(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_shape(new StateShape(State::Failed))
{
    setObjectName(path.isEmpty() ? QString() : QStringLiteral("setting.") + path);
    auto* name = new TextLabel(label, place == Place::Above ? TextSize::Secondary : TextSize::Body,
                               Role::Muted);
    name->setBuddy(control);
    name->setWordWrap(true);
    if (control->accessibleName().isEmpty())
        control->setAccessibleName(label);
    control->installEventFilter(this);
    control->setFocusPolicy(Qt::StrongFocus);
    m_below->setWordWrap(true);
    m_beside->setWordWrap(true);
    m_controls->setSpacing(grid::kGap);
    m_controls->addWidget(control);
    if (place == Place::Above) {
        name->setWordWrap(false);
        name->setToolTip(hint);
        control->setToolTip(hint);
        control->setMinimumWidth(grid::scaled(kSmallWidth));
        control->setMaximumWidth(grid::scaled(kSmallWidth));
    } else {
        m_controls->addWidget(m_beside, 1);
    }
    layOut(name);
    refresh();
}

void SettingRow::layOut(TextLabel* name)
{
    auto* below = new QHBoxLayout;
    below->setSpacing(grid::kGap);
    below->addWidget(m_shape, 0, Qt::AlignTop);
    below->addWidget(m_below, 1);
    auto* layout = new QGridLayout(this);
    if (m_place == Place::Above) {
        layout->setContentsMargins(grid::kSide, 2, 0, 2);
        layout->setVerticalSpacing(4);
        m_controls->addStretch(1);
        layout->addWidget(name, 0, 0);
        layout->addLayout(m_controls, 1, 0);
        layout->addWidget(m_beside, 2, 0);
        layout->addLayout(below, 3, 0);
        return;
    }
    layout->setContentsMargins(grid::kSide, 2, grid::kSide, 2);
    layout->setHorizontalSpacing(grid::kGap);
    layout->setVerticalSpacing(4);
    layout->setColumnMinimumWidth(0, grid::scaled(kLabelWidth));
    layout->setColumnStretch(1, 1);
    layout->setRowMinimumHeight(0, grid::scaled(grid::kControl));
    layout->addWidget(name, 0, 0);
    layout->addLayout(m_controls, 0, 1);
    layout->addLayout(below, 1, 1);
}

bool SettingRow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Wheel && !static_cast<QWidget*>(watched)->hasFocus()) {
        event->ignore(); // the page is scrolled, not the value changed below the pointer
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SettingRow::addControl(QWidget* control)
{
    control->installEventFilter(this);
    m_controls->insertWidget(m_controls->count() - 1, control); // before what takes the rest
}

void SettingRow::setBefore(const QString& before)
{
    m_before = before;
    refresh();
}

void SettingRow::setError(const QString& error)
{
    m_error = error;
    refresh();
}

void SettingRow::setNote(const QString& note, bool isWarning)
{
    m_note = note;
    m_noteWarns = isWarning;
    refresh();
}

void SettingRow::refresh()
{
    const bool changed = !m_before.isNull();
    const bool above = m_place == Place::Above;
    m_beside->setText(changed ? tr("was %1").arg(m_before) : above ? QString() : m_hint);
    if (above)
        m_beside->setVisible(changed);
    m_beside->setRole(changed ? Role::Notice : Role::Muted);
    const bool wrong = !m_error.isEmpty();
    m_below->setText(wrong ? m_error : m_note);
    m_below->setRole(wrong ? Role::Bad : Role::Text);
    m_below->setVisible(wrong || !m_note.isEmpty());
    m_shape->setState(wrong ? State::Failed : m_noteWarns ? State::Near : State::Good);
    m_shape->setVisible(m_below->isVisibleTo(this));
    m_control->setAccessibleDescription(m_below->text());
    setFieldState(m_control, wrong ? FieldState::Wrong : FieldState::Valid);
    update();
}

void SettingRow::paintEvent(QPaintEvent*)
{
    if (!m_before.isNull())
        QPainter(this).fillRect(QRect(0, 0, kMark, height()), roles(this)(Role::Notice));
}

} // namespace gatehouse::ui
