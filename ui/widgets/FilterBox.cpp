// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/FilterBox.h"

#include "widgets/Icon.h"
#include "widgets/StylePaint.h"

#include <QKeyEvent>
#include <QPainter>
#include <QTimer>

namespace gatehouse::ui {

FilterBox::FilterBox(const QString& placeholder, QWidget* parent)
    : QLineEdit(parent)
    , m_settle(new QTimer(this))
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setTextMargins(22, 0, 0, 0);
    setClearButtonEnabled(true);
    m_settle->setSingleShot(true);
    m_settle->setInterval(120);
    connect(this, &QLineEdit::textChanged, m_settle, qOverload<>(&QTimer::start));
    connect(m_settle, &QTimer::timeout, this, [this] { Q_EMIT filterChanged(text()); });
}

void FilterBox::setKeyHint(const QString& key)
{
    m_keyHint = key;
    update();
}

void FilterBox::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    paintIcon(&painter, QRect(9, (height() - grid::kIcon) / 2, grid::kIcon, grid::kIcon),
              Icon::Search, roles(this)(Role::Muted));
    if (text().isEmpty() && !m_keyHint.isEmpty())
        paintKeyHint(&painter, rect().adjusted(0, 0, -8, 0), m_keyHint, this);
}

void FilterBox::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        if (text().isEmpty())
            clearFocus();
        else
            clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

int paintKeyHint(QPainter* painter, const QRect& rect, const QString& key, const QWidget* widget)
{
    painter->save();
    const Roles& c = roles(widget);
    painter->setFont(textFont(TextSize::Secondary));
    const int width = painter->fontMetrics().horizontalAdvance(key) + 8;
    QRect box(rect.right() - width + 1, rect.top() + (rect.height() - 18) / 2, width, 18);
    paint::box(painter, box, c(Role::Window), c(Role::Line), grid::kRadiusSmall);
    painter->setPen(c(Role::Muted));
    painter->drawText(box, Qt::AlignCenter, key);
    painter->restore();
    return width;
}

} // namespace gatehouse::ui
