// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/TextLabel.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace gatehouse::ui {

namespace {
constexpr int kLeastElided = 40;
}

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

void TextLabel::setElided()
{
    m_elided = true;
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

QSize TextLabel::minimumSizeHint() const
{
    const QSize least = QLabel::minimumSizeHint();
    return m_elided ? QSize(std::min(least.width(), grid::scaled(kLeastElided)), least.height())
                    : least;
}

bool TextLabel::isCut() const
{
    return m_elided && fontMetrics().horizontalAdvance(text()) > contentsRect().width();
}

void TextLabel::paintEvent(QPaintEvent* event)
{
    if (!isCut())
        return QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), int(Qt::AlignLeft | Qt::AlignVCenter),
                     fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()));
}

void TextLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (!m_applying && event->type() == QEvent::PaletteChange)
        apply();
}

bool TextLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isCut()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
    const bool font = event->type() == QEvent::ApplicationFontChange; // no changeEvent in Qt
    const bool known = QLabel::event(event); // a deferred delete ends this object
    if (font && !m_applying)
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
