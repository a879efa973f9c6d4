// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PanelHeader.h"

#include <QHBoxLayout>
#include <QPainter>

namespace gatehouse::ui {

PanelHeader::PanelHeader(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_title(new TextLabel(title, TextSize::Title, Role::Text, QFont::Bold))
    , m_subtitle(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_left(new QHBoxLayout)
    , m_right(new QHBoxLayout)
{
    setGround(this, Role::Surface);
    setFixedHeight(std::max(grid::kHeader, grid::scaled(grid::kHeader)));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(grid::kSide, 0, grid::kSide, 1);
    row->setSpacing(grid::kSide);
    m_left->setSpacing(grid::kGap);
    m_right->setSpacing(grid::kGap);
    row->addWidget(m_title);
    row->addWidget(m_subtitle);
    row->addLayout(m_left);
    row->addStretch();
    row->addLayout(m_right);
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
    m_right->addWidget(widget);
}

FilterBox* PanelHeader::filterBox(const QString& placeholder, int width)
{
    if (!m_filter) {
        m_filter = new FilterBox(placeholder, this);
        m_filter->setFixedWidth(width);
        m_right->addWidget(m_filter);
    }
    return m_filter;
}

void PanelHeader::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(QRect(0, height() - 1, width(), 1), roles(this)(Role::Line));
}

} // namespace gatehouse::ui
