// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Switch.h"

#include "widgets/StylePaint.h"

#include <QPainter>

namespace gatehouse::ui {
namespace {
constexpr int kWidth = 28;
constexpr int kHeight = 16;
constexpr int kGapToText = 12;
} // namespace

Switch::Switch(const QString& text, QWidget* parent)
    : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Switch::sizeHint() const
{
    const int words = text().isEmpty() ? 0 : kGapToText + fontMetrics().horizontalAdvance(text());
    return {kWidth + words, std::max(kHeight + 4, fontMetrics().height() + 2)};
}

void Switch::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Roles& c = roles(this);
    const int top = (height() - kHeight) / 2; // On a whole pixel.
    const QRectF track(0, top, kWidth, kHeight);
    const Role ground = !isEnabled() ? Role::Line : isChecked() ? Role::Accent : Role::Edge;
    paint::box(&painter, track, c(ground), Qt::transparent, kHeight / 2.0, 0);
    QRectF knob(track.left() + (isChecked() ? kWidth - kHeight + 2 : 2), track.top() + 2, 12, 12);
    paint::box(&painter, knob, c(isChecked() ? Role::OnAccent : Role::Raised), Qt::transparent, 6,
               0);
    painter.setPen(c(isEnabled() ? Role::Text : Role::Disabled));
    painter.drawText(rect().adjusted(kWidth + kGapToText, 0, 0, 0),
                     Qt::AlignVCenter | Qt::AlignLeft, text());
}

} // namespace gatehouse::ui
