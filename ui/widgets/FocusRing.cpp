// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/FocusRing.h"

#include <QApplication>
#include <QCheckBox>
#include <QEvent>
#include <QFocusFrame>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>

namespace gatehouse::ui {

namespace {

bool hasRing(const QWidget* widget)
{
    return qobject_cast<const QPushButton*>(widget) || qobject_cast<const QToolButton*>(widget) ||
           widget->metaObject() == &QCheckBox::staticMetaObject ||
           widget->metaObject() == &QRadioButton::staticMetaObject;
}

} // namespace

FocusRing::FocusRing(QApplication* application)
    : QObject(application)
{
    setObjectName(QStringLiteral("focusRing"));
    connect(application, &QApplication::focusChanged, this, [this](const QWidget*, QWidget* now) {
        if (m_button)
            m_button->removeEventFilter(this);
        m_button = now && hasRing(now) ? now : nullptr;
        if (m_button)
            m_button->installEventFilter(this);
        follow();
    });
}

FocusRing::~FocusRing()
{
    delete m_frame;
}

void FocusRing::follow()
{
    // The window knows whether the last thing that moved the focus was a key.
    if (m_button && m_button->window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
        if (!m_frame) // it goes with the parent of the button it was last around
            m_frame = new QFocusFrame(m_button);
        m_frame->setWidget(m_button);
    } else if (m_frame) {
        m_frame->setWidget(nullptr);
    }
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress && m_frame)
        m_frame->setWidget(nullptr);
    return QObject::eventFilter(watched, event);
}

} // namespace gatehouse::ui
