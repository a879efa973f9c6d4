// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/UsageChart.h"

#include "widgets/ChartLegend.h"
#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/TextLabel.h"
#include "widgets/TimeChart.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

/// Six by name, the rest as "other".
constexpr qsizetype kMostNamed = 6;
constexpr double kMinute = 60;
constexpr double kFill = 0.5;
constexpr int kHeight = 200;

QList<double> aSecond(QList<double> values)
{
    for (double& value : values)
        value /= kMinute;
    return values;
}

} // namespace

UsageChart::UsageChart(QWidget* parent)
    : QWidget(parent)
    , m_legend(new ChartLegend)
    , m_chart(new TimeChart(m_group, ChartUnit::PerSecond))
{
    setObjectName(u"usageChart"_s);
    m_legend->setAlignRight(true);
    m_chart->setAccessibleName(tr("Usage, calls a second in the last hour"));
    m_chart->setIntervals(3);
    m_chart->setTimeTicks(5);
    m_chart->setFixedHeight(grid::scaled(kHeight));
    auto* head = new QHBoxLayout;
    head->setSpacing(grid::kGap);
    head->addWidget(new TextLabel(tr("Usage"), TextSize::Body, Role::Text, QFont::Bold));
    head->addWidget(
        new TextLabel(tr("calls a second, last hour"), TextSize::Secondary, Role::Muted));
    head->addWidget(m_legend, 1);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGap);
    inner->setSpacing(grid::kGap);
    inner->addLayout(head);
    inner->addWidget(m_chart);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, grid::kSide, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Separator);
    column->addLayout(inner);
    connect(m_legend, &ChartLegend::visibleChanged, m_chart, &TimeChart::setLayerVisible);
    hide();
}

void UsageChart::showUsage(const client::UsageFigures& apis, const QHash<QString, QString>& names)
{
    QList<client::UsageItem> items = apis.items;
    std::ranges::stable_sort(items, std::greater{}, &client::UsageItem::callsOfTheHour);
    if (items.size() > kMostNamed + 1) {
        client::UsageItem other;
        other.calls.fill(0, apis.points);
        for (const client::UsageItem& item : items.mid(kMostNamed)) {
            other.perSecond += item.perSecond;
            for (qsizetype i = 0; i < std::min(other.calls.size(), item.calls.size()); ++i)
                other.calls[i] += item.calls[i];
        }
        items.resize(kMostNamed);
        items.append(other);
    }
    QHash<QString, bool> visible;
    for (const ChartLayer& layer : m_chart->layers())
        visible.insert(layer.id, layer.visible);
    QList<ChartLayer> layers;
    QList<ChartLegend::Entry> entries;
    for (qsizetype i = 0; i < items.size(); ++i) {
        const client::UsageItem& item = items.at(i);
        const QString name = item.id.isEmpty() ? tr("other") : names.value(item.id, item.id);
        const Role role = item.id.isEmpty() ? Role::Series7 : seriesRole(static_cast<int>(i));
        layers.append({.id = item.id,
                       .name = name,
                       .role = role,
                       .form = ChartLayer::Form::Stack,
                       .fill = kFill,
                       .visible = visible.value(item.id, true),
                       .values = aSecond(item.calls)});
        entries.append({.id = item.id,
                        .name = name,
                        .role = role,
                        .swatch = ChartLegend::Swatch::Square,
                        .visible = visible.value(item.id, true),
                        .value = perSecond(item.perSecond).number});
    }
    m_chart->setTime(apis.fromMillis, apis.stepMillis, apis.points);
    m_chart->setLayers(layers);
    m_legend->setEntries(entries);
    setVisible(std::ranges::any_of(
        items, [](const client::UsageItem& item) { return item.callsOfTheHour() > 0; }));
}

} // namespace gatehouse::ui
