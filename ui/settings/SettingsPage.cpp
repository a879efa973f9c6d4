// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/SettingsPage.h"

#include "settings/RowGrid.h"
#include "settings/SettingRow.h"

#include "widgets/Separator.h"
#include "widgets/TextLabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace gatehouse::ui {

SettingsPage::SettingsPage(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, grid::kSide);
    m_column->setSpacing(0);
    setGround(this, Role::Surface);
}

QString SettingsPage::searchText() const
{
    QString text;
    for (const auto* label : findChildren<TextLabel*>())
        text += label->text() + QLatin1Char(' ');
    return text;
}

void SettingsPage::addSection(const QString& title, const QString& hint)
{
    if (m_hasSection) {
        m_column->addSpacing(grid::kGapWide);
        m_column->addWidget(new Separator);
    }
    m_hasSection = true;
    m_grid = nullptr;
    auto* row = new QHBoxLayout;
    row->setContentsMargins(grid::kSide, grid::kSide, grid::kSide, grid::kGap);
    row->setSpacing(grid::kGap);
    row->addWidget(new TextLabel(title, TextSize::Body, Role::Text, QFont::Bold));
    auto* words = new TextLabel(hint, TextSize::Secondary, Role::Muted);
    words->setWordWrap(true);
    row->addWidget(words, 1);
    m_column->addLayout(row);
}

SettingRow* SettingsPage::addRow(const QString& path, const QString& label, QWidget* control,
                                 const QString& hint)
{
    auto* row = new SettingRow(path, label, control, hint);
    m_rows.append(row);
    m_column->addWidget(row);
    return row;
}

SettingRow* SettingsPage::addSmallRow(const QString& path, const QString& label, QWidget* control,
                                      const QString& hint)
{
    auto* row = new SettingRow(path, label, control, hint, SettingRow::Place::Above);
    m_rows.append(row);
    if (!m_grid) {
        m_grid = new RowGrid;
        m_column->addWidget(m_grid);
    }
    m_grid->add(row);
    return row;
}

void SettingsPage::addPart(SettingsPage* part)
{
    if (m_hasSection)
        m_column->addWidget(new Separator);
    m_hasSection = true;
    m_rows.append(part->rows());
    m_column->addWidget(part);
    part->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void SettingsPage::addWide(QWidget* widget)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(grid::kSide, 0, grid::kSide, 0);
    row->addWidget(widget);
    m_column->addLayout(row);
}

void SettingsPage::finish()
{
    m_column->addStretch(1);
}

} // namespace gatehouse::ui
