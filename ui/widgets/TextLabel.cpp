// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/TextLabel.h"

#include <QEvent>

namespace gatehouse::ui {

TextLabel::TextLabel(const QString& text, TextSize size, Role role, QFont::Weight weight,
                     QWidget* parent)
    : QLabel(text, parent)
    , m_size(size)
    , m_role(role)
    , m_weight(weight)
{
    setTextFormat(Qt::PlainText);
    apply();
}

void TextLabel::setRole(Role role)
{
    m_role = role;
    apply();
}

void TextLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (!m_applying && event->type() == QEvent::PaletteChange)
        apply();
}

bool TextLabel::event(QEvent* event)
{
    const bool known = QLabel::event(event);
    if (!m_applying && event->type() == QEvent::ApplicationFontChange) // no changeEvent in Qt
        apply();
    return known;
}

void TextLabel::apply()
{
    m_applying = true;
    const QColor color = roles(this)(m_role);
    if (palette().color(QPalette::WindowText) != color) {
        QPalette own;
        own.setColor(QPalette::WindowText, color);
        setPalette(own);
    }
    setFont(textFont(m_size, m_weight));
    m_applying = false;
}

} // namespace gatehouse::ui
