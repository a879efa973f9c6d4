// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/SparkLine.h"

#include "widgets/ChartScale.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace gatehouse::ui {

void paintSparkLine(QPainter& painter, const QRectF& rect, const QList<double>& values,
                    const QColor& color, double width)
{
    double most = 0;
    for (const double value : values) {
        if (!std::isnan(value))
            most = std::max(most, value);
    }
    if (values.size() < 2 || most <= 0)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, width));
    QPolygonF line;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i])) {
            painter.drawPolyline(line);
            line.clear();
            continue;
        }
        line.append({rect.left() + rect.width() * double(i) / double(values.size() - 1),
                     rect.bottom() - rect.height() * values[i] / most});
    }
    painter.drawPolyline(line);
    painter.restore();
}

SparkLine::SparkLine(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void SparkLine::setValues(QList<double> values, QList<double> before)
{
    m_values = std::move(values);
    m_before = std::move(before);
    if (!m_values.isEmpty())
        setAccessibleDescription(tr("now %1").arg(shortNumber(m_values.last())));
    update();
}

void SparkLine::setRole(Role role)
{
    m_role = role;
    update();
}

QSize SparkLine::sizeHint() const
{
    return {72, 24};
}

void SparkLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRectF area = QRectF(rect()).adjusted(1, 2, -1, -2);
    paintSparkLine(painter, area, m_before, roles(this)(Role::Series7), 1);
    paintSparkLine(painter, area, m_values, roles(this)(m_role));
}

} // namespace gatehouse::ui
