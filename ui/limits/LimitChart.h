// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/ChartScale.h"
#include "widgets/Theme.h"

#include <QList>
#include <QWidget>

#include <optional>

namespace gatehouse::ui {

/// The traffic that a rule would meet, calls a minute, with the limit as a line that is dragged:
/// by mouse, or by Up and Down (1 %, Shift 10 %) when it has the focus. Where every caller has a
/// counter of its own the callers stand beside each other, else on top of each other, since then
/// the limit is for their sum. GUI thread only.
class LimitChart : public QWidget
{
    Q_OBJECT

public:
    struct Caller
    {
        QString name;
        Role role = Role::Series1;
        QList<double> calls; ///< A minute each; NaN = gap.
    };

    explicit LimitChart(QWidget* parent = nullptr);

    void setTraffic(QList<Caller> callers, qint64 fromMillis, qint64 stepMillis, bool stacked);
    /// In calls a minute; none = the rule counts something else, or over too long a period.
    void setLimit(std::optional<double> perMinute, const QString& label);
    /// The limit in force, as a dashed line.
    void setStored(std::optional<double> perMinute, const QString& label);
    [[nodiscard]] std::optional<double> limit() const { return m_limit; }
    [[nodiscard]] QSize sizeHint() const override { return {420, 220}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 120}; }

Q_SIGNALS:
    /// The person moved the line.
    void limitMoved(double perMinute);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double yOf(double value) const;
    [[nodiscard]] bool isOnLine(const QPointF& position) const;
    [[nodiscard]] QRectF labelRect() const;
    void moveTo(double y);
    void rescale();
    void describe();
    void paintAxes(QPainter& painter) const;
    void paintCallers(QPainter& painter) const;
    void paintAbove(QPainter& painter, const QPolygonF& top) const;
    void paintLimit(QPainter& painter) const;

    QList<Caller> m_callers;
    qint64 m_from = 0;
    qint64 m_step = 60'000;
    bool m_stacked = true;
    std::optional<double> m_limit;
    std::optional<double> m_stored;
    QString m_label;
    QString m_storedLabel;
    ChartScale m_scale;
    bool m_dragging = false;
};

} // namespace gatehouse::ui
