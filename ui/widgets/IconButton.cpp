// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/IconButton.h"

namespace gatehouse::ui {

IconButton::IconButton(Icon name, const QString& what, ControlSize size, QWidget* parent)
    : QToolButton(parent)
{
    setButtonRole(this, ButtonRole::Flat);
    setControlSize(this, size);
    setAutoRaise(true);
    setWhat(name, what);
}

void IconButton::setWhat(Icon name, const QString& what)
{
    setIcon(ui::icon(name));
    setToolTip(what);
    setAccessibleName(what);
}

} // namespace gatehouse::ui
