// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/RowGrid.h"

#include "settings/SettingRow.h"

#include "widgets/Theme.h"

#include <QGridLayout>

#include <algorithm>

namespace gatehouse::ui {
namespace {
constexpr int kMostColumns = 5;
} // namespace

RowGrid::RowGrid(QWidget* parent)
    : QWidget(parent)
    , m_cells(new QGridLayout(this))
{
    m_cells->setContentsMargins(0, 0, 0, 0);
    m_cells->setHorizontalSpacing(0);
    m_cells->setVerticalSpacing(4);
}

void RowGrid::add(SettingRow* row)
{
    row->setParent(this);
    m_rows.append(row);
    place(std::max(1, m_columns));
}

void RowGrid::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    int widest = 1;
    for (const SettingRow* row : std::as_const(m_rows))
        widest = std::max(widest, row->minimumSizeHint().width());
    if (const int columns = std::clamp(width() / widest, 1, kMostColumns); columns != m_columns)
        place(columns);
}

void RowGrid::place(int columns)
{
    for (int column = 0; column < std::max(columns, m_columns); ++column)
        m_cells->setColumnStretch(column, column < columns ? 1 : 0);
    m_columns = columns;
    for (int i = 0; i < m_rows.size(); ++i)
        m_cells->addWidget(m_rows.at(i), i / columns, i % columns, Qt::AlignTop);
}

} // namespace gatehouse::ui
