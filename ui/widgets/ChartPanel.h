// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Card.h"
#include "widgets/ChartLegend.h"
#include "widgets/TimeChart.h"

class QHBoxLayout;
class QLabel;

namespace gatehouse::ui {

class ChartGroup;

/// A card with a title, a key figure, a legend and a chart, wired together.
class ChartPanel : public Card
{
    Q_OBJECT

public:
    enum class Arrangement : std::uint8_t
    {
        Wide,        ///< Title, figure and note left, legend right, all in one row.
        FigureRight, ///< Title and note left, figure right; legend below.
        Small,       ///< Title; legend below.
        SmallNote,   ///< Title left, legend right; note below.
    };

    ChartPanel(const QString& title, ChartGroup& group, ChartUnit unit, Arrangement arrangement,
               QWidget* parent = nullptr);

    void setLayers(const QList<ChartLayer>& layers);
    /// An entry of the legend that has no curve.
    void addFact(const QString& id, const QString& name);
    void setFigure(const QString& number, const QString& unit);
    void setNote(const QString& note);
    void setLegendValue(const QString& id, const QString& value) { m_legend->setValue(id, value); }
    /// Pale figures and curves: the connection is lost.
    void setStale(bool stale);
    [[nodiscard]] TimeChart& chart() { return *m_chart; }
    [[nodiscard]] ChartLegend& legend() { return *m_legend; }

private:
    QLabel* m_title;
    QLabel* m_figure;
    QLabel* m_unit;
    QLabel* m_note;
    ChartLegend* m_legend;
    TimeChart* m_chart;
};

} // namespace gatehouse::ui
