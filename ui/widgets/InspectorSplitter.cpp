// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/InspectorSplitter.h"

#include "widgets/Theme.h"

namespace gatehouse::ui {

InspectorSplitter::InspectorSplitter(QWidget* content, QWidget* side, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent)
{
    setHandleWidth(1);
    setChildrenCollapsible(false);
    addWidget(content);
    addWidget(side);
    setStretchFactor(0, 1);
    setStretchFactor(1, 0);
    side->setMinimumWidth(grid::scaled(grid::kInspectorLeast));
    setSizes({2000, grid::scaled(grid::kInspector)});
    side->hide();
}

} // namespace gatehouse::ui
