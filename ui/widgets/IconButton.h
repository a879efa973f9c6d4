// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Icon.h"
#include "widgets/Variants.h"

#include <QToolButton>

namespace gatehouse::ui {

/// An icon without a frame; what it does is its tool tip and its accessible name.
class IconButton : public QToolButton
{
    Q_OBJECT

public:
    IconButton(Icon name, const QString& what, ControlSize size = ControlSize::Normal,
               QWidget* parent = nullptr);
    void setWhat(Icon name, const QString& what);
};

} // namespace gatehouse::ui
