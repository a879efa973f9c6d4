// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ChartGroup.h"

namespace gatehouse::ui {

void ChartGroup::setHover(qint64 millis)
{
    if (millis == m_hover)
        return;
    m_hover = millis;
    Q_EMIT hoverChanged();
}

void ChartGroup::setZoom(qint64 from, qint64 to)
{
    if (from == m_from && to == m_to)
        return;
    m_from = from;
    m_to = to;
    Q_EMIT zoomChanged();
}

} // namespace gatehouse::ui
