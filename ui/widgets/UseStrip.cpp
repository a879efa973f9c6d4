// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/UseStrip.h"

#include "widgets/Theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace gatehouse::ui {

namespace {

constexpr int kColumn = 2;
constexpr double kNear = 0.8;

} // namespace

void paintUseStrip(QPainter& painter, const QRect& rect, const QList<double>& use,
                   const Roles& colors)
{
    painter.fillRect(rect, colors(Role::Series7, 0.16));
    const int columns = rect.width() / kColumn;
    if (use.isEmpty() || columns <= 0)
        return;
    for (int i = 0; i < columns; ++i) {
        const qsizetype from = use.size() * i / columns;
        const qsizetype to = std::clamp(use.size() * (i + 1) / columns, from + 1, use.size());
        double most = 0;
        for (qsizetype at = from; at < to; ++at)
            most = std::max(most, std::clamp(use[at], 0.0, 1.0)); // a gap is no use
        if (most <= 0)
            continue;
        const int tall = std::max(1, int(std::lround(most * rect.height())));
        painter.fillRect(rect.left() + i * kColumn, rect.bottom() + 1 - tall, kColumn, tall,
                         most >= 1       ? colors(Role::Limit)
                         : most >= kNear ? colors(Role::Notice, 0.6)
                                         : colors(Role::Series7, 0.75));
    }
}

UseStrip::UseStrip(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Use of the counter"));
}

void UseStrip::setUse(QList<double> use)
{
    m_use = std::move(use);
    setAccessibleDescription(m_use.isEmpty() ? QString()
                                             : tr("now %1 %").arg(std::lround(m_use.last() * 100)));
    update();
}

void UseStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintUseStrip(painter, rect(), m_use, roles(this));
}

} // namespace gatehouse::ui
