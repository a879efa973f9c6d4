// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/CodeLabel.h"

namespace gatehouse::ui {

CodeLabel::CodeLabel(const QString& text, QWidget* parent)
    : TextLabel(text, TextSize::Code, Role::Text, QFont::Normal, parent)
{
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setWordWrap(true);
}

} // namespace gatehouse::ui
