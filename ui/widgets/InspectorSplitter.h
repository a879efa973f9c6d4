// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>

namespace gatehouse::ui {

/// Content at the left, an inspector at the right: 344 wide, hidden until somebody shows it.
class InspectorSplitter : public QSplitter
{
    Q_OBJECT

public:
    InspectorSplitter(QWidget* content, QWidget* side, QWidget* parent = nullptr);
};

} // namespace gatehouse::ui
