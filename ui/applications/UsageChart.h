// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Figures.h"
#include "widgets/ChartGroup.h"

#include <QHash>
#include <QWidget>

namespace gatehouse::ui {

class ChartLegend;
class TimeChart;

/// What an application called in the last hour, by API; hidden where it called none. GUI thread
/// only.
class UsageChart : public QWidget
{
    Q_OBJECT

public:
    explicit UsageChart(QWidget* parent = nullptr);
    /// `apis` by API; `names` of those that have one.
    void showUsage(const client::UsageFigures& apis, const QHash<QString, QString>& names);

private:
    ChartGroup m_group;
    ChartLegend* m_legend;
    TimeChart* m_chart;
};

} // namespace gatehouse::ui
