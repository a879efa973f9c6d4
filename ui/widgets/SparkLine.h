// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Theme.h"

#include <QList>
#include <QWidget>

class QPainter;

namespace gatehouse::ui {

/// Draws values as one thin line that fills `rect`; NaN is a gap. Also for item delegates.
void paintSparkLine(QPainter& painter, const QRectF& rect, const QList<double>& values,
                    const QColor& color, double width = 1.25);

/// A line without axes beside a figure, 72x24, over a grey one of the period before when there is
/// one.
class SparkLine : public QWidget
{
    Q_OBJECT

public:
    explicit SparkLine(QWidget* parent = nullptr);

    void setValues(QList<double> values, QList<double> before = {});
    void setRole(Role role);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<double> m_values;
    QList<double> m_before;
    Role m_role = Role::Accent;
};

} // namespace gatehouse::ui
