// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/ChartScale.h"
#include "widgets/Theme.h"

#include <QList>
#include <QPointer>
#include <QString>
#include <QWidget>

#include <optional>

class QPainter;

namespace gatehouse::ui {

class ChartGroup;

/// One series of a chart. Values stand one step apart; NaN is a gap and stays one.
struct ChartLayer
{
    enum class Form : std::uint8_t
    {
        Line,
        FilledLine, ///< A line over a pale ground.
        Stack,      ///< An area on top of the layers before it.
    };

    QString id;
    QString name;
    Role role = Role::Series1;
    Form form = Form::Line;
    double fill = 1;      ///< How opaque an area is.
    bool hatched = false; ///< Areas only: a second cause in the same colour.
    bool visible = true;
    Qt::PenStyle pen = Qt::SolidLine; ///< Lines only: what is not so, but would be.
    QList<double> values{};
};

/// A moment that explains a curve.
struct ChartMark
{
    qint64 timeMillis = 0;
    QString label;           ///< May be empty.
    Role role = Role::Muted; ///< Muted: dotted, a change. Limit: dashed, a first refusal.
};

/// A chart over time, painted by hand: thin lines, stacked areas, faint horizontal grid, no frame.
/// Charts of one group share hover line and zoom. Drag zooms, double click shows everything again,
/// a click tells which moment was meant, Left and Right move the line when the chart has the focus.
/// The owner gives it the data; it keeps a copy.
class TimeChart : public QWidget
{
    Q_OBJECT

public:
    TimeChart(ChartGroup& group, ChartUnit unit, QWidget* parent = nullptr);

    /// The layers' order is that of painting and stacking.
    void setLayers(QList<ChartLayer> layers);
    [[nodiscard]] const QList<ChartLayer>& layers() const { return m_layers; }
    /// The time of the first value and between two values.
    void setTime(qint64 fromMillis, qint64 stepMillis, int points);
    void setValues(const QString& layer, QList<double> values);
    void setLayerVisible(const QString& layer, bool visible);
    void setMarks(QList<ChartMark> marks);
    /// A dashed line at a value, for example what a budget allows.
    void setReference(std::optional<double> value);
    /// Steps of the vertical axis.
    void setIntervals(int intervals);
    /// Narrow charts name the first, the middle and the last moment; wide ones two more.
    void setTimeTicks(int ticks) { m_timeTicks = ticks; }
    /// Pale: what is shown is not of now.
    void setStale(bool stale);
    [[nodiscard]] ChartUnit unit() const { return m_unit; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A click on a moment; `layer` is the area below the pointer, or empty.
    void momentClicked(const QString& layer, qint64 fromMillis, qint64 toMillis);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Span
    {
        int first = 0; ///< Index of the first value shown.
        int last = 0;  ///< Of the last.
    };
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] Span span() const;
    [[nodiscard]] double xOf(int index) const;
    [[nodiscard]] int indexAt(double x) const;
    [[nodiscard]] qint64 timeOf(int index) const;
    [[nodiscard]] double valueAt(const ChartLayer& layer, int index) const;
    [[nodiscard]] QString layerAt(const QPointF& position) const;
    [[nodiscard]] double largest() const;
    void rescale();
    void describe();
    void paintAxes(QPainter& painter) const;
    void paintStack(QPainter& painter) const;
    void paintLines(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    void paintHover(QPainter& painter) const;
    void paintReadOut(QPainter& painter, int index, double x) const;
    void paintSelection(QPainter& painter) const;

    ChartGroup& m_group;
    ChartUnit m_unit;
    QList<ChartLayer> m_layers;
    QList<ChartMark> m_marks;
    std::optional<double> m_reference;
    ChartScale m_scale;
    qint64 m_from = 0;
    qint64 m_step = 1000;
    int m_points = 0;
    int m_intervals = 2;
    int m_left = 42; ///< Room of the value labels; as wide as the widest of the scale.
    int m_timeTicks = 3;
    bool m_stale = false;
    std::optional<QPointF> m_press; ///< Where a drag began.
    QPointF m_pointer;
    bool m_under = false; ///< The pointer or the keyboard is on this chart: it shows the read-out.
};

} // namespace gatehouse::ui
