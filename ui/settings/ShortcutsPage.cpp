// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/ShortcutsPage.h"

#include "shell/ActionRegistry.h"
#include "widgets/TableSetup.h"
#include "widgets/Theme.h"

#include <QAction>
#include <QHeaderView>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

ShortcutsPage::ShortcutsPage(QWidget* parent)
    : SettingsPage(parent)
    , m_table(new QTableWidget(0, 2))
{
    m_table->setObjectName(u"shortcuts"_s);
    m_table->setAccessibleName(tr("Shortcuts"));
    m_table->setHorizontalHeaderLabels({tr("What"), tr("Keys")});
    setUpTable(m_table, grid::kRow, true);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(1, grid::scaled(160));
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    addSection(tr("Shortcuts"), tr("Ctrl+K finds every action by its name"));
    addWide(m_table);
    finish();
}

void ShortcutsPage::shown()
{
    const auto* registry = window()->findChild<ActionRegistry*>();
    if (!registry)
        return;
    m_table->setRowCount(0);
    for (const QAction* action : registry->actions()) {
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        m_table->setItem(row, 0, new QTableWidgetItem(action->text()));
        m_table->setItem(
            row, 1, new QTableWidgetItem(action->shortcut().toString(QKeySequence::NativeText)));
    }
    m_table->setFixedHeight(grid::scaled(grid::kRowHeader) +
                            m_table->rowCount() * grid::scaled(grid::kRow) + 2);
}

} // namespace gatehouse::ui
