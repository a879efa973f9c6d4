// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PanelHeader.h"

#include "widgets/FilterBox.h"
#include "widgets/TextLabel.h"

#include <QHBoxLayout>

namespace gatehouse::ui {

PanelHeader::PanelHeader(const QString& title, QWidget* parent)
    : Bar(grid::kHeader, Role::Surface, parent)
    , m_subtitle(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_left(new QHBoxLayout)
    , m_right(new QHBoxLayout)
{
    m_left->setSpacing(grid::kGap);
    m_right->setSpacing(grid::kGap);
    row()->setSpacing(grid::kSide);
    row()->addWidget(new TextLabel(title, TextSize::Title, Role::Text, QFont::Bold));
    row()->addWidget(m_subtitle);
    row()->addLayout(m_left);
    row()->addStretch(1); // takes all the room: no action grows
    row()->addLayout(m_right);
    m_subtitle->setVisible(false);
}

void PanelHeader::setSubtitle(const QString& subtitle)
{
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
}

void PanelHeader::addLeft(QWidget* widget)
{
    m_left->addWidget(widget);
}

void PanelHeader::addAction(QWidget* widget)
{
    // Else one that likes to grow takes the room of the free space.
    widget->setSizePolicy(QSizePolicy::Fixed, widget->sizePolicy().verticalPolicy());
    m_right->addWidget(widget);
}

FilterBox* PanelHeader::addFilter(const QString& placeholder, int width)
{
    auto* filter = new FilterBox(placeholder);
    filter->setFixedWidth(grid::scaled(width));
    filter->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_right->addWidget(filter);
    return filter;
}

} // namespace gatehouse::ui
