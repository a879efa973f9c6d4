// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace gatehouse::ui {

/// What the charts of one panel share: the time under the pointer and the zoomed range. GUI thread
/// only.
class ChartGroup : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Unix milliseconds; -1 = the pointer is over none of the charts.
    [[nodiscard]] qint64 hover() const { return m_hover; }
    void setHover(qint64 millis);

    /// 0 and 0 = everything.
    [[nodiscard]] qint64 zoomFrom() const { return m_from; }
    [[nodiscard]] qint64 zoomTo() const { return m_to; }
    [[nodiscard]] bool isZoomed() const { return m_to > m_from; }
    void setZoom(qint64 from, qint64 to);
    void resetZoom() { setZoom(0, 0); }

Q_SIGNALS:
    void hoverChanged();
    void zoomChanged();

private:
    qint64 m_hover = -1;
    qint64 m_from = 0;
    qint64 m_to = 0;
};

} // namespace gatehouse::ui
