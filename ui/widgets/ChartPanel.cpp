// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ChartPanel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace gatehouse::ui {

namespace {

ChartLegend::Swatch swatchOf(const ChartLayer& layer)
{
    if (layer.form != ChartLayer::Form::Stack)
        return ChartLegend::Swatch::Line;
    if (layer.role == Role::Quiet)
        return ChartLegend::Swatch::Hollow;
    return layer.hatched ? ChartLegend::Swatch::Hatched : ChartLegend::Swatch::Square;
}

} // namespace

ChartPanel::ChartPanel(const QString& title, ChartGroup& group, ChartUnit unit,
                       Arrangement arrangement, QWidget* parent)
    : Card(parent)
    , m_title(new QLabel(title, this))
    , m_figure(new QLabel(this))
    , m_unit(new QLabel(this))
    , m_note(new QLabel(this))
    , m_legend(new ChartLegend(this))
    , m_chart(new TimeChart(group, unit, this))
{
    m_title->setFont(textFont(TextSize::Body, QFont::Bold));
    m_figure->setFont(textFont(TextSize::KeyFigure, QFont::Bold));
    for (QLabel* muted : {m_unit, m_note}) {
        muted->setFont(textFont(TextSize::Secondary));
        muted->setForegroundRole(QPalette::PlaceholderText);
    }
    m_unit->setFont(textFont(TextSize::Body));
    m_chart->setAccessibleName(title);
    m_legend->setAccessibleName(tr("Legend of %1").arg(title));

    auto* head = new QHBoxLayout;
    head->setSpacing(grid::kGap);
    // Labels of several sizes stand on one line: what is smaller than the figure is lifted by the
    // difference of the descents.
    const int lift =
        arrangement == Arrangement::Wide || arrangement == Arrangement::FigureRight
            ? QFontMetrics(m_figure->font()).descent() - m_title->fontMetrics().descent()
            : 0;
    for (QLabel* small : {m_title, m_unit, m_note})
        small->setContentsMargins(0, 0, 0, lift);
    head->addWidget(m_title, 0, Qt::AlignBottom);
    const auto addFigure = [&] {
        auto* figure = new QHBoxLayout;
        figure->setSpacing(3);
        figure->addWidget(m_figure, 0, Qt::AlignBottom);
        figure->addWidget(m_unit, 0, Qt::AlignBottom);
        head->addLayout(figure);
    };
    if (arrangement == Arrangement::Wide)
        addFigure();
    head->addSpacing(4);
    if (arrangement != Arrangement::SmallNote)
        head->addWidget(m_note, 1, Qt::AlignBottom);
    else
        head->addStretch(1);
    if (arrangement == Arrangement::Wide) {
        m_legend->setAlignRight(true);
        head->addWidget(m_legend, 0, Qt::AlignVCenter);
    } else if (arrangement == Arrangement::SmallNote) {
        m_legend->setAlignRight(true);
        head->addWidget(m_legend, 0, Qt::AlignVCenter);
        m_figure->hide();
        m_unit->hide();
    } else if (arrangement == Arrangement::FigureRight) {
        addFigure();
    } else {
        m_figure->hide();
        m_unit->hide();
    }
    body()->addLayout(head);
    if (arrangement == Arrangement::SmallNote)
        body()->addWidget(m_note);
    else if (arrangement != Arrangement::Wide)
        body()->addWidget(m_legend);
    body()->addWidget(m_chart, 1);
    connect(m_legend, &ChartLegend::visibleChanged, m_chart, &TimeChart::setLayerVisible);
}

void ChartPanel::setLayers(const QList<ChartLayer>& layers)
{
    QList<ChartLegend::Entry> entries;
    for (const ChartLayer& layer : layers)
        entries.append(
            {layer.id, layer.name, layer.role, swatchOf(layer), false, layer.visible, {}});
    m_legend->setEntries(std::move(entries));
    m_chart->setLayers(layers);
}

void ChartPanel::addFact(const QString& id, const QString& name)
{
    QList<ChartLegend::Entry> entries = m_legend->entries();
    entries.append({id, name, Role::Muted, ChartLegend::Swatch::None, false, true, {}});
    m_legend->setEntries(std::move(entries));
}

void ChartPanel::setFigure(const QString& number, const QString& unit)
{
    m_figure->setText(number);
    m_unit->setText(unit);
}

void ChartPanel::setNote(const QString& note)
{
    m_note->setText(note);
}

void ChartPanel::setStale(bool stale)
{
    m_chart->setStale(stale);
    m_legend->setEnabled(!stale);
    m_figure->setEnabled(!stale);
}

} // namespace gatehouse::ui
